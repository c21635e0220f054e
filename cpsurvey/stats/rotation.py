"""Rotation of factors: oblimin, promax and varimax, from many starts at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Method = Literal["oblimin", "promax", "varimax"]
KAPPA = 4
"""Power of promax."""
TOLERANCE = 1e-9
ROUGH = 1e-5
"""Gradients at which all starts, and the best of them, stop."""
SAME = 1e-6
"""Relative difference of the criterion within which two ends are one minimum."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """Rotated factors, the one that explains most first, each with a positive sum.

    Parameters
    ----------
    loadings : (p, k) array
        Pattern.
    phi : (k, k) array
        Correlations of the factors.
    criterion : float
        What was minimised, at the best end; of varimax for promax.
    starts : int
        Ends looked at: one from the unrotated factors, the rest from random ones.
    agreeing : int
        Starts that ended at the best minimum.
    minima : int
        Different ends among those that converged.
    """

    loadings: Array
    phi: Array
    criterion: float
    starts: int
    agreeing: int
    minima: int
    converged: bool

    @property
    def structure(self) -> Array:
        """(p, k) correlations of items with factors."""
        return np.asarray(self.loadings @ self.phi)

    @property
    def communalities(self) -> Array:
        """(p,) shares of variance that the factors carry."""
        return np.asarray((self.structure * self.loadings).sum(axis=1))

    @property
    def explained(self) -> Array:
        """(k,) sums of squared loadings; with correlated factors their diagonal shares."""
        return np.asarray(np.diag(self.phi @ self.loadings.T @ self.loadings))


def rotate(
    loadings: Array, method: Method, rng: np.random.Generator, starts: int = 30
) -> Rotated:
    """Rotate (p, k) orthogonal loadings.

    Oblimin with gamma 0 (direct quartimin; Jennrich & Sampson, 1966) without, varimax
    (Kaiser, 1958) and promax (Hendrickson & White, 1964; kappa 4) with Kaiser's
    normalisation, as psych does. Gradient projection: Jennrich (2002,
    doi:10.1007/BF02294706). Gold: tests/gold/efa.R.
    """
    k = loadings.shape[1]
    if k == 1:
        return _ordered(Rotated(loadings, np.eye(1), 0.0, 1, 1, 1, converged=True))
    begin = _starts(k, rng, starts)
    if method == "oblimin":
        T, ends = _project(loadings, begin, _quartimin, _Oblique())
        inverse = np.linalg.inv(T)
        return _ordered(_rotated(loadings @ inverse.T, T.T @ T, ends))
    length = np.sqrt((loadings**2).sum(axis=1))
    length = np.where(length > 0, length, 1.0)[:, None]
    A = loadings / length
    T, ends = _project(A, begin, _varimax, _Orthogonal())
    if method == "varimax":
        return _ordered(_rotated(A @ T * length, np.eye(k), ends))
    x = A @ T
    U = np.linalg.lstsq(x, x * np.abs(x) ** (KAPPA - 1), rcond=None)[0]
    U = U * np.sqrt(np.diag(np.linalg.inv(U.T @ U)))
    inverse = np.linalg.inv(U)
    return _ordered(_rotated(x @ U * length, inverse @ inverse.T, ends))


@dataclass(frozen=True, slots=True)
class _Ends:
    criterion: float
    starts: int
    agreeing: int
    minima: int
    converged: bool


def _rotated(loadings: Array, phi: Array, ends: _Ends) -> Rotated:
    return Rotated(
        np.asarray(loadings),
        np.asarray(phi),
        ends.criterion,
        ends.starts,
        ends.agreeing,
        ends.minima,
        ends.converged,
    )


def _ordered(found: Rotated) -> Rotated:
    order = np.argsort(-found.explained, kind="stable")
    sign = np.where(found.loadings.sum(axis=0) < 0, -1.0, 1.0)[order]
    return replace(
        found,
        loadings=found.loadings[:, order] * sign,
        phi=found.phi[np.ix_(order, order)] * sign * sign[:, None],
    )


def _starts(k: int, rng: np.random.Generator, starts: int) -> Array:
    """(starts, k, k) orthogonal matrices, the first the identity."""
    found = np.linalg.qr(rng.standard_normal((max(starts, 1), k, k)))[0]
    found[0] = np.eye(k)
    return np.asarray(found)


# ----------------------------------------------------------- criteria, many at once
def _quartimin(L: Array) -> tuple[Array, Array]:
    """Sum over pairs of factors of products of squared loadings, and its gradient."""
    squares = L**2
    others = squares.sum(axis=2, keepdims=True) - squares
    return (squares * others).sum(axis=(1, 2)) / 4.0, L * others


def _varimax(L: Array) -> tuple[Array, Array]:
    """Minus the variance of squared loadings within factors, and its gradient."""
    squares = L**2
    centred = squares - squares.mean(axis=1, keepdims=True)
    return -(centred**2).sum(axis=(1, 2)) / 4.0, -L * centred


class _Oblique:
    """Columns of T of length one; loadings A T^-1'."""

    def loadings(self, A: Array, T: Array) -> Array:
        return np.asarray(A @ np.linalg.inv(T).swapaxes(1, 2))

    def gradient(self, A: Array, T: Array, L: Array, Gq: Array) -> Array:  # noqa: ARG002
        G = -(L.swapaxes(1, 2) @ Gq @ np.linalg.inv(T)).swapaxes(1, 2)
        return np.asarray(G - T * (T * G).sum(axis=1, keepdims=True))

    def back(self, X: Array) -> Array:
        return np.asarray(X / np.sqrt((X**2).sum(axis=1, keepdims=True)))


