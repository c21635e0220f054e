"""Designs as they would be: with a variable set to a value, or changed by a little."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.terms import Column, Part

Array = NDArray[np.float64]
At = Mapping[str, float]


def matrix(columns: Sequence[Column], used: NDArray[np.bool_], at: At | None = None) -> Array:
    """(n, p + 1) design with the intercept, the variables in `at` at those values."""
    n = int(used.sum())
    made = [np.ones(n)]
    made += [_product([_value(part, used, at or {}) for part in c.parts], n) for c in columns]
    return np.column_stack(made)


def derivative(
    columns: Sequence[Column], used: NDArray[np.bool_], variable: str, at: At | None = None
) -> Array:
    """(n, p + 1) change of the design per unit of `variable`, taken as a number."""
    n, fixed = int(used.sum()), at or {}
    made = [np.zeros(n)]
    for column in columns:
        values = [_value(part, used, fixed) for part in column.parts]
        total = np.zeros(n)
        for i, part in enumerate(column.parts):
            if part.factor.name == variable and part.factor.role != "C":
                others = values[:i] + values[i + 1 :]
                total += _slope(part, used, fixed) * _product(others, n)
        made.append(total)
    return np.column_stack(made)


def _product(values: Sequence[Array], n: int) -> Array:
    found = np.ones(n)
    for value in values:
        found = found * value
    return found


def _value(part: Part, used: NDArray[np.bool_], at: At) -> Array:
    if part.factor.name not in at:
        return part.values[used]
    chosen, n = at[part.factor.name], int(used.sum())
    if part.factor.role == "C":
        return np.full(n, float(chosen == part.number))
    if part.factor.role == "poly":
        return np.full(n, (chosen - part.middle) ** part.number)
    return np.full(n, float(chosen))


def _slope(part: Part, used: NDArray[np.bool_], at: At) -> Array:
    n = int(used.sum())
    if part.factor.role != "poly":
        return np.ones(n)
    value = at.get(part.factor.name)
    base = part.base[used] if value is None else np.full(n, value)
    return np.asarray(part.number * (base - part.middle) ** (part.number - 1))
