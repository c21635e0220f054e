"""Cluster-robust errors that hold with few groups: CR2 and its degrees of freedom.

Bell and McCaffrey (2002); Pustejovsky and Tipton (2018,
doi:10.1080/07350015.2016.1247004) for the test of several coefficients.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats.tails import f_above

Array = NDArray[np.float64]

LOW_DF = 4.0
"""Satterthwaite's df below which CR2 tests do not hold their level (Tipton, 2015,
doi:10.1037/met0000011)."""
CELLS = 1_000_000
"""Entries of clusters' matrices that are worked on at once."""
ALONE = 1e-9
"""A row whose leverage is this near to one has no residual of its own."""


@dataclass(frozen=True, slots=True)
class Cr2:
    """Bias-reduced cluster-robust covariance of (weighted) least squares.

    Parameters
    ----------
    vcov : (p, p) array
    se, df : (p,) arrays
        Satterthwaite's degrees of freedom differ by coefficient.
    """

    vcov: Array
    se: Array
    df: Array
    _bread: Array
    _own: Array
    _through: Array

    def df_of(self, combination: Array) -> float:
        """Satterthwaite's degrees of freedom of a (p,) combination of coefficients."""
        row = combination @ self._bread
        return _satterthwaite(row, self._own, self._through, self._bread)

    def wald(self, b: Array, chosen: NDArray[np.int64]) -> tuple[float, int, float, float]:
        """Hotelling-type test that the `chosen` coefficients are zero: F, df1, df2, p.

        p is NaN when the groups are too few for so many coefficients (df2 <= 0).
        """
        C = np.eye(len(b))[chosen]
        q = len(chosen)
        Q = float(b[chosen] @ np.linalg.solve(C @ self.vcov @ C.T, b[chosen]))
        row = C @ self._bread
        own, near, _ = _products(row, self._own, self._through, self._bread)
        root = _inverse_root((own - near).sum(axis=0))
        parts = _products(root @ row, self._own, self._through, self._bread)
        spread = _squares(*parts) + _squares_across(*parts)
        eta = q * (q + 1) / float(spread)
        df2 = eta - q + 1
        F = df2 / (eta * q) * Q
        p = f_above(F, q, df2)
        return float(F), q, float(df2), p


def cr2(X: Array, e: Array, group: NDArray[np.int64], weights: Array | None = None) -> Cr2:
    """CR2 covariance of the coefficients of y on `X`.

    Parameters
    ----------
    X : (n, p) array
        Full column rank, intercept included; for a generalised linear model the
        derivatives of the means by the coefficients.
    e : (n,) array
        Residuals.
    group : (n,) int array
    weights : (n,) array, optional
        Of weighted least squares; the working model has their inverses as variances.
    """
    _, member = np.unique(group, return_inverse=True)
    w = np.ones(len(e)) if weights is None else weights / weights.mean()
    bread = np.asarray(np.linalg.inv(X.T @ (w[:, None] * X)), dtype=float)
    parts = _adjusted(X, e, member) if weights is None else _weighted(X, e, member, w, bread)
    own, through, scores = parts
    vcov = bread @ (scores.T @ scores) @ bread
    df = np.array([_satterthwaite(row, own, through, bread) for row in bread])
    with np.errstate(invalid="ignore"):  # a variance below zero by rounding has no error
        se = np.sqrt(np.diag(vcov))
    return Cr2(vcov, se, df, bread, own, through)


def _adjusted(X: Array, e: Array, member: NDArray[np.int64]) -> tuple[Array, Array, Array]:
    """X_g' A_g A_g X_g, X_g' A_g X_g and X_g' A_g e_g of each cluster, A_g the adjustment.

    As in `cr2_many`, by matrices of p by p: a cluster may be large.
    """
    sums = _by_cluster(X, e, member)
    f = np.where(1.0 - sums.d > 1e-10, 1.0, 0.0) / np.sqrt(np.maximum(1.0 - sums.d, 1e-10))
    T = np.linalg.inv(sums.root).T @ sums.V
    back = np.swapaxes(T, 1, 2)
    through = (T * (f * sums.d)[:, None, :]) @ back
    own = (T * (f * f * sums.d)[:, None, :]) @ back
    pulled = np.swapaxes(sums.V, 1, 2) @ sums.root.T @ sums.pulls[:, :, None]
    return own, through, ((T * f[:, None, :]) @ pulled)[:, :, 0]


