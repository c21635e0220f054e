"""Fit a model: text and data in, estimates, tests and remarks out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem import measures, prepare
from cpsurvey.sem.constraints import Functions, equalities, null_space, slack
from cpsurvey.sem.inference import Inference, Test, infer
from cpsurvey.sem.newton import Solution, minimise
from cpsurvey.sem.objective import CompleteML, FullML, Objective
from cpsurvey.sem.partable import Options, Partable, Row, build, needs_means, variables
from cpsurvey.sem.ram import Ram
from cpsurvey.sem.remarks import Remark, inspect
from cpsurvey.sem.sample import GroupSample
from cpsurvey.sem.standardize import Standardized
from cpsurvey.sem.start import starts
from cpsurvey.sem.syntax import Syntax, parse

Array = NDArray[np.float64]
ESTIMATORS = ("ml", "mlr", "mlm")
Z975 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Parameter:
    """One line of the estimates; names follow lavaan's ``parameterEstimates``."""

    lhs: str
    op: str
    rhs: str
    group: int
    label: str
    est: float
    se: float | None
    z: float | None
    pvalue: float | None
    ci_lower: float | None
    ci_upper: float | None
    std_lv: float | None
    std_all: float | None
    free: int = -1


@dataclass(frozen=True, slots=True)
class SemFit:
    """A fitted model.

    Parameters
    ----------
    theta : (q,) array
        Free parameters; ``table.names`` in order.
    vcov : (q, q) array
        Their variances.
    estimates : tuple of Parameter
        Rows of the table, then defined parameters.
    fit : mapping
        Measures by lavaan's names.
    r2 : tuple of (variable, group, share)
    nobs : tuple of int
        Rows per group, in order of appearance.
    dropped : mapping of str to int
        Reason -> rows left out.
    """

    syntax: Syntax
    table: Partable
    options: Mapping[str, object]
    theta: Array
    vcov: Array
    converged: bool
    admissible: bool
    iterations: int
    estimates: tuple[Parameter, ...]
    fit: measures.Measures
    r2: tuple[tuple[str, int, float], ...]
    nobs: tuple[int, ...]
    groups: tuple[str, ...]
    dropped: Mapping[str, int]
    remarks: tuple[Remark, ...]
    test: Test
    baseline: Test | None
    model: Model = field(repr=False)

    @property
    def npar(self) -> int:
        """Free parameters, less what ``==`` and equal labels take away."""
        return int(self.fit["npar"] or 0)


@dataclass(frozen=True, slots=True)
class Model:
    """A model set up on data: what fitting, bootstrapping and testing share."""

    table: Partable
    rams: tuple[Ram, ...]
    samples: tuple[GroupSample, ...]
    objective: Objective
    constraints: Functions
    missing: str
    rows: prepare.Rows | None = None

    @property
    def n(self) -> int:
        """Rows over all groups."""
        return sum(sample.n for sample in self.samples)

    @property
    def exogenous(self) -> NDArray[np.intp]:
        """Places of the covariates whose moments are fixed."""
        names = self.table.exogenous
        return np.array([self.table.observed.index(n) for n in names], dtype=np.intp)


