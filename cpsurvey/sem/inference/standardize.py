"""Standardised solutions and explained variance, as functions of the free parameters."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.language.partable import Partable, Row
from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective.constraints import Functions
from cpsurvey.sem.objective.ram import Ram

Array = NDArray[np.float64]


class Standardized:
    """std.lv, std.all and std.nox of every row of a table, at any theta.

    ``lv``: latent variables have a variance of one; ``all``: observed ones too; ``nox``:
    all but the covariates, so that a path is the change of the outcome, in its standard
    deviations, per unit of the covariate. Variances are divided by the implied total
    variance, residual covariances by the residual standard deviations, so that they are
    correlations.
    """

    def __init__(
        self, table: Partable, rams: Sequence[Ram], samples: Sequence[GroupSample]
    ) -> None:
        self.table = table
        self.rams = rams
        self.fixed: list[Any] = [
            sample.moments(ram.means) for ram, sample in zip(rams, samples, strict=True)
        ]
        latent = set(table.latent)
        every = latent | set(table.observed)
        self._scaled = {"lv": latent, "all": every, "nox": every - set(table.covariates)}
        self.ordered = [name for name in table.observed if name in table.settings.ordered]
        self.delta = table.settings.parameterization == "delta"
        self._scales = {
            (row.lhs, row.group): (row.free, row.value) for row in table.rows if row.op == "~*~"
        }

    def on(self, fixed: Sequence[Any]) -> Standardized:
        """The same with other moments of fixed covariates: one per group, batched as theta."""
        other = copy(self)
        other.fixed = list(fixed)
        return other

    def spread(self, theta: Any) -> tuple[list[Any], list[Any]]:
        """Total and residual covariances of every group.

        Under delta parameterisation the residual variance of an ordered variable is what
        its scale leaves.
        """
        totals, residuals = [], []
        for g, (ram, S) in enumerate(zip(self.rams, self.fixed, strict=True), 1):
            A, residual = ram.matrices(theta, S)
            total = ram.moments_of(A, residual)[0]
            if self.ordered and self.delta:
                told = self._told(ram, A, residual, total)
                total, residual = total.copy(), residual.copy()
                for name in self.ordered:
                    i = ram.place[name]
                    whole = 1.0 / self._scale(name, g, theta) ** 2 + told[..., i]
                    residual[..., i, i] = whole - total[..., i, i]
                    total[..., i, i] = whole
            totals.append(total)
            residuals.append(residual)
        return totals, residuals

    def variances(self, theta: Any) -> tuple[list[Any], list[Any]]:
        """The same, variances (..., m) alone."""
        theta = np.asarray(theta)
        ahead = theta.ndim == 2 and all(ram.order is not None for ram in self.rams)
        if ahead and not (self.ordered and self.delta):
            pairs = [
                ram.variances(theta, S) for ram, S in zip(self.rams, self.fixed, strict=True)
            ]
            return [total for total, _ in pairs], [residual for _, residual in pairs]
        totals, residuals = self.spread(theta)
        return [_diagonal(one) for one in totals], [_diagonal(one) for one in residuals]

    def _told(self, ram: Ram, A: Any, S: Any, total: Any) -> Any:
        """Variances (..., m) that fixed covariates account for; scales are of what is left."""
        whole = _diagonal(total)
        x = [ram.place[name] for name in self.table.exogenous]
        if not x:
            return np.zeros_like(whole)
        S = S.copy()
        S[..., np.array(x)[:, None], x] = 0.0
        return whole - _diagonal(ram.moments_of(A, S)[0])

    def _scale(self, name: str, group: int, theta: Any) -> Any:
        free, value = self._scales.get((name, group), (-1, 1.0))
        return theta[..., free] if free >= 0 else value

    def estimates(self, theta: Any) -> Any:
        """Value (..., rows) of every row of the table."""
        theta = np.asarray(theta)
        found = []
        spread = self.spread(theta) if self.ordered else None
        sampled = [ram.matrices(theta, S) for ram, S in zip(self.rams, self.fixed, strict=True)]
        for row in self.table.rows:
            if row.free >= 0:
                found.append(theta[..., row.free])
            elif row.sample:
                found.append(self._at(row, sampled[row.group - 1]))
            elif row.free == -3:
                assert spread is not None
                found.append(self._implied(row, *spread, sampled[row.group - 1]))
            else:
                value = 0.0 if np.isnan(row.value) else row.value
                found.append(np.full(theta.shape[:-1], value, dtype=theta.dtype))
        return np.stack(found, axis=-1)

    def _at(self, row: Row, matrices: tuple[Any, Any]) -> Any:
        ram = self.rams[row.group - 1]
        A, S = matrices
        i = ram.place[row.lhs]
        if row.op == "~1":
            return A[..., i, ram.p]
        return S[..., i, ram.place[row.rhs]]

    def _implied(
        self, row: Row, totals: list[Any], residuals: list[Any], matrices: tuple[Any, Any]
    ) -> Any:
        """Residual variance under delta, or scale under theta, of an ordered variable."""
        g = row.group - 1
        ram = self.rams[g]
        i = ram.place[row.lhs]
        if row.op == "~~":
            return residuals[g][..., i, i]
        A, S = matrices
        told = self._told(ram, A, S, totals[g])
        return 1.0 / np.sqrt(totals[g][..., i, i] - told[..., i])

    def deviation(self, name: str, total: Any, group: int, kind: str) -> Any:
        """Implied standard deviation of a variable, 1 where `kind` leaves it as it is.

        `total` are the group's variances (..., m).
        """
        if name not in self._scaled[kind]:
            return 1.0
        return np.sqrt(total[..., self.rams[group - 1].place[name]])

    def solution(self, theta: Any, kind: str) -> Any:
        """Standardised value (..., rows); `kind` is ``lv``, ``all`` or ``nox``."""
        theta = np.asarray(theta)
        plain = self.estimates(theta)
        total, residual = self.variances(theta)
        found = [
            np.ones_like(plain[..., k])
            if row.op == "~*~" and row.lhs in self._scaled[kind]  # is its own scale
            else plain[..., k] * self.factor(row, total, residual, kind)
            for k, row in enumerate(self.table.rows)
        ]
        return np.stack(found, axis=-1)

    def factor(self, row: Row, total: list[Any], residual: list[Any], kind: str) -> Any:
        """What turns a row's estimate into its standardised one, given `variances`."""
        g = row.group - 1
        place = self.rams[g].place

        def sd(name: str) -> Any:
            return self.deviation(name, total[g], row.group, kind)

        def residual_sd(name: str) -> Any:
            if name not in self._scaled[kind]:
                return 1.0
            variance = residual[g][..., place[name]]
            return np.sqrt(variance * np.sign(np.real(variance)))

        if row.op == "=~":
            return sd(row.lhs) / sd(row.rhs)
        if row.op == "~":
            return sd(row.rhs) / sd(row.lhs)
        if row.op in ("~1", "|"):
            return 1.0 / sd(row.lhs)
        if row.op == "~~":
            if row.lhs == row.rhs:
                return 1.0 / sd(row.lhs) ** 2
            return 1.0 / (residual_sd(row.lhs) * residual_sd(row.rhs))
        return 1.0

    def defined(self, theta: Any, kind: str) -> Any:
        """Defined parameters (..., d) of the standardised solution."""
        theta = np.asarray(theta)
        functions, rows = self._used
        total, residual = self.variances(theta)
        standard = np.zeros((self.table.nfree, *theta.shape[:-1]), dtype=theta.dtype)
        for row in rows:
            factor = self.factor(row, total, residual, kind)
            standard[row.free] = theta[..., row.free] * factor
        return functions.value(np.moveaxis(standard, 0, -1))

    @cached_property
    def _used(self) -> tuple[Functions, list[Row]]:
        """What is defined, and the first row of every parameter it is made of."""
        functions = Functions(self.table, [d.node for d in self.table.defined])
        first = {row.free: row for row in reversed(self.table.rows)}
        return functions, [first[place] for place in functions.places() if place in first]

    def errors(self, theta: Array, vcov: Array, kind: str) -> tuple[Array, Array]:
        """Delta-method errors of every row's standardised value, and of defined ones."""
        points = theta + 1e-30j * np.eye(len(theta))
        J = np.imag(self.solution(points, kind)).T / 1e-30
        D = np.imag(self.defined(points, kind)).T / 1e-30 if self.table.defined else J[:0]
        rows = np.einsum("ij,jk,ik->i", J, vcov, J)
        defined = np.einsum("ij,jk,ik->i", D, vcov, D)
        return np.sqrt(np.maximum(rows, 0.0)), np.sqrt(np.maximum(defined, 0.0))

    def r2(self, theta: Array) -> list[tuple[str, int, float]]:
        """Variable, group and share of its variance that is explained."""
        found = []
        spread = zip(self.rams, *self.spread(theta), strict=True)
        for g, (ram, total, residual) in enumerate(spread, 1):
            names = dict.fromkeys(
                r.rhs if r.op == "=~" else r.lhs
                for r in self.table.rows
                if r.op in ("=~", "~") and r.group == g
            )
            for name in names:
                i = ram.place[name]
                if total[i, i] > 0:
                    found.append((name, g, float(1.0 - residual[i, i] / total[i, i])))
        return found


def _diagonal(matrices: Any) -> Any:
    return np.diagonal(matrices, axis1=-2, axis2=-1)