def _weighted(
    X: Array, e: Array, member: NDArray[np.int64], w: Array, bread: Array
) -> tuple[Array, Array, Array]:
    """The same with weights that differ within a cluster: cubic in its size.

    Clusters of one size are worked on together: of small ones there may be thousands.
    """
    J, p = int(member.max()) + 1, X.shape[1]
    own, through, scores = np.zeros((J, p, p)), np.zeros((J, p, p)), np.zeros((J, p))
    order = np.argsort(member, kind="stable")
    counts = np.bincount(member)
    begins = np.cumsum(counts) - counts
    for m in np.unique(counts):
        alike = np.flatnonzero(counts == m)
        for some in np.array_split(alike, -(-len(alike) * int(m) ** 2 // CELLS)):
            rows = order[begins[some][:, None] + np.arange(m)]
            Xg, phi = X[rows], 1.0 / w[rows]
            root = np.sqrt(phi)
            inner = -(Xg @ bread @ np.swapaxes(Xg, 1, 2))
            inner[:, np.arange(m), np.arange(m)] += phi
            both = root[:, :, None] * root[:, None, :]
            adjust = _inverse_root(inner * both) * both
            load = np.swapaxes(Xg / phi[:, :, None], 1, 2) @ adjust
            own[some] = (load * phi[:, None, :]) @ np.swapaxes(load, 1, 2)
            through[some] = load @ Xg
            scores[some] = (load @ e[rows][:, :, None])[:, :, 0]
    return own, through, scores


@dataclass(frozen=True, slots=True)
class _Clusters:
    """X_g' e_g of each cluster, and eigenvalues d and vectors V of S' X_g' X_g S.

    S is `root`: S S' is the inverse of X'X.
    """

    pulls: Array
    root: Array
    d: Array
    V: Array


def _by_cluster(X: Array, e: Array, member: NDArray[np.int64]) -> _Clusters:
    order = np.argsort(member, kind="stable")
    begins = np.searchsorted(member[order], np.arange(int(member.max()) + 1))
    rows = X[order]
    crossed = np.empty((len(begins), X.shape[1], X.shape[1]))
    for i in range(X.shape[1]):
        crossed[:, :, i] = np.add.reduceat(rows * rows[:, i, None], begins)
    scale = 1.0 / np.sqrt(np.sum(X * X, axis=0))
    values, vectors = np.linalg.eigh((X * scale).T @ (X * scale))
    root = scale[:, None] * (vectors / np.sqrt(values))
    d, V = np.linalg.eigh(root.T @ crossed @ root)
    return _Clusters(np.add.reduceat(rows * e[order, None], begins), root, d, V)


def _satterthwaite(row: Array, own: Array, through: Array, bread: Array) -> float:
    """Degrees of freedom of a combination; `row` is (p,), the combination times `bread`."""
    own, near, among = _products(row[None, :], own, through, bread)
    return float((own - near).sum()) ** 2 / _squares(own, near, among)


def cr2_many(X: Array, e: Array, begins: NDArray[np.int64]) -> tuple[Array, Array]:
    """CR2 errors and Satterthwaite's df of r unweighted regressions at once, each (r, p).

    The adjustment of a cluster, (I - X_g B X_g')^(-1/2) with B = (X'X)^-1, only ever
    multiplies X_g: with S = B^(1/2) and G = S X_g'X_g S its work is done by functions of the
    p by p matrix G, whatever the size of the cluster.

    Parameters
    ----------
    X : (r, n, p) array
        Rows of a cluster side by side.
    e : (r, n) array
    begins : (J,) int array
        First row of each cluster.
    """
    r, _, p = X.shape
    crossed = np.empty((r, len(begins), p, p))
    for i in range(p):
        for j in range(i + 1):
            sums = np.add.reduceat(X[:, :, i] * X[:, :, j], begins, axis=1)
            crossed[:, :, i, j] = crossed[:, :, j, i] = sums
    pulls = np.add.reduceat(X * e[:, :, None], begins, axis=1)
    moved, df = cr2_of_sums(crossed, pulls)
    return np.sqrt(np.sum(moved * moved, axis=1)), df


def cr2_of_sums(crossed: Array, pulls: Array) -> tuple[Array, Array]:
    """What each cluster adds to coefficients under CR2, (r, J, p), and their df, (r, p).

    The covariance of coefficients, of one regression or of several of the same rows, is the
    sum over clusters of products of what the cluster adds.

    Parameters
    ----------
    crossed : (r, J, p, p) array
        X_g' X_g of each cluster.
    pulls : (r, J, p) array
        X_g' e_g of each cluster.
    """
    values, vectors = np.linalg.eigh(crossed.sum(axis=1))
    S = np.einsum("rab,rb,rcb->rac", vectors, 1.0 / np.sqrt(values), vectors)[:, None]
    d, V = np.linalg.eigh(S @ crossed @ S)
    f = np.where(1.0 - d > 1e-10, 1.0, 0.0) / np.sqrt(np.maximum(1.0 - d, 1e-10))
    T = np.swapaxes(V, 2, 3) @ S
    back = np.swapaxes(T, 2, 3)
    moved = (back @ (f[..., None] * (T @ pulls[..., None])))[..., 0]
    own = np.sum(T * T * (d * f * f)[..., None], axis=2)
    through = back @ ((d * f)[..., None] * np.swapaxes(V, 2, 3))
    length = np.sum(through * through, axis=-1)
    each = np.moveaxis(through, 2, 1)
    between = np.swapaxes(each, 2, 3) @ each
    trace = np.sum(own - length, axis=1)
    squares = np.sum(own * (own - 2.0 * length), axis=1) + np.sum(between**2, axis=(2, 3))
    return moved, trace**2 / squares


def hc3_many(X: Array, e: Array) -> tuple[Array, Array]:
    """HC3 errors of r regressions at once and their df, n - p, each (r, p)."""
    r, n, p = X.shape
    pulled = X @ np.linalg.inv(np.swapaxes(X, 1, 2) @ X)
    leverage = np.einsum("rnp,rnp->rn", pulled, X)
    moved = pulled * (e / (1.0 - leverage))[:, :, None]
    return np.sqrt(np.sum(moved * moved, axis=1)), np.full((r, p), float(n - p))


def sandwich(X: Array, e: Array, weights: Array, clusters: NDArray[np.int64] | None) -> Array:
    """HC3 covariance, or CR1 with clusters, of a weighted fit.

    Parameters
    ----------
    X, e, weights
        As in `cr2`; a generalised linear model takes the rows' leverage from its working
        weights (Long & Ervin, 2000; R ``sandwich::vcovHC``).
    clusters : (n,) int array or None
        With them G/(G-1) * (n-1)/(n-p), as for least squares (``vcovCL``, type HC1).

    Returns
    -------
    (p, p) array
        NaN under HC3 where a row alone decides a coefficient.
    """
    weighted = X * weights[:, None]
    bread = np.linalg.inv(X.T @ weighted)
    if clusters is None:
        leverage = np.einsum("ij,jk,ik->i", X, bread, weighted)
        alone = leverage > 1 - ALONE
        scores = weighted * (e / np.where(alone, np.nan, 1 - leverage))[:, None]
        return np.asarray(bread @ (scores.T @ scores) @ bread)
    _, member = np.unique(clusters, return_inverse=True)
    J, (n, p) = int(member.max()) + 1, X.shape
    sums = np.zeros((J, p))
    np.add.at(sums, member, weighted * e[:, None])
    factor = J / (J - 1) * (n - 1) / (n - p)
    return np.asarray(factor * bread @ (sums.T @ sums) @ bread)


def _products(C: Array, own: Array, through: Array, bread: Array) -> tuple[Array, Array, Array]:
    """Inner products of C X_g' A_g (I - H)_g between J groups and q rows of `C`, in parts.

    I - H is idempotent, so they need only `own` = X_g' A_g A_g X_g and `through` =
    X_g' A_g X_g, (J, p, p): those of groups g and h are the first of the parts where g is h,
    minus t_g' B t_h, of which the second part holds those with g = h and the third B times
    the sums of t_g t_g'. Nothing of size n by n or J by J is formed.

    Returns
    -------
    (J, q, q), (J, q, q) and (q, q, p, p) arrays
    """
    passed = np.einsum("ap,gpr->gar", C, through)
    own_of = C @ own @ C.T
    near = passed @ bread @ np.swapaxes(passed, 1, 2)
    q, p = C.shape
    flat = passed.reshape(len(passed), q * p)
    sums = (flat.T @ flat).reshape(q, p, q, p).transpose(0, 2, 1, 3)
    return own_of, near, bread @ sums


def _squares(own: Array, near: Array, among: Array) -> float:
    """Sum over pairs of groups of the squared traces of their products."""
    diagonal, close = np.trace(own, axis1=1, axis2=2), np.trace(near, axis1=1, axis2=2)
    return float(
        np.sum(diagonal * (diagonal - 2 * close)) + np.einsum("xyab,yxba->", among, among)
    )


def _squares_across(own: Array, near: Array, among: Array) -> float:
    """Sum over pairs of groups of the traces of their squared products."""
    return float(np.sum(own * (own - 2 * near)) + np.einsum("xyab,xyba->", among, among))


def _inverse_root(M: Array) -> Array:
    """Symmetric Moore-Penrose inverse square root of (..., m, m)."""
    values, vectors = np.linalg.eigh((M + np.swapaxes(M, -1, -2)) / 2)
    kept = values > 1e-10 * np.maximum(1.0, values.max(axis=-1, keepdims=True))
    scale = np.where(kept, 1.0 / np.sqrt(np.where(kept, values, 1.0)), 0.0)
    return np.asarray((vectors * scale[..., None, :]) @ np.swapaxes(vectors, -1, -2))


def without_each(X: Array, e: Array, b: Array, group: NDArray[np.int64]) -> Array:
    """Least-squares coefficients without each group in turn, by an exact update.

    Returns
    -------
    (J, p) array
        NaN where the others do not determine the coefficients. In the order of the groups.
    """
    _, member = np.unique(group, return_inverse=True)
    sums = _by_cluster(X, e, member)
    size = np.maximum(np.bincount(member), X.shape[1])
    lost = 1.0 - sums.d.max(axis=1) <= size * np.finfo(float).eps * 10
    moved = np.swapaxes(sums.V, 1, 2) @ sums.root.T @ sums.pulls[:, :, None]
    left = np.where(lost[:, None], np.nan, 1.0 - sums.d)[:, :, None]
    return np.asarray(b - (sums.root @ sums.V @ (moved / left))[:, :, 0])
