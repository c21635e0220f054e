"""Who gives whom a value: predictive mean matching by a regression drawn from its posterior."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from cpsurvey.stats.triangles import solved

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]
DONORS = 5
RIDGE = 1e-5
"""Share of each predictor's own square that is added, so that repeated ones do not matter."""
LOT = 1e-9
"""Share of the range of predictions within which donors are equally near."""
AT_ONCE = 2_000_000
"""Distances held in memory together."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """Effects of groups that are drawn towards zero.

    Parameters
    ----------
    give, take : (donors,) and (holes,) int arrays
        Group of everybody with a value, and without one.
    pull : float
        Error variance over the variance of the groups' effects.
    members : (groups, donors) sparse array
        Ones where a donor is of a group.
    """

    give: Places
    take: Places
    pull: float
    members: scipy.sparse.csr_array

    @classmethod
    def of(cls, member: Places, holes: Flags, pull: float) -> Pulled:
        """Groups `member` of everybody, by who has a value."""
        give = member[~holes]
        ones = np.ones(len(give)), (give, np.arange(len(give)))
        members = scipy.sparse.csr_array(ones, shape=(int(member.max()) + 1, len(give)))
        return cls(give, member[holes], pull, members)


def matched(
    X: Array, Y: Array, holes: Flags, rng: np.random.Generator, groups: Pulled | None = None
) -> Places:
    """Donor of every hole, as a place among those who have a value.

    Parameters
    ----------
    X : (n, p) array
        Predictors, the intercept first.
    Y : (n, q) array
        What is imputed; what stands in holes does not matter.
    """
    known = ~holes
    there, gone = X[known], X[holes]
    varies = (there != there[0]).any(axis=0)
    varies[0] = True
    if not varies.all():
        there, gone = there[:, varies], gone[:, varies]
    best, drawn, S = _posterior(there, Y[known], rng, groups)
    give = _predicted(there, best, groups.give if groups else None)
    take = _predicted(gone, drawn, groups.take if groups else None)
    k = min(DONORS, len(give))
    if Y.shape[1] == 1:
        return _nearest_of_one(give[:, 0], take[:, 0], k, rng)
    root = np.linalg.cholesky(S + RIDGE * np.diag(np.maximum(np.diag(S), RIDGE)))
    return _nearest(np.linalg.solve(root, give.T).T, np.linalg.solve(root, take.T).T, k, rng)


def _posterior(
    X: Array, Y: Array, rng: np.random.Generator, groups: Pulled | None
) -> tuple[Array, Array, Array]:
    """Estimate and draw of the coefficients (p + groups, q), and the residual covariance.

    Nobody is of two groups, so that their own block of the normal equations is a diagonal:
    they are eliminated before the predictors, in time that grows with their number.
    """
    n, p = X.shape
    A: Array = X.T @ X
    right: Array = X.T @ Y
    A[np.diag_indices(p)] *= 1.0 + RIDGE
    J = 0 if groups is None else groups.members.shape[0]
    own: Array = np.ones((J, 1))
    shared, sums = np.zeros((J, p)), np.zeros((J, Y.shape[1]))
    if groups is not None:
        own = np.bincount(groups.give, minlength=J).astype(float)[:, None] + groups.pull
        shared, sums = groups.members @ X, groups.members @ Y
        A -= shared.T @ (shared / own)
        right -= shared.T @ (sums / own)
    root = np.asarray(np.linalg.cholesky(A), dtype=float)
    slopes = solved(root, solved(root, right), turned=True)
    best = np.concatenate([slopes, (sums - shared @ slopes) / own])
    left = Y - _predicted(X, best, groups.give if groups else None)
    squares = left.T @ left
    if groups is not None:
        squares += groups.pull * best[p:].T @ best[p:]
    free = max(n - p, 1)
    spread = _root_of_inverse_wishart(squares, free, rng)
    lot = rng.standard_normal(best.shape)
    apart = solved(root, lot[:p], turned=True)
    noise = np.concatenate([apart, lot[p:] / np.sqrt(own) - shared @ apart / own])
    return best, best + noise @ spread.T, np.asarray(squares / free)


def _root_of_inverse_wishart(S: Array, free: int, rng: np.random.Generator) -> Array:
    """F with FF' a draw of a residual covariance, by Bartlett's decomposition."""
    q = len(S)
    if q == 1:
        return np.asarray(np.sqrt(S / rng.chisquare(free)))
    low = np.tril(rng.standard_normal((q, q)), -1)
    low[np.diag_indices(q)] = np.sqrt(rng.chisquare(np.maximum(free - np.arange(q), 1)))
    root = np.linalg.cholesky(S + 1e-12 * np.eye(q))
    return np.asarray(np.linalg.solve(low, root.T).T)


def _predicted(X: Array, coefficients: Array, member: Places | None) -> Array:
    p = X.shape[1]
    found = X @ coefficients[:p]
    return found if member is None else np.asarray(found + coefficients[p:][member])


def _nearest_of_one(give: Array, take: Array, k: int, rng: np.random.Generator) -> Places:
    """One of the `k` nearest donors of each; one of all that are as near, by lot."""
    ordered = _in_order(give)
    give = give[ordered]
    window = np.searchsorted(give, take)[:, None] + np.arange(-k, k)
    window = np.clip(window, 0, len(give) - 1)
    apart = np.abs(give[window] - take[:, None])
    twice = np.zeros_like(window, dtype=bool)
    twice[:, 1:] = window[:, 1:] == window[:, :-1]  # at the ends, where clipped
    apart[twice] = np.inf
    best = np.argsort(apart, axis=1, kind="stable")[:, :k]
    rows = np.arange(len(take))
    chosen = give[window[rows, best[rows, rng.integers(0, k, len(take))]]]
    same = LOT * max(float(give[-1] - give[0]), LOT)
    first = np.searchsorted(give, chosen - same)
    alike = np.searchsorted(give, chosen + same, side="right") - first
    return np.asarray(ordered[first + (rng.random(len(take)) * alike).astype(np.int64)])


def _in_order(x: Array) -> Places:
    """Places by value, equals in their order: NumPy's fastest way only settles the others."""
    found = np.argsort(x)
    ordered = x[found]
    if (ordered[1:] == ordered[:-1]).any():
        found = np.argsort(x, kind="stable")
    return np.asarray(found)


def _nearest(give: Array, take: Array, k: int, rng: np.random.Generator) -> Places:
    """The same where predictions have several columns, some rows at a time."""
    found = []
    step = max(1, AT_ONCE // len(give))
    for start in range(0, len(take), step):
        rows = take[start : start + step]
        apart = (rows**2).sum(axis=1)[:, None] + (give**2).sum(axis=1) - 2 * rows @ give.T
        apart += LOT * rng.random(apart.shape)
        best = np.argpartition(apart, k - 1, axis=1)[:, :k]
        best.sort(axis=1)
        found.append(best[np.arange(len(rows)), rng.integers(0, k, len(rows))])
    return np.concatenate(found)
