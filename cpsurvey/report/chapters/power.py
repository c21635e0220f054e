"""What this study could see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.figures.power import curves
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import power as tables
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    data = result.data
    at = data["sizes"].index(data["n"])
    for e in data["effects"][:2]:
        yield from words.lead(
            "sum_power",
            effect=tables.named(e, words),
            at=tables.at_own(data, words),
            value=words.number(e["value"], "unit2"),
            power=words.number(e["power"][at], "percent"),
        )


@chapter("power", short=_short)
def power(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """Power by sample size, the smallest effect, and the curves."""
    picture = curves(result, words)
    return [*tables.power(result, words), *([picture] if picture else [])]
