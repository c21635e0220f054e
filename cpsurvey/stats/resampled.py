"""Correlations of many resamples at once, pair by pair over those who have both.

A resample is a row of weights: how often each case was drawn. Every sum it needs is then a
product of weights and products of columns, so that a thousand resamples are one matrix
product.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Pairs = tuple[NDArray[np.intp], NDArray[np.intp]]
ROWS = 1024
DRAWS = 250
"""Cases and resamples worked on at a time."""


def weights(
    rng: np.random.Generator, n: int, draws: int, cluster: NDArray[np.int64] | None = None
) -> Array:
    """(draws, n) counts of each case; whole clusters are drawn where there are any.

    Parameters
    ----------
    cluster : (n,) int array, optional
        Cluster of each case; cases of cluster -1 are clusters of their own.
    """
    if cluster is None:
        return rng.multinomial(n, np.full(n, 1.0 / n), size=draws).astype(float)
    alone = np.flatnonzero(cluster < 0)
    code = cluster.copy()
    code[alone] = cluster.max(initial=-1) + 1 + np.arange(len(alone))
    _, member = np.unique(code, return_inverse=True)
    count = int(member.max()) + 1
    drawn = rng.multinomial(count, np.full(count, 1.0 / count), size=draws)
    return drawn.astype(float)[:, member]


def correlations(x: Array, drawn: Array) -> Array:
    """Pearson correlations (draws, p, p) of (n, p) data, NaN where missing.

    NaN where fewer than three cases have both, or one does not vary among them.
    """
    p = x.shape[1]
    there = ~np.isnan(x)
    centre = np.nanmean(x, axis=0)
    sd = np.nanstd(x, axis=0)
    z = np.where(there, (x - centre) / np.where(sd > 0, sd, 1.0), 0.0)
    seen = there.astype(float)
    make = _complete if there.all() else _pairwise
    found = np.empty((len(drawn), p, p))
    for begin in range(0, len(drawn), DRAWS):
        part = slice(begin, begin + DRAWS)
        found[part] = make(z, seen, drawn[part])
    diagonal = np.arange(p)
    found[:, diagonal, diagonal] = 1.0
    return found


def _sums(drawn: Array, left: Array, right: Array, pairs: Pairs) -> Array:
    """(draws, pairs) weighted sums of left[:, i] right[:, j]."""
    i, j = pairs
    total = np.zeros((len(drawn), len(i)))
    for begin in range(0, len(left), ROWS):
        rows = slice(begin, begin + ROWS)
        total += drawn[:, rows] @ (left[rows][:, i] * right[rows][:, j])
    return total


def _square(half: Array, p: int, pairs: Pairs) -> Array:
    """(draws, p, p) symmetric matrices of their lower triangles."""
    full = np.empty((len(half), p, p))
    full[:, pairs[0], pairs[1]] = half
    full[:, pairs[1], pairs[0]] = half
    return full


def _complete(z: Array, _seen: Array, drawn: Array) -> Array:
    p = z.shape[1]
    pairs = np.tril_indices(p)
    n = drawn.sum(axis=1)[:, None]
    mean = drawn @ z / n
    cross = _square(_sums(drawn, z, z, pairs) / n, p, pairs)
    cov = cross - mean[:, :, None] * mean[:, None, :]
    variance = np.einsum("bii->bi", cov)
    return _as_r(cov, variance[:, :, None], variance[:, None, :])


def _pairwise(z: Array, seen: Array, drawn: Array) -> Array:
    """Means and variances of each pair are those of the cases that have both."""
    p = z.shape[1]
    half = np.tril_indices(p)
    every = np.indices((p, p)).reshape(2, -1)
    all_pairs = (every[0], every[1])
    n = _square(_sums(drawn, seen, seen, half), p, half)
    cross = _square(_sums(drawn, z, z, half), p, half)
    total = _sums(drawn, z, seen, all_pairs).reshape(-1, p, p)
    square = _sums(drawn, z**2, seen, all_pairs).reshape(-1, p, p)
    with np.errstate(divide="ignore", invalid="ignore"):
        cov = cross - total * np.swapaxes(total, 1, 2) / n
        variance = square - total**2 / n
        cov[n < 3] = np.nan
    return _as_r(cov, variance, np.swapaxes(variance, 1, 2))


def _as_r(cov: Array, first: Array, second: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        r = cov / np.sqrt(first * second)
    r[(first <= 1e-12) | (second <= 1e-12)] = np.nan
    return np.asarray(np.clip(r, -1.0, 1.0))
