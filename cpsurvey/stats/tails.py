"""Tails and quantiles of the distributions of tests.

The numbers are those of `scipy.stats`, which takes a second to load, at its limits too.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]


def t_above(x: float, df: float) -> float:
    """Chance that Student's t is above `x`; with infinite `df` a normal deviate."""
    return float(special.stdtr(df, -x)) if df > 0 else math.nan


def t_quantile(share: float, df: float) -> float:
    """Value below which Student's t stays with chance `share`."""
    return float(special.stdtrit(df, share)) if df > 0 else math.nan


def t_apart(t: Array, df: Array | float) -> Array:
    """Two-sided p of deviates, one by one: how likely one is as far from zero as `t`."""
    return np.asarray(2.0 * special.stdtr(df, -np.abs(t)), dtype=np.float64)


def f_above(x: float, df1: float, df2: float) -> float:
    """Chance that F is above `x`."""
    if math.isnan(x) or not (df1 > 0 and df2 > 0):
        return math.nan
    return _beyond(x, float(special.fdtrc(df1, df2, x)))


def chi2_above(x: float, df: float) -> float:
    """Chance that chi-square is above `x`."""
    if math.isnan(x) or not df > 0:
        return math.nan
    return _beyond(x, float(special.chdtrc(df, x)))


def chi2_quantile(share: float, df: float) -> float:
    """Value below which chi-square stays with chance `share`."""
    return float(special.chdtri(df, 1.0 - share))


def _beyond(x: float, inside: float) -> float:
    """A tail of what cannot be below zero."""
    if x <= 0:
        return 1.0
    return 0.0 if math.isinf(x) else inside
