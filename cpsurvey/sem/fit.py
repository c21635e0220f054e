"""Fit a model: text and data in, estimates, tests and remarks out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem import measures, ordinal, prepare
from cpsurvey.sem.constraints import Functions
from cpsurvey.sem.corrected import corrected
from cpsurvey.sem.inference import Inference, Test, infer, infer_least_squares
from cpsurvey.sem.leastsquares import LeastSquares, Moments, goodness
from cpsurvey.sem.model import (
    LEAST_SQUARES,
    Model,
    assemble,
    degrees,
    independence,
    independence_fitted,
    independence_table,
    statistics,
)
from cpsurvey.sem.objective import FullML
from cpsurvey.sem.optimise import optimise
from cpsurvey.sem.ordinal import OrdinalMoments
from cpsurvey.sem.partable import Options, Partable, build, needs_means, variables
from cpsurvey.sem.ram import Ram
from cpsurvey.sem.remarks import Remark, inspect
from cpsurvey.sem.sample import GroupSample
from cpsurvey.sem.semfit import Parameter, SemFit, parameters
from cpsurvey.sem.standardize import Standardized
from cpsurvey.sem.syntax import Syntax, parse

Array = NDArray[np.float64]
ESTIMATORS = ("ml", "mlr", "mlm", *LEAST_SQUARES)
MISSING = ("listwise", "fiml", "pairwise")
RANDOM_X = ("gls", "uls")
"""Estimators whose weights are those of random variables: covariates too are random."""


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
    fixed_x: bool | None = None,
    information: str | None = None,
    sample_cov: ArrayLike | None = None,
    sample_mean: ArrayLike | None = None,
    sample_names: Sequence[str] = (),
    nobs: int | None = None,
    ordered: Sequence[str] | str = (),
    parameterization: str = "delta",
    like: SemFit | None = None,
) -> SemFit:
    """Fit a structural equation model.

    Parameters
    ----------
    model : str
        lavaan syntax.
    data : mapping of str to (n,) array
        Columns; NaN is missing. Or `sample_cov` (p, p) with `sample_names` and `nobs`.
    kind : str
        ``sem``, ``cfa`` or ``growth``.
    estimator : str
        ``ml``, ``mlr`` (sandwich errors, Yuan-Bentler test), ``mlm`` (Satorra-Bentler),
        ``gls``, ``uls``; for ordered variables ``dwls`` or ``wlsmv`` (sandwich errors,
        scaled and shifted test).
    missing : str
        ``listwise``; ``fiml``; or, for ordered variables, ``pairwise``.
    group, cluster : sequence, optional
        Group and cluster of each row.
    ordered : sequence of str, or "all"
        Observed variables that are ordered categories.
    parameterization : str
        ``delta`` or ``theta``, for ordered variables.
    fixed_x : bool, optional
        Take the moments of observed covariates as given. By default yes, except under
        ``gls`` and ``uls``, whose weights are those of random variables (as in lavaan).
    like : SemFit, optional
        Another model fitted to the same data with the same options: its rows, moments and
        saturated model, and the baseline's test, are taken over where both have the same
        observed variables.

    Raises
    ------
    CpsurveyError
        CPS301 syntax, CPS302 unknown variable, CPS303 options, CPS305 unusable data.
    """
    syntax = model if isinstance(model, Syntax) else parse(model)
    observed, _ = variables(syntax)
    chosen = frozenset(observed if ordered == "all" else ordered)
    if syntax.two_level:
        return _two_level(syntax, data, estimator, missing, group, cluster, chosen, std_lv)
    estimator = _choose(estimator, missing, cluster is not None, data is None, bool(chosen))
    ngroups = max(1, len(prepare.group_labels(group)))
    means = (
        needs_means(syntax)
        or ngroups > 1
        or missing == "fiml"
        or kind == "growth"
        or cluster is not None
        or bool(chosen)
        if meanstructure is None
        else meanstructure
        or needs_means(syntax)
        or missing == "fiml"
        or kind == "growth"
        or bool(chosen)
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
        fixed_x=estimator not in RANDOM_X if fixed_x is None else fixed_x,
        group_equal=tuple(group_equal),
        group_partial=tuple(group_partial),
        ordered=chosen,
        parameterization=parameterization,
    )
    if chosen:
        assert data is not None
        options = replace(options, nlevels=prepare.levels(data, observed, chosen))
    table = build(syntax, options)
    _refuse(table, estimator, missing)
    baseline: Test | None = None
    if like is not None and _same_sample(table, like, estimator, missing):
        rows, found = like.model.rows, list(like.model.samples)
        same = independence_table(like.table).rows == independence_table(table).rows
        baseline = like.baseline if same else None
    elif data is not None:
        matrix = prepare.columns(data, table.observed)
        rows = prepare.select(table, matrix, missing=missing, group=group, cluster=cluster)
        prepare.several_clusters(rows)
        found = prepare.samples(table, matrix, rows, missing=missing)
    else:
        rows = None
        found = [_from_moments(table, sample_cov, sample_mean, sample_names, nobs)]
    if information is None:
        robust = estimator == "mlr" or cluster is not None or missing == "fiml"
        information = "observed" if robust else "expected"
    setup = assemble(table, found, estimator=estimator, missing=missing, rows=rows)
    said = {
        "kind": kind,
        "estimator": estimator,
        "missing": missing,
        "information": information,
        "meanstructure": means,
        "clustered": cluster is not None,
        "group_equal": list(group_equal),
    }
    return solve(setup, said, syntax, baseline=baseline)


def _same_sample(table: Partable, like: SemFit, estimator: str, missing: str) -> bool:
    """Whether the sample of another fit is this model's."""
    theirs = like.table
    return (
        theirs.observed == table.observed
        and theirs.exogenous == table.exogenous
        and theirs.options.ordered == table.options.ordered
        and theirs.options.ngroups == table.options.ngroups
        and (like.model.estimator, like.model.missing) == (estimator, missing)
    )


