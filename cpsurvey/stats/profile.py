"""The deviance of a mixed model, profiled over fixed effects and residual variance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Term:
    """One grouping factor and what varies over its groups.

    Parameters
    ----------
    name : str
    group : (n,) int array
        Codes from 0.
    design : (n, r) array
        Columns whose coefficients differ between groups; a column of ones for an intercept.
    """

    name: str
    group: NDArray[np.int64]
    design: Array

    @property
    def groups(self) -> int:
        """Groups."""
        return int(self.group.max()) + 1

    @property
    def size(self) -> int:
        """Parameters of its covariance factor."""
        r = int(self.design.shape[1])
        return r * (r + 1) // 2


def factors(theta: Array, terms: Sequence[Term]) -> list[Array]:
    """Lower-triangular relative covariance factor of each term, from the stacked columns."""
    found, at = [], 0
    for term in terms:
        r = term.design.shape[1]
        L = np.zeros((r, r))
        rows, columns = triangle(r)
        L[rows, columns] = theta[at : at + term.size]
        found.append(L)
        at += term.size
    return found


def triangle(r: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places of a lower triangle, column by column."""
    columns, rows = np.triu_indices(r)
    return rows, columns


@dataclass(frozen=True, slots=True)
class _At:
    """The profile at one theta, by term from the one of most effects on.

    `own` are the blocks of that term's groups, `among` what they share with other terms.
    """

    factors: list[Array]
    own: Array
    among: Array
    lower: Array
    cu: Array
    RZX: Array
    inverse: Array
    logdet: float
    logdet_x: float
    pwrss: float
    b: Array


