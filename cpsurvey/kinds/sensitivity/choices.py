"""Other choices one could have made: other people, other options, another way to write."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from cpsurvey.design import Questionnaire
from cpsurvey.kinds.sensitivity import rewritten
from cpsurvey.kinds.sensitivity.data import Choice as Name
from cpsurvey.kinds.sensitivity.options import Options
from cpsurvey.screening import Stage
from cpsurvey.sem.language.partable import variables
from cpsurvey.sem.language.syntax import Relation, Syntax

Change = Callable[[Syntax, Questionnaire], Syntax | None]
"""Another way of writing the model; None where it would be the same or no model."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way of doing it otherwise; `within`: deviations from the means of these groups."""

    name: Name
    options: Mapping[str, str | None]
    stage: Stage | None = None
    change: Change | None = None
    within: str | None = None


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


def without(names: Collection[str]) -> Change:
    """Without the items named."""

    def change(syntax: Syntax, questionnaire: Questionnaire) -> Syntax | None:
        return _items(syntax, lambda name: name not in names, questionnaire.items)

    return change


REPORTED = Choice("reported", {})


def choices(params: Options, controls: Sequence[str], team: str | None) -> tuple[Choice, ...]:
    """Every choice but those that were left out."""
    overlapping = {first for first, _ in params.overlapping}
    every = (
        *CHOICES,
        Choice("more_controls", {}, change=lambda s, _q: rewritten.more_controls(s, controls)),
        Choice("reversed_order", {}, change=rewritten.reversed_order),
        *((Choice("within", {}, within=team),) if team else ()),
        Choice("no_overlap", {}, change=without(overlapping)),
        Choice("wording", {}, change=rewritten.with_wording),
        Choice("invariant", {}, change=without(params.noninvariant)),
    )
    return tuple(choice for choice in every if choice.name not in params.without)


CHOICES = (
    Choice("everybody", {}, stage="answered"),
    Choice("careful", {}, stage="soft"),
    Choice("complete", {"missing": "listwise"}),
    Choice("unclustered", {"cluster": None}),
    Choice("ml", {"estimator": "ml", "cluster": None}),
    Choice("ordinal", {"estimator": "wlsmv", "missing": "pairwise"}),
    Choice("no_controls", {}, change=without_controls),
    Choice("no_reversed", {}, change=without_reversed),
    Choice("short", {}, change=short_form),
    Choice("scores", {}, change=by_scores),
)