def _two_level(
    syntax: Syntax,
    data: Mapping[str, ArrayLike] | None,
    estimator: str,
    missing: str,
    group: Sequence[object] | None,
    cluster: Sequence[object] | None,
    ordered: frozenset[str],
    std_lv: bool,
) -> SemFit:
    """Fit a model written in levels, or say what it does not go with."""
    from cpsurvey.sem import levels
    from cpsurvey.sem.twolevel import fit_two_level

    wrong = {
        "needs 'cluster', the variable whose groups are level 2": cluster is None,
        "needs the data itself, moments do not do": data is None,
        "is fitted by ml or mlr": estimator.lower() not in ("ml", "mlr"),
        "needs complete answers (missing: listwise)": missing != "listwise",
        "cannot have groups beside its clusters": group is not None,
        "takes no ordered variables": bool(ordered),
    }
    for what in (what for what, there in wrong.items() if there):
        raise CpsurveyError(
            "CPS303",
            f"a model of two levels {what}",
            fix="change that option, or write the model without levels",
        )
    assert data is not None
    table = levels.build(syntax, Options(std_lv=std_lv))
    matrix = prepare.columns(data, table.observed)
    rows = prepare.select(table, matrix, missing=missing, group=None, cluster=cluster)
    prepare.samples(table, matrix, rows, missing=missing)
    assert rows.cluster is not None
    kept = replace(rows, cluster=rows.cluster[rows.used])
    robust = estimator.lower() == "mlr"
    return fit_two_level(syntax, table, matrix[rows.used], kept, robust=robust)


def _refuse(table: Partable, estimator: str, missing: str) -> None:
    """Combinations that are not fitted, said before anything is."""
    if missing == "pairwise" and set(table.observed) != set(table.options.ordered):
        raise CpsurveyError(
            "CPS303",
            "pairwise is for models whose variables are all ordered",
            fix="use missing fiml, which keeps everybody who answered something",
        )
    if table.options.ordered:
        ordinal.refuse(table)
    elif estimator in LEAST_SQUARES and table.exogenous:
        raise CpsurveyError(
            "CPS303",
            f"{estimator.upper()} with fixed covariates ({', '.join(table.exogenous)}) is not "
            "fitted",
            fix="leave --fixed-x out, so that they are random, or use estimator mlr",
        )


