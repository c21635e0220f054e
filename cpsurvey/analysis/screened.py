"""The study's main model at each stage of screening, and whether it says the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from cpsurvey.analysis import models
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.model_options import Options, main_model
from cpsurvey.analysis.numbers import number
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Caveat
from cpsurvey.screening import Stage
from cpsurvey.sem.semfit import SemFit

STAGES: tuple[Stage, ...] = get_args(Stage)


def compare(context: Context) -> tuple[dict[str, Any] | None, list[Caveat]]:
    """The main model fitted to each stage's respondents.

    Returns
    -------
    data : dict or None
        None when the study has no model.
    caveats : list of Caveat
        Stages that could not be fitted, and effects whose sign or significance differs.
    """
    chosen = main_model(context.study)
    if chosen is None:
        return None, []
    kind, name, options = chosen
    stages: list[dict[str, Any]] = []
    caveats: list[Caveat] = []
    done: dict[int, dict[str, Any]] = {}
    for at, stage in enumerate(STAGES):
        context.progress(at, len(STAGES))
        here = context.at(stage)
        n = here.scored.n
        if n == context.scored.n:  # stages are nested: as many respondents are the same ones
            here = context
        if n not in done:
            done[n] = _fitted(options, here, kind)
        stages.append({"stage": stage, **done[n]})
        if reason := done[n]["reason"]:
            caveats.append(
                Caveat("screened_not_fitted", "warning", {"stage": stage, "reason": reason})
            )
    differing = sorted(set(_differing(stages)))
    if differing:
        caveats.append(
            Caveat("screened_differs", "warning", {"variables": ", ".join(differing)})
        )
    return {
        "model": name,
        "estimator": options.estimator,
        "missing": options.missing,
        "cluster": context.variable(options.cluster) if options.cluster else None,
        "stages": stages,
    }, caveats


def _fitted(options: Options, context: Context, kind: str) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "n": context.scored.n,
        "used": None,
        "fit": None,
        "effects": [],
        "reason": "",
    }
    if not context.scored.n:
        return {**empty, "reason": "nobody"}
    try:
        found, _ = models.fitted(options, context, kind)
    except CpsurveyError as error:
        return {**empty, "reason": error.code}
    rows = found.model.rows
    used = context.scored.n if rows is None else int(rows.used.sum())
    if not found.converged:
        return {**empty, "used": used, "reason": "not_converged"}
    return {
        **empty,
        "used": used,
        "fit": dict(found.fit),
        "effects": _effects(found, context.study.file.study.seed),
        "reason": "" if found.admissible else "inadmissible",
    }


def _effects(found: SemFit, seed: int) -> list[dict[str, Any]]:
    """Defined effects with Monte Carlo intervals; else paths; else loadings, standardised."""
    defined = [models.flat(e) for e in models.effects(found, seed)]
    if defined:
        return [
            {
                "name": e["name"],
                "op": ":=",
                "est": e["est"],
                "ci_lower": e["mc_lower"],
                "ci_upper": e["mc_upper"],
            }
            for e in defined
        ]
    op = "~" if any(p.op == "~" for p in found.estimates) else "=~"
    return [
        {
            "name": f"{p.lhs} {op} {p.rhs}" + (f" {p.group}" if len(found.groups) > 1 else ""),
            "op": op,
            "lhs": p.lhs,
            "rhs": p.rhs,
            "est": number(p.est) if op == "~" else p.std_all,
            "ci_lower": p.ci_lower if op == "~" else None,
            "ci_upper": p.ci_upper if op == "~" else None,
        }
        for p in found.estimates
        if p.op == op
    ]


def _differing(stages: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Effects whose interval excludes zero, on one side, at some stages only."""
    said: dict[str, set[int]] = {}
    for stage in stages:
        for effect in () if stage["reason"] else stage["effects"]:
            lower, upper = effect["ci_lower"], effect["ci_upper"]
            if lower is not None and upper is not None:
                side = 1 if lower > 0 else -1 if upper < 0 else 0
                said.setdefault(effect["name"], set()).add(side)
    yield from (name for name, sides in said.items() if len(sides) > 1)
