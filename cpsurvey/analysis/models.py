"""A model fitted to the scored sample, and what kinds tell of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from cpsurvey import parts
from cpsurvey.analysis.complete import refuse_empty
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.enough import of_clusters, of_respondents
from cpsurvey.analysis.levels import parted
from cpsurvey.analysis.model_options import Fitted, missing_of, text_of
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.regression_data import members
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Sample
from cpsurvey.sem.after import standard, uncertain
from cpsurvey.sem.after.bootstrap import Bootstrap
from cpsurvey.sem.language.partable import covariates, variables
from cpsurvey.sem.language.settings import WEIGHTED
from cpsurvey.sem.language.syntax import Syntax, parse
from cpsurvey.sem.objective.constraints import Functions
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
DRAWS = uncertain.DRAWS
"""Monte Carlo draws behind the intervals of defined effects."""


def fitted(params: Fitted, context: Context, kind: str) -> tuple[SemFit, Syntax]:
    """Fit the model on the scored sample."""
    syntax = parse(text_of(params, context.study))
    return fit_syntax(syntax, params, context, kind), syntax


def fit_syntax(
    syntax: Syntax,
    params: Fitted,
    context: Context,
    kind: str,
    *,
    random_x: bool = False,
    within: str | None = None,
    completed: Mapping[str, Array] | None = None,
) -> SemFit:
    """Fit a model that is written out; ordered items are modelled given its covariates.

    Unless `random_x` lets these be random, or somebody lacks one (`lack_covariates`);
    `within` takes the means of groups out of every variable, as effects of the groups would;
    `completed` columns stand in for the answers.
    """
    observed, _ = variables(syntax)
    data = {name: (completed or context.scored.values)[name] for name in observed}
    if within:
        data = {name: _deviations(x, context.group(within)) for name, x in data.items()}
    refuse_empty({**data, **members(context, params.cluster)})
    missing = missing_of(params, syntax)
    random_x = random_x or lack_covariates(syntax, data, missing)
    ordinal = params.estimator in WEIGHTED
    given = [] if random_x else covariates(syntax)[1]
    items = set(context.questionnaire.items) - set(given)
    std_lv = bool(params.model and context.questionnaire.models[params.model].std_lv)
    return context.fits.fit(
        syntax,
        data,
        kind="growth" if _is_growth(params, context) else kind,
        estimator=params.estimator,
        missing=missing,
        cluster=context.clusters(params.cluster),
        std_lv=std_lv,
        ordered=[name for name in observed if name in items] if ordinal else (),
        fixed_x=False if random_x else None,
    )


def lack_covariates(syntax: Syntax, data: Mapping[str, Array], missing: parts.Missing) -> bool:
    """Whether full information must model covariates, for nobody to be left out.

    What is taken as given cannot be missing. Where somebody who answered lacks a covariate,
    all of them join the other variables, with means and covariances of their own (lavaan's
    ``fixed.x = FALSE``); paths from them are as before.
    """
    given = [] if missing != "fiml" or syntax.two_level else covariates(syntax)[1]
    if not given:
        return False
    told = ~np.isnan(np.column_stack(list(data.values()))).all(axis=1)
    lacking = np.isnan(np.column_stack([data[name] for name in given])).any(axis=1)
    return bool((told & lacking).any())


def _modelled(found: SemFit) -> Iterator[Caveat]:
    """Who is kept because covariates are modelled."""
    table = found.table
    if found.settings.missing != "fiml" or table.exogenous or not table.covariates:
        return
    at = [table.observed.index(name) for name in table.covariates]
    lacking = sum(
        int(np.isnan(s.data[:, at]).any(axis=1).sum())
        for s in found.model.samples
        if s.data is not None
    )
    if lacking:
        yield Caveat("covariates_modelled", "note", {"n": lacking})


def _deviations(x: Array, group: NDArray[np.int64]) -> Array:
    """What each is above the mean of the group; NaN for those without one."""
    there = ~np.isnan(x) & (group >= 0)
    found = np.full(len(x), np.nan)
    found[there] = parted(x[there], np.unique(group[there], return_inverse=True)[1])[0]
    return found


def _is_growth(params: Fitted, context: Context) -> bool:
    return bool(params.model and context.questionnaire.models[params.model].kind == "growth")


def remarks(found: SemFit, context: Context) -> tuple[Caveat, ...]:
    """What the engine says of a solution, and whether it rests on enough."""
    said = [Caveat(r.code, r.severity, dict(r.values)) for r in found.remarks]
    said += _modelled(found)
    if found.converged:
        said += of_clusters(clusters(found))
        said += of_respondents(sample_of(found, context).used, found.npar)
    return tuple(said)


def sample_of(found: SemFit, context: Context) -> Sample:
    """Who a fit rests on: lost by screening, then by the model, reasons added up."""
    rows = found.model.rows
    assert rows is not None
    return context.scored.counted(int(np.count_nonzero(rows.used)), found.dropped)


def clusters(found: SemFit) -> int | None:
    """Clusters of a fit, None without."""
    codes = found.model.samples[0].cluster
    return None if codes is None else 1 + int(codes.max())


def bootstrapped(drawn: Bootstrap | None) -> parts.Bootstrap | None:
    """What is told of the draws."""
    if drawn is None:
        return None
    return parts.Bootstrap(
        kind="clusters" if drawn.kind == "clusters" else "cases",
        draws=drawn.draws,
        failed=drawn.failed,
        inadmissible=drawn.inadmissible,
    )


def effects(
    found: SemFit,
    seed: int,
    drawn: Bootstrap | None = None,
    *,
    metric: parts.Metric | None = None,
) -> list[parts.Effect]:
    """Defined effects with delta, Monte Carlo and bootstrap intervals.

    `metric` also standardises them so, with intervals. An effect that is one path has the
    interval and the p of this path in the place of drawn ones: one quantity, one interval.
    """
    defined = [p for p in found.estimates if p.op == ":="]
    if not defined:
        return []
    drawn_values = monte_carlo(found, seed)
    lower, upper = uncertain.percentiles(drawn_values)
    p_values = uncertain.beyond(drawn_values)
    ends = drawn.interval(drawn.defined) if drawn else None
    versions = standardised(found, seed, metric, drawn) if metric else None
    single = standard.single(found.table)
    return [
        parts.Effect(
            name=p.lhs,
            expression=p.rhs,
            est=number(p.est),
            se=p.se,
            z=p.z,
            pvalue=p.pvalue,
            ci=limits(p.ci_lower, p.ci_upper),
            mc=limits(p.ci_lower, p.ci_upper) if single[i] else limits(lower[i], upper[i]),
            boot=limits(ends[0][i], ends[1][i]) if ends else None,
            std_all=p.std_all,
            standard=versions[i] if versions else None,
            mc_p=p.pvalue if single[i] else p_values[i],
        )
        for i, p in enumerate(defined)
    ]


def standardised(
    found: SemFit, seed: int, metric: parts.Metric = "all", drawn: Bootstrap | None = None
) -> list[parts.Standardised]:
    """The defined effects standardised, with their intervals, in the model's order."""
    return [
        parts.Standardised(
            metric=metric,
            est=one.est,
            se=one.se,
            ci=limits(*one.ci),
            mc=limits(*(one.mc or (None, None))),
            boot=limits(*(one.boot or (None, None))),
            mc_p=one.mc_p,
        )
        for one in standard.defined(found, metric, seed, drawn)
    ]


def monte_carlo(found: SemFit, seed: int, draws: int = DRAWS) -> Array:
    """The defined effects in draws from the estimates' distribution."""
    functions = Functions(found.table, [d.node for d in found.table.defined])
    with np.errstate(all="ignore"):
        return uncertain.drawn(
            functions.value,
            found.theta,
            found.vcov,
            functions.places(),
            seed,
            draws,
            found.reference,
        )
