"""Whether the scales are apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.figures.discriminant import discriminant as picture
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import discriminant as tables
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    closest = result.data["pairs"][0]
    if closest["htmt2"] is None:
        return
    yield from words.lead(
        "sum_discriminant",
        first=words.label(closest["first"]),
        second=words.label(closest["second"]),
        htmt2=words.number(closest["htmt2"], "unit2", *tables.CUTOFFS),
        ci=words.number((closest["htmt2_lower"], closest["htmt2_upper"]), "interval"),
        cutoff=tables.cutoff(closest, words),
    )


@chapter("discriminant", short=_short)
def discriminant(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T10: matrix and pairs, and the closest pairs as a picture."""
    shown = picture(result, words)
    return [
        tables.matrix(result, words),
        *tables.pairs(result, words),
        *([shown] if shown else []),
    ]