class _Orthogonal:
    """T orthogonal; loadings A T."""

    def loadings(self, A: Array, T: Array) -> Array:
        return np.asarray(A @ T)

    def gradient(self, A: Array, T: Array, L: Array, Gq: Array) -> Array:  # noqa: ARG002
        G = A.T @ Gq
        M = T.swapaxes(1, 2) @ G
        return np.asarray(G - T @ (M + M.swapaxes(1, 2)) / 2.0)

    def back(self, X: Array) -> Array:
        u, _, v = np.linalg.svd(X, full_matrices=False)
        return np.asarray(u @ v)


Criterion = Callable[[Array], tuple[Array, Array]]
Manifold = _Oblique | _Orthogonal


def _project(
    A: Array, T: Array, criterion: Criterion, manifold: Manifold
) -> tuple[Array, _Ends]:
    """Every start to its neighbourhood, the best one to its end."""
    T, f, size = _descend(A, T, criterion, manifold, ROUGH)
    fine = size < 10 * ROUGH * np.maximum(1.0, np.abs(f))
    usable = np.where(fine, f, np.inf) if fine.any() else f
    best = float(usable.min())
    near = np.abs(usable - best) <= SAME * max(abs(best), 1e-3)
    ends = np.sort(usable[np.isfinite(usable)])
    gaps = np.diff(ends) > SAME * np.maximum(np.abs(ends[1:]), 1e-3)
    first = int(np.flatnonzero(near)[0])
    one, value, left = _descend(A, T[first : first + 1], criterion, manifold, TOLERANCE)
    converged = bool(left[0] < 1e-6 * max(1.0, abs(float(value[0]))))
    return one[0], _Ends(
        float(value[0]), len(T), int(near.sum()), 1 + int(gaps.sum()), converged
    )


def _descend(
    A: Array,
    T: Array,
    criterion: Criterion,
    manifold: Manifold,
    tolerance: float,
    limit: int = 3000,
) -> tuple[Array, Array, Array]:
    """Gradient projection with halved steps from every T: ends, criteria, gradients."""
    T = T.copy()
    L = manifold.loadings(A, T)
    f, Gq = criterion(L)
    step = np.ones(len(T))
    size = np.full(len(T), np.inf)
    active = np.arange(len(T))
    for _ in range(limit):
        G = manifold.gradient(A, T[active], L[active], Gq[active])
        s = np.sqrt((G**2).sum(axis=(1, 2)))
        size[active] = s
        go = s > tolerance * np.maximum(1.0, np.abs(f[active]))
        active, G, s = active[go], G[go], s[go]
        if not len(active):
            break
        step[active] *= 2.0
        left = np.arange(len(active))
        for _ in range(25):
            rows = active[left]
            trial = manifold.back(T[rows] - step[rows, None, None] * G[left])
            L_trial = manifold.loadings(A, trial)
            f_trial, G_trial = criterion(L_trial)
            better = f[rows] - f_trial > 0.5 * s[left] ** 2 * step[rows]
            done = rows[better]
            T[done], L[done] = trial[better], L_trial[better]
            f[done], Gq[done] = f_trial[better], G_trial[better]
            left = left[~better]
            if not len(left):
                break
            step[active[left]] /= 2.0
        active = np.delete(active, left)  # what is left is as low as arithmetic allows
    return T, f, size
