"""The study's main model at each stage of screening, and whether it says the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, get_args

from cpsurvey.analysis import models
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.model_options import Options, main_model
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.refitted import differing, refitted
from cpsurvey.kinds.screening.data import Effect, Fitted, MainModel, Stage
from cpsurvey.payload import limits
from cpsurvey.results import Caveat
from cpsurvey.sem.semfit import SemFit

STAGES: tuple[Stage, ...] = get_args(Stage)


def compare(context: Context) -> tuple[MainModel | None, list[Caveat]]:
    """The main model fitted to each stage's respondents.

    Returns
    -------
    model : MainModel or None
        None when the study has no model.
    caveats : list of Caveat
        Stages that could not be fitted, and effects whose sign or significance differs.
    """
    chosen = main_model(context.study)
    if chosen is None:
        return None, []
    kind, name, options = chosen
    stages = tuple(_stages(options, context, kind))
    caveats = [
        Caveat("screened_not_fitted", "warning", {"stage": one.stage, "reason": one.reason})
        for one in stages
        if one.reason
    ]
    sound = [one for one in stages if not one.reason]
    if apart := differing((e.name, e.ci) for one in sound for e in one.effects):
        names = ", ".join(sorted(apart))
        caveats.append(Caveat("screened_differs", "warning", {"variables": names}))
    found = MainModel(
        model=name,
        estimator=options.estimator,
        missing=options.kept,
        cluster=context.variable(options.cluster) if options.cluster else None,
        stages=stages,
    )
    return found, caveats


def _stages(options: Options, context: Context, kind: str) -> Iterator[Fitted]:
    """Stages are nested: as many respondents are the same ones, and fitted once."""
    done: dict[int, Fitted] = {}
    for at, stage in enumerate(STAGES):
        context.progress(at, len(STAGES))
        here = context.at(stage)
        n = here.scored.n
        if n not in done:
            there = context if n == context.scored.n else here
            done[n] = _fitted(options, there, kind, stage)
        yield replace(done[n], stage=stage)


def _fitted(options: Options, context: Context, kind: str, stage: Stage) -> Fitted:
    n = context.scored.n
    if not n:
        return Fitted(stage=stage, n=0, used=None, fit=None, effects=(), reason="nobody")
    again = refitted(lambda: models.fitted(options, context, kind)[0], context)
    found, reason = again.found, again.reason
    if found and not found.admissible:
        reason = "inadmissible"
    return Fitted(
        stage=stage,
        n=n,
        used=again.used,
        fit=dict(found.fit) if found else None,
        effects=tuple(_effects(found, context.seed)) if found else (),
        reason=reason,
    )


def _effects(found: SemFit, seed: int) -> Iterator[Effect]:
    """Defined effects with Monte Carlo intervals; else paths; else loadings, standardised."""
    defined = models.effects(found, seed)
    for e in defined:
        yield Effect(name=e.name, op=":=", lhs=None, rhs=None, est=e.est, ci=e.mc)
    if defined:
        return
    op: Literal["~", "=~"] = "~" if any(p.op == "~" for p in found.estimates) else "=~"
    for p in found.estimates:
        if p.op == op:
            group = f" {p.group}" if len(found.groups) > 1 else ""
            yield Effect(
                name=f"{p.lhs} {op} {p.rhs}{group}",
                op=op,
                lhs=p.lhs,
                rhs=p.rhs,
                est=number(p.est) if op == "~" else p.std_all,
                ci=limits(p.ci_lower, p.ci_upper) if op == "~" else None,
            )
