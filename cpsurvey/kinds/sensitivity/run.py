"""How sure? The main model's effects under other choices one could have made (table T25)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from cpsurvey.analysis import models
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.screened import main_model
from cpsurvey.design import Questionnaire
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.sensitivity.options import CHOICES, Choice, Options
from cpsurvey.results import Caveat, Result
from cpsurvey.sem.language.syntax import Syntax, parse
from cpsurvey.sem.semfit import SemFit

MOST = 6
"""Effects shown when none are named: sums and differences first."""


def sensitivity(params: Options, context: Context) -> list[Result[Any]]:
    """Fit the main model as reported, then once per choice; compare its effects."""
    chosen = main_model(context.study)
    assert chosen is not None  # checked before any data was read
    way, name, asked = chosen
    syntax = parse(models.text_of(asked, context.study))
    reported = _fitted(Choice("reported", {}), asked, syntax, context, way)
    rows = [reported]
    for at, choice in enumerate(
        choice for choice in CHOICES if choice.name not in params.without
    ):
        context.progress(at + 1, len(CHOICES) + 1)
        rows += _otherwise(choice, asked, syntax, context, way)
    fitted = next((row for row in rows if row["effects"]), reported)
    wanted = list(params.effects) or _main(fitted)
    for row in rows:
        row["effects"] = [e for e in row["effects"] if e["name"] in wanted]
    read = [row for row in rows if row["effects"] and row["admissible"]]
    differing = _differing(read, wanted) if reported in read else []
    caveats = [
        Caveat(
            "sensitivity_not_done", "note", {"choice": row["choice"], "reason": row["reason"]}
        )
        for row in rows
        if not row["effects"]
    ]
    caveats += [
        Caveat("sensitivity_not_read", "warning", {"choice": row["choice"], "reason": ""})
        for row in rows
        if row["admissible"] is False
    ]
    if differing:
        caveats.append(
            Caveat("sensitivity_differs", "warning", {"variables": ", ".join(differing)})
        )
    everybody = np.ones(context.scored.n, dtype=bool)
    return [
        Result(
            kind="sensitivity",
            id=context.id,
            sample=context.scored.sample(everybody),
            data={
                "model": name,
                "estimator": asked.estimator,
                "missing": asked.missing,
                "cluster": context.variable(asked.cluster) if asked.cluster else None,
                "names": wanted,
                "rows": rows,
                "differing": differing,
            },
            caveats=tuple(caveats),
        )
    ]


def _otherwise(
    choice: Choice, asked: models.Options, syntax: Syntax, context: Context, way: str
) -> list[dict[str, Any]]:
    """The row of a choice; nothing where it would change nothing."""
    same = all(getattr(asked, name) == value for name, value in choice.options.items())
    if choice.change is not None:
        changed = choice.change(syntax, context.questionnaire)
        if changed is None:
            return []
        syntax = changed
    elif choice.stage is not None:
        there = context.at(choice.stage)
        if there.scored.n == context.scored.n:
            return []
        context = there
    elif same:
        return []
    if choice.name == "ordinal" and not _is_ordered(syntax, context.questionnaire):
        return []
    return [_fitted(choice, asked, syntax, context, way)]


def _is_ordered(syntax: Syntax, questionnaire: Questionnaire) -> bool:
    return any(r.op == "=~" and r.rhs in questionnaire.items for r in syntax.relations)


def _fitted(
    choice: Choice, asked: models.Options, syntax: Syntax, context: Context, way: str
) -> dict[str, Any]:
    options = asked.model_copy(update={**choice.options, "bootstrap": 0, "main": False})
    row: dict[str, Any] = {
        "choice": choice.name,
        "n": context.scored.n,
        "admissible": None,
        "fit": {},
        "effects": [],
        "reason": "",
    }
    try:
        if choice.change is None and not choice.random_x:  # others may have fitted it
            found, _ = models.fitted(options, context, way)
        else:
            found = models.fit_syntax(syntax, options, context, way, random_x=choice.random_x)
    except CpsurveyError as error:
        return {**row, "reason": error.code}
    rows = found.model.rows
    row["n"] = context.scored.n if rows is None else int(rows.used.sum())
    if not found.converged:
        return {**row, "reason": "not_converged"}
    kept = ("chisq", "chisq.scaled", "df", "cfi", "cfi.robust", "rmsea", "rmsea.robust", "srmr")
    fit = {name: found.fit.get(name) for name in kept}
    effects = _effects(found, context.study.file.study.seed)
    return {**row, "admissible": found.admissible, "fit": fit, "effects": effects}


def _effects(found: SemFit, seed: int) -> list[dict[str, Any]]:
    """Defined effects, unstandardised and standardised, with Monte Carlo intervals.

    The standardised interval is the unstandardised one on the other metric.
    """
    effects = []
    for e in map(models.flat, models.effects(found, seed)):
        est, std = e["est"], e["std_all"]
        turn = std / est if est and std is not None else None
        ends = [e["mc_lower"], e["mc_upper"]]
        effects.append(
            {
                "name": e["name"],
                "expression": e["expression"],
                "est": est,
                "se": e["se"],
                "mc_lower": ends[0],
                "mc_upper": ends[1],
                "std_all": std,
                "std_lower": number(ends[0] * turn) if turn and ends[0] is not None else None,
                "std_upper": number(ends[1] * turn) if turn and ends[1] is not None else None,
            }
        )
    return effects


def _main(reported: Mapping[str, Any]) -> list[str]:
    """Sums and differences before single products, in the model's order."""
    effects = reported["effects"]
    sums = [e["name"] for e in effects if "+" in e["expression"] or "-" in e["expression"]]
    others = [e["name"] for e in effects if e["name"] not in sums]
    chosen = (sums + others)[:MOST]
    return [e["name"] for e in effects if e["name"] in chosen]


def _differing(rows: Sequence[Mapping[str, Any]], wanted: Sequence[str]) -> list[str]:
    """Effects whose interval leaves out zero, on one side, under some choices only.

    Of the choices whose solution may be read.
    """
    found = []
    for name in wanted:
        sides = set()
        for row in rows:
            for e in row["effects"]:
                if e["name"] == name and None not in (e["mc_lower"], e["mc_upper"]):
                    sides.add(1 if e["mc_lower"] > 0 else -1 if e["mc_upper"] < 0 else 0)
        if len(sides) > 1:
            found.append(name)
    return found
