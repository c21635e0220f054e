"""Errors, test and measures of a model of two levels, with observed information."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.inference import measures
from cpsurvey.sem.inference.asymptotic import Inference, Test, invert, undetermined
from cpsurvey.sem.language import levels
from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.moments.clusters import Clustered, clustered
from cpsurvey.sem.moments.prepare import Rows
from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective.constraints import Functions
from cpsurvey.sem.objective.model import Model
from cpsurvey.sem.objective.ram import Ram
from cpsurvey.sem.objective.twolevel import TwoLevelML, two_levels
from cpsurvey.sem.search.newton import Solution, minimise

Array = NDArray[np.float64]
LOG_TWO_PI = math.log(2.0 * math.pi)


class TwoLevels:
    """A table of `levels.build` on complete data.

    Errors are robust (``mlr``) by the scores of whole clusters, the test by Yuan and Bentler.

    Raises
    ------
    CpsurveyError
        CPS305 the clusters do not give two levels.
    """

    groups = ("within", "between")

    def __init__(
        self, table: Partable, parts: levels.Split, sample: GroupSample, rows: Rows | None
    ) -> None:
        assert sample.data is not None
        assert sample.cluster is not None
        self.parts = parts
        self.robust = table.settings.robust
        self.data = clustered(sample.data, sample.cluster, parts)
        self.model = two_levels(table, parts, self.data, rows)
        self.nobs = (self.data.n,)
        self.clusters = self.data.J if self.robust else None

    def degrees(self, theta: Array, constraints: Functions, /) -> tuple[int, int]:
        """Degrees of freedom; an inequality that binds takes a parameter away."""
        npar = self.model.table.nfree - len(constraints.jacobian(theta))
        one, two = len(self.parts.within), len(self.parts.between)
        moments = (one * (one + 1) + two * (two + 1)) // 2 + len(self.parts.all)
        return moments - npar, npar

    @cached_property
    def free(self) -> _Reference:
        """The saturated model."""
        return self._reference(levels.saturated(self.model.table, self.parts))

    def _reference(self, table: Partable) -> _Reference:
        return _Reference(table, self.parts, self.data)

    def baseline(self) -> Test:
        """Test of the model without covariances."""
        none = self._reference(levels.independence(self.model.table, self.parts))
        return none.against(self.free)

    def infer(self, at: Solution, constraints: Functions, df: int) -> Inference:
        """Errors and test at a solution."""
        n, J, free = self.data.n, constraints.jacobian(at.theta), self.free
        curved = self.model.objective.curvature(at.theta)
        bread, loose = invert(curved.observed, J), undetermined(curved.expected, J)
        test = Test(max(n * (at.value - free.solution.value), 0.0), df)
        if not self.robust:
            return Inference(bread.inverse / n, bread, test, loose)
        meat = _meat(self.model, self.data, at.theta)
        vcov = bread.inverse @ meat @ bread.inverse / n
        if df > 0:
            h0 = float(np.trace(bread.inverse @ meat))
            test = Test(test.chisq, df, (free.trace - h0) / df, h0=h0, h1=free.trace)
        return Inference(vcov, bread, test, loose)

    def measures(
        self, theta: Array, test: Test, baseline: Test, npar: int
    ) -> measures.Measures:
        """Fit measures of an identified solution."""
        data, parts, free = self.data, self.parts, self.free
        cells = (data.n - data.J) * len(parts.within) + data.J * len(parts.all)
        constants = data.J  # the moments of each mean hold its constant
        unrestricted = -0.5 * (data.n * free.solution.value - constants + cells * LOG_TWO_PI)
        out: measures.Measures = {"npar": npar, "ntotal": data.n, "nclusters": data.J}
        out |= measures.compare(test, baseline, data.n, 1)
        out |= measures.likelihood(unrestricted - test.chisq / 2.0, unrestricted, npar, data.n)
        if test.h0 is not None and test.scaling is not None:
            out["scaling.factor.h0"] = test.h0 / npar if npar else None
            out["scaling.factor.h1"] = (test.h1 or 0.0) / free.table.nfree
        residuals = self._residuals(theta)
        out |= {f"srmr_{n}": value for n, value in zip(self.groups, residuals, strict=True)}
        out["srmr"] = sum(residuals)
        return out

    def _residuals(self, theta: Array) -> list[float]:
        """SRMR of each level: residuals of its correlations against the saturated model's.

        Not a number where a variance between clusters is negative.
        """
        found = []
        for level, names in enumerate((self.parts.within, self.parts.between)):
            at = [self.model.table.observed.index(name) for name in names]
            R = _correlations(self.model.rams[level], theta, at)
            S = _correlations(self.free.model.rams[level], self.free.solution.theta, at)
            off = (S - R)[np.tril_indices(len(at))]
            found.append(math.sqrt(float(off @ off) / len(off)))
        return found


class _Reference:
    """A model of moments alone, fitted: saturated, or without covariances."""

    def __init__(self, table: Partable, parts: levels.Split, data: Clustered) -> None:
        self.table, self.data = table, data
        self.model = two_levels(table, parts, data)
        start = _at_moments(table, self.model.samples)
        self.solution = minimise(self.model.objective, start, self.model.constraints)
        if not self.solution.converged:
            raise CpsurveyError(
                "CPS305",
                "the moments of the two levels cannot be estimated",
                fix="the clusters are few or small: use a model of one level with 'cluster'",
            )

    @cached_property
    def trace(self) -> float:
        """Trace of inverse information times the variance of the clusters' scores."""
        theta = self.solution.theta
        bread = invert(
            self.model.objective.curvature(theta).observed, np.zeros((0, theta.size))
        )
        return float(np.trace(bread.inverse @ _meat(self.model, self.data, theta)))

    def against(self, free: _Reference) -> Test:
        """Test of this model against the saturated one."""
        df = free.table.nfree - self.table.nfree
        chisq = self.data.n * (self.solution.value - free.solution.value)
        if not self.table.settings.robust or df <= 0:
            return Test(chisq, df)
        return Test(chisq, df, (free.trace - self.trace) / df, h0=self.trace, h1=free.trace)


