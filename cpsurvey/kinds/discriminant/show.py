"""Whether the scales are apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.discriminant import tables
from cpsurvey.kinds.discriminant import words as w
from cpsurvey.kinds.discriminant.figure import discriminant as picture
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    closest = result.data["pairs"][0]
    if closest["htmt2"] is None:
        return
    yield from words.lead(
        w.SUM_DISCRIMINANT,
        first=words.label(closest["first"]),
        second=words.label(closest["second"]),
        htmt2=words.number(closest["htmt2"], "unit2", *tables.CUTOFFS),
        ci=words.number((closest["htmt2_lower"], closest["htmt2_upper"]), "interval"),
        cutoff=tables.cutoff(closest, words),
    )


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """T10: matrix and pairs, and the closest pairs as a picture."""
    shown = picture(result, words)
    return [
        tables.matrix(result, words),
        *tables.pairs(result, words),
        *([shown] if shown else []),
    ]
