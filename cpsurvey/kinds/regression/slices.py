"""Means of people with like fitted values, so that no respondent is a point."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.numbers import number
from cpsurvey.kinds.regression.data import Slice

Array = NDArray[np.float64]
MOST = 10


def slices(fitted: Array, values: Array, k: int) -> tuple[Slice, ...]:
    """Means of `values` in slices of at least `k` people, by fitted value."""
    ordered = np.argsort(fitted, kind="stable")
    parts = np.array_split(ordered, max(1, min(MOST, len(fitted) // k)))
    return tuple(
        Slice(
            fitted=number(fitted[rows].mean()),
            mean=number(values[rows].mean()),
            se=number(values[rows].std(ddof=1) / np.sqrt(len(rows))) if len(rows) > 1 else None,
        )
        for rows in parts
    )
