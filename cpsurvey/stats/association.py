"""Correlations between variables with missing values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.stats.multiple import holm

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Correlations:
    """Pairwise correlations.

    Parameters
    ----------
    r, pvalue : (p, p) array
        Pearson's r and its two-sided p from t with n - 2 degrees of freedom.
    n : (p, p) int array
        Respondents behind each pair.
    """

    r: Array
    pvalue: Array
    n: NDArray[np.int64]


def correlations(x: Array) -> Correlations:
    """Correlate the columns of (n, p), pair by pair over the rows both have."""
    there = (~np.isnan(x)).astype(float)
    n = there.T @ there
    centre = np.nanmean(x, axis=0)
    filled = np.where(np.isnan(x), 0.0, x - centre)
    sums = filled.T @ there  # sum of i over the rows where j is there
    squares = (filled**2).T @ there
    cross = filled.T @ filled
    with np.errstate(divide="ignore", invalid="ignore"):
        cov = cross - sums * sums.T / n
        var = squares - sums**2 / n
        r = cov / np.sqrt(var * var.T)
    r[(n < 3) | (var <= 1e-12) | (var.T <= 1e-12)] = np.nan
    r = np.clip(r, -1.0, 1.0)
    np.fill_diagonal(r, 1.0)
    return Correlations(r, p_values(r, n), n.astype(np.int64))


def p_values(r: Array, n: Array) -> Array:
    """Two-sided p of correlations `r` from `n` pairs."""
    df = n - 2
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.abs(r) * np.sqrt(df / (1.0 - r**2))
        p = 2.0 * special.stdtr(df, -t)
    return np.where(np.abs(r) >= 1.0, 0.0, p)


def interval(r: Array, n: Array, level: float = 0.95) -> tuple[Array, Array]:
    """Limits of correlations by Fisher's z: tanh(atanh r -+ q / sqrt(n - 3)).

    Parameters
    ----------
    n : array
        Cases behind each correlation; NaN where fewer than four.
    """
    q = float(special.ndtri((1.0 + level) / 2.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        half = q / np.sqrt(np.where(n > 3, n - 3.0, np.nan))
        z = np.arctanh(np.where(np.abs(r) < 1.0, r, np.nan))
    return np.tanh(z - half), np.tanh(z + half)


def holm_pairs(p: Array) -> Array:
    """Adjusted p-values (Holm, 1979) of a (p, p) matrix: its pairs are one family."""
    adjusted = np.full(p.shape, np.nan)
    rows, columns = np.tril_indices(len(p), -1)
    found = p[rows, columns]
    known = ~np.isnan(found)
    found[known] = holm(found[known])
    adjusted[rows, columns] = adjusted[columns, rows] = found
    return adjusted


def within_between(x: Array, group: NDArray[np.int64]) -> tuple[Array, Array]:
    """Correlations within groups and between group means, weighted by size.

    Parameters
    ----------
    x : (n, p) array
        Rows with a missing value are left out.
    group : (n,) int array
        Group of each row, -1 where unknown.
    """
    kept = ~np.isnan(x).any(axis=1) & (group >= 0)
    x, group = x[kept], group[kept]
    p = x.shape[1]
    if len(x) < 3:
        return np.full((p, p), np.nan), np.full((p, p), np.nan)
    codes, member = np.unique(group, return_inverse=True)
    size = np.bincount(member).astype(float)
    means = np.column_stack([np.bincount(member, x[:, j]) / size for j in range(p)])
    within = x - means[member]
    between = (means - x.mean(axis=0)) * np.sqrt(size)[:, None]
    if len(codes) < 3:
        return _as_r(within.T @ within), np.full((p, p), np.nan)
    return _as_r(within.T @ within), _as_r(between.T @ between)


def _as_r(cov: Array) -> Array:
    sd = np.sqrt(np.diag(cov))
    with np.errstate(divide="ignore", invalid="ignore"):
        r = cov / np.outer(sd, sd)
    r[~np.isfinite(r)] = np.nan
    return np.asarray(r)
