"""Cells and lines of a printed model."""

from __future__ import annotations

import math
from collections.abc import Sequence

Number = float | int | None
RIGHT = 10
"""Width of a column of numbers."""
NAME = 22
"""Width of the names of parameters."""
FACT = 48
"""Width of what a number of the whole model is called."""


def line(name: str, cells: Sequence[str]) -> str:
    """A name, and what is known of it in columns; a long name has a line of its own."""
    columns = "".join(f"{cell:>{RIGHT}}" for cell in cells)
    if len(name) > NAME:
        return f"{name}\n{'':<{NAME}}{columns}".rstrip()
    return f"{name:<{NAME}}{columns}".rstrip()


def fact(label: str, *values: str) -> str:
    """A number of the whole model, plain and scaled."""
    return f"  {label:<{FACT}}" + "".join(f"{value:>12}" for value in values)


def number(value: Number, places: int = 3) -> str:
    """With decimals; nothing where there is no number."""
    if value is None or not math.isfinite(value):
        return ""
    shown = f"{value:.{places}f}"
    return shown if float(shown) else shown.removeprefix("-")


def probability(value: Number) -> str:
    """A p."""
    return "<0.001" if value is not None and value < 0.0005 else number(value)


def measured(value: Number) -> str:
    """In the units of the data: three places, or three digits where these would hide it."""
    small = value is not None and 0 < abs(value) < 0.01
    return f"{value:#.3g}" if small else number(value)
