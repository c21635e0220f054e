"""p-values of one table, which are read together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

R = TypeVar("R")


def holm(pvalues: Sequence[float | None]) -> list[float | None]:
    """Adjusted p-values that hold the familywise error of those known (Holm, 1979).

    A report needs no numerics: the same as `cpsurvey.stats.multiple.holm`.
    """
    known = sorted((p, place) for place, p in enumerate(pvalues) if p is not None)
    adjusted: list[float | None] = [None] * len(pvalues)
    least = 0.0
    for rank, (p, place) in enumerate(known):
        least = max(least, min(1.0, p * (len(known) - rank)))
        adjusted[place] = least
    return adjusted


def held(rows: Sequence[R], pvalue: Callable[[R], float | None]) -> Callable[[R], float | None]:
    """The adjusted p-value of a row among all rows of its table."""
    found = dict(zip(map(id, rows), holm([pvalue(row) for row in rows]), strict=True))
    return lambda row: found[id(row)]