def _choose(
    estimator: str, missing: str, clustered: bool, from_moments: bool, ordered: bool
) -> str:
    estimator = estimator.lower()
    if ordered and estimator == "ml":
        estimator = "wlsmv"
    if estimator not in ESTIMATORS:
        raise CpsurveyError(
            "CPS303",
            f"'{estimator}' is not an estimator cpsurvey has",
            fix=f"known: {', '.join(ESTIMATORS)}",
        )
    if missing not in MISSING:
        raise CpsurveyError(
            "CPS303", f"missing '{missing}' is not known", fix=f"known: {', '.join(MISSING)}"
        )
    if estimator == "mlm" and missing == "fiml":
        raise CpsurveyError(
            "CPS303", "MLM needs complete data", fix="take estimator mlr with missing fiml"
        )
    if estimator == "mlm" and clustered:
        raise CpsurveyError("CPS303", "MLM ignores clusters", fix="take estimator mlr")
    if ordered and estimator not in ("dwls", "wlsmv"):
        raise CpsurveyError(
            "CPS303",
            f"{estimator.upper()} does not fit ordered variables",
            fix="use estimator wlsmv or dwls",
        )
    if estimator in ("dwls", "wlsmv") and not ordered:
        raise CpsurveyError(
            "CPS303",
            f"{estimator.upper()} is for ordered variables",
            fix="name them with 'ordered', or use estimator mlr",
        )
    if estimator in LEAST_SQUARES and (missing == "fiml" or clustered):
        raise CpsurveyError(
            "CPS303",
            f"{estimator.upper()} has neither full information nor clusters",
            fix="use estimator mlr, or listwise deletion without clusters",
        )
    if from_moments and (
        estimator not in ("ml", "gls", "uls") or missing == "fiml" or clustered
    ):
        raise CpsurveyError(
            "CPS303",
            "moments alone allow ML, GLS and ULS only",
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


def solve(
    model: Model,
    options: Mapping[str, object],
    syntax: Syntax,
    *,
    baseline: Test | None = None,
) -> SemFit:
    """Estimate an assembled model, then everything that follows from the estimates.

    `baseline` is the test of the baseline where it is known already.
    """
    solution, constraints, bound = optimise(model)
    theta = solution.theta
    table = model.table
    df, npar = degrees(model, theta)
    robust = model.estimator in ("mlr", "mlm", "wlsmv") or bool(options["clustered"])
    remarks: list[Remark] = []
    inference: Inference | None = None
    fitted: measures.Measures = {"npar": npar, "df": df, "chisq": None}
    test = Test(math.nan, df)
    q = table.nfree
    vcov = np.full((q, q), np.nan)
    if solution.converged:
        inference = _infer(model, theta, solution.value, constraints, df, options, robust)
        vcov, test = inference.vcov, inference.test
        baseline = baseline or _baseline(model, options, robust)
        fitted = _measures(model, theta, test, baseline, npar, str(options["information"]))
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


def _infer(
    model: Model,
    theta: Array,
    value: float,
    constraints: Functions,
    df: int,
    options: Mapping[str, object],
    robust: bool,
) -> Inference:
    if isinstance(model.objective, LeastSquares):
        return infer_least_squares(
            model.objective,
            model.sizes,
            theta,
            value,
            constraints,
            df=df,
            robust=robust,
        )
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
    base = independence(model)
    theta, converged = independence_fitted(base)
    value = base.objective.value(theta)
    df, _ = degrees(base, theta)
    if not converged or df <= 0 or not robust:
        return Test(model.n * value, max(df, 0))
    return _infer(base, theta, value, base.constraints, df, options, robust).test


def _measures(
    model: Model, theta: Array, test: Test, baseline: Test, npar: int, information: str
) -> measures.Measures:
    groups = group_fits(model, theta)
    means = model.table.options.meanstructure
    n = model.counted
    out: measures.Measures = {"npar": npar, "ntotal": model.n}
    out |= measures.compare(test, baseline, n, len(model.samples))
    if model.estimator == "uls":  # its statistic has no chi-square distribution
        out |= {"pvalue": None, "baseline.pvalue": None}
    out |= measures.absolute(test, npar, n)
    out["fmin"] = test.chisq / model.n / 2.0
    out |= measures.residual_measures(groups, means)
    if isinstance(model.objective, LeastSquares):
        gfi = goodness(model.objective.groups, model.sizes, theta)
        out |= measures.adjusted_goodness(gfi, test.df, statistics(model))
    else:
        unrestricted = _unrestricted(model)
        logl = unrestricted - test.chisq / 2.0
        out |= measures.likelihood(logl, unrestricted, npar, model.n)
        out |= measures.goodness(groups, means, test.df, npar, model.exogenous)
    if model.table.options.ordered:
        per_group = statistics(model) / len(model.samples)
        out["wrmr"] = math.sqrt(max(test.chisq, 0.0) / per_group)
        out["srmr"] = out["srmr_bentler_nomean"]
        out |= dict.fromkeys(("ecvi", "srmr_mplus", "srmr_mplus_nomean"))
    if test.h0 is not None and test.scaling is not None:
        written = sum(row.free >= 0 for row in model.table.rows)
        out["scaling.factor.h0"] = test.h0 / written if written else None
        out["scaling.factor.h1"] = (test.h1 or 0.0) / (test.df + npar)
    ordered = len(model.table.options.ordered)
    all_ordered = ordered == len(model.table.observed) and test.scaling is not None
    if model.missing == "fiml" or all_ordered:
        out |= _corrected(model, theta, test, baseline, information)
    return {name: _finite(value) for name, value in out.items()}


def _corrected(
    model: Model, theta: Array, test: Test, baseline: Test, information: str
) -> measures.Measures:
    """CFI, TLI and RMSEA corrected for missing or ordered data."""
    base = independence(model)
    at, _ = independence_fitted(base)
    robust, expected = test.scaling is not None, information == "expected"
    if any(np.linalg.eigvalsh(sample.cov)[0] <= 0 for sample in model.samples):
        return {}  # a polychoric matrix without a likelihood
    try:
        mine = corrected(model, theta, test.df, robust=robust, expected=expected)
        theirs = _of_baseline(base, at, baseline.df, robust=robust, expected=expected)
    except np.linalg.LinAlgError:
        return {}
    return measures.corrected(mine, theirs, model.counted, len(model.samples))


def _of_baseline(base: Model, at: Array, df: int, *, robust: bool, expected: bool) -> Test:
    """The baseline's corrected test, computed once for all models of one sample."""
    found = base.samples[0].patterns
    if found is None or len(base.samples) > 1:
        return corrected(base, at, df, robust=robust, expected=expected)
    key = ("baseline", base.table.exogenous, df, robust, expected)
    if key not in found.known:
        test = corrected(base, at, df, robust=robust, expected=expected)
        found.known[key] = np.array([test.chisq, test.scaling or np.nan])
    chisq, scaling = found.known[key]
    return Test(float(chisq), df, None if np.isnan(scaling) else float(scaling))


def group_fits(model: Model, theta: Array) -> list[measures.GroupFit]:
    """Observed and implied moments of every group."""
    if not isinstance(model.objective, LeastSquares):
        return [
            _group_fit(ram, sample, theta)
            for ram, sample in zip(model.rams, model.samples, strict=True)
        ]
    found = []
    groups = zip(model.objective.groups, model.rams, model.samples, strict=True)
    for group, ram, sample in groups:
        if not isinstance(group, OrdinalMoments):
            assert isinstance(group, Moments)
            found.append(_group_fit(ram, replace(sample, cov=group.cov), theta))
            continue
        implied, k = group.implied(theta), group.nth
        R = np.eye(len(sample.cov))
        R[group.line, group.line] = implied[k : group.begin]
        R[group.ii, group.jj] = R[group.jj, group.ii] = implied[group.begin :]
        cut = np.flatnonzero(~group.is_mean)  # lavaan counts thresholds, not means
        found.append(
            measures.GroupFit(sample.n, sample.cov, group.observed[cut], R, implied[cut])
        )
    return found


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


__all__ = ["ESTIMATORS", "Model", "Parameter", "SemFit", "fit", "variables"]
