"""Who is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from cpsurvey.kinds.flow import words as w
from cpsurvey.report import sample
from cpsurvey.report.chapter import Block, Pages, Study, caveats
from cpsurvey.report.document import Text
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    yield words(w.SUM_N, n=result.sample.used, rows=result.sample.read)


def show(results: Sequence[Result[Any]], words: Words, _study: Study) -> Sequence[Block]:
    """T1 and T3; the table itself says who was counted."""
    blocks: list[Block] = []
    for result in results:
        blocks += caveats(result, words)
        blocks += sample.flow(result, words) if result.data else []
    return blocks


def manager(
    result: Result[Any], words: Words, _study: Study, _beside: Collection[str]
) -> Pages:
    """M1: how many answered."""
    n, rows = result.sample.used, result.sample.read
    return {"who": [Text(words(w.ANSWERED, n=n, rows=rows))]}
