"""Thresholds and polychoric correlations of ordered variables, with their covariances.

Two-step maximum likelihood (Olsson, 1979, doi:10.1007/BF02296207); asymptotic covariances
as in Muthen (1984, doi:10.1007/BF02294210): with scores SC of every case and B the
derivatives of their sums, Gamma = N B^-1 SC'SC B^-1'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special
from scipy.linalg import blas

from cpsurvey.sem.moments.bivariate import density
from cpsurvey.sem.moments.cells import LIMIT, cells_of, correlations
from cpsurvey.sem.moments.spread import Spread, Together, mirrored

Array = NDArray[np.float64]
Codes = NDArray[np.intp]
CHUNK = 2048
STEP = 1e-5
EMPTY = 0.5
"""Added to the empty cells of 2 x 2 tables, as lavaan does by default."""


@dataclass(frozen=True, slots=True)
class Polychoric:
    """Statistics of ordered variables.

    Parameters
    ----------
    levels : tuple of int
        Categories of each variable.
    thresholds : tuple of (levels - 1,) arrays
    R : (p, p) array
    gamma : (m, m) array or None
        Covariance, per case, of thresholds (variable by variable; means of continuous
        variables among them), variances of continuous variables, and correlations (column
        by column of the lower triangle; covariances where a variable is continuous).
    mean : (p,) array
        Means of continuous variables, 0 elsewhere.
    empty : tuple of (int, int)
        Pairs with an empty cell.
    fixed : (q,) int array
        Places of covariates: all else is given them, thresholds and means where they are 0.
    slopes : (p, q) array
        Of every variable on the covariates; they come last in `gamma`, covariate by
        covariate.
    alone : (m,) array or None
        Variances, per case, as if cases were independent: least squares weighs by them, so
        that estimates do not depend on whether clusters are named.
    sums : (J, m) array or None
        What each cluster adds to the statistics, to first order, in the order of its codes.
    """

    n: int
    levels: tuple[int, ...]
    thresholds: tuple[Array, ...]
    R: Array
    gamma: Array | None
    empty: tuple[tuple[int, int], ...]
    mean: Array
    fixed: Codes
    slopes: Array
    alone: Array | None = None
    sums: Array | None = None

    @property
    def inner(self) -> Codes:
        """Places of all variables but the covariates."""
        return np.setdiff1d(np.arange(len(self.levels)), self.fixed)

    @property
    def ordered(self) -> NDArray[np.bool_]:
        """Which variables are ordered."""
        return np.array(self.levels) > 0

    @property
    def continuous(self) -> Codes:
        """Places of the continuous variables, which have no levels."""
        inner = self.inner
        return np.asarray(inner[np.array(self.levels)[inner] == 0])


def codes(data: Array) -> tuple[Codes, tuple[int, ...]]:
    """Categories from 0 of (n, p) data, -1 where missing, and how many each variable has."""
    found = np.full(data.shape, -1, dtype=np.intp)
    levels = []
    for j in range(data.shape[1]):
        there = ~np.isnan(data[:, j])
        values, found[there, j] = np.unique(data[there, j], return_inverse=True)
        levels.append(len(values))
    return found, tuple(levels)


def polychoric(
    data: Array,
    *,
    gamma: bool = True,
    cluster: Codes | None = None,
    known: Polychoric | None = None,
) -> Polychoric:
    """Estimate from (n, p) data of ordered categories, NaN where missing.

    Each threshold rests on those who answered the variable, each correlation on those who
    answered both: what lavaan calls pairwise.

    Parameters
    ----------
    cluster : (n,) int array, optional
        Cluster of each row: `gamma` then lets its members resemble each other.
    known : Polychoric, optional
        What was found for the same answers: its correlations are taken over.
    """
    found, levels = codes(data)
    unique, weights = _distinct(found, levels)
    if cluster is not None:
        unique, weights = found, np.ones(len(found))
    n = len(data)
    p, top = data.shape[1], max(levels)
    tables = _tables(unique, weights, top)
    margins = np.einsum("akak->ak", tables)
    tau = _thresholds(margins, levels)
    ii, jj = pairs(p)
    cells = tables[ii, :, jj, :].copy()
    small = (np.array(levels)[ii] == 2) & (np.array(levels)[jj] == 2)
    _fill_empty(cells, small)
    rho = known.R[ii, jj] if known else correlations(cells, tau[ii], tau[jj])
    R = np.eye(p)
    R[ii, jj] = R[jj, ii] = rho
    empty = tuple(
        (int(i), int(j))
        for i, j, cell in zip(ii, jj, tables[ii, :, jj, :], strict=True)
        if (cell[: levels[i], : levels[j]] == 0).any()
    )
    spread = alone = sums = None
    if gamma:
        spread, alone, sums = _gamma(
            unique, weights, tables, margins, tau, rho, levels, ii, jj, cluster
        )
    return Polychoric(
        n,
        levels,
        tuple(tau[j, 1 : levels[j]] for j in range(p)),
        R,
        spread,
        empty,
        np.zeros(p),
        np.zeros(0, dtype=np.intp),
        np.zeros((p, 0)),
        alone,
        sums,
    )


def _distinct(found: Codes, levels: Sequence[int]) -> tuple[Codes, Array]:
    """Distinct rows and their counts; all rows where they are too long to repeat."""
    sizes = np.array(levels, dtype=float) + 1.0
    if np.log2(sizes).sum() > 40:
        return found, np.ones(len(found))
    radix = np.concatenate([[1], np.cumprod(sizes[:-1])]).astype(np.int64)
    _, first, counts = np.unique((found + 1) @ radix, return_index=True, return_counts=True)
    return found[first], counts.astype(float)


def pairs(p: int) -> tuple[Codes, Codes]:
    """Row and column of each correlation: the lower triangle, column by column."""
    jj, ii = np.triu_indices(p, 1)
    return ii, jj


def _tables(unique: Codes, weights: Array, top: int) -> Array:
    """All contingency tables (p, top, p, top) by one product of the one-hot matrix."""
    p = unique.shape[1]
    total = np.zeros((p * top, p * top))
    for begin in range(0, len(unique), CHUNK):
        part = unique[begin : begin + CHUNK]
        hot = np.zeros((len(part), p * top))
        row, variable = np.nonzero(part >= 0)
        hot[row, variable * top + part[row, variable]] = 1.0
        total += (hot * weights[begin : begin + CHUNK, None]).T @ hot
    return total.reshape(p, top, p, top)


def _thresholds(margins: Array, levels: Sequence[int]) -> Array:
    """(p, top + 1) thresholds from minus to plus infinity."""
    p, top = margins.shape
    tau = np.full((p, top + 1), np.inf)
    tau[:, 0] = -np.inf
    total = margins.sum(axis=1)
    for j in range(p):
        shares = np.cumsum(margins[j])[: levels[j] - 1] / total[j]
        tau[j, 1 : levels[j]] = special.ndtri(shares)
    return tau


def _fill_empty(cells: Array, small: NDArray[np.bool_]) -> None:
    """Put a half into an empty cell of a 2 x 2 table, keeping its margins."""
    for at in np.flatnonzero(small):
        block = cells[at, :2, :2]
        if np.count_nonzero(block == 0) != 1:
            continue
        i, j = np.argwhere(block == 0)[0]
        block[i, j] += EMPTY
        block[1 - i, 1 - j] += EMPTY
        block[1 - i, j] -= EMPTY
        block[i, 1 - j] -= EMPTY


def _gamma(
    unique: Codes,
    weights: Array,
    tables: Array,
    margins: Array,
    tau: Array,
    rho: Array,
    levels: Sequence[int],
    ii: Codes,
    jj: Codes,
    cluster: Codes | None,
) -> Spread:
    """Sandwich of thresholds and correlations, by chunks of distinct answers."""
    n = float(weights.sum())
    starts = np.concatenate([[0], np.cumsum([k - 1 for k in levels])])
    nth, npairs = int(starts[-1]), len(rho)
    P, D = cells_of(tau[ii], tau[jj], rho)
    S_rho = np.where(P > 1e-290, D / P, 0.0)
    table = tables[ii, :, jj, :]
    A22 = (table * S_rho**2).sum((1, 2))
    A21 = _cross(table, S_rho, P, tau, rho, levels, starts, ii, jj)
    if cluster is not None:
        by_cluster = Together(cluster, nth + npairs)
        for part, rows in _influences(unique, margins, tau, levels, S_rho, A21, A22):
            by_cluster.add(part.start, rows)
        return by_cluster.spread(n)
    total = np.zeros((nth + npairs, nth + npairs), order="F")
    for part, rows in _influences(unique, margins, tau, levels, S_rho, A21, A22):
        rows *= np.sqrt(weights[part])[:, None]
        # the product is symmetric: only its upper triangle is computed
        total = blas.dsyrk(n, rows.T, beta=1.0, c=total, overwrite_c=1)
    return mirrored(total)


def _influences(
    unique: Codes,
    margins: Array,
    tau: Array,
    levels: Sequence[int],
    S_rho: Array,
    A21: Array,
    A22: Array,
) -> Iterator[tuple[slice, Array]]:
    """What each row of answers adds to thresholds and correlations, by chunks of rows.

    `S_rho` holds the score of every cell of every pair; `A21` and `A22` how much the sum
    of these scores falls with the thresholds and with the correlation.
    """
    p = len(levels)
    ii, jj = pairs(p)
    starts = np.concatenate([[0], np.cumsum([k - 1 for k in levels])])
    nth, npairs = int(starts[-1]), len(ii)
    scores = [_threshold_scores(margins[j], tau[j], levels[j]) for j in range(p)]
    # a case's influence on the thresholds is a look-up, like its score; the last line is
    # that of a missing answer, which adds nothing
    influence = []
    for j in range(p):
        information = scores[j].T @ (margins[j][: levels[j], None] * scores[j])
        known = scores[j] @ np.linalg.inv(information)
        influence.append(np.vstack([known, np.zeros(known.shape[1])]))
    top = S_rho.shape[1]
    flat = S_rho.reshape(npairs, -1)
    at = np.arange(npairs)
    complete = bool((unique >= 0).all())
    for begin in range(0, len(unique), CHUNK):
        some = unique[begin : begin + CHUNK]
        rows = np.empty((len(some), nth + npairs))
        for j in range(p):
            rows[:, starts[j] : starts[j + 1]] = influence[j][some[:, j]]
        first, second = some[:, ii], some[:, jj]
        rows[:, nth:] = flat[at, first * top + second]
        if not complete:
            rows[:, nth:][(first < 0) | (second < 0)] = 0.0
        rows[:, nth:] -= rows[:, :nth] @ A21.T
        with np.errstate(divide="ignore", invalid="ignore"):  # a pair that tells nothing
            rows[:, nth:] /= A22
        yield slice(begin, begin + CHUNK), rows


def influences(data: Array, found: Polychoric) -> Array:
    """(n, pairs) first-order influence of each case on each correlation of `polychoric`.

    Column by column of the lower triangle. A sample in which case c counts w times has, to
    first order, the correlations rho + sum (w - 1) times influence: what lets thousands of
    resamples be had by one product.
    """
    answers, levels = codes(data)
    tables = _tables(answers, np.ones(len(answers)), max(levels))
    margins = np.einsum("akak->ak", tables)
    tau = _thresholds(margins, levels)
    ii, jj = pairs(len(levels))
    rho = found.R[ii, jj]
    P, D = cells_of(tau[ii], tau[jj], rho)
    S_rho = np.where(P > 1e-290, D / P, 0.0)
    A21, A22 = _falls(tables[ii, :, jj, :], tau, rho, levels)
    chunks = _influences(answers, margins, tau, levels, S_rho, A21, A22)
    nth = sum(k - 1 for k in levels)
    return np.concatenate([rows[:, nth:] for _, rows in chunks])


def _falls(table: Array, tau: Array, rho: Array, levels: Sequence[int]) -> tuple[Array, Array]:
    """Minus the derivatives of each pair's score by all thresholds, and by its correlation.

    Central differences: unlike cross-products of scores they hold when the answers are
    not cut from normal variables.
    """
    ii, jj = pairs(len(levels))

    def score(first: Array, second: Array, r: Array) -> Array:
        P, D = cells_of(first, second, r)
        return np.asarray((table * np.where(P > 1e-290, D / P, 0.0)).sum((1, 2)))

    own, other = tau[ii], tau[jj]
    A22 = (score(own, other, rho - STEP) - score(own, other, rho + STEP)) / (2.0 * STEP)
    starts = np.concatenate([[0], np.cumsum([k - 1 for k in levels])])
    A21 = np.zeros((len(rho), int(starts[-1])))
    at = np.arange(len(rho))
    for level in range(1, max(levels)):
        bump = np.zeros(tau.shape[1])
        bump[level] = STEP
        for variable, fall in (
            (ii, score(own - bump, other, rho) - score(own + bump, other, rho)),
            (jj, score(own, other - bump, rho) - score(own, other + bump, rho)),
        ):
            there = level < np.array(levels)[variable]
            place = starts[variable] + level - 1
            A21[at[there], place[there]] = fall[there] / (2.0 * STEP)
    return A21, A22


def _threshold_scores(margin: Array, tau: Array, k: int) -> Array:
    """(k, k - 1) derivatives of the log-probability of a category by the thresholds."""
    share = margin[:k] / margin.sum()
    phi = density(tau[1:k])
    scores = np.zeros((k, k - 1))
    for a in range(k - 1):
        scores[a, a] = phi[a] / share[a]
        scores[a + 1, a] = -phi[a] / share[a + 1]
    return scores


def _cross(
    table: Array,
    S_rho: Array,
    P: Array,
    tau: Array,
    rho: Array,
    levels: Sequence[int],
    starts: Array,
    ii: Codes,
    jj: Codes,
) -> Array:
    """Sums over cases of the scores by rho times those by the pair's thresholds."""
    npairs = len(rho)
    A21 = np.zeros((npairs, int(starts[-1])))
    root = np.sqrt(1.0 - rho**2)[:, None, None]
    weight = table * S_rho / P
    for own, other, axis in ((ii, jj, 1), (jj, ii, 2)):
        h = tau[own][:, :, None]
        k = tau[other][:, None, :]
        with np.errstate(invalid="ignore"):
            inner = special.ndtr((k - rho[:, None, None] * h) / root)
        slope = density(h) * np.diff(inner, axis=2)
        slope = np.where(np.isfinite(h), slope, 0.0)
        w = weight if axis == 1 else np.swapaxes(weight, 1, 2)
        difference = w[:, :-1] - w[:, 1:]
        found = np.einsum("pak,pak->pa", difference, slope[:, 1:-1])
        for pair, variable in enumerate(own):
            k_own = levels[variable] - 1
            begin = int(starts[variable])
            A21[pair, begin : begin + k_own] = found[pair, :k_own]
    return A21


__all__ = [
    "LIMIT",
    "Codes",
    "Polychoric",
    "codes",
    "influences",
    "pairs",
    "polychoric",
]
