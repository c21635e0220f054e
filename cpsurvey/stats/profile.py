"""The deviance of a mixed model, profiled over fixed effects and residual variance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import scipy
from numpy.typing import NDArray

from cpsurvey.stats import triangles

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


@cache
def triangle(r: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places of a lower triangle, column by column."""
    columns, rows = np.triu_indices(r)
    return rows, columns


@dataclass(frozen=True, slots=True)
class _At:
    """The profile at one theta, by term from the one of most effects on.

    `own` are the blocks of that term's groups, `among` what they share with other terms,
    `lower` the blocks of these.
    """

    factors: list[Array]
    own: Array
    among: Array
    lower: Array
    cu: Array
    RZX: Array
    RX: Array
    toward: Array
    logdet: float
    logdet_x: float
    pwrss: float

    @property
    def inverse(self) -> Array:
        """Covariances of the coefficients, in units of the residual variance."""
        root = triangles.solved(self.RX, np.eye(len(self.RX)))
        return np.asarray(root.T @ root)

    @property
    def b(self) -> Array:
        """Coefficients."""
        return np.asarray(self.inverse @ self.toward)


class Profile:
    """Cross products of the design, and the deviance they give.

    The groups of the term with most effects have nothing to do with one another: they are
    eliminated first, one small block each, so that time and memory grow with their number.
    Where each of them lies in one group of the only other term (teams in centres), that
    term's groups have nothing to do with one another either, and are small blocks, too.
    Otherwise the effects of the other terms are one block, in which all of them meet.
    """

    def __init__(self, y: Array, X: Array, terms: Sequence[Term], reml: bool) -> None:
        self.reml = reml
        self.n, self.p = X.shape
        self._order = sorted(range(len(terms)), key=lambda i: -_effects(terms[i]))
        self._given = terms
        self.terms = [terms[i] for i in self._order]
        first, *rest = self.terms
        fixed = np.column_stack([X, y])
        self.own = _inner(first, first, first)
        self.own_f = _sums(first, fixed)
        self.block = _lies_in(first, rest)
        if self.block is not None:
            (other,) = rest
            self.sizes = [int(other.design.shape[1])]
            self.ZZ, self.crossed = _inner(other, other, other), _inner(first, other, first)
            self.Zf = _sums(other, fixed)
            self._members = _sparse(_intercepts(self.block)).T
        else:
            self.sizes = [_effects(term) for term in rest]
            Z = scipy.sparse.hstack(
                [scipy.sparse.csr_array((self.n, 0)), *map(_sparse, rest)], format="csr"
            )
            self.ZZ, self.Zf = (Z.T @ Z).toarray()[None], (Z.T @ fixed)[None]
            self.crossed = (_sparse(first).T @ Z).toarray().reshape(*self.own.shape[:2], -1)
        self.XX, self.Xy, self.yy = X.T @ X, X.T @ y, float(y @ y)

    def at(self, theta: Array) -> _At:
        """Solve the penalised least squares problem."""
        given = factors(theta, self._given)
        first, *rest = L = [given[i] for i in self._order]
        q = self.ZZ.shape[1]
        A = first.T @ self.own @ first + np.eye(len(first))
        own = np.asarray(np.linalg.cholesky(A), dtype=float)
        right = np.concatenate([_times(self.crossed, self.sizes, rest), self.own_f], axis=2)
        solved = _solve_lower(own, first.T @ right)
        among, above = solved[:, :, :q], solved[:, :, q:]
        left = _times(_turned(_times(self.ZZ, self.sizes, rest)), self.sizes, rest)
        meet = left + np.eye(q) - self._by_block(among, among)
        lower = np.asarray(np.linalg.cholesky(meet), dtype=float)
        toward_f = _turned(_times(_turned(self.Zf), self.sizes, rest))
        below = _solve_lower(lower, toward_f - self._by_block(among, above))
        whole = np.concatenate([_flat(above), _flat(below)])
        RZX, cu = whole[:, :-1], whole[:, -1]
        RX = np.linalg.cholesky(self.XX - RZX.T @ RZX)
        toward = self.Xy - RZX.T @ cu
        half = triangles.solved(RX, toward)
        diagonals = [np.diagonal(one, axis1=1, axis2=2) for one in (own, lower)]
        return _At(
            factors=L,
            own=own,
            among=among,
            lower=lower,
            cu=cu,
            RZX=RZX,
            RX=RX,
            toward=toward,
            logdet=2 * float(sum(np.log(one).sum() for one in diagonals)),
            logdet_x=2 * float(np.log(np.diag(RX)).sum()),
            pwrss=self.yy - float(cu @ cu) - float(half @ half),
        )

    def _by_block(self, left: Array, right: Array) -> Array:
        """Inner products of two stacks over groups, summed within each block."""
        if self.block is None:
            return (_flat(left).T @ _flat(right))[None]
        each = _turned(left) @ right
        sums = self._members @ each.reshape(len(each), -1)
        return np.asarray(sums.reshape(-1, *each.shape[1:]))

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
        u, (groups, r, q) = at.cu - at.RZX @ at.b, at.among.shape
        above = u[: groups * r].reshape(-1, r, 1)
        below = u[groups * r :].reshape(len(at.lower), q, 1)
        met = np.linalg.solve(_turned(at.lower), below)
        above = above - at.among @ (met if self.block is None else met[self.block])
        alone = np.linalg.solve(_turned(at.own), above)
        found = {}
        flat, start = np.concatenate([alone.ravel(), met.ravel()]), 0
        for place, term, L in zip(self._order, self.terms, at.factors, strict=True):
            size = _effects(term)
            found[place] = flat[start : start + size].reshape(term.groups, -1) @ L.T
            start += size
        return tuple(found[place] for place in range(len(found)))


