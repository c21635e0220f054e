"""Tails and quantiles of the distributions of tests.

The numbers are those of `scipy.stats`, which takes a second to load, at its limits too.
"""

from __future__ import annotations

import math

from scipy import special


def t_above(x: float, df: float) -> float:
    """Chance that Student's t is above `x`; with infinite `df` a normal deviate."""
    return float(special.stdtr(df, -x)) if df > 0 else math.nan


def t_quantile(share: float, df: float) -> float:
    """Value below which Student's t stays with chance `share`."""
    return float(special.stdtrit(df, share)) if df > 0 else math.nan


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


def _beyond(x: float, inside: float) -> float:
    """A tail of what cannot be below zero."""
    if x <= 0:
        return 1.0
    return 0.0 if math.isinf(x) else inside
