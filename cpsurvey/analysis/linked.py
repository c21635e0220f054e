"""Counts of the same people in two tables: what they tell together.

A centre holds whole teams, and a question asked only of those who gave an answer to another
one has all the others as missing: one table then shows what the other one hides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats.disclosure import solved_range

if TYPE_CHECKING:
    from cpsurvey.analysis.protected import Categories

Flags = NDArray[np.bool_]
VALUES = 3
"""Values that a small count can still have, for all that two variables tell together."""


@dataclass(frozen=True, slots=True)
class _Union:
    """A cell of one variable that is made of whole cells of another one."""

    whole: int
    parts: NDArray[np.intp]

    def places(self) -> list[int]:
        return [self.whole, *(int(part) for part in self.parts)]


def protect_together(found: Sequence[Categories], k: int) -> list[Categories]:
    """The same variables, hiding also what would tell a hidden count across them."""
    made = list(found)
    safe: set[int] = set()
    while (told := leak(made, k, safe)) is not None:
        at, place = told
        hidden = made[at].cells_hidden
        hidden[place] = True
        made[at] = made[at].hiding(hidden, k)
    return made


def leak(
    found: Sequence[Categories], k: int, safe: set[int] | None = None
) -> tuple[int, int] | None:
    """Variable and cell to hide next, since two variables tell a small count; else None.

    Cells in `safe` need no second look: the more is hidden, the less is told. It grows.
    """
    if not found:
        return None
    safe = set() if safe is None else safe
    begins = np.cumsum([0, *(len(one.cells) for one in found)])
    hide = np.concatenate([one.cells_hidden for one in found])
    counts = np.concatenate([one.cells for one in found])
    unions = [one for one in _unions(found, begins) if hide[one.places()].any()]
    if not unions:
        return None
    least, most = (
        np.concatenate(ends) for ends in zip(*(o.bounds(k) for o in found), strict=True)
    )
    sums = _sums(found, begins, unions)
    of = np.searchsorted(begins, np.arange(len(counts)), side="right") - 1
    linked = {int(of[place]) for one in unions for place in one.places()}
    missing = begins[1:] - 1
    for cell in np.flatnonzero(hide & (counts < k) & (counts > 0)):
        if int(of[cell]) not in linked or int(cell) in safe:
            continue
        low, high = solved_range(int(cell), least, most, sums, sums @ counts)
        if high - low + 1 >= VALUES - 1e-6:
            safe.add(int(cell))
            continue
        near = [one for one in unions if of[cell] in of[one.places()]]
        options = [
            (bool(place in missing), int(counts[place]), place)
            for place in {p for one in near for p in one.places()}
            if not hide[place] and counts[place]
        ]
        if options:
            place = min(options)[-1]
            return int(of[place]), int(place - begins[of[place]])
    return None


def _sums(
    found: Sequence[Categories], begins: NDArray[np.int64], unions: Sequence[_Union]
) -> NDArray[np.float64]:
    """Sums of cells that a reader knows: every variable's total, and what is made of what."""
    rows = np.zeros((len(found) + len(unions), begins[-1]))
    for i in range(len(found)):
        rows[i, begins[i] : begins[i + 1]] = 1.0
    for i, one in enumerate(unions, len(found)):
        rows[i, one.whole] = -1.0
        rows[i, one.parts] = 1.0
    return rows


def _unions(found: Sequence[Categories], begins: NDArray[np.int64]) -> list[_Union]:
    """Cells that hold whole cells of another variable, who gave no answer included."""
    made = []
    for a, b in permutations(range(len(found)), 2):
        fine, coarse = found[a], found[b]
        if not (fine.hidden.any() or coarse.hidden.any()):
            continue
        m = len(coarse.cells)
        pairs = _last(fine.member, len(fine.labels)) * m + _last(coarse.member, m - 1)
        both = np.bincount(pairs, minlength=len(fine.cells) * m).reshape(-1, m)
        some = (coarse.cells > 0) & (coarse.cells < len(coarse.member))
        for place in np.flatnonzero(some):
            inside = np.flatnonzero(both[:, place])
            if fine.cells[inside].sum() == coarse.cells[place]:
                made.append(_Union(int(begins[b] + place), begins[a] + inside))
    return made


def _last(member: NDArray[np.int64], place: int) -> NDArray[np.int64]:
    """Codes with those who have none in the last place."""
    return np.where(member < 0, place, member)
