"""Rival measurement models of the same scales, compared (tables T8, T9 and T12)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from cpsurvey.analysis.base import Context, kind
from cpsurvey.analysis.localfit import local_fit
from cpsurvey.analysis.measurement import Measured, Options, check, fitted, measured
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.rivalry import Rival, rivals
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Caveat, Result
from cpsurvey.sem.compare import Difference, difference
from cpsurvey.sem.semfit import Z975, SemFit
from cpsurvey.sem.standardize import Standardized

Array = NDArray[np.float64]
Fits = dict[str, SemFit | None]


class RivalOptions(Options):
    """Options of `rivals`."""

    local_fit: bool = Field(
        default=True, description="List residual correlations and modification indices."
    )


@kind("rivals", RivalOptions, check)
def run(params: RivalOptions, context: Context) -> list[Result]:
    """Fit every rival the questionnaire allows; one that fails is said, the rest goes on."""
    found = measured(params, context)
    models, caveats, composites = rivals(found, context.questionnaire)
    fits: Fits = {}
    lines = []
    for done, rival in enumerate(models):
        context.progress(done, len(models))
        base = fits.get("correlated")
        try:
            fits[rival.name] = fitted(found, context, rival.syntax, like=base)
            problems = _said(fits[rival.name])
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
        "local_fit": local_fit(base) if params.local_fit and base.converged else None,
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


def _said(model: SemFit | None) -> list[dict[str, Any]]:
    """What is wrong with a rival; it is told with the model and does not spoil the rest."""
    if model is None:
        return []
    remarks = [r for r in model.remarks if r.severity == "inadmissible"]
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
    """What the factor of the reversed items takes, with limits of its loadings."""
    model = fits.get("wording")
    if model is None or not model.converged:
        return None
    name = next(rival.added[0] for rival in models if rival.name == "wording")
    rows = [k for k, p in enumerate(model.table.rows) if p.op == "=~" and p.lhs == name]
    standard = Standardized(model.table, model.model.rams, model.model.samples)
    std = standard.solution(model.theta, "all")[rows]
    error = standard.errors(model.theta, model.vcov, "all")[0][rows]
    by_name = {line["model"]: line for line in lines}
    loadings = [
        {
            "item": model.table.rows[row].rhs,
            "std": number(value),
            "ci_lower": number(value - Z975 * spread),
            "ci_upper": number(value + Z975 * spread),
        }
        for row, value, spread in zip(rows, std, error, strict=True)
    ]
    return {
        "factor": name,
        "admissible": model.admissible,
        "loadings": loadings,
        "share": number(np.mean(std**2)),
        "largest": number(np.max(np.abs(std) + Z975 * error)),
        "difference": by_name["wording"]["difference"],
        "uniqueness": by_name["uniqueness"]["difference"] if "uniqueness" in by_name else None,
    }