def fit(
    model: str | Syntax,
    data: Mapping[str, ArrayLike] | None = None,
    *,
    kind: str = "sem",
    estimator: str = "ml",
    missing: str = "listwise",
    group: Sequence[object] | None = None,
    group_equal: Sequence[str] = (),
    group_partial: Sequence[str] = (),
    cluster: Sequence[object] | None = None,
    std_lv: bool = False,
    meanstructure: bool | None = None,
    fixed_x: bool = True,
    information: str | None = None,
    sample_cov: ArrayLike | None = None,
    sample_mean: ArrayLike | None = None,
    sample_names: Sequence[str] = (),
    nobs: int | None = None,
) -> SemFit:
    """Fit a structural equation model by maximum likelihood.

    Parameters
    ----------
    model : str
        lavaan syntax.
    data : mapping of str to (n,) array
        Columns; NaN is missing. Or `sample_cov` (p, p) with `sample_names` and `nobs`.
    kind : str
        ``sem``, ``cfa`` or ``growth``.
    estimator : str
        ``ml``, ``mlr`` (sandwich errors, Yuan-Bentler test) or ``mlm`` (Satorra-Bentler).
    missing : str
        ``listwise`` or ``fiml``.
    group, cluster : sequence, optional
        Group and cluster of each row.

    Raises
    ------
    CpsurveyError
        CPS301 syntax, CPS302 unknown variable, CPS303 options, CPS305 unusable data.
    """
    syntax = model if isinstance(model, Syntax) else parse(model)
    estimator = _choose(estimator, missing, cluster is not None, data is None)
    ngroups = max(1, len(prepare.group_labels(group)))
    means = (
        needs_means(syntax)
        or ngroups > 1
        or missing == "fiml"
        or kind == "growth"
        or cluster is not None
        if meanstructure is None
        else meanstructure or needs_means(syntax) or missing == "fiml" or kind == "growth"
    )
    if data is None and means and sample_mean is None:
        raise CpsurveyError(
            "CPS303", "a mean structure needs the sample's means", fix="give them, or leave it"
        )
    options = Options(
        kind=kind,
        ngroups=ngroups,
        meanstructure=means,
        std_lv=std_lv,
        fixed_x=fixed_x,
        group_equal=tuple(group_equal),
        group_partial=tuple(group_partial),
    )
    table = build(syntax, options)
    if data is not None:
        matrix = prepare.columns(data, table.observed)
        rows = prepare.select(table, matrix, missing=missing, group=group, cluster=cluster)
        found = prepare.samples(table, matrix, rows, missing=missing)
    else:
        rows = None
        found = [_from_moments(table, sample_cov, sample_mean, sample_names, nobs)]
    if information is None:
        robust = estimator == "mlr" or cluster is not None or missing == "fiml"
        information = "observed" if robust else "expected"
    setup = assemble(table, found, missing, rows)
    said = {
        "kind": kind,
        "estimator": estimator,
        "missing": missing,
        "information": information,
        "meanstructure": means,
        "clustered": cluster is not None,
        "group_equal": list(group_equal),
    }
    return solve(setup, said, syntax)


def _choose(estimator: str, missing: str, clustered: bool, from_moments: bool) -> str:
    estimator = estimator.lower()
    if estimator not in ESTIMATORS:
        raise CpsurveyError(
            "CPS303",
            f"'{estimator}' is not an estimator cpsurvey has",
            fix=f"known: {', '.join(ESTIMATORS)}",
        )
    if missing not in ("listwise", "fiml"):
        raise CpsurveyError(
            "CPS303", f"missing '{missing}' is not known", fix="known: listwise, fiml"
        )
    if estimator == "mlm" and missing == "fiml":
        raise CpsurveyError(
            "CPS303", "MLM needs complete data", fix="take estimator mlr with missing fiml"
        )
    if estimator == "mlm" and clustered:
        raise CpsurveyError("CPS303", "MLM ignores clusters", fix="take estimator mlr")
    if from_moments and (estimator != "ml" or missing == "fiml" or clustered):
        raise CpsurveyError(
            "CPS303",
            "moments alone allow plain ML only",
            fix="give the data itself for robust errors, missing answers or clusters",
        )
    return estimator


def _from_moments(
    table: Partable,
    cov: ArrayLike | None,
    mean: ArrayLike | None,
    names: Sequence[str],
    nobs: int | None,
) -> GroupSample:
    if cov is None or nobs is None or not names:
        raise CpsurveyError(
            "CPS303",
            "neither data nor a covariance matrix with names and nobs was given",
            fix="give data, or sample_cov, sample_names and nobs",
        )
    S = np.asarray(cov, dtype=float)
    for name in table.observed:
        if name not in names:
            raise CpsurveyError("CPS302", f"the covariance matrix has no '{name}'")
    at = [list(names).index(name) for name in table.observed]
    S = S[np.ix_(at, at)] * (nobs - 1) / nobs
    m = np.zeros(len(at)) if mean is None else np.asarray(mean, dtype=float)[at]
    return GroupSample(nobs, m, S)