def _lies_in(first: Term, rest: Sequence[Term]) -> NDArray[np.int64] | None:
    """Group of the only other term in which each group of `first` lies, if it lies in one."""
    if len(rest) != 1:
        return None
    found = np.zeros(first.groups, dtype=np.int64)
    found[first.group] = rest[0].group
    return found if np.array_equal(found[first.group], rest[0].group) else None


def _effects(term: Term) -> int:
    return term.groups * int(term.design.shape[1])


def _sparse(term: Term) -> scipy.sparse.csr_array:
    """(n, groups * r) design of a term, group by group."""
    n, r = term.design.shape
    columns = term.group[:, None] * r + np.arange(r)
    place = (columns.ravel(), np.arange(n + 1) * r)
    return scipy.sparse.csr_array(
        (term.design.ravel(), place[0], place[1]), (n, _effects(term))
    )


def _intercepts(group: NDArray[np.int64]) -> Term:
    return Term("", group, np.ones((len(group), 1)))


def _inner(one: Term, other: Term, over: Term) -> Array:
    """Inner products of two designs within the groups of a term."""
    products = one.design[:, :, None] * other.design[:, None, :]
    columns = products.reshape(len(products), -1).T
    sums = [np.bincount(over.group, column, over.groups) for column in columns]
    flat = np.column_stack(sums).astype(float)
    return flat.reshape(-1, *products.shape[1:])


def _sums(term: Term, columns: Array) -> Array:
    """Inner products of a term's design and columns, by group."""
    sums = _sparse(term).T @ columns
    return np.asarray(sums.reshape(term.groups, -1, columns.shape[1]))


def _flat(stack: Array) -> Array:
    return stack.reshape(stack.shape[0] * stack.shape[1], stack.shape[2])


def _turned(stack: Array) -> Array:
    return np.swapaxes(stack, -1, -2)


def _times(M: Array, sizes: Sequence[int], L: Sequence[Array]) -> Array:
    """Columns of `M`, so many of each term, times the terms' covariance factors."""
    found, start = [M[..., :0]], 0
    for size, factor in zip(sizes, L, strict=True):
        part = M[..., start : start + size]
        split = part.reshape(*part.shape[:-1], -1, len(factor)) @ factor
        found.append(split.reshape(part.shape))
        start += size
    return np.concatenate(found, axis=-1)


def _solve_lower(lower: Array, right: Array) -> Array:
    """Solutions for a stack of lower triangles, small unless there is but one."""
    if not right.size:
        return right
    if len(lower) == 1:
        (one,), (other,) = lower, right
        return triangles.solved(one, other)[None]
    found = np.empty_like(right)
    for i in range(lower.shape[1]):
        known = np.einsum("gj,gjk->gk", lower[:, i, :i], found[:, :i])
        found[:, i] = (right[:, i] - known) / lower[:, i, i, None]
    return found
