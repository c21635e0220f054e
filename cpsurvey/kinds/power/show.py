"""What this study could see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.power import tables
from cpsurvey.kinds.power import words as w
from cpsurvey.kinds.power.figure import curves
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    at = data["sizes"].index(data["n"])
    for e in data["effects"][:2]:
        yield from words.lead(
            w.SUM_POWER,
            effect=tables.named(e, words),
            at=tables.at_own(data, words),
            value=words.number(e["value"], "unit2"),
            power=words.number(e["power"][at], "percent"),
        )


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """Power by sample size, the smallest effect, and the curves."""
    picture = curves(result, words)
    return [*tables.power(result, words), *([picture] if picture else [])]
