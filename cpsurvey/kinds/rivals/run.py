"""Rival measurement models of the same scales, compared (tables T8, T9 and T12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.localfit import local_fit
from cpsurvey.analysis.measurement import Measured, fitted, measured
from cpsurvey.analysis.numbers import number
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.rivals.options import RivalOptions
from cpsurvey.kinds.rivals.rivalry import Rival, rivals
from cpsurvey.results import Caveat, Result
from cpsurvey.sem.after.compare import Difference, difference
from cpsurvey.sem.fit import fit
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.semfit import Z975, SemFit

Array = NDArray[np.float64]
Fits = dict[str, SemFit | None]


def run(params: RivalOptions, context: Context) -> list[Result[Any]]:
    """Fit every rival the questionnaire allows; one that fails is said, the rest goes on."""
    found = measured(params, context)
    models, caveats, composites = rivals(
        found, context.questionnaire, uniqueness=params.uniqueness
    )
    fits: Fits = {}
    lines = []
    for done, rival in enumerate(models):
        context.progress(done, len(models))
        base = fits.get("correlated")
        try:
            fits[rival.name] = _fit(found, context, rival, base)
            problems = _said(rival, fits[rival.name])
        except CpsurveyError as error:
            if rival.name == "correlated":
                raise
            fits[rival.name] = None
            values = {"code": error.code, "message": error.message}
            problems = [{"code": "rivals_failed", "values": values}]
        lines.append(_line(rival, fits) | {"problems": problems})
    base = fits["correlated"]
    assert base is not None
    remarks = tuple(Caveat(r.code, r.severity, dict(r.values)) for r in base.remarks)
    data: dict[str, Any] = {
        "scales": {scale: list(items) for scale, items in found.scales.items()},
        "estimator": found.estimator,
        "missing": found.missing,
        "cluster": context.variable(params.cluster) if params.cluster else None,
        "models": lines,
        "composites": [
            {"composite": composite, "of": parts, "equal": len(parts) == 2}
            for composite, parts in composites.items()
        ],
        "general": _general(fits.get("bifactor"), models),
        "wording": _wording(fits, models, lines),
        "local_fit": asdict(local_fit(base)) if params.local_fit and base.converged else None,
    }
    sample = context.scored.sample(_rows(base, found))
    return [
        Result(
            kind="rivals",
            id=context.id,
            sample=sample,
            data=data,
            caveats=(*found.caveats, *caveats, *remarks),
        )
    ]


def _rows(base: SemFit, found: Measured) -> NDArray[np.bool_]:
    rows = base.model.rows
    return found.used if rows is None else rows.used


def _fit(found: Measured, context: Context, rival: Rival, base: SemFit | None) -> SemFit | None:
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


def _said(rival: Rival, model: SemFit | None) -> list[dict[str, Any]]:
    """What is wrong with a rival; it is told with the model and does not spoil the rest."""
    if model is None:
        return [{"code": "not_converged", "values": {}}]
    remarks = [r for r in model.remarks if r.severity == "inadmissible"]
    if rival.name == "wording" and {r.code for r in remarks} == {"negative_latent_variance"}:
        return [{"code": "rivals_wording_negative", "values": {}}]
    return [{"code": r.code, "values": dict(r.values)} for r in remarks]


def _line(rival: Rival, fits: Fits) -> dict[str, Any]:
    """Row of T8 with its loadings."""
    model = fits[rival.name]
    converged = model is not None and model.converged
    return {
        "model": rival.name,
        "relation": rival.relation,
        "added": list(rival.added),
        "syntax": rival.syntax,
        "converged": converged,
        "admissible": model is not None and model.admissible,
        "npar": model.npar if model else None,
        "n": sum(model.nobs) if model else None,
        "fit": dict(model.fit) if model is not None and converged else {},
        "difference": _difference(rival, fits),
        "loadings": _loadings(model) if model is not None and converged else [],
    }


def _difference(rival: Rival, fits: Fits) -> dict[str, Any] | None:
    """Test against the correlated factors, or the reason why there is none."""
    if rival.relation == "itself":
        return None
    if rival.relation == "apart":
        return {"reason": "not_nested"}
    one, base = fits[rival.name], fits["correlated"]
    if one is None or base is None or not (one.converged and base.converged):
        return {"reason": "no_test"}
    if {"not_identified"} & {r.code for model in (one, base) for r in model.remarks}:
        return {"reason": "no_test"}
    order = (one, base) if rival.relation == "restricted" else (base, one)
    if order[0].test.df == order[1].test.df:
        return {"reason": "same"}
    try:
        tested = _tested(*order)
    except (CpsurveyError, np.linalg.LinAlgError):
        return {"reason": "scaling"}
    return {
        "chisq": number(tested.chisq),
        "df": tested.df,
        "pvalue": tested.pvalue,
        "method": tested.method,
        "scaling": tested.scaling,
    }


def _tested(restricted: SemFit, general: SemFit) -> Difference:
    try:
        return difference(restricted, general)
    except CpsurveyError:
        return difference(restricted, general, "satorra.2000")


def _loadings(model: SemFit) -> list[dict[str, Any]]:
    r2 = {name: value for name, _, value in model.r2}
    return [
        {
            "factor": p.lhs,
            "item": p.rhs,
            "est": number(p.est),
            "se": p.se or None,
            "std": p.std_all,
            "r2": number(r2[p.rhs]) if p.rhs in r2 else None,
        }
        for p in model.estimates
        if p.op == "=~"
    ]


def _general(model: SemFit | None, models: Sequence[Rival]) -> dict[str, Any] | None:
    """Hierarchical omega and explained common variance of the bifactor model.

    Omega: (sum of the general loadings)^2 over the variance of the observed sum
    (McDonald, 1999); ECV: the general factor's share of all squared standardised loadings
    (Sijtsma, 2009). None where the solution is not admissible.
    """
    if model is None or not model.admissible:
        return None
    name = next(rival.added[0] for rival in models if rival.name == "bifactor")
    rows = [p for p in model.estimates if p.op == "=~"]
    whole = sum((p.std_all or 0.0) ** 2 for p in rows)
    own = sum((p.std_all or 0.0) ** 2 for p in rows if p.lhs == name)
    total = float(model.model.samples[0].cov.sum())
    omega = sum(p.est for p in rows if p.lhs == name) ** 2 / total
    return {"factor": name, "omega_h": number(omega), "ecv": number(own / whole)}


def _wording(
    fits: Fits, models: Sequence[Rival], lines: Sequence[dict[str, Any]]
) -> dict[str, Any] | None:
    """Share of the reversed items' variance that their wording has in common."""
    model = fits.get("wording")
    if model is None or not model.converged:
        return None
    wrong = {r.code for r in model.remarks if r.severity == "inadmissible"}
    if wrong - {"negative_latent_variance"}:  # a share below zero is an answer of its own
        return None
    name = next(rival.added[0] for rival in models if rival.name == "wording")
    share = next(p for p in model.estimates if p.op == "~~" and p.lhs == p.rhs == name)
    tests = {line["model"]: line["difference"] for line in lines}
    items = [p.rhs for p in model.estimates if p.op == "=~" and p.lhs == name]
    return {
        "factor": name,
        "items": items,
        "share": number(share.est),
        "share_lower": share.ci_lower,
        "share_upper": share.ci_upper,
        "loadings": _wording_loadings(fits.get("wording_free"), name),
        "difference": tests["wording"],
        "free": tests.get("wording_free"),
        "uniqueness": tests.get("uniqueness"),
    }


def _wording_loadings(model: SemFit | None, name: str) -> list[dict[str, Any]]:
    """Standardised loadings with delta limits, where they can be told one by one."""
    if model is None or not model.admissible:
        return []
    rows = [k for k, p in enumerate(model.table.rows) if p.op == "=~" and p.lhs == name]
    standard = Standardized(model.table, model.model.rams, model.model.samples)
    std = standard.solution(model.theta, "all")[rows]
    error = standard.errors(model.theta, model.vcov, "all")[0][rows]
    return [
        {
            "item": model.table.rows[row].rhs,
            "std": number(value),
            "ci_lower": number(value - Z975 * spread),
            "ci_upper": number(value + Z975 * spread),
        }
        for row, value, spread in zip(rows, std, error, strict=True)
    ]