def assemble(
    table: Partable,
    samples: Sequence[GroupSample],
    missing: str,
    rows: prepare.Rows | None = None,
) -> Model:
    """Compile a table on samples."""
    rams = tuple(Ram(table, g + 1) for g in range(table.options.ngroups))
    make = FullML if missing == "fiml" else CompleteML
    return Model(
        table,
        rams,
        tuple(samples),
        make(rams, samples),
        equalities(table),
        missing,
        rows,
    )


def solve(model: Model, options: Mapping[str, object], syntax: Syntax) -> SemFit:
    """Estimate an assembled model, then everything that follows from the estimates."""
    solution, constraints, bound = _optimise(model)
    theta = solution.theta
    table = model.table
    df, npar = degrees(model, theta)
    robust = options["estimator"] != "ml" or bool(options["clustered"])
    remarks: list[Remark] = []
    inference: Inference | None = None
    baseline: Test | None = None
    fitted: measures.Measures = {"npar": npar, "df": df, "chisq": None}
    test = Test(math.nan, df)
    q = table.nfree
    vcov = np.full((q, q), np.nan)
    if solution.converged:
        inference = _infer(model, theta, solution.value, constraints, df, options, robust)
        vcov, test = inference.vcov, inference.test
        baseline = _baseline(model, options, robust)
        fitted = _measures(model, theta, test, baseline, npar)
    standard = Standardized(table, model.rams, model.samples)
    remarks += inspect(
        table,
        model.rams,
        model.samples,
        theta,
        converged=solution.converged,
        bread=inference.bread if inference else None,
        df=df,
        bound=bound,
        scaling=test.scaling,
        clusters=_clusters(model),
    )
    return SemFit(
        syntax=syntax,
        table=table,
        options=dict(options),
        theta=theta,
        vcov=vcov,
        converged=solution.converged,
        admissible=solution.converged
        and not any(remark.severity == "inadmissible" for remark in remarks),
        iterations=solution.iterations,
        estimates=tuple(parameters(table, standard, theta, vcov)),
        fit=fitted,
        r2=tuple(standard.r2(theta)) if solution.converged else (),
        nobs=tuple(sample.n for sample in model.samples),
        groups=model.rows.labels if model.rows else (),
        dropped=model.rows.dropped if model.rows else {},
        remarks=tuple(remarks),
        test=test,
        baseline=baseline,
        model=model,
    )


def _clusters(model: Model) -> int | None:
    codes = [s.cluster for s in model.samples if s.cluster is not None]
    return 1 + max(int(c.max()) for c in codes) if codes else None


def _optimise(model: Model) -> tuple[Solution, Functions, tuple[int, ...]]:
    """Best solution over the starting values; violated inequalities become equalities."""
    active: tuple[int, ...] = ()
    while True:
        constraints = equalities(model.table, active) if active else model.constraints
        best = _best(model, constraints)
        gaps = slack(model.table, best.theta)
        broken = tuple(i for i, gap in gaps.items() if gap < -1e-10 and i not in active)
        if not broken:
            return best, constraints, active
        active = (*active, *broken)


def _best(model: Model, constraints: Functions) -> Solution:
    """First solution that converges, over the starting values; else the lowest."""
    found: list[Solution] = []
    for start in starts(model.table, model.samples):
        found.append(minimise(model.objective, start, constraints))
        if found[-1].converged:
            return found[-1]
    return min(found, key=lambda solution: solution.value)


