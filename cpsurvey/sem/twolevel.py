"""Fit a model of two levels by maximum likelihood, with observed information."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.inference import measures
from cpsurvey.sem.inference.asymptotic import Inference, Test, invert, undetermined
from cpsurvey.sem.inference.remarks import inspect
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.language import levels
from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.language.syntax import Syntax
from cpsurvey.sem.moments.clusters import Clustered, clustered, rough
from cpsurvey.sem.moments.prepare import Rows
from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective.constraints import equalities
from cpsurvey.sem.objective.likelihood import CompleteML
from cpsurvey.sem.objective.model import Model
from cpsurvey.sem.objective.ram import Ram
from cpsurvey.sem.search.newton import Solution, minimise
from cpsurvey.sem.search.optimise import optimise
from cpsurvey.sem.semfit import SemFit, parameters

Array = NDArray[np.float64]
NAMES = ("within", "between")
LOG_TWO_PI = math.log(2.0 * math.pi)


class TwoLevelML(CompleteML):
    """-2 log-likelihood per person, without its constant."""

    def __init__(self, table: Partable, parts: levels.Split, data: Clustered) -> None:
        inner = levels.deviations(table, parts)
        outer = levels.means(table, parts, data.sizes)
        self.rams = [Ram(inner), *(Ram(outer, g + 1) for g in range(len(data.sizes)))]
        self.samples = [data.deviations, *data.means]
        self.parts = [
            (ram, sample.moments(ram.means), sample.n / data.n)
            for ram, sample in zip(self.rams, self.samples, strict=True)
        ]
        self.saturated = [0.0] * len(self.parts)


def fit_two_level(
    syntax: Syntax, table: Partable, data: Array, rows: Rows, *, robust: bool
) -> SemFit:
    """Fit a table of `levels.build` to complete (n, p) data, columns as in the table.

    Parameters
    ----------
    robust : bool
        Errors from the scores of whole clusters (sandwich) and the Yuan-Bentler test.

    Raises
    ------
    CpsurveyError
        CPS305 the clusters do not give two levels.
    """
    parts = levels.split(syntax)
    assert rows.cluster is not None
    found = clustered(data, rows.cluster, parts)
    model = _model(table, parts, found, rows)
    solution, constraints, bound = optimise(model)
    theta = solution.theta
    npar = table.nfree - len(constraints.jacobian(theta))
    df = _moments(parts) - npar
    inference: Inference | None = None
    fitted: measures.Measures = {"npar": npar, "df": df, "chisq": None}
    vcov = np.full((table.nfree, table.nfree), np.nan)
    test, baseline, identified = Test(math.nan, df), None, False
    if solution.converged:
        free = _Reference(levels.saturated(table, parts), parts, found, rows, robust)
        none = _Reference(levels.independence(table, parts), parts, found, rows, robust)
        J = constraints.jacobian(theta)
        inference = _infer(model, solution, J, free, df, robust)
        test, identified = inference.test, inference.identified
        if identified:
            vcov, baseline = inference.vcov, none.against(free)
            fitted = _measures(model, solution, free, test, baseline, npar, parts)
    standard = Standardized(table, model.rams, model.samples)
    remarks = inspect(
        model,
        theta,
        standard,
        converged=solution.converged,
        inference=inference,
        df=df,
        bound=bound,
        clusters=found.J if robust else None,
    )
    return SemFit(
        syntax=syntax,
        table=table,
        options={
            "kind": "sem",
            "estimator": "mlr" if robust else "ml",
            "missing": "listwise",
            "information": "observed",
            "meanstructure": True,
            "clustered": True,
            "group_equal": [],
        },
        theta=theta,
        vcov=vcov,
        converged=solution.converged,
        admissible=solution.converged
        and not any(r.severity == "inadmissible" for r in remarks),
        iterations=solution.iterations,
        estimates=tuple(parameters(table, standard, theta, vcov)),
        fit={name: _finite(value) for name, value in fitted.items()},
        r2=tuple(standard.r2(theta)) if identified else (),
        nobs=(found.n,),
        groups=NAMES,
        dropped=rows.dropped,
        remarks=tuple(remarks),
        test=test,
        baseline=baseline,
        model=model,
    )


def _model(table: Partable, parts: levels.Split, data: Clustered, rows: Rows) -> Model:
    return Model(
        table,
        tuple(Ram(table, level) for level in (levels.WITHIN, levels.BETWEEN)),
        rough(data, parts),
        TwoLevelML(table, parts, data),
        equalities(table),
        "ml",
        "listwise",
        rows,
    )


def _moments(parts: levels.Split) -> int:
    """Variances, covariances and means of the saturated model."""
    one, two = len(parts.within), len(parts.between)
    return (one * (one + 1) + two * (two + 1)) // 2 + len(parts.all)


@dataclass
class _Reference:
    """A model of moments alone, fitted: saturated, or without covariances."""

    table: Partable
    parts: levels.Split
    data: Clustered
    rows: Rows
    robust: bool

    def __post_init__(self) -> None:
        self.model = _model(self.table, self.parts, self.data, self.rows)
        start = _at_moments(self.table, self.model.samples)
        self.solution = minimise(self.model.objective, start, self.model.constraints)
        if not self.solution.converged:
            raise CpsurveyError(
                "CPS305",
                "the moments of the two levels cannot be estimated",
                fix="the clusters are few or small: use a model of one level with 'cluster'",
            )
        self.trace = self._trace() if self.robust else 0.0

    def _trace(self) -> float:
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
        if not self.robust or df <= 0:
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


def _infer(
    model: Model, solution: Solution, J: Array, free: _Reference, df: int, robust: bool
) -> Inference:
    data, theta = free.data, solution.theta
    at = model.objective.curvature(theta)
    bread, loose = invert(at.observed, J), undetermined(at.expected, J)
    chisq = max(data.n * (solution.value - free.solution.value), 0.0)
    if not robust:
        return Inference(bread.inverse / data.n, bread, Test(chisq, df), loose)
    meat = _meat(model, data, theta)
    vcov = bread.inverse @ meat @ bread.inverse / data.n
    if df <= 0:
        return Inference(vcov, bread, Test(chisq, df), loose)
    h0 = float(np.trace(bread.inverse @ meat))
    test = Test(chisq, df, (free.trace - h0) / df, h0=h0, h1=free.trace)
    return Inference(vcov, bread, test, loose)


def _measures(
    model: Model,
    solution: Solution,
    free: _Reference,
    test: Test,
    baseline: Test,
    npar: int,
    parts: levels.Split,
) -> measures.Measures:
    data = free.data
    cells = (data.n - data.J) * len(parts.within) + data.J * len(parts.all)
    constants = data.J  # the moments of each mean hold its constant
    unrestricted = -0.5 * (data.n * free.solution.value - constants + cells * LOG_TWO_PI)
    out: measures.Measures = {"npar": npar, "ntotal": data.n, "nclusters": data.J}
    out |= measures.compare(test, baseline, data.n, 1)
    out |= measures.likelihood(unrestricted - test.chisq / 2.0, unrestricted, npar, data.n)
    if test.h0 is not None and test.scaling is not None:
        out["scaling.factor.h0"] = test.h0 / npar if npar else None
        out["scaling.factor.h1"] = (test.h1 or 0.0) / free.table.nfree
    residuals = _residuals(model, solution.theta, free, parts)
    out |= {f"srmr_{name}": value for name, value in zip(NAMES, residuals, strict=True)}
    out["srmr"] = sum(residuals)
    return out


def _residuals(
    model: Model, theta: Array, free: _Reference, parts: levels.Split
) -> tuple[float, float]:
    """SRMR of each level: residuals of its correlations against the saturated model's.

    Not a number where a variance between clusters is negative.
    """
    found = []
    for level, names in enumerate((parts.within, parts.between)):
        at = [model.table.observed.index(name) for name in names]
        R = _correlations(model.rams[level], theta, at)
        S = _correlations(free.model.rams[level], free.solution.theta, at)
        off = (S - R)[np.tril_indices(len(at))]
        found.append(math.sqrt(float(off @ off) / len(off)))
    return found[0], found[1]


def _correlations(ram: Ram, theta: Array, at: list[int]) -> Array:
    moments = ram.implied(theta)
    mean = moments[ram.p, at]
    cov = moments[np.ix_(at, at)] - np.outer(mean, mean)
    with np.errstate(invalid="ignore"):
        sd = np.sqrt(np.diag(cov))
    return np.asarray(cov / np.outer(sd, sd))


def _finite(value: float | int | None) -> float | int | None:
    return value if value is None or math.isfinite(value) else None
