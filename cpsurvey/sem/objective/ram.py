"""Moments of one group and their derivatives, in reticular action form.

Every variable is a vertex: observed ones first, then the constant (when means are
modelled), then latent ones. ``A`` holds the arrows (row: head, column: tail), ``S`` the
variances and covariances. With E = (I - A)^-1, T = E[observed] and C = (E S E')[observed],
the moments are C[:, observed] (McArdle & McDonald, 1984, doi:10.1111/j.2044-8317.1984.
tb00802.x), and the derivative by any parameter has rank two:

    d Sigma = s (a b' + b a'),   a, b columns of Z = [T | C]

so gradient, information and Hessian are gathers from small cross-products of Z; no matrix
with one row per moment is formed. Intercepts are arrows from the constant, whose moment
matrix is [[Sigma + mu mu', mu], [mu', 1]].

Every array may carry leading batch axes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.objective.gathers import Gathers, arrows_of, causes_first

Array = NDArray[np.float64]
Index = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Entry:
    """A matrix cell: ``"A"`` or ``"S"``, its place, its free parameter or its value."""

    matrix: str
    i: int
    j: int
    free: int
    value: float


def symmetric(x: Array) -> Array:
    """Average of a matrix and its transpose."""
    return np.asarray((x + np.swapaxes(x, -1, -2)) / 2)


class Ram:
    """One group of a model, compiled to index arrays.

    Parameters
    ----------
    table : Partable
        Parameter table of all groups.
    group : int
        Group, from 1.
    """

    def __init__(self, table: Partable, group: int = 1) -> None:
        self.means = table.settings.meanstructure
        self.p = len(table.observed)
        self.q = table.nfree
        names = [*table.observed, *(["1"] if self.means else []), *table.latent]
        self.place = {name: i for i, name in enumerate(names)}
        self.m = len(names)
        self.n_obs = self.p + int(self.means)  # rows of the moment matrix
        self.fixed_a, self.fixed_s = self.fixed(table, group)
        free, _, self.sampled = self._entries(table, group)
        self._compile(free)

    def fixed(self, table: Partable, group: int) -> tuple[Array, Array]:
        """``A`` and ``S`` (m, m) of a group, zero where a parameter is free."""
        A, S = np.zeros((self.m, self.m)), np.zeros((self.m, self.m))
        for entry in self._entries(table, group)[1]:
            if entry.matrix == "A":
                A[entry.i, entry.j] = entry.value
            else:
                S[entry.i, entry.j] = S[entry.j, entry.i] = entry.value
        return A, S

    def _entries(
        self, table: Partable, group: int
    ) -> tuple[list[Entry], list[Entry], list[tuple[str, int, int]]]:
        """Cells that are free, that are fixed, and that are the sample's."""
        free, fixed, sampled = [], [], []
        one = self.p
        for row in table.rows:
            if row.group != group or row.op in ("|", "~*~") or row.free == -3:
                continue
            if row.op == "=~":
                matrix, i, j = "A", self.place[row.rhs], self.place[row.lhs]
            elif row.op == "~":
                matrix, i, j = "A", self.place[row.lhs], self.place[row.rhs]
            elif row.op == "~1":
                matrix, i, j = "A", self.place[row.lhs], one
            else:
                matrix, i, j = "S", self.place[row.lhs], self.place[row.rhs]
            if row.sample:
                sampled.append((matrix, i, j))
            elif row.free >= 0:
                free.append(Entry(matrix, i, j, row.free, np.nan))
            else:
                fixed.append(Entry(matrix, i, j, -1, row.value))
        if self.means:
            fixed.append(Entry("S", one, one, -1, 1.0))
        return free, fixed, sampled

    def _compile(self, free: list[Entry]) -> None:
        m = self.m
        self.i = np.array([e.i for e in free], dtype=np.intp)
        self.j = np.array([e.j for e in free], dtype=np.intp)
        self.par = np.array([e.free for e in free], dtype=np.intp)
        self.arrow = np.array([e.matrix == "A" for e in free], dtype=bool)
        self.a = self.i
        self.b = np.where(self.arrow, m + self.j, self.j).astype(np.intp)
        self.s = np.where(~self.arrow & (self.i == self.j), 0.5, 1.0)
        self.length = len(free)
        self.K = np.zeros((self.length, self.q))
        self.K[np.arange(self.length), self.par] = 1.0
        self.direct = self.length == self.q and bool((self.par == np.arange(self.q)).all())
        arrows = arrows_of(self)
        self.tails = np.flatnonzero(arrows.any(axis=0))
        among = arrows[np.ix_(self.tails, self.tails)]
        self.tails_linked = bool(among.any())
        self.causes = causes_first(among)
        self.order = causes_first(arrows) if self.causes is not None else None

    @cached_property
    def _index(self) -> Gathers:
        return Gathers(self)

    def paths(self, A: Any) -> Any:
        """(I - A)^-1, every path's product; only vertices arrows leave need an inverse."""
        E = np.zeros_like(A)
        E[...] = np.eye(self.m)
        tails = self.tails
        if len(tails):
            onward = A[..., tails]
            if self.tails_linked:
                onward = onward @ self._among(A[..., tails[:, None], tails])
            E[..., tails] += onward
        return E

    def _among(self, A: Any) -> Any:
        """(I - A)^-1 of many matrices by substitution, where no path leads back."""
        if A.ndim == 2 or self.causes is None:
            return np.linalg.inv(np.eye(A.shape[-1]) - A)
        E = np.zeros_like(A)
        for head, tails in self.causes:
            for tail in tails:
                E[..., head, :] += A[..., head, tail, None] * E[..., tail, :]
            E[..., head, head] += 1.0
        return E

    # -------------------------------------------------------------------- moments
    def matrices(self, theta: Any, sample: Any = None) -> tuple[Any, Any]:
        """``A`` and ``S``, each (..., m, m), of parameters (..., q).

        Parameters
        ----------
        sample : (..., p', p') array
            Moment matrix of the sample, where covariates are fixed at theirs.
        """
        theta = np.asarray(theta)
        shape = (*theta.shape[:-1], self.m, self.m)
        A, S = np.empty(shape, theta.dtype), np.empty(shape, theta.dtype)
        A[...], S[...] = self.fixed_a, self.fixed_s
        x = theta[..., self.par]
        w = self.arrow
        A[..., self.i[w], self.j[w]] = x[..., w]
        S[..., self.i[~w], self.j[~w]] = x[..., ~w]
        S[..., self.j[~w], self.i[~w]] = x[..., ~w]
        for matrix, i, j in self.sampled:
            if matrix == "A":
                A[..., i, j] = sample[..., i, j]
            else:
                value = sample[..., i, j]
                if self.means:
                    value = value - sample[..., i, self.p] * sample[..., j, self.p]
                S[..., i, j] = S[..., j, i] = value
        return A, S

    def implied(self, theta: Any, sample: Any = None) -> Any:
        """Moment matrix (..., p', p') of the observed variables (and the constant)."""
        A, S = self.matrices(theta, sample)
        T = self.paths(A)[..., : self.n_obs, :]
        return T @ S @ np.swapaxes(T, -1, -2)

    def all_moments(self, theta: Any, sample: Any = None) -> tuple[Any, Any]:
        """Covariances (..., m, m) and means (..., m) of every vertex but the constant's."""
        return self.moments_of(*self.matrices(theta, sample))

    def moments_of(self, A: Any, S: Any) -> tuple[Any, Any]:
        """The same of the matrices."""
        E = self.paths(A)
        if not self.means:
            return E @ S @ np.swapaxes(E, -1, -2), np.zeros(E.shape[:-1])
        S = S.copy()
        S[..., self.p, self.p] = 0.0  # the constant has no variance of its own
        return E @ S @ np.swapaxes(E, -1, -2), E[..., :, self.p]

    def variances(self, theta: Any, sample: Any = None) -> tuple[Any, Any]:
        """Total and residual variances (B, m) of parameters (B, q), where no path leads back.

        By substitution with the parameter vectors along the last axis: what the diagonals of
        `moments_of` are, in a fraction of the work.
        """
        assert self.order is not None
        theta = np.ascontiguousarray(np.asarray(theta).T)
        into: dict[int, list[tuple[int, Any]]] = {}
        apart: list[tuple[int, int, Any]] = []
        for matrix, i, j, value in self._cells(theta, sample):
            if matrix == "A":
                into.setdefault(i, []).append((j, value))
            elif not (self.means and i == self.p):  # the constant has no variance of its own
                apart.append((i, j, value))
        shape = (self.m, self.m, theta.shape[-1])
        E, ES = np.zeros(shape, theta.dtype), np.zeros(shape, theta.dtype)
        residual = np.zeros(shape[1:], theta.dtype)
        for head, _ in self.order:
            for tail, value in into.get(head, ()):
                E[head] += value * E[tail]
            E[head, head] += 1.0
        for i, j, value in apart:
            ES[:, j] += E[:, i] * value
            if i == j:
                residual[i] = value
            else:
                ES[:, i] += E[:, j] * value
        return (ES * E).sum(axis=1).T, residual.T

    def _cells(self, theta: Any, sample: Any) -> Iterator[tuple[str, int, int, Any]]:
        """Every cell of ``A`` and ``S`` that is not zero, of parameters (q, B); ``S`` once."""
        for matrix, values in (("A", self.fixed_a), ("S", np.tril(self.fixed_s))):
            for i, j in np.argwhere(values):
                yield matrix, int(i), int(j), values[i, j]
        for i, j, place, arrow in zip(self.i, self.j, self.par, self.arrow, strict=True):
            yield "A" if arrow else "S", int(i), int(j), theta[place]
        for matrix, i, j in self.sampled:
            value = sample[..., i, j]
            if matrix == "S" and self.means:
                value = value - sample[..., i, self.p] * sample[..., j, self.p]
            yield matrix, i, j, value

    def geometry(self, theta: Array, sample: Any = None) -> Geometry:
        """Everything the derivatives are gathered from."""
        A, S = self.matrices(theta, sample)
        E = self.paths(A)
        W = E @ S @ np.swapaxes(E, -1, -2)
        Z = np.concatenate([E[..., : self.n_obs, :], W[..., : self.n_obs, :]], axis=-1)
        return Geometry(E, W, Z, W[..., : self.n_obs, : self.n_obs])

    # ---------------------------------------------------------------- derivatives
    def gradient(self, G: Array) -> Array:
        """Gradient by the free parameters, of (..., 2m, 2m) cross-products N - M."""
        gl = self.s * G[..., self.a, self.b]
        return gl if self.direct else gl @ self.K

    def information(self, M: Array) -> Array:
        """Expected information (..., q, q) per observation of M = Z' Sigma^-1 Z."""
        x = self._index
        M = M.reshape(*M.shape[:-2], -1)
        info = M.take(x.aa, axis=-1)
        info *= M.take(x.bb, axis=-1)
        second = M.take(x.ab, axis=-1)
        second *= M.take(x.ba, axis=-1)
        info += second
        info *= x.ss
        return self.square(info)

    def information_of(self, M: Array, first: int) -> tuple[Array, Array]:
        """Rows (first, q) of `information` of one matrix M, and its diagonal.

        The parameters after the `first` stand in one cell each at most.
        """
        rows = np.flatnonzero(self.par < first)
        a, b, s = self.a, self.b, self.s
        cells = M[a[rows][:, None], a] * M[b[rows][:, None], b]
        cells += M[a[rows][:, None], b] * M[b[rows][:, None], a]
        cells *= s[rows][:, None] * s
        found = np.zeros((first, self.q))
        np.add.at(found, (self.par[rows][:, None], self.par), cells)
        own = np.zeros(self.q)
        own[self.par] = s * s * (M[a, a] * M[b, b] + M[a, b] * M[b, a])
        own[:first] = np.diag(found)
        return found, own

    def cross(self, M: Array, N: Array) -> Array:
        """What `information` is of M and M, of twice M and N: a triangle (..., pairs)."""
        x = self._index
        M = M.reshape(*M.shape[:-2], -1)
        N = N.reshape(*N.shape[:-2], -1)
        h = M.take(x.aa, axis=-1)
        h *= N.take(x.bb, axis=-1)
        for one, other in ((x.bb, x.aa), (x.ab, x.ba), (x.ba, x.ab)):
            part = M.take(one, axis=-1)
            part *= N.take(other, axis=-1)
            h += part
        h *= x.ss
        return h

    def products(self, M: Array, N: Array) -> Array:
        """First-order part of the observed information, for `observed`: (..., pairs)."""
        return self.cross(M, N - M / 2)

    def observed(self, first: Array, geometry: Geometry, G: Array) -> Array:
        """Exact Hessian of minus the log-likelihood per observation, (..., q, q)."""
        x = self._index
        flat = first.shape[:-1]
        E = geometry.E.reshape(*flat, -1)
        W = geometry.W.reshape(*flat, -1)
        G = G.reshape(*G.shape[:-2], -1)
        h = first
        if x.pairs.size:
            d = W.take(x.pair_w, axis=-1) * G.take(x.pair_g, axis=-1)
            for e, g in zip(x.pair_e, x.pair_eg, strict=True):
                if len(e[0]):
                    d[..., e[0]] += E.take(e[1], axis=-1) * G.take(g, axis=-1)
            h[..., x.pairs] -= d
        if x.mixed.size:
            d = G.take(x.mixed_g[0], axis=-1) * E.take(x.mixed_e[0], axis=-1)
            d += G.take(x.mixed_g[1], axis=-1) * E.take(x.mixed_e[1], axis=-1)
            d *= x.mixed_s
            h[..., x.mixed] -= d
        return self.square(h)

    def square(self, half: Array) -> Array:
        """Full (..., q, q) matrix of a lower triangle (..., pairs)."""
        square = half.take(self._index.whole, axis=-1)
        n = self.length
        return self.folded(square.reshape(*half.shape[:-1], n, n))

    def folded(self, square: Array) -> Array:
        """A matrix (..., length, length) of cells as one (..., q, q) of parameters."""
        return square if self.direct else np.asarray(self.K.T @ square @ self.K)

    def jacobian(self, geometry: Geometry, rows: Index, columns: Index) -> Array:
        """Derivatives (len(rows), q) of the moments in cells (rows, columns)."""
        a = geometry.Z[:, self.a]
        b = geometry.Z[:, self.b]
        cells = self.s * (a[rows] * b[columns] + a[columns] * b[rows])
        return cells if self.direct else np.asarray(cells @ self.K)

    def slopes(self, at: Geometry, rows: Index, columns: Index) -> Array:
        """Derivatives (len(rows), q) of the effects of vertices `columns` on `rows`."""
        cells = at.E[rows][:, self.i] * at.E[self.j][:, columns].T * self.arrow
        return cells if self.direct else np.asarray(cells @ self.K)

    def scores(self, U: Array, M: Array) -> Array:
        """Casewise scores (n, q) of U = x' Sigma^-1 Z (n, 2m) and M (2m, 2m) or (n, ...)."""
        return self.scored(U, M[..., self.a, self.b])

    def scored(self, U: Array, expected: Array) -> Array:
        """The same from the cells (length,) or (n, length) of M."""
        cells = self.s * (U[:, self.a] * U[:, self.b] - expected)
        return cells if self.direct else np.asarray(cells @ self.K)


@dataclass(frozen=True, slots=True)
class Geometry:
    """E = (I - A)^-1, W = E S E', Z = [T | C] and the moment matrix, at one theta."""

    E: Array
    W: Array
    Z: Array
    sigma: Array
