"""The deviance of a mixed model, profiled over fixed effects and residual variance."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

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
    """The profile at one theta; `factor` is a vector when it is diagonal."""

    factor: Array
    lower: Array
    cu: Array
    RZX: Array
    inverse: Array
    logdet: float
    logdet_x: float
    pwrss: float
    b: Array


class Profile:
    """Cross products of the design, and the deviance they give."""

    def __init__(self, y: Array, X: Array, terms: Sequence[Term], reml: bool) -> None:
        self.terms = terms
        self.reml = reml
        self.n, self.p = X.shape
        Z = np.hstack([_wide(term) for term in terms])
        self.ZZ, self.ZX, self.Zy = Z.T @ Z, Z.T @ X, Z.T @ y
        self.XX, self.Xy, self.yy = X.T @ X, X.T @ y, float(y @ y)
        # what X explains of y goes to b, and would only cost digits
        fixed = np.column_stack([X, y - X @ np.linalg.lstsq(X, y, rcond=None)[0]])
        self.all = np.block([[self.ZZ, Z.T @ fixed], [fixed.T @ Z, fixed.T @ fixed]])
        self.intercepts = all(term.design.shape[1] == 1 for term in terms)
        self.sizes = [term.groups for term in terms]

    def _scaled(self, theta: Array) -> tuple[Array, Array, Array, Array]:
        """Covariance factor, and the cross products of Z times it."""
        if self.intercepts:
            f = np.repeat(theta, self.sizes)
            return (
                f,
                self.ZZ * np.outer(f, f),
                f[:, None] * self.ZX,
                f * self.Zy,
            )
        F = self._factor(theta)
        return F, F.T @ self.ZZ @ F, F.T @ self.ZX, F.T @ self.Zy

    def _factor(self, theta: Array) -> Array:
        parts = [
            np.kron(np.eye(term.groups), L)
            for term, L in zip(self.terms, factors(theta, self.terms), strict=True)
        ]
        return np.asarray(linalg.block_diag(*parts))

    def at(self, theta: Array) -> _At:
        """Solve the penalised least squares problem."""
        F, A, ZX, Zy = self._scaled(theta)
        A[np.diag_indices_from(A)] += 1.0
        lower = np.asarray(np.linalg.cholesky(A), dtype=float)
        cu = linalg.solve_triangular(lower, Zy, lower=True, check_finite=False)
        RZX = linalg.solve_triangular(lower, ZX, lower=True, check_finite=False)
        RX = np.linalg.cholesky(self.XX - RZX.T @ RZX)
        right = self.Xy - RZX.T @ cu
        half = linalg.solve_triangular(RX, right, lower=True)
        inverse = linalg.cho_solve((RX, True), np.eye(self.p))
        return _At(
            factor=F,
            lower=lower,
            cu=cu,
            RZX=RZX,
            inverse=inverse,
            logdet=2 * float(np.log(np.diag(lower)).sum()),
            logdet_x=2 * float(np.log(np.diag(RX)).sum()),
            pwrss=self.yy - float(cu @ cu) - float(half @ half),
            b=inverse @ right,
        )

    def deviance(self, theta: Array) -> float:
        """-2 log (restricted) likelihood, profiled over b and sigma."""
        logdet, logdet_x, pwrss = self._sizes(theta)
        rows = self.n - self.p if self.reml else self.n
        value = logdet + rows * (1 + np.log(2 * np.pi * pwrss / rows))
        return float(value + logdet_x) if self.reml else float(value)

    def _sizes(self, theta: Array) -> tuple[float, float, float]:
        """Log-determinants and penalised sum of squares: one factor has them all."""
        if self.intercepts:
            f = np.repeat(theta, self.sizes)
            scale = np.append(f, np.ones(self.p + 1))
            whole = self.all * scale[:, None] * scale
            q = np.arange(len(f))
            whole[q, q] += 1.0
            with suppress(np.linalg.LinAlgError):
                diagonal = np.diag(np.linalg.cholesky(whole))
                logs = 2.0 * np.log(diagonal[:-1])
                cut = len(f)
                return float(logs[:cut].sum()), float(logs[cut:].sum()), diagonal[-1] ** 2
        at = self.at(theta)
        return at.logdet, at.logdet_x, at.pwrss

    def deviance_with_sigma(self, point: Array) -> float:
        """The same, not profiled over sigma: the last element of `point`."""
        logdet, logdet_x, pwrss = self._sizes(point[:-1])
        sigma2 = point[-1] ** 2
        rows = self.n - self.p if self.reml else self.n
        value = logdet + rows * np.log(2 * np.pi * sigma2) + pwrss / sigma2
        return float(value + logdet_x) if self.reml else float(value)

    def blups(self, at: _At) -> tuple[Array, ...]:
        """Predicted random effects by term."""
        u = linalg.solve_triangular(at.lower.T, at.cu - at.RZX @ at.b, lower=False)
        flat = at.factor * u if at.factor.ndim == 1 else at.factor @ u
        found, start = [], 0
        for term in self.terms:
            r = term.design.shape[1]
            found.append(flat[start : start + term.groups * r].reshape(term.groups, r))
            start += term.groups * r
        return tuple(found)


def _wide(term: Term) -> Array:
    """(n, groups * r) design of a term, group by group."""
    n, r = term.design.shape
    wide = np.zeros((n, term.groups, r))
    wide[np.arange(n), term.group] = term.design
    return wide.reshape(n, term.groups * r)