def degrees(model: Model, theta: Array) -> tuple[int, int]:
    """Degrees of freedom, and free parameters net of equality constraints."""
    table = model.table
    p, k = len(table.observed), len(table.exogenous)
    means = table.options.meanstructure
    moments = p * (p + 1) // 2 - k * (k + 1) // 2 + (p - k if means else 0)
    K = null_space(model.constraints.jacobian(theta), table.nfree)
    npar = K.shape[1]
    return moments * table.options.ngroups - npar, npar


def _infer(
    model: Model,
    theta: Array,
    value: float,
    constraints: Functions,
    df: int,
    options: Mapping[str, object],
    robust: bool,
) -> Inference:
    estimator = str(options["estimator"])
    by_moments = estimator == "ml" and bool(options["clustered"])
    if by_moments:
        estimator = "mlr"
    return infer(
        model.objective,
        model.rams,
        model.samples,
        theta,
        value,
        constraints,
        df=df,
        estimator=estimator,
        information=str(options["information"]),
        robust=robust,
        exogenous=model.exogenous,
        by_moments=by_moments,
    )


def _baseline(model: Model, options: Mapping[str, object], robust: bool) -> Test:
    """Test of the model without covariances, fitted like any other."""
    table = _independence(model.table)
    base = assemble(table, model.samples, model.missing)
    theta = np.zeros(table.nfree)
    for row in table.rows:
        if row.free >= 0:
            sample = model.samples[row.group - 1]
            i = table.observed.index(row.lhs)
            j = table.observed.index(row.rhs) if row.rhs else i
            theta[row.free] = sample.mean[i] if row.op == "~1" else sample.cov[i, j]
    solution = minimise(base.objective, theta, base.constraints)
    df, _ = degrees(base, solution.theta)
    if not solution.converged or df <= 0:
        return Test(model.n * solution.value, max(df, 0))
    return _infer(
        base, solution.theta, solution.value, base.constraints, df, options, robust
    ).test


def _independence(table: Partable) -> Partable:
    """Variances and means only; covariates keep their covariances."""
    rows: list[Row] = []
    names: list[str] = []

    def free(row: Row) -> None:
        rows.append(replace(row, free=len(names)))
        names.append(f"{row.name}.g{row.group}")

    predictors = {r.rhs for r in table.rows if r.op == "~"}
    inner = {r.lhs for r in table.rows if r.op == "~"} | {
        r.rhs for r in table.rows if r.op == "=~"
    }
    covariates = [v for v in table.observed if v in predictors - inner]
    for g in range(1, table.options.ngroups + 1):
        for name in table.observed:
            if name not in table.exogenous:
                free(Row(name, "~~", name, g))
        for i, one in enumerate(covariates):
            for other in covariates[i:]:
                if one in table.exogenous and other in table.exogenous:
                    rows.append(Row(one, "~~", other, g, free=-2, sample=True))
                elif one != other and not table.options.fixed_x:
                    free(Row(one, "~~", other, g))
        if table.options.meanstructure:
            for name in table.observed:
                if name in table.exogenous:
                    rows.append(Row(name, "~1", "", g, free=-2, sample=True))
                else:
                    free(Row(name, "~1", "", g))
    return replace(
        table,
        rows=tuple(rows),
        latent=(),
        names=tuple(names),
        labels={},
        defined=(),
        constraints=(),
    )


def _measures(
    model: Model, theta: Array, test: Test, baseline: Test, npar: int
) -> measures.Measures:
    groups = [
        _group_fit(ram, sample, theta)
        for ram, sample in zip(model.rams, model.samples, strict=True)
    ]
    means = model.table.options.meanstructure
    n = model.n
    unrestricted = _unrestricted(model)
    out: measures.Measures = {"npar": npar}
    out |= measures.compare(test, baseline, n, len(model.samples))
    out |= measures.likelihood(unrestricted - test.chisq / 2.0, unrestricted, npar, n)
    out |= measures.absolute(test, npar, n)
    out |= measures.residual_measures(groups, means)
    out |= measures.goodness(groups, means, test.df, npar, model.exogenous)
    if test.h0 is not None and test.scaling is not None:
        written = sum(row.free >= 0 for row in model.table.rows)
        out["scaling.factor.h0"] = test.h0 / written if written else None
        moments = test.df + npar
        out["scaling.factor.h1"] = (test.h1 or 0.0) / moments
    return {name: _finite(value) for name, value in out.items()}


