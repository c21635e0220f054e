"""Who is counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import Block, Study, caveats, chapter_of_several
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import sample
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    yield words("sum_n", n=result.sample.used, rows=result.sample.read)


@chapter_of_several("flow", ("flow",), short=_short)
def flow(results: Sequence[Result], words: Words, _study: Study) -> Sequence[Block]:
    """T1 and T3; the table itself says who was counted."""
    blocks: list[Block] = []
    for result in results:
        blocks += caveats(result, words)
        blocks += sample.flow(result, words) if result.data else []
    return blocks