class Profile:
    """Cross products of the design, and the deviance they give.

    The groups of the term with most effects have nothing to do with one another: they are
    eliminated first, one small block each, so that time and memory grow with their number.
    Only the effects of the other terms meet in one dense matrix.
    """

    def __init__(self, y: Array, X: Array, terms: Sequence[Term], reml: bool) -> None:
        self.reml = reml
        self.n, self.p = X.shape
        self._order = sorted(range(len(terms)), key=lambda i: -_effects(terms[i]))
        self._given = terms
        self.terms = [terms[i] for i in self._order]
        first, rest = self.terms[0], [_sparse(term) for term in self.terms[1:]]
        own, r = _sparse(first), int(first.design.shape[1])
        Z = sparse.hstack([sparse.csr_array((self.n, 0)), *rest], format="csr")
        self.ZZ = (Z.T @ Z).toarray()
        fixed = np.column_stack([X, y])
        self.Zf = Z.T @ fixed
        inner = first.design[:, :, None] * first.design[:, None, :]
        self.own = _by_group(inner.reshape(self.n, r * r), first).reshape(-1, r, r)
        self.crossed = (own.T @ Z).toarray().reshape(first.groups, r, -1)
        self.own_f = (own.T @ fixed).reshape(first.groups, r, self.p + 1)
        self.XX, self.Xy, self.yy = X.T @ X, X.T @ y, float(y @ y)

    def at(self, theta: Array) -> _At:
        """Solve the penalised least squares problem."""
        given = factors(theta, self._given)
        first, *rest = L = [given[i] for i in self._order]
        others, q = self.terms[1:], len(self.ZZ)
        A = first.T @ self.own @ first + np.eye(len(first))
        own = np.asarray(np.linalg.cholesky(A), dtype=float)
        right = np.concatenate([_times(self.crossed, others, rest), self.own_f], axis=2)
        solved = _solve_lower(own, first.T @ right)
        flat = solved.reshape(-1, solved.shape[2])
        among, above = flat[:, :q], flat[:, q:]
        left = _times(_times(self.ZZ, others, rest).T, others, rest)
        meet = left + np.eye(q) - among.T @ among
        lower = np.asarray(np.linalg.cholesky(meet), dtype=float)
        below = _times(self.Zf.T, others, rest).T - among.T @ above
        below = linalg.solve_triangular(lower, below, lower=True, check_finite=False)
        whole = np.concatenate([above, below])
        RZX, cu = whole[:, :-1], whole[:, -1]
        RX = np.linalg.cholesky(self.XX - RZX.T @ RZX)
        toward = self.Xy - RZX.T @ cu
        half = linalg.solve_triangular(RX, toward, lower=True)
        inverse = linalg.cho_solve((RX, True), np.eye(self.p))
        diagonals = (np.diagonal(own, axis1=1, axis2=2), np.diag(lower))
        return _At(
            factors=L,
            own=own,
            among=among,
            lower=lower,
            cu=cu,
            RZX=RZX,
            inverse=inverse,
            logdet=2 * float(sum(np.log(one).sum() for one in diagonals)),
            logdet_x=2 * float(np.log(np.diag(RX)).sum()),
            pwrss=self.yy - float(cu @ cu) - float(half @ half),
            b=inverse @ toward,
        )

    def deviance(self, theta: Array) -> float:
        """-2 log (restricted) likelihood, profiled over b and sigma."""
        at = self.at(theta)
        rows = self.n - self.p if self.reml else self.n
        value = at.logdet + rows * (1 + np.log(2 * np.pi * at.pwrss / rows))
        return float(value + at.logdet_x) if self.reml else float(value)

    def deviance_with_sigma(self, point: Array) -> float:
        """The same, not profiled over sigma: the last element of `point`."""
        at = self.at(point[:-1])
        sigma2 = point[-1] ** 2
        rows = self.n - self.p if self.reml else self.n
        value = at.logdet + rows * np.log(2 * np.pi * sigma2) + at.pwrss / sigma2
        return float(value + at.logdet_x) if self.reml else float(value)

    def blups(self, at: _At) -> tuple[Array, ...]:
        """Predicted random effects by term."""
        u, many = at.cu - at.RZX @ at.b, len(at.among)
        above, below = u[:many], u[many:]
        below = linalg.solve_triangular(at.lower.T, below, lower=False)
        r = at.own.shape[1]
        above = (above - at.among @ below).reshape(-1, r, 1)
        alone = np.linalg.solve(np.swapaxes(at.own, 1, 2), above)
        flat, start = np.concatenate([alone.ravel(), below]), 0
        found = {}
        for place, term, L in zip(self._order, self.terms, at.factors, strict=True):
            size = _effects(term)
            found[place] = flat[start : start + size].reshape(term.groups, -1) @ L.T
            start += size
        return tuple(found[place] for place in range(len(found)))


def _effects(term: Term) -> int:
    return term.groups * int(term.design.shape[1])


def _sparse(term: Term) -> sparse.csr_array:
    """(n, groups * r) design of a term, group by group."""
    n, r = term.design.shape
    columns = term.group[:, None] * r + np.arange(r)
    place = (columns.ravel(), np.arange(n + 1) * r)
    return sparse.csr_array((term.design.ravel(), place[0], place[1]), (n, _effects(term)))


def _by_group(columns: Array, term: Term) -> Array:
    """Sums of columns over the rows of each group."""
    sums = [np.bincount(term.group, column, term.groups) for column in columns.T]
    return np.column_stack(sums)


def _times(M: Array, terms: Sequence[Term], L: Sequence[Array]) -> Array:
    """Columns of `M`, which are the effects of `terms`, times their covariance factors."""
    found, start = [M[..., :0]], 0
    for term, factor in zip(terms, L, strict=True):
        size = _effects(term)
        part = M[..., start : start + size]
        split = part.reshape(*part.shape[:-1], term.groups, len(factor)) @ factor
        found.append(split.reshape(part.shape))
        start += size
    return np.concatenate(found, axis=-1)


def _solve_lower(lower: Array, right: Array) -> Array:
    """Solutions for a stack of small lower triangles, by substitution."""
    found = np.empty_like(right)
    for i in range(lower.shape[1]):
        known = np.einsum("gj,gjk->gk", lower[:, i, :i], found[:, :i])
        found[:, i] = (right[:, i] - known) / lower[:, i, i, None]
    return found
