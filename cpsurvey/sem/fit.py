"""Fit a model: text and data in, estimates, tests and remarks out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from cpsurvey.sem import written
from cpsurvey.sem.finish import finish
from cpsurvey.sem.inference.asymptotic import Test
from cpsurvey.sem.inference.onelevel import OneLevel
from cpsurvey.sem.inference.twolevel import TwoLevels
from cpsurvey.sem.language import levels
from cpsurvey.sem.language.partable import Partable, build, covariates, needs_means, variables
from cpsurvey.sem.language.rule import refuse
from cpsurvey.sem.language.settings import RANDOM_X, Settings
from cpsurvey.sem.language.syntax import Syntax, parse
from cpsurvey.sem.moments import prepare
from cpsurvey.sem.moments.given import Given, samples
from cpsurvey.sem.objective.model import assemble
from cpsurvey.sem.rules import MODEL, OPTIONS, Asked
from cpsurvey.sem.search.baseline import independence_table
from cpsurvey.sem.semfit import SemFit

Watch = Callable[[SemFit, Given], None]
"""Told of every fit, and of what it was fitted to."""
_watching: ContextVar[Watch | None] = ContextVar("watching", default=None)


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Tell `watch` of every model that is fitted meanwhile, in this process."""
    token = _watching.set(watch)
    try:
        yield
    finally:
        _watching.reset(token)


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
    indices: bool = True,
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
        Observed variables that are ordered categories. "All" leaves out covariates that are
        taken as given: ordered variables are then modelled conditionally on them.
    parameterization : str
        ``delta`` or ``theta``, for ordered variables.
    fixed_x : bool, optional
        Take the moments of observed covariates as given. By default yes, except under
        ``gls`` and ``uls``, whose weights are those of random variables (as in lavaan), and
        in models of two levels.
    indices : bool
        Whether fit measures are asked for; without them no baseline is fitted either.
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
    given = Given(data, group, cluster, sample_cov, sample_mean, sample_names, nobs)
    if ordered == "all":
        held = [] if fixed_x is False else covariates(syntax)[1]
        ordered = [name for name in observed if name not in held]
    chosen = frozenset(ordered)
    name = (estimator or ("wlsmv" if chosen else "ml")).lower()
    fiml, clustered = missing == "fiml", cluster is not None
    means = needs_means(syntax) or fiml or kind == "growth" or bool(chosen)
    usual = given.ngroups > 1 or clustered
    random_x = name in RANDOM_X or syntax.two_level
    robust = name == "mlr" or clustered or fiml
    settings = Settings(
        kind=kind,
        estimator=name,
        missing=missing,
        information=information or ("observed" if robust else "expected"),
        meanstructure=means or (usual if meanstructure is None else meanstructure),
        std_lv=std_lv,
        fixed_x=not random_x if fixed_x is None else fixed_x,
        group_equal=tuple(group_equal),
        group_partial=tuple(group_partial),
        ordered=chosen,
        parameterization=parameterization,
        clustered=clustered,
        two_level=syntax.two_level,
        ngroups=given.ngroups,
    )
    refuse(OPTIONS, Asked(settings, given))
    if settings.two_level:
        found = _two_levels(syntax, settings, given, indices=indices)
    else:
        found = _one_level(syntax, settings, given, like, indices=indices)
    if watch := _watching.get():
        watch(found, given)
    return found


def _one_level(
    syntax: Syntax, settings: Settings, given: Given, like: SemFit | None, *, indices: bool
) -> SemFit:
    names = given.columns
    written.refuse(syntax, names)
    observed, _ = variables(syntax)
    if given.data is not None:
        data = written.with_products(observed, given.data)
        given = replace(given, data=data)
        settings = replace(settings, nlevels=prepare.levels(data, observed, settings.ordered))
    table = build(syntax, settings)
    refuse(MODEL, Asked(settings, given, table))
    baseline: Test | None = None
    if like is not None and _sample(table) == _sample(like.table):
        rows, found = like.model.rows, list(like.model.samples)
        same = independence_table(like.table).rows == independence_table(table).rows
        baseline = like.baseline if same else None
    else:
        rows, found = samples(given, table)
    return finish(
        OneLevel(assemble(table, found, rows)),
        syntax,
        baseline=baseline,
        written=written.remarks(syntax, table, names),
        indices=indices,
    )


def _two_levels(syntax: Syntax, settings: Settings, given: Given, *, indices: bool) -> SemFit:
    table = levels.build(syntax, settings)
    refuse(MODEL, Asked(settings, given, table))
    rows, (sample,) = samples(given, table)
    return finish(TwoLevels(table, levels.split(syntax), sample, rows), syntax, indices=indices)


def _sample(table: Partable) -> tuple[object, ...]:
    """What two models must share to have one sample, given the same data."""
    asked = table.settings
    return (
        table.observed,
        table.exogenous,
        asked.ordered,
        asked.ngroups,
        asked.estimator,
        asked.missing,
    )
