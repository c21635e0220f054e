"""Full information of one group: its missing patterns as corrections to complete data.

Of a pattern that misses m, the inverse of the seen part is K - L L' with L = K[:, m] times
a root of K[m, m]^-1: as many columns as answers are missing (`moments.blanks`). What is
quadratic in it is then that of K, less what is quadratic in K and the sum of all L L', and
of the rest cross-products of as many rows as there are pairs of columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.moments.blanks import CHUNK, Blanks, direct, inverse_of
from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective.ram import Geometry, Ram

Array = NDArray[np.float64]
FEW = 8
"""Missing answers up to which a pattern is dealt with as a correction."""


class Incomplete:
    """One group: its patterns, their moments with the constant, weights, and the saturated."""

    def __init__(self, ram: Ram, sample: GroupSample, total: int) -> None:
        found = sample.patterns
        assert found is not None
        self.ram = ram
        self.sample = sample
        self.blanks = found.blanks
        self.moments = found.moments()
        self.weights = found.n / total
        self.pooled = np.tensordot(self.weights, self.moments, 1)
        self.saturated = sample.moments(True)
        key = ("base", total, self.saturated.tobytes())
        if key not in found.known:
            found.known[key] = np.array(self.minus_two_l(self.saturated))
        self.base = float(found.known[key])

    @property
    def weight(self) -> float:
        """Share of the group in all cases."""
        return float(self.weights.sum())

    def total(self, logdet: float, K: Array, extra: float) -> float:
        """-2 log-likelihood, less constants, of the whole matrix and of the blanks' part."""
        return self.weight * (logdet - 1.0) + float(np.vdot(K, self.pooled)) + extra

    def expected(self, K: Array) -> tuple[Array, float]:
        """Moments expected of complete data, and the blanks' part of the discrepancy."""
        return self.blanks.expected(K, self.moments, self.weights, self.pooled)

    def minus_two_l(self, sigma: Array) -> float:
        """Infinity where what some pattern shows is not positive definite."""
        logdet, K = inverse_of(sigma)
        if K is not None:
            try:
                return self.total(logdet, K, self.expected(K)[1])
            except np.linalg.LinAlgError:  # rounding leaves nothing of what a pattern misses
                return np.inf
        P, each = direct(sigma, self.blanks.seen)
        if P is None:
            return np.inf
        fit = np.einsum("rij,rij->r", P, self.moments) - 1.0
        return float(self.weights @ (each + fit))

    @cached_property
    def _roots(self) -> tuple[Array, NDArray[np.intp]]:
        """Rows whose products make up the moments of patterns that miss few answers.

        A pattern of more cases than it shows answers needs no more rows than these.
        """
        assert self.sample.patterns is not None
        assert self.sample.data is not None
        return self.sample.patterns.roots(self.sample.data, FEW)

    def curved(self, at: Geometry) -> tuple[Array, Array, Array]:
        """N - M (2m, 2m), expected and observed information (q, q), summed over patterns."""
        ram, Z = self.ram, at.Z
        _, K = inverse_of(at.sigma)
        missing = (~self.blanks.seen).sum(axis=1)
        begin = 0 if K is None else int(np.searchsorted(missing, FEW, side="right"))
        apart = np.zeros((Z.shape[1], Z.shape[1]))
        half = first = np.zeros(ram.length * (ram.length + 1) // 2)
        for some, P in self._inverses(at.sigma, begin):
            PZ = P @ Z
            M = Z.T @ PZ
            N = np.swapaxes(PZ, 1, 2) @ (self.moments[some] @ PZ)
            w = self.weights[some]
            apart += np.tensordot(w, N - M, 1)
            half = half + w @ ram.cross(M, M / 2)
            first = first + w @ ram.products(M, N)
        if K is None:
            return apart, ram.square(half), ram.observed(first, at, apart)
        KZ = K @ Z
        M = Z.T @ KZ
        G = KZ.T @ self.expected(K)[0] @ KZ - self.weight * M
        rest = M * (float(self.weights[:begin].sum()) / 2)
        lost, own, across = self._corrections(K, Z)
        info = ram.square(half + ram.cross(M, rest - lost)) + own
        H = ram.observed(first + ram.cross(M, rest + G - apart), at, G) - own - across
        return G, info, H

    def _inverses(self, sigma: Array, begin: int) -> Iterator[tuple[slice, Array]]:
        """`inverses` of the patterns from `begin`."""
        if begin < len(self.moments):
            for some, P in inverses(sigma, Blanks(self.blanks.seen[begin:])):
                yield slice(begin + some.start, begin + some.start + len(P)), P

    def _corrections(self, K: Array, Z: Array) -> tuple[Array, Array, Array]:
        """Sum of Z'LL'Z over patterns that miss few, and what is quadratic in it.

        The last two (q, q): in Z'LL'Z alone, and in this and in Z'P moments P Z.
        """
        ram = self.ram
        a, b, s = ram.a, ram.b, ram.s
        rows, of = self._roots
        lost = np.zeros((Z.shape[1], Z.shape[1]))
        own, across = np.zeros((2, ram.length, ram.length))
        for part, m in self.blanks.some(FEW):
            root = np.sqrt(self.weights[part])
            L = taken_away(K, m)
            LZ = L @ Z
            plain = (root[:, None, None] * LZ).reshape(-1, Z.shape[1])
            lost += plain.T @ plain
            La, Lb = LZ[..., a], LZ[..., b] * s
            one, other = np.triu_indices(m.shape[1])
            both = La[:, one] * Lb[:, other] + La[:, other] * Lb[:, one]
            both *= root[:, None, None] * np.where(one == other, np.sqrt(0.5), 1.0)[:, None]
            both = both.reshape(-1, ram.length)
            own += both.T @ both
            mine = slice(*np.searchsorted(of, [part.start, part.stop]))
            x, which = rows[mine], of[mine] - part.start
            of_row = L[which]
            seen = x @ K - np.einsum("tkp,tk->tp", of_row, np.einsum("tkp,tp->tk", of_row, x))
            U = (root[which, None] * seen) @ Z
            both = La[which] * (U[:, None, b] * s) + Lb[which] * U[:, None, a]
            both = both.reshape(-1, ram.length)
            across += both.T @ both
        return lost, ram.folded(own), ram.folded(across)


def inverses(sigma: Array, blanks: Blanks) -> Iterator[tuple[slice, Array]]:
    """Inverses of what each pattern shows of `sigma`, zero elsewhere, some a time.

    Raises
    ------
    numpy.linalg.LinAlgError
        One of them is not positive definite.
    """
    _, K = inverse_of(sigma)
    if K is not None:
        yield from blanks.inverses(K)
        return
    for begin in range(0, len(blanks.seen), CHUNK):
        some = slice(begin, begin + CHUNK)
        P, _ = direct(sigma, blanks.seen[some])
        if P is None:
            raise np.linalg.LinAlgError("implied matrix is not positive definite")
        yield some, P


class Seen:
    """Inverses of what each pattern shows of `sigma`, as far as they are multiplied."""

    def __init__(self, sigma: Array, blanks: Blanks) -> None:
        _, self.K = inverse_of(sigma)
        self.count = len(blanks.seen)
        self.runs: list[tuple[slice, Array]] = []
        if self.K is None:
            self.P = np.concatenate([P for _, P in inverses(sigma, blanks)])
            return
        for run, m in blanks.runs:
            if m.shape[1]:
                self.runs.append((run, taken_away(self.K, m)))

    def times(self, x: Array, of: NDArray[np.intp]) -> Array:
        """Their products (t, p') with rows `x`, zero where missing, of these patterns."""
        if self.K is None:
            return np.asarray(np.einsum("tij,tj->ti", self.P[of], x))
        found = x @ self.K
        for run, L in self.runs:
            mine = np.flatnonzero((of >= run.start) & (of < run.stop))
            own = L[of[mine] - run.start]
            along = own @ x[mine][:, :, None]
            found[mine] -= (np.swapaxes(along, 1, 2) @ own)[:, 0]
        return np.asarray(found)

    def cells(self, Z: Array, a: NDArray[np.intp], b: NDArray[np.intp]) -> Array:
        """Cells (r, len(a)) of Z' P Z of every pattern."""
        if self.K is None:
            return np.asarray(np.swapaxes(Z, 0, 1) @ (self.P @ Z))[:, a, b]
        found = np.tile((Z.T @ self.K @ Z)[a, b], (self.count, 1))
        for run, L in self.runs:
            LZ = L @ Z
            found[run] -= (LZ[..., a] * LZ[..., b]).sum(axis=1)
        return found


def taken_away(K: Array, m: NDArray[np.intp]) -> Array:
    """L' (c, k, p') of patterns that miss `m` (c, k): their inverses are K - L L'."""
    root = np.linalg.cholesky(K[m[:, :, None], m[:, None, :]])
    return np.asarray(np.linalg.solve(root, K[m]))
