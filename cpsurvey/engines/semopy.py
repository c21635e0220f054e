"""semopy as a second opinion, only where it was measured to be sound.

Sound: one group, complete data, maximum likelihood without means, no observed covariates
(their moments are counted in its degrees of freedom), no modifier on a loading (a label
moves the marker, ``NA`` is read as a label). See its issues before widening this.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.fit import fit
from cpsurvey.sem.semfit import SemFit

OPTIONS = {"ftol": 1e-12, "maxiter": 2000}
"""semopy stops at 1e-6 of the function by default, 0.5 % away from the estimates."""


def unsound(found: SemFit) -> str | None:
    """Key of the reason why semopy's numbers cannot be compared, or None."""
    table = found.table
    reasons = {
        "not_converged": not found.converged,
        "groups": len(found.nobs) > 1,
        "missing": found.settings.missing == "fiml",
        "covariates": bool(table.exogenous),
        "constraints": bool(table.constraints),
        "means": table.settings.meanstructure,
        "std_lv": table.settings.std_lv,
        "modifiers": _modified(found),
        "moments": found.model.samples[0].data is None,
    }
    return next((key for key, holds in reasons.items() if holds), None)


def _modified(found: SemFit) -> bool:
    """Whether a loading carries a label or a value semopy would read differently."""
    loadings = [row for row in found.table.rows if row.op == "=~"]
    labelled = any(row.label and row.free >= 0 for row in loadings)
    fixed = any(row.free < 0 and row.value != 1.0 for row in loadings)
    return labelled or fixed or _extra_markers(found)


def _extra_markers(found: SemFit) -> bool:
    """Whether a factor has more than one loading fixed at one."""
    markers: dict[str, int] = {}
    for row in found.table.rows:
        if row.op == "=~" and row.free < 0:
            markers[row.lhs] = markers.get(row.lhs, 0) + 1
    return any(count > 1 for count in markers.values())


def compare(found: SemFit) -> dict[str, Any]:
    """Refit by semopy and report the largest relative differences.

    Where answers are missing or errors robust, both engines fit the same model to the
    complete cases by plain maximum likelihood: what differs then is the engine.
    """
    what = "same"
    if found.two_level:
        return {"engine": "semopy", "reason": "levels"}
    if found.settings.missing == "fiml" or found.settings.meanstructure:
        found, what = _on_complete_cases(found), "complete"
    reason = unsound(found)
    if reason:
        return {"engine": "semopy", "reason": reason}
    import warnings

    import pandas as pd

    data = found.model.samples[0].data
    renamed = {name: f"v{i}" for i, name in enumerate(found.table.observed)}
    renamed |= {name: f"f{i}" for i, name in enumerate(found.table.latent)}
    back = {short: name for name, short in renamed.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            rows, chisq = _semopy(found, renamed, pd.DataFrame(data))
        except Exception as error:  # noqa: BLE001  a second opinion must not end the run
            return {"engine": "semopy", "reason": "failed", "error": type(error).__name__}
    mine = {(p.lhs, p.op, p.rhs): p for p in found.estimates}
    gaps_est, gaps_se = [0.0], [0.0]
    for lhs, op, rhs, est, se in rows:
        name, other = back.get(lhs, lhs), back.get(rhs, rhs)
        p = mine.get((other, "=~", name)) if op == "~" else None
        p = p or mine.get((name, op, other)) or mine.get((other, op, name))
        if p is None or p.se is None or p.se == 0:
            continue
        gaps_est.append(abs(est - p.est) / max(abs(p.est), 1e-3))
        if math.isfinite(se) and found.settings.estimator == "ml":
            gaps_se.append(abs(se - p.se) / p.se)
    return {
        "engine": "semopy",
        "what": what,
        "max_est": max(gaps_est),
        "max_se": max(gaps_se) if len(gaps_se) > 1 else None,
        "max_chisq": abs(chisq - float(found.fit["chisq"] or 0.0)),
    }


def _on_complete_cases(found: SemFit) -> SemFit:
    """The same model, complete cases, plain ML, no means."""
    data = found.model.samples[0].data
    if data is None or len(found.nobs) > 1:
        return found
    columns = {name: data[:, i] for i, name in enumerate(found.table.observed)}
    try:
        return fit(found.syntax, columns, kind=found.settings.kind, meanstructure=False)
    except CpsurveyError:
        return found


def _semopy(
    found: SemFit, renamed: dict[str, str], data: Any
) -> tuple[list[tuple[str, str, str, float, float]], float]:
    import semopy

    lines = []
    for row in found.table.rows:
        if not row.user or row.op not in ("=~", "~", "~~"):
            continue
        value = f"{row.value}*" if row.free < 0 and not np.isnan(row.value) else ""
        if row.op == "=~":
            value = ""
        lines.append(f"{renamed[row.lhs]} {row.op} {value}{renamed[row.rhs]}")
    data.columns = [renamed[name] for name in found.table.observed]
    model = semopy.Model("\n".join(lines))
    model.fit(data, options=dict(OPTIONS))
    table = model.inspect()
    rows = [
        (str(r.lval), str(r.op), str(r.rval), float(r.Estimate), _number(r["Std. Err"]))
        for _, r in table.iterrows()
    ]
    chisq = float(semopy.calc_stats(model)["chi2"].iloc[0])
    return rows, chisq


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return math.nan
