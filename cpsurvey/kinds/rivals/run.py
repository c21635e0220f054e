"""Rival measurement models of the same scales, compared (tables T8, T9 and T12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.localfit import local_fit
from cpsurvey.analysis.measurement import Measured, fitted, measured
from cpsurvey.analysis.numbers import number
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.rivals.data import (
    Composite,
    Difference,
    Fitted,
    General,
    Loading,
    Model,
    NoTest,
    OfWording,
    Rivals,
    Wording,
)
from cpsurvey.kinds.rivals.embedded import embedded
from cpsurvey.kinds.rivals.options import RivalOptions
from cpsurvey.kinds.rivals.written import Rival, rivals
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result
from cpsurvey.sem.after import standard
from cpsurvey.sem.after.compare import Difference as Tested
from cpsurvey.sem.after.compare import difference
from cpsurvey.sem.fit import fit
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
Fits = dict[Model, SemFit | None]


def run(params: RivalOptions, context: Context) -> list[Result[Rivals]]:
    """Fit every rival the questionnaire allows; one that fails is said, the rest goes on."""
    found = measured(params, context)
    models, caveats, composites = rivals(
        found, context.questionnaire, uniqueness=params.uniqueness
    )
    fits: Fits = {}
    lines = []
    for done, rival in enumerate(models):
        context.progress(done, len(models))
        fits[rival.name], problems = _fit(found, context, rival, fits.get("correlated"))
        lines.append(_line(rival, fits, problems))
    base = fits["correlated"]
    assert base is not None
    remarks = tuple(Caveat(r.code, r.severity, dict(r.values)) for r in base.remarks)
    added = {rival.name: rival.added for rival in models}
    data = Rivals(
        scales={scale: tuple(items) for scale, items in found.scales.items()},
        estimator=found.estimator,
        missing=found.missing,
        cluster=context.variable(params.cluster) if params.cluster else None,
        models=tuple(lines),
        composites=tuple(_composites(composites)),
        general=_general(fits.get("bifactor"), *added["bifactor"]),
        wording=_wording(fits, *added.get("wording", ())),
        local_fit=local_fit(base) if params.local_fit and base.converged else None,
        embedded=tuple(embedded(params.embedded, found, context, base)),
    )
    sample = context.scored.sample(_rows(base, found))
    said = (*found.caveats, *caveats, *remarks)
    return [Result("rivals", context.id, sample, data, caveats=said)]


def _rows(base: SemFit, found: Measured) -> NDArray[np.bool_]:
    rows = base.model.rows
    return found.used if rows is None else rows.used


def _composites(found: Mapping[str, Sequence[str]]) -> Iterator[Composite]:
    for composite, scales in found.items():
        yield Composite(composite=composite, of=tuple(scales), equal=len(scales) == 2)


def _fit(
    found: Measured, context: Context, rival: Rival, base: SemFit | None
) -> tuple[SemFit | None, tuple[Caveat, ...]]:
    """Fit a rival, and what is wrong with it: told with the model, it leaves the rest."""
    try:
        model = _fitted(found, context, rival, base)
    except CpsurveyError as error:
        if rival.name == "correlated":
            raise
        values = {"code": error.code, "message": error.message}
        return None, (Caveat("rivals_failed", "warning", values),)
    return model, tuple(_problems(rival, model))


def _fitted(
    found: Measured, context: Context, rival: Rival, base: SemFit | None
) -> SemFit | None:
    """Fit a rival; None where not even the estimated moments let it converge.

    With missing answers a model that has no minimum would take a minute to say so.
    """
    if base is not None and found.missing == "fiml":
        sample = base.model.samples[0]
        near = fit(
            rival.syntax,
            kind="cfa",
            sample_cov=sample.cov * sample.n / (sample.n - 1),
            sample_names=base.table.observed,
            nobs=sample.n,
            std_lv=True,
        )
        if not near.converged:
            return None
    return fitted(found, context, rival.syntax)


def _problems(rival: Rival, model: SemFit | None) -> Iterator[Caveat]:
    if model is None:
        yield Caveat("not_converged", "warning")
        return
    remarks = [r for r in model.remarks if r.severity == "inadmissible"]
    if rival.name == "wording" and {r.code for r in remarks} == {"negative_latent_variance"}:
        yield Caveat("rivals_wording_negative", "warning")
        return
    for remark in remarks:
        yield Caveat(remark.code, "warning", dict(remark.values))


def _line(rival: Rival, fits: Fits, problems: tuple[Caveat, ...]) -> Fitted:
    """Row of T8 with its loadings."""
    model = fits[rival.name]
    shown = model if model is not None and model.converged else None
    tested, untested = _difference(rival, fits)
    return Fitted(
        model=rival.name,
        relation=rival.relation,
        added=rival.added,
        syntax=rival.syntax,
        converged=shown is not None,
        admissible=model is not None and model.admissible,
        npar=model.npar if model else None,
        n=sum(model.nobs) if model else None,
        fit=dict(shown.fit) if shown else {},
        difference=tested,
        untested=untested,
        loadings=_loadings(shown) if shown else (),
        problems=problems,
    )


def _difference(rival: Rival, fits: Fits) -> tuple[Difference | None, NoTest | None]:
    """Test against the correlated factors, or the reason why there is none."""
    if rival.relation == "itself":
        return None, None
    if rival.relation == "apart":
        return None, "not_nested"
    one, base = fits[rival.name], fits["correlated"]
    if one is None or base is None or not (one.converged and base.converged):
        return None, "no_test"
    if {"not_identified"} & {r.code for model in (one, base) for r in model.remarks}:
        return None, "no_test"
    order = (one, base) if rival.relation == "restricted" else (base, one)
    if order[0].test.df == order[1].test.df:
        return None, "same"
    try:
        tested = _tested(*order)
    except (CpsurveyError, np.linalg.LinAlgError):
        return None, "scaling"
    return Difference(
        chisq=number(tested.chisq),
        df=tested.df,
        pvalue=tested.pvalue,
        method=tested.method,
        scaling=tested.scaling,
    ), None


def _tested(restricted: SemFit, general: SemFit) -> Tested:
    try:
        return difference(restricted, general)
    except CpsurveyError:
        return difference(restricted, general, "satorra.2000")


def _loadings(model: SemFit) -> tuple[Loading, ...]:
    r2 = {name: value for name, _, value in model.r2}
    rows = [p for p in model.estimates if p.op == "=~"]
    usable = model.converged and model.identified
    known = standard.some(model, "all", "=~") if usable else [None] * len(rows)
    return tuple(
        Loading(
            factor=p.lhs,
            item=p.rhs,
            est=number(p.est),
            se=p.se or None,
            std=p.std_all,
            r2=number(r2[p.rhs]) if p.rhs in r2 else None,
            std_ci=limits(*std.ci) if std else None,
        )
        for p, std in zip(rows, known, strict=True)
    )


def _general(model: SemFit | None, name: str) -> General | None:
    """Hierarchical omega and explained common variance of the bifactor model.

    Omega: (sum of the general loadings)^2 over the variance of the observed sum
    (McDonald, 1999); ECV: the general factor's share of all squared standardised loadings
    (Sijtsma, 2009). None where the solution is not admissible.
    """
    if model is None or not model.admissible:
        return None
    rows = [p for p in model.estimates if p.op == "=~"]
    whole = sum((p.std_all or 0.0) ** 2 for p in rows)
    own = sum((p.std_all or 0.0) ** 2 for p in rows if p.lhs == name)
    total = float(model.model.samples[0].cov.sum())
    omega = sum(p.est for p in rows if p.lhs == name) ** 2 / total
    return General(factor=name, omega_h=number(omega), ecv=number(own / whole))


def _wording(fits: Fits, name: str = "") -> Wording | None:
    """Share of the reversed items' variance that their wording has in common."""
    model = fits.get("wording")
    if model is None or not model.converged:
        return None
    wrong = {r.code for r in model.remarks if r.severity == "inadmissible"}
    if wrong - {"negative_latent_variance"}:  # a share below zero is an answer of its own
        return None
    share = next(p for p in model.estimates if p.op == "~~" and p.lhs == p.rhs == name)
    return Wording(
        factor=name,
        items=tuple(p.rhs for p in model.estimates if p.op == "=~" and p.lhs == name),
        share=number(share.est),
        ci=limits(share.ci_lower, share.ci_upper),
        loadings=_wording_loadings(fits.get("wording_free"), name),
    )


def _wording_loadings(model: SemFit | None, name: str) -> tuple[OfWording, ...]:
    """Standardised loadings with delta limits, where they can be told one by one."""
    if model is None or not model.admissible:
        return ()
    rows = [k for k, p in enumerate(model.table.rows) if p.op == "=~" and p.lhs == name]
    standard = Standardized(model.table, model.model.rams, model.model.samples)
    std = standard.solution(model.theta, "all")[rows]
    error = standard.errors(model.theta, model.vcov, "all")[0][rows]
    reach = model.reference.reach
    return tuple(
        OfWording(
            item=model.table.rows[row].rhs,
            std=number(value),
            ci=limits(value - reach * spread, value + reach * spread),
        )
        for row, value, spread in zip(rows, std, error, strict=True)
    )
