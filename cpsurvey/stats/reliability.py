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


def standardised_alpha(R: Array) -> float:
    """Alpha of standardised items from correlations (k, k); Spearman-Brown of two items."""
    return _alpha(R)


def lambda6(R: Array) -> float:
    """Guttman's (1945) sixth bound of standardised items: 1 - sum of (1 - smc) / sum of R.

    NaN where an item is a combination of others.
    """
    if np.linalg.matrix_rank(R) < len(R):
        return float("nan")
    unique = 1.0 / np.diag(np.linalg.inv(R))
    return float(1.0 - unique.sum() / R.sum())


def measurement_error(sd: float, reliability: float) -> float:
    """Standard error of measurement of a score, in its units; NaN outside 0 to 1."""
    return float(sd * np.sqrt(1.0 - reliability)) if 0.0 <= reliability <= 1.0 else np.nan


@dataclass(frozen=True, slots=True)
class Between:
    """How the items of a scale go together.

    Parameters
    ----------
    mean, low, high : float
        Of the correlations of different items.
    covariance : float
        Mean covariance of different items.
    pair : tuple of (int, int)
        The items of the lowest correlation.
    against : tuple of int
        Items whose correlations with the others are negative on average, worst first.
    flat : tuple of int
        Items everybody answered alike; they have no correlations.
    """

    mean: float
    low: float
    high: float
    covariance: float
    pair: tuple[int, int]
    against: tuple[int, ...]
    flat: tuple[int, ...]


def between(items: Array) -> Between:
    """Describe correlations and covariances of complete (n, k) items, k > 1."""
    k = items.shape[1]
    cov = np.cov(items.T)
    rows, columns = np.tril_indices(k, -1)
    sd = np.sqrt(np.diag(cov))
    flat = tuple(int(i) for i in np.flatnonzero(np.ptp(items, axis=0) == 0))
    covariance = float(cov[rows, columns].mean())
    varied = np.setdiff1d(np.arange(k), flat)
    if len(varied) < 2:
        return Between(np.nan, np.nan, np.nan, covariance, (0, 1), (), flat)
    R = np.full((k, k), np.nan)
    at = np.ix_(varied, varied)
    R[at] = cov[at] / np.outer(sd[varied], sd[varied])
    np.fill_diagonal(R, np.nan)
    r = R[rows, columns]
    least = int(np.nanargmin(r))
    means = np.full(k, np.nan)
    means[varied] = np.nanmean(R[at], axis=1)
    order = [int(i) for i in np.argsort(means) if means[i] < 0]
    return Between(
        float(np.nanmean(r)),
        float(r[least]),
        float(np.nanmax(r)),
        covariance,
        (int(columns[least]), int(rows[least])),
        tuple(order),
        flat,
    )


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
    omega, ave, h = coefficients(loadings, theta)
    return Congeneric(float(omega), float(ave), float(h))


def coefficients(loadings: Array, theta: Array) -> Array:
    """Omega, AVE and H (..., 3) of many one-factor models: (..., k) loadings, residuals."""
    squares = loadings**2
    common = loadings.sum(-1) ** 2
    residual = theta.sum(-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        omega = common / (common + residual)
        ave = squares.sum(-1) / (squares.sum(-1) + residual)
        # l^2 / (1 - l^2) of standardised loadings
        ratio = np.sum(squares / theta, axis=-1)
        h = np.where(np.isfinite(ratio) & (ratio > 0), ratio / (1.0 + ratio), np.nan)
    return np.stack([omega, ave, h], axis=-1)


def observed_omega(loadings: Array, cov: Array) -> float:
    """(sum l)^2 over the observed variance of the sum (semTools' default denominator)."""
    return float(loadings.sum() ** 2 / cov.sum())


def composite(loadings: Array, common: Array, total: Array, weights: Array) -> Array:
    """Share of a weighted sum's variance that factors explain: w'L C L'w / w'S w.

    With all factors' covariances it is the composite's omega; with only the part of the
    general factor (b b' of a second-order factor, or the general column of a bifactor
    model) it is hierarchical omega (Zinbarg, Revelle, Yovel & Li, 2005; Flora, 2020).

    Parameters
    ----------
    loadings : (..., k, m) array
    common : (..., m, m) array
        Covariances of the factors, or the part of them that counts.
    total : (..., k, k) array
        Covariances of the items: the model's or the observed ones.
    weights : (k,) array
    """
    w = loadings.swapaxes(-1, -2) @ weights
    part = np.einsum("...i,...ij,...j->...", w, common, w)
    return np.asarray(part / np.einsum("i,...ij,j->...", weights, total, weights))
