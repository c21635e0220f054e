"""Tables before they are written: full-precision cells, and the only rounding there is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal[
    "text",
    "int",
    "dec1",
    "dec2",
    "dec3",
    "unit2",
    "unit3",
    "p",
    "percent",
    "interval",
    "interval3",
]
"""How a column is shown.

``dec1`` to ``dec3``: decimals; ``unit2``, ``unit3``: numbers that cannot exceed one, without
leading zero in English (APA); ``p``: exact to .001; ``percent``: a proportion; ``interval``:
a pair of ``dec2``, with a third decimal where two would show a limit as zero;
``interval3``: a pair of ``dec3``.
"""
DASH = "–"
NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a stable key, a heading in the report's language, how it is shown."""

    key: str
    heading: str
    kind: Kind = "dec2"

    @property
    def pair(self) -> bool:
        """Whether a cell is a pair of limits."""
        return self.kind in ("interval", "interval3")


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Parameters
    ----------
    cells : tuple
        Values in column order: text, number, (lower, upper), None for nothing.
    role : str
        ``body``, ``group`` (a heading across the table) or ``foot``.
    marks : mapping of int to str
        Column -> suffix, such as significance stars.
    faint : frozenset of int
        Columns in grey, such as loadings too small to interpret.
    """

    cells: tuple[Any, ...]
    role: Literal["body", "group", "foot"] = "body"
    marks: dict[int, str] = field(default_factory=dict)
    faint: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """One report table.

    Parameters
    ----------
    id : str
        Stable, language-free, and a file name (``T7-reliability``).
    title : str
    notes : tuple of str
        Sentences below the table.
    sheet_only : bool
        Written to spreadsheets and CSV alone: too long to read on a page.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    sheet_only: bool = False

    def shown(self, row: Row, column: int, language: str) -> str:
        """Text of one cell."""
        value = row.cells[column] if column < len(row.cells) else None
        text = show(value, self.columns[column].kind, language)
        return text + row.marks.get(column, "")


def show(value: Any, kind: Kind, language: str) -> str:
    """Text of a value: the one place where numbers are rounded."""
    if value is None:
        return DASH
    if isinstance(value, str):
        return value
    if kind == "text":
        return str(value)
    if kind in ("interval", "interval3") or isinstance(value, tuple | list):
        return _interval(value, language, kind)
    if not math.isfinite(value):
        return DASH
    if kind == "int":
        return _thousands(round(value), language)
    if kind == "p":
        return _p(value, language)
    if kind == "percent":
        return _decimal(100.0 * value, 1, language)
    return _number(value, kind, language)


def _number(value: float, kind: Kind, language: str) -> str:
    places = int(kind[-1]) if kind[-1].isdigit() else 2
    text = _decimal(value, places, language)
    if kind.startswith("unit") and language == "en":
        text = text.replace("0.", ".", 1) if text.lstrip("−").startswith("0.") else text
    return text


def _decimal(value: float, places: int, language: str) -> str:
    text = f"{abs(value):.{places}f}"
    if value < 0 and float(text) != 0:
        text = "−" + text
    if abs(value) >= 10000:
        whole, _, rest = text.partition(".")
        sign = "−" if whole.startswith("−") else ""
        text = sign + _thousands(int(whole.lstrip("−")), "en") + "." + rest
        if language == "fr":
            text = text.replace(",", NBSP)
    return text.replace(".", ",") if language == "fr" else text


def _thousands(value: int, language: str) -> str:
    text = f"{abs(value):,}" if abs(value) >= 10000 else str(abs(value))
    if language == "fr":
        text = text.replace(",", NBSP)
    return ("−" if value < 0 else "") + text


def _p(value: float, language: str) -> str:
    if value < 0.001:
        return "< 0,001" if language == "fr" else "< .001"
    return _number(value, "unit3", language)


def _interval(value: Sequence[float | None], language: str, kind: Kind = "interval") -> str:
    limits = [limit for limit in value if limit is not None]
    if len(limits) < 2:
        return DASH
    separator = f"{NBSP}; " if language == "fr" else ", "
    fine = kind == "interval3" or any(_needs_third(limit) for limit in limits)
    shown = (_number(limit, "dec3" if fine else "dec2", language) for limit in limits)
    return f"[{separator.join(shown)}]"


def _needs_third(limit: float) -> bool:
    """Whether two decimals would show a limit as zero, on no side of it."""
    return 0.0 < abs(limit) < 0.005


def stars(p: float | None) -> str:
    """Conventional marks of a p-value."""
    if p is None:
        return ""
    return "***" if p < 0.001 else "**" if p < 0.01 else "*" if p < 0.05 else ""
