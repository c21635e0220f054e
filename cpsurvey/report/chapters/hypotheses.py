"""The hypotheses, one row each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.figures.hypotheses import forest
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import hypotheses as tables
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    yield from tables.verdicts(result, words)


def _first(result: Result, words: Words) -> Iterator[str]:
    yield from tables.answers(result, words)


@chapter("hypotheses", short=_short, first=_first)
def hypotheses(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """The table, and all of them in one look."""
    picture = forest(result, words)
    return [*tables.hypotheses(result, words), *([picture] if picture else [])]
