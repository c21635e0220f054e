"""Who gives whom a value: predictive mean matching by a regression drawn from its posterior."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_solve, solve_triangular

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


def matched(
    X: Array,
    Y: Array,
    holes: Flags,
    rng: np.random.Generator,
    member: Places | None = None,
    pull: float | None = None,
) -> Places:
    """Donor of every hole, as a place among those who have a value.

    Parameters
    ----------
    X : (n, p) array
        Predictors, the intercept first.
    Y : (n, q) array
        What is imputed; what stands in holes does not matter.
    member, pull
        Group of each row, and error variance over the variance of the groups' effects.
    """
    known = ~holes
    varies = np.ptp(X[known], axis=0) > 0
    varies[0] = True
    X = X[:, varies]
    told = None if pull is None else member
    best, drawn, S = _posterior(X[known], Y[known], rng, _of(told, known), pull or 0.0)
    J = len(best) - X.shape[1]
    give = _predicted(X[known], best, _of(told, known), J)
    take = _predicted(X[holes], drawn, _of(told, holes), J)
    k = min(DONORS, len(give))
    if Y.shape[1] == 1:
        return _nearest_of_one(give[:, 0], take[:, 0], k, rng)
    root = np.linalg.cholesky(S + RIDGE * np.diag(np.maximum(np.diag(S), RIDGE)))
    return _nearest(np.linalg.solve(root, give.T).T, np.linalg.solve(root, take.T).T, k, rng)


def _of(member: Places | None, rows: Flags) -> Places | None:
    return None if member is None else member[rows]


def _posterior(
    X: Array, Y: Array, rng: np.random.Generator, member: Places | None, pull: float
) -> tuple[Array, Array, Array]:
    """Estimate and draw of the coefficients (p + groups, q), and the residual covariance."""
    n, p = X.shape
    A, right = X.T @ X, X.T @ Y
    A[np.diag_indices(p)] += RIDGE * np.diag(A)
    squares = np.zeros(Y.shape[1])
    if member is not None:
        J = int(member.max()) + 1
        Z = np.zeros((n, J))
        Z[np.arange(n), member] = 1.0
        cross = X.T @ Z
        A = np.block([[A, cross], [cross.T, np.diag(Z.sum(axis=0) + pull)]])
        right = np.vstack([right, Z.T @ Y])
    root = np.linalg.cholesky(A)
    best = np.asarray(cho_solve((root, True), right, check_finite=False))
    left = Y - _predicted(X, best, member, len(best) - p)
    squares = left.T @ left + pull * best[p:].T @ best[p:]
    free = max(n - p, 1)
    spread = _root_of_inverse_wishart(squares, free, rng)
    drawn = rng.standard_normal(best.shape)
    noise = solve_triangular(root, drawn, trans="T", lower=True, check_finite=False)
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


def _predicted(X: Array, coefficients: Array, member: Places | None, groups: int) -> Array:
    p = len(coefficients) - groups
    found = X @ coefficients[:p]
    if member is None:
        return found
    return np.asarray(found + coefficients[p:][member])


def _nearest_of_one(give: Array, take: Array, k: int, rng: np.random.Generator) -> Places:
    """One of the `k` nearest donors of each; one of all that are as near, by lot."""
    ordered = np.argsort(give, kind="stable")
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
