"""Missing answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.missing import tables
from cpsurvey.kinds.missing import words as w
from cpsurvey.kinds.missing.figure import strip
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    yield from words.lead(
        w.SUM_MISSING,
        share=words.number(data["share"], "percent"),
        complete=data["complete"],
        n=result.sample.used,
    )


def show(result: Result[Any], words: Words, study: Study) -> Sequence[Block]:
    """Where, together with what and why answers are missing, and a picture of it."""
    made = tables.missing(result, words, study["k"])
    drawn = strip(result, words)
    return [*made, *([drawn] if drawn else [])] if result.data["share"] != 0 else made[:1]
