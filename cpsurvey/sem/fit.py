"""Fit a model: text and data in, estimates, tests and remarks out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem import written
from cpsurvey.sem.inference.asymptotic import Test
from cpsurvey.sem.language.partable import Options, Partable, build, needs_means, variables
from cpsurvey.sem.language.syntax import Syntax, parse
from cpsurvey.sem.moments import prepare
from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective import ordinal
from cpsurvey.sem.objective.model import LEAST_SQUARES, Model, assemble
from cpsurvey.sem.search.baseline import independence_table
from cpsurvey.sem.semfit import Parameter, SemFit
from cpsurvey.sem.solve import solve

Array = NDArray[np.float64]
ESTIMATORS = ("ml", "mlr", "mlm", *LEAST_SQUARES)
MISSING = ("listwise", "fiml", "pairwise")
RANDOM_X = ("gls", "uls")
"""Estimators whose weights are those of random variables: covariates too are random."""


@np.errstate(all="ignore")  # what is not finite is judged where it is read
def fit(
    model: str | Syntax,
    data: Mapping[str, ArrayLike] | None = None,
    *,
    kind: str = "sem",
    estimator: str | None = None,
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
    estimator : str, optional
        ``ml`` (the default), ``mlr`` (sandwich errors, Yuan-Bentler test), ``mlm``
        (Satorra-Bentler), ``gls``, ``uls``; for ordered variables ``wlsmv`` (their
        default: scaled and shifted test) or ``dwls`` (no test).
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
        asked = estimator or "ml"
        return _two_level(syntax, data, asked, missing, group, cluster, chosen, std_lv)
    names = list(data) if data is not None else list(sample_names)
    written.refuse(syntax, names)
    if data is not None:
        data = written.with_products(observed, data)
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
    notes = written.remarks(syntax, table, names)
    return solve(setup, said, syntax, baseline=baseline, written=notes)


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
    from cpsurvey.sem.language import levels
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
            fix="name the others among them too, or use missing listwise"
            if table.options.ordered
            else "use missing fiml, which keeps everybody who answered something",
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
    asked: str | None, missing: str, clustered: bool, from_moments: bool, ordered: bool
) -> str:
    """The estimator that is meant, or what speaks against it."""
    estimator = (asked or ("wlsmv" if ordered else "ml")).lower()
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
    for there, what, fix in _against(estimator, missing, clustered, from_moments, ordered):
        if there:
            raise CpsurveyError("CPS303", what, fix=fix)
    return estimator


def _against(
    estimator: str, missing: str, clustered: bool, from_moments: bool, ordered: bool
) -> list[tuple[bool, str, str]]:
    """Combinations that are not fitted: whether they are there, what is wrong, a way out."""
    name, fiml = estimator.upper(), missing == "fiml"
    least_squares = estimator in LEAST_SQUARES
    weighted = estimator in ("dwls", "wlsmv")
    plain = "leave 'ordered' out and use estimator mlr"
    return [
        (
            ordered and not weighted,
            f"{name} does not fit ordered variables",
            f"use estimator wlsmv, or {plain}",
        ),
        (
            weighted and not ordered,
            f"{name} is for ordered variables",
            "name them with 'ordered', or use estimator mlr",
        ),
        (estimator == "mlm" and fiml, "MLM needs complete data", "use estimator mlr"),
        (estimator == "mlm" and clustered, "MLM ignores clusters", "use estimator mlr"),
        (
            least_squares and fiml,
            f"{name} has no full information",
            f"use missing pairwise or listwise, or {plain}" if ordered else "use estimator mlr",
        ),
        (
            least_squares and clustered,
            f"{name} knows no clusters",
            f"leave 'cluster' out, or {plain}" if ordered else "use estimator mlr",
        ),
        (
            from_moments and (estimator not in ("ml", "gls", "uls") or fiml or clustered),
            "moments alone allow ML, GLS and ULS only",
            "give the data itself for robust errors, missing answers or clusters",
        ),
    ]


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


__all__ = ["ESTIMATORS", "Model", "Parameter", "SemFit", "fit", "variables"]