def _at_moments(table: Partable, samples: Sequence[GroupSample]) -> Array:
    place = {name: i for i, name in enumerate(table.observed)}
    theta = np.zeros(table.nfree)
    for row in table.rows:
        if row.free >= 0:
            sample, i = samples[row.group - 1], place[row.lhs]
            theta[row.free] = (
                sample.mean[i] if row.op == "~1" else sample.cov[i, place[row.rhs]]
            )
    return theta


def _meat(model: Model, data: Clustered, theta: Array) -> Array:
    """Mean over persons of the outer products of the clusters' scores, (q, q)."""
    objective = model.objective
    assert isinstance(objective, TwoLevelML)
    total = np.zeros((data.J, len(theta)))
    for at, (ram, sample) in enumerate(zip(objective.rams, objective.samples, strict=True)):
        assert sample.data is not None
        geometry = ram.geometry(theta, sample.moments(ram.means))
        Y = np.linalg.solve(geometry.sigma, geometry.Z)
        M = geometry.Z.T @ Y
        x = sample.data
        if ram.means:
            x = np.column_stack([x, np.ones(len(x))])
        scores = ram.scores(x @ Y, M)
        if at:
            total[data.members[at - 1]] += scores
        else:  # a cluster's deviations hold one observation less than it has members
            np.add.at(total, data.code, scores)
            total -= ram.scores(np.zeros((1, M.shape[0])), M)
    return total.T @ total / data.n


def _correlations(ram: Ram, theta: Array, at: list[int]) -> Array:
    moments = ram.implied(theta)
    mean = moments[ram.p, at]
    cov = moments[np.ix_(at, at)] - np.outer(mean, mean)
    with np.errstate(invalid="ignore"):
        sd = np.sqrt(np.diag(cov))
    return np.asarray(cov / np.outer(sd, sd))
