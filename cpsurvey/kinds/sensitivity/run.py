"""How sure? The main model's effects under other choices one could have made (T25a, T25b)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from cpsurvey.analysis import models
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.model_options import Options as Asked
from cpsurvey.analysis.model_options import main_model, text_of
from cpsurvey.analysis.refitted import differing, refitted
from cpsurvey.design import Questionnaire
from cpsurvey.kinds.sensitivity.choices import REPORTED, Choice, choices
from cpsurvey.kinds.sensitivity.data import Effect, Line, Sensitivity
from cpsurvey.kinds.sensitivity.options import Options
from cpsurvey.results import Caveat, Result
from cpsurvey.sem.language.syntax import Syntax, parse
from cpsurvey.sem.semfit import SemFit

MOST = 6
"""Effects shown when none are named: sums and differences first."""
KEPT = ("chisq", "chisq.scaled", "df", "cfi", "cfi.robust", "rmsea", "rmsea.robust", "srmr")
"""Fit measures told of every choice."""


def sensitivity(params: Options, context: Context) -> list[Result[Sensitivity]]:
    """Fit the main model as reported, then once per choice; compare its effects."""
    chosen = main_model(context.study)
    assert chosen is not None  # checked before any data was read
    way, name, asked = chosen
    syntax = parse(text_of(asked, context.study))
    found = [_fitted(REPORTED, asked, syntax, context, way)]
    every = choices(params, _controls(params, context), asked.cluster)
    for at, choice in enumerate(every, 1):
        context.progress(at, len(every) + 1)
        found += _otherwise(choice, asked, syntax, context, way)
    wanted = params.effects or _main(next((r.effects for r in found if r.effects), ()))
    rows = [_only(wanted, row) for row in found]
    read = [row for row in rows if row.effects and row.admissible]
    apart = differing((e.name, e.mc) for row in read for e in row.effects)
    unsure = tuple(e for e in wanted if e in apart) if rows[0] in read else ()
    data = Sensitivity(
        model=name,
        estimator=asked.estimator,
        missing=asked.kept,
        cluster=context.variable(asked.cluster) if asked.cluster else None,
        names=wanted,
        rows=tuple(rows),
        differing=unsure,
    )
    sample = context.scored.sample(np.ones(context.scored.n, dtype=bool))
    caveats = tuple(_caveats(rows, unsure))
    return [Result("sensitivity", context.id, sample, data, caveats=caveats)]


def _controls(params: Options, context: Context) -> tuple[str, ...]:
    """Further covariates, as far as they were asked."""
    scales = context.questionnaire.scales
    named = params.controls
    if named is None:
        named = tuple(scale.id for scale in scales if scale.role == "control")
    return tuple(context.available(named))


def _only(wanted: Sequence[str], row: Line) -> Line:
    return replace(row, effects=tuple(e for e in row.effects if e.name in wanted))


def _caveats(rows: Sequence[Line], unsure: Sequence[str]) -> Iterator[Caveat]:
    for row in rows:
        if not row.effects:
            values = {"choice": row.choice, "reason": row.reason}
            yield Caveat("sensitivity_not_done", "note", values)
    for row in rows:
        if row.admissible is False:
            values = {"choice": row.choice, "reason": ""}
            yield Caveat("sensitivity_not_read", "warning", values)
    if unsure:
        yield Caveat("sensitivity_differs", "warning", {"variables": ", ".join(unsure)})


def _otherwise(
    choice: Choice, asked: Asked, syntax: Syntax, context: Context, way: str
) -> Iterator[Line]:
    """The row of a choice; nothing where it would change nothing."""
    same = all(getattr(asked, name) == value for name, value in choice.options.items())
    if choice.change is not None:
        changed = choice.change(syntax, context.questionnaire)
        if changed is None:
            return
        syntax = changed
    elif choice.stage is not None:
        there = context.at(choice.stage)
        if there.scored.n == context.scored.n:
            return
        context = there
    elif same and not choice.within:
        return
    if choice.name == "ordinal" and not _is_ordered(syntax, context.questionnaire):
        return
    yield _fitted(choice, asked, syntax, context, way)


def _is_ordered(syntax: Syntax, questionnaire: Questionnaire) -> bool:
    return any(r.op == "=~" and r.rhs in questionnaire.items for r in syntax.relations)


def _fitted(choice: Choice, asked: Asked, syntax: Syntax, context: Context, way: str) -> Line:
    options = asked.model_copy(update={**choice.options, "bootstrap": 0, "main": False})

    def fit() -> SemFit:
        if choice.change is None and not choice.within:  # others may have fitted it
            return models.fitted(options, context, way)[0]
        return models.fit_syntax(syntax, options, context, way, within=choice.within)

    again = refitted(fit, context)
    one = again.found
    return Line(
        choice=choice.name,
        n=context.scored.n if again.used is None else again.used,
        admissible=one.admissible if one else None,
        fit={name: one.fit.get(name) for name in KEPT} if one else {},
        effects=tuple(_effects(one, context.seed)) if one else (),
        reason=again.reason,
    )


def _effects(found: SemFit, seed: int) -> Iterator[Effect]:
    """Defined effects, unstandardised and standardised, with Monte Carlo intervals."""
    for e in models.effects(found, seed, metric="all"):
        yield Effect(
            name=e.name,
            expression=e.expression,
            est=e.est,
            se=e.se,
            mc=e.mc,
            std_all=e.std_all,
            std_ci=e.standard.mc if e.standard else None,
        )


def _main(effects: Sequence[Effect]) -> tuple[str, ...]:
    """Sums and differences before single products, in the model's order."""
    sums = [e.name for e in effects if "+" in e.expression or "-" in e.expression]
    others = [e.name for e in effects if e.name not in sums]
    chosen = (sums + others)[:MOST]
    return tuple(e.name for e in effects if e.name in chosen)
