"""The hypotheses, one row each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.hypotheses import tables
from cpsurvey.kinds.hypotheses.figure import forest
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    yield from tables.verdicts(result, words)


def first(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines on the first page."""
    yield from tables.answers(result, words)


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """The table, and all of them in one look."""
    picture = forest(result, words)
    return [*tables.hypotheses(result, words), *([picture] if picture else [])]
