"""Descriptions of one variable, and of the items of a scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Description:
    """Moments of one variable; NaN where too few values say nothing.

    Parameters
    ----------
    n, missing : int
        Values there, values missing.
    sd : float
        With divisor n - 1.
    skew, kurtosis : float
        Bias-corrected G1 and excess G2 (Joanes & Gill, 1998, type 2: SPSS, SAS).
    """

    n: int
    missing: int
    mean: float
    sd: float
    skew: float
    kurtosis: float


def describe(x: Array) -> Description:
    """Describe an (n,) variable, NaN missing."""
    values = x[~np.isnan(x)]
    n = len(values)
    missing = len(x) - n
    mean = float(values.mean()) if n else np.nan
    centred = values - mean
    m2 = float(np.mean(centred**2)) if n else 0.0
    sd = float(np.sqrt(m2 * n / (n - 1))) if n > 1 else np.nan
    skew = kurtosis = np.nan
    if n > 3 and m2 > 0:
        g1 = float(np.mean(centred**3)) / m2**1.5
        g2 = float(np.mean(centred**4)) / m2**2 - 3.0
        skew = g1 * np.sqrt(n * (n - 1)) / (n - 2)
        kurtosis = ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3))
    return Description(n, missing, mean, sd, float(skew), float(kurtosis))


def share_at(x: Array, value: float) -> float:
    """Share of the values there that equal `value`; NaN without any."""
    values = x[~np.isnan(x)]
    return float(np.mean(np.abs(values - value) < 1e-12)) if len(values) else np.nan


def item_rest(items: Array) -> Array:
    """(k,) corrected item-total correlations of complete (n, k) items.

    Each item with the sum of the others; NaN for an item without variance.
    """
    total = items.sum(axis=1)
    return np.array(
        [correlation(items[:, i], total - items[:, i]) for i in range(items.shape[1])]
    )


def correlation(x: Array, y: Array) -> float:
    """Pearson's r of complete variables; NaN where one does not vary."""
    x, y = x - x.mean(), y - y.mean()
    size = np.sqrt((x @ x) * (y @ y))
    return float(x @ y / size) if size > 1e-12 else np.nan
