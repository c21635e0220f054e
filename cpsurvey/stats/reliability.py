"""Reliability of a sum of items."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha with Feldt's interval.

    Parameters
    ----------
    if_deleted : (k,) array
        Alpha of the other items; NaN for scales of two.
    """

    alpha: float
    lower: float
    upper: float
    n: int
    k: int
    if_deleted: Array


def alpha(items: Array, level: float = 0.95) -> Alpha:
    """Cronbach's (1951) alpha of complete (n, k) items; interval by Feldt (1965).

    alpha = k / (k - 1) (1 - sum of item variances / variance of the sum); its interval
    is 1 - (1 - alpha) F with n - 1 and (n - 1)(k - 1) degrees of freedom.

    Raises
    ------
    ValueError
        Fewer than two items, or two rows.
    """
    n, k = items.shape
    if k < 2 or n < 2:
        raise ValueError("alpha needs two items and two respondents")
    cov = np.cov(items.T)
    value = _alpha(cov)
    lower, upper = feldt(value, n, k, level)
    deleted = np.full(k, np.nan)
    if k > 2:
        for i in range(k):
            rest = np.delete(np.arange(k), i)
            deleted[i] = _alpha(cov[np.ix_(rest, rest)])
    return Alpha(value, lower, upper, n, k, deleted)


def _alpha(cov: Array) -> float:
    k = len(cov)
    total = float(cov.sum())
    return k / (k - 1) * (1.0 - float(np.trace(cov)) / total) if total > 0 else np.nan


def feldt(value: float, n: int, k: int, level: float = 0.95) -> tuple[float, float]:
    """Interval of an alpha of k items from n respondents (Feldt, 1965)."""
    df1, df2 = n - 1, (n - 1) * (k - 1)
    tail = (1.0 - level) / 2.0
    high = float(special.fdtri(df1, df2, 1.0 - tail))
    low = float(special.fdtri(df1, df2, tail))
    return 1.0 - (1.0 - value) * high, 1.0 - (1.0 - value) * low


@dataclass(frozen=True, slots=True)
class Congeneric:
    """Coefficients of a one-factor model with unit factor variance.

    Parameters
    ----------
    omega : float
        (sum l)^2 / ((sum l)^2 + sum theta): McDonald (1999), the composite reliability
        of Fornell and Larcker (1981); the denominator is the model's.
    ave : float
        Average variance extracted, sum l^2 / (sum l^2 + sum theta).
    h : float
        Coefficient H of the optimally weighted sum (Hancock & Mueller, 2001).
    """

    omega: float
    ave: float
    h: float


def congeneric(loadings: Array, theta: Array) -> Congeneric:
    """Coefficients from (k,) loadings and (k,) residual variances."""
    common = float(loadings.sum()) ** 2
    squares = loadings**2
    omega = common / (common + float(theta.sum()))
    ave = float(squares.sum() / (squares.sum() + theta.sum()))
    with np.errstate(divide="ignore", invalid="ignore"):
        standard = squares / (squares + theta)
        ratio = float(np.sum(standard / (1.0 - standard)))
    h = 1.0 / (1.0 + 1.0 / ratio) if np.isfinite(ratio) and ratio > 0 else np.nan
    return Congeneric(omega, ave, h)
