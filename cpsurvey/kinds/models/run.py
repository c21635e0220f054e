"""Measurement and structural models (tables T8, T9, T10, T12, T17 and T18)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cpsurvey.analysis import imputed_models, models, outcomes
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.imputed_models import ImputedFit
from cpsurvey.analysis.localfit import local_fit
from cpsurvey.analysis.model_options import Options, missing_of, name_of
from cpsurvey.analysis.numbers import number
from cpsurvey.kinds.models.data import Crosscheck, Explained, Model
from cpsurvey.results import Caveat, Estimate, Result
from cpsurvey.sem.after import standard
from cpsurvey.sem.after.bootstrap import Bootstrap, bootstrap
from cpsurvey.sem.language.syntax import Syntax
from cpsurvey.sem.semfit import Parameter, SemFit


def cfa(params: Options, context: Context) -> list[Result[Model]]:
    """Fit a measurement model."""
    return _result(params, context, "cfa")


def sem(params: Options, context: Context) -> list[Result[Model]]:
    """Fit a structural model with its defined effects."""
    return _result(params, context, "sem")


def _result(params: Options, context: Context, kind: str) -> list[Result[Model]]:
    """Everything a fitted model leaves behind."""
    drawn_from, syntax = _fitted(params, context, kind)
    found = drawn_from.found
    sound = found.converged
    seed = context.seed
    drawn: Bootstrap | None = None
    if params.bootstrap and sound:
        drawn = bootstrap(found, params.bootstrap, seed=seed, progress=context.progress)
    listed = params.local_fit and sound and not found.two_level
    data = Model(
        model=name_of(params) or context.id,
        syntax=syntax.text,
        estimator=params.estimator,
        missing=params.missing or missing_of(params, syntax),
        information=found.settings.information,
        cluster=context.variable(params.cluster) if params.cluster else None,
        clusters=models.clusters(found),
        converged=sound,
        admissible=found.admissible,
        iterations=found.iterations,
        npar=found.npar,
        main=params.main,
        brief=params.brief,
        two_level=found.two_level,
        groups=tuple(found.groups),
        latent=tuple(found.table.latent),
        observed=tuple(found.table.observed),
        r2=tuple(
            Explained(variable=name, group=group, r2=number(value))
            for name, group, value in found.r2
        ),
        effects=tuple(models.effects(found, seed, drawn, metric="all")) if sound else (),
        bootstrap=models.bootstrapped(drawn),
        local_fit=local_fit(found) if listed else None,
        crosscheck=_crosscheck(found) if params.main else None,
        imputation=drawn_from.imputation,
    )
    sample = models.sample_of(found, context)
    return [
        Result(
            kind,
            context.id,
            sample,
            data,
            fit=dict(found.fit) if sound else {},
            estimates=tuple(_estimates(found, sound=sound)),
            caveats=(
                *_taken(found, syntax, context),
                *models.remarks(found, context),
                *drawn_from.caveats,
            ),
        )
    ]


def _fitted(params: Options, context: Context, kind: str) -> tuple[ImputedFit, Syntax]:
    """The fit, once or over completed data sets."""
    if params.missing == "imputed":
        return imputed_models.fitted(params, context, kind)
    found, syntax = models.fitted(params, context, kind)
    return ImputedFit(found, None), syntax


def _taken(found: SemFit, syntax: Syntax, context: Context) -> Iterator[Caveat]:
    """Yes/no and count variables that the model explains as if they were numbers."""
    explained = {r.lhs for r in syntax.relations if r.op == "~"} & set(found.table.observed)
    explained -= found.settings.ordered
    yield from outcomes.named(outcomes.special(sorted(explained), context), context)


def _estimates(found: SemFit, *, sound: bool) -> Iterator[Estimate]:
    """Every parameter; what path diagrams show with intervals of standardised values."""
    known = standard.drawn(found, "all") if sound and found.identified else []
    ends: Iterator[Sequence[float | None]] = iter([one.ci for one in known])
    for p in found.estimates:
        if p.op != "~*~":
            made = _estimate(p, sound=sound)
            lower, upper = next(ends, (None, None)) if standard.is_drawn(p) else (None, None)
            yield replace(made, std_ci_lower=lower, std_ci_upper=upper)


def _estimate(p: Parameter, *, sound: bool) -> Estimate:
    if not sound:
        return Estimate(p.lhs, p.op, p.rhs, None, group=p.group, label=p.label)
    return Estimate(
        lhs=p.lhs,
        op=p.op,
        rhs=p.rhs,
        est=number(p.est),
        se=p.se,
        z=p.z,
        pvalue=p.pvalue,
        ci_lower=p.ci_lower,
        ci_upper=p.ci_upper,
        std_lv=p.std_lv,
        std_all=p.std_all,
        group=p.group,
        label=p.label,
    )


def _crosscheck(found: SemFit) -> Crosscheck:
    """Largest differences from semopy's own fit; or why there are none."""
    from cpsurvey.engines.semopy import compare

    return Crosscheck(**compare(found))
