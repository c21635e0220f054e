"""What became of the cells of a column: values, or why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded

Cells = Coded[str | None]
Cell = tuple[float, int, str]
"""A value, 0 and "", or NaN, the reason why there is none, and the rule a cell broke."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A column of codes.

    Parameters
    ----------
    cells : Coded
        What became of each cell.
    way : str
        ``"codes"``, ``"labels"``, ``"chosen"``, ``"numbers"`` or ``"seconds"``.
    """

    cells: Coded[Cell]
    way: str

    @property
    def values(self) -> NDArray[np.float64]:
        """Codes or numbers, NaN where nothing was answered."""
        kinds = np.array([value for value, _, _ in self.cells.kinds], dtype=np.float64)
        return kinds[self.cells.at]

    @property
    def there(self) -> NDArray[np.bool_]:
        """Which rows hold an answer."""
        kinds = np.array([not math.isnan(value) for value, _, _ in self.cells.kinds], bool)
        return kinds[self.cells.at]

    @property
    def rejected(self) -> list[tuple[int, str]]:
        """Rows, from 1, whose cell did not fit, with the rule it broke."""
        rows = self.cells.rows(lambda cell: bool(cell[2]))
        return [(row, self.cells[row - 1][2]) for row in rows]

    @property
    def good(self) -> int:
        """Cells that are an answer."""
        return sum(n for (_, reason, _), n in self.cells.counts().items() if reason == 0)

    @property
    def bad(self) -> int:
        """Cells that did not fit."""
        return sum(n for (_, _, rule), n in self.cells.counts().items() if rule)


def nothing(reason: int, rule: str = "") -> Cell:
    """What a cell without an answer becomes."""
    return math.nan, reason, rule
