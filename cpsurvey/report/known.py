"""Numbers that may be missing: which there are, and what can be said of one.

A number that could not be computed is None. It meets no threshold, comes last in an order,
is no part of a sum and is not drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

Number = float | None


def known(values: Iterable[Number]) -> list[float]:
    """Those that there are."""
    return [value for value in values if value is not None]


def gaps(values: Iterable[Number]) -> list[float]:
    """The values with NaN for None, at which a picture leaves a gap."""
    return [math.nan if value is None else value for value in values]


def below(value: Number, limit: Number) -> bool:
    """Whether both are there and the first is smaller."""
    return value is not None and limit is not None and value < limit


def least(value: Number, limit: Number) -> bool:
    """Whether both are there and the first is not smaller."""
    return value is not None and limit is not None and value >= limit


def least_size(value: Number, limit: Number) -> bool:
    """Whether a value is there and at least as far from zero as `limit`."""
    return value is not None and least(abs(value), limit)


def size(value: Number) -> Number:
    """The distance from zero, where there is a value."""
    return None if value is None else abs(value)


def minus(first: Number, second: Number) -> Number:
    """The difference, where both are there."""
    return None if first is None or second is None else first - second


def times(value: Number, factor: float) -> Number:
    """The product, where there is one."""
    return None if value is None else factor * value


def largest_first(value: Number) -> tuple[bool, float]:
    """Key that sorts the largest first and what is missing last."""
    return (value is None, -(value or 0.0))


def apart(ends: Iterable[Number] | None) -> bool:
    """Whether there is an interval and it leaves out zero."""
    low, high = ends or (None, None)
    return low is not None and high is not None and (low > 0 or high < 0)
