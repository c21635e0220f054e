"""How sure? The main model's effects under other choices one could have made (table T25)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from pydantic import Field

from cpsurvey.analysis import models
from cpsurvey.analysis.base import Context, Params, Problem, kind
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.screened import main_model
from cpsurvey.design import Questionnaire, Study
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.results import Caveat, Result
from cpsurvey.screening import Stage
from cpsurvey.sem.language.partable import variables
from cpsurvey.sem.language.syntax import Relation, Syntax, parse
from cpsurvey.sem.semfit import SemFit

MOST = 6
"""Effects shown when none are named: sums and differences first."""


class Options(Params):
    """Options of `sensitivity`."""

    effects: tuple[str, ...] = Field(
        (), description="Effects that ':=' defines in the main model; by default the main ones."
    )
    without: tuple[str, ...] = Field(
        (), description="Choices to leave out: ordinal, short, ..."
    )


Change = Callable[[Syntax, Questionnaire], Syntax | None]
"""Another way of writing the model; None where it would be the same or no model."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way of doing it otherwise."""

    name: str
    options: Mapping[str, Any]
    stage: Stage | None = None
    change: Change | None = None
    random_x: bool = False


def _keep(syntax: Syntax, keep: Callable[[Relation], bool]) -> Syntax:
    return replace(syntax, relations=tuple(r for r in syntax.relations if keep(r)))


def without_controls(syntax: Syntax, _questionnaire: Questionnaire) -> Syntax | None:
    """Covariates nothing explains or measures, and that no label names, are left out."""
    observed, latent = variables(syntax)
    inner = {r.lhs for r in syntax.relations if r.op == "~"} | set(latent)
    inner |= {r.rhs for r in syntax.relations if r.op == "=~"}
    named = {
        r.rhs
        for r in syntax.relations
        if r.op == "~" and r.modifier.labels and r.rhs not in inner
    }
    gone = {name for name in observed if name not in inner} - named
    return _keep(syntax, lambda r: not {r.lhs, r.rhs} & gone) if gone else None


def _items(
    syntax: Syntax, kept: Callable[[str], bool], known: Collection[str]
) -> Syntax | None:
    """Without some items; None where a factor would lose its second indicator."""
    gone = {r.rhs for r in syntax.relations if r.op == "=~" and r.rhs in known}
    gone = {name for name in gone if not kept(name)}
    if not gone:
        return None
    found = _keep(syntax, lambda r: not {r.lhs, r.rhs} & gone)
    for factor in {r.lhs for r in syntax.relations if r.op == "=~"}:
        if sum(r.op == "=~" and r.lhs == factor for r in found.relations) < 2:
            return None
    return found


def without_reversed(syntax: Syntax, questionnaire: Questionnaire) -> Syntax | None:
    """Without the items worded the other way."""
    items = questionnaire.items
    return _items(syntax, lambda name: not items[name].reverse, items)


def short_form(syntax: Syntax, questionnaire: Questionnaire) -> Syntax | None:
    """Only the items of the short form."""
    items = questionnaire.items
    return _items(syntax, lambda name: items[name].short, items)


def by_scores(syntax: Syntax, questionnaire: Questionnaire) -> Syntax | None:
    """Scores in place of factors, where every factor of the structure is a scale's."""
    inner = {n for r in syntax.relations if r.op == "~" for n in (r.lhs, r.rhs)}
    _, latent = variables(syntax)
    known = {*questionnaire.scale_by_id, *(c.id for c in questionnaire.composites)}
    if not latent or not inner & set(latent) or (inner & set(latent)) - known:
        return None
    return _keep(syntax, lambda r: r.op != "=~" and (r.op == "~" or {r.lhs, r.rhs} <= inner))


CHOICES = (
    Choice("everybody", {}, stage="answered"),
    Choice("careful", {}, stage="soft"),
    Choice("complete", {"missing": "listwise"}),
    Choice("unclustered", {"cluster": None}),
    Choice("ml", {"estimator": "ml", "cluster": None}),
    Choice(
        "ordinal",
        {"estimator": "wlsmv", "missing": "listwise", "cluster": None},
        random_x=True,
    ),
    Choice("no_controls", {}, change=without_controls),
    Choice("no_reversed", {}, change=without_reversed),
    Choice("short", {}, change=short_form),
    Choice("scores", {}, change=by_scores),
)


def check(params: Options, study: Study) -> Iterator[Problem]:
    """No main model, unknown effects or choices."""
    chosen = main_model(study)
    if chosen is None:
        yield Problem(
            "kind", "the study asks for no model", "add a 'sem' analysis with 'main: true'"
        )
        return
    try:
        syntax = parse(models.text_of(chosen[2], study))
    except (CpsurveyError, KeyError):
        return  # said where the model is asked for
    known = [d.name for d in syntax.defined]
    for name in params.effects:
        if name not in known:
            message = f"the main model defines no '{name}'"
            yield Problem("effects", message, did_you_mean(name, known))
    names = [choice.name for choice in CHOICES]
    for name in params.without:
        if name not in names:
            message = f"'{name}' is none of the choices"
            yield Problem("without", message, did_you_mean(name, names))


@kind("sensitivity", Options, check)
def sensitivity(params: Options, context: Context) -> list[Result]:
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
    for e in models.effects(found, seed):
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