def _finite(value: float | int | None) -> float | int | None:
    return value if value is None or math.isfinite(value) else None


def _group_fit(ram: Ram, sample: GroupSample, theta: Array) -> measures.GroupFit:
    sigma = ram.implied(theta, sample.moments(ram.means))
    p = ram.p
    mean = sample.mean
    if ram.means:
        mean = sigma[:p, p]
        sigma = sigma[:p, :p] - mean[:, None] * mean
    return measures.GroupFit(sample.n, sample.cov, sample.mean, sigma, mean)


def _unrestricted(model: Model) -> float:
    """Log-likelihood of the saturated model, given the fixed covariates."""
    total = 0.0
    x = model.exogenous
    two_pi = math.log(2.0 * math.pi)
    if isinstance(model.objective, FullML):
        seen = sum(
            float(s.patterns.n @ s.patterns.seen.sum(1)) for s in model.samples if s.patterns
        )
        total = -0.5 * (model.n * model.objective.base + seen * two_pi)
    for sample in model.samples:
        p = len(sample.mean)
        if not isinstance(model.objective, FullML):
            logdet = float(np.linalg.slogdet(sample.cov)[1])
            total -= 0.5 * sample.n * (p * two_pi + logdet + p)
        if len(x):
            logdet = float(np.linalg.slogdet(sample.cov[np.ix_(x, x)])[1])
            total += 0.5 * sample.n * (len(x) * two_pi + logdet + len(x))
    return total


# ---------------------------------------------------------------------- estimates
def parameters(
    table: Partable, standard: Standardized, theta: Array, vcov: Array
) -> list[Parameter]:
    """Rows of the table with their errors, then what ``:=`` defines."""
    values = standard.estimates(theta)
    with np.errstate(all="ignore"):
        lv, all_ = standard.solution(theta, "lv"), standard.solution(theta, "all")
    found = []
    for k, row in enumerate(table.rows):
        if row.op == "~*~":
            continue
        variance = vcov[row.free, row.free] if row.free >= 0 else 0.0
        found.append(_parameter(row, float(values[k]), variance, float(lv[k]), float(all_[k])))
    if table.defined:
        functions = Functions(table, [d.node for d in table.defined])
        value, J = functions.value(theta), functions.jacobian(theta)
        variances = np.einsum("ij,jk,ik->i", J, vcov, J)
        lv_d, all_d = standard.defined(theta, "lv"), standard.defined(theta, "all")
        for k, defined in enumerate(table.defined):
            row = Row(defined.name, ":=", defined.text, 1, free=0, label=defined.name)
            found.append(
                _parameter(row, value[k], variances[k], float(lv_d[k]), float(all_d[k]))
            )
    return found


def _parameter(row: Row, est: float, variance: float, lv: float, all_: float) -> Parameter:
    free = row.free >= 0
    se = math.sqrt(variance) if free and variance >= 0 else None if free else 0.0
    z = est / se if se else None
    return Parameter(
        lhs=row.lhs,
        op=row.op,
        rhs=row.rhs,
        group=row.group,
        label="" if row.label.startswith(".") else row.label,
        est=est,
        se=se,
        z=z,
        pvalue=math.erfc(abs(z) / math.sqrt(2.0)) if z is not None else None,
        ci_lower=est - Z975 * se if se is not None else None,
        ci_upper=est + Z975 * se if se is not None else None,
        std_lv=lv if math.isfinite(lv) else None,
        std_all=all_ if math.isfinite(all_) else None,
        free=row.free if row.op != ":=" else -1,
    )


__all__ = ["ESTIMATORS", "Model", "Parameter", "SemFit", "fit", "variables"]
