"""Which numbers moved, and how far by their own errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import inf, isclose
from typing import Any

from cpsurvey.batch.diff.cells import SAID, Key, Line
from cpsurvey.report.lexicon import CI90
from cpsurvey.report.table import Head, intervals

SAME = 1e-9
"""Relative difference that other libraries make of the same data."""
NORMAL = 3.919928
"""Standard errors between the ends of an interval of 95 %."""
NORMAL_90 = 3.289707
"""The same of 90 %, in which RMSEA is told."""
TESTS = {"z", "t", "F", "χ²", "df", "n"}
"""Columns of statistics that no interval beside them is about."""
FIRST = ("verdict", SAID)
"""Columns of which a change is said before all others."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is another in B."""

    key: str
    heading: str
    before: Any
    after: Any
    printed: tuple[str, str]
    errors: float | None = None
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Move:
    """One row that is another in B.

    Parameters
    ----------
    size : float or None
        Standard errors that its number moved by the most; infinite for a verdict, None
        where there is no error to measure by.
    """

    section: str
    table: str
    title: str
    row: str
    cells: tuple[Cell, ...]
    size: float | None

    @property
    def printed(self) -> bool:
        """Whether a reader would see it."""
        return any(cell.printed[0] != cell.printed[1] for cell in self.cells)


def moves(a: Mapping[Key, Line], b: Mapping[Key, Line]) -> list[Move]:
    """Rows that differ: verdicts first, then the largest moves by their standard errors."""
    found = [move for key in a if key in b and (move := _move(a[key], b[key]))]
    return sorted(found, key=lambda one: (-_rank(one), not one.printed))


def _rank(move: Move) -> float:
    return -1.0 if move.size is None else move.size


def _move(old: Line, new: Line) -> Move | None:
    cells = tuple(_cells(old, new))
    if not cells:
        return None
    measured = [cell.errors for cell in cells if cell.errors is not None]
    return Move(new.section, new.table, new.title, new.name, cells, max(measured, default=None))


def _cells(old: Line, new: Line) -> Iterator[Cell]:
    for key, head in new.heads.items():
        before, after = old.values.get(key), new.values.get(key)
        if key not in old.values or _equal(before, after):
            continue
        texts = old.texts[key], new.texts[key]
        ends = _ends(new, key) if _number(after) else None
        both = ends is not None and ends in old.texts
        beside = (old.texts[ends], new.texts[ends]) if ends and both else ("", "")
        errors = [one for one in (_error(old, key), _error(new, key)) if one]
        far = _far(key, before, after, max(errors, default=None))
        yield Cell(key, head.heading, before, after, texts, far, beside)


def _equal(before: Any, after: Any) -> bool:
    if isinstance(before, tuple) and isinstance(after, tuple) and len(before) == len(after):
        return all(map(_equal, before, after))
    if _number(before) and _number(after):
        return isclose(before, after, rel_tol=SAME, abs_tol=SAME)
    return bool(before == after)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _ends(line: Line, key: str) -> str | None:
    """The interval of a number: the one that its table means for it."""
    own = _intervals(tuple(line.heads.values())).get(key)
    ends = line.values.get(own) if own else None
    return own if isinstance(ends, tuple) and all(map(_number, ends)) else None


@cache
def _intervals(columns: tuple[Head, ...]) -> dict[str, str]:
    return intervals(columns)


def _error(line: Line, key: str) -> float | None:
    """The standard error of a number: the column beside it, or what its interval tells."""
    head = line.heads[key]
    if (
        not _number(line.values[key])
        or head.kind in ("p", "int")
        or {key, head.heading} & TESTS
    ):
        return None
    keys = list(line.heads)
    beside = next(iter(keys[keys.index(key) + 1 :]), "")
    error = line.values.get(beside)
    if beside.startswith("se") and isinstance(error, float) and error > 0:
        return error
    ends = _ends(line, key)
    if ends is None:
        return None
    low, high = line.values[ends]
    wide = NORMAL_90 if CI90.en in line.heads[ends].heading else NORMAL
    return float(high - low) / wide or None


def _far(key: str, before: Any, after: Any, error: float | None) -> float | None:
    """How far a cell moved, in standard errors; None where nothing tells them."""
    if key in FIRST:
        return inf
    if error is None or not (_number(before) and _number(after)):
        return None
    return float(abs(after - before) / error)
