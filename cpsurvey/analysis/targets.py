"""The number a hypothesis rests on: which there are, and where results hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cpsurvey import kind as kinds
from cpsurvey import parts
from cpsurvey.design import Study
from cpsurvey.design.hypotheses import Target
from cpsurvey.kind import Names, Number
from cpsurvey.parts import Effect, Term
from cpsurvey.results import Result


def names(kind: str, params: Any, study: Study) -> Names:
    """What can be named in an analysis; empty where hypotheses cannot rest on its kind."""
    targets = kinds.named(kind).targets
    return targets.names(params, study) if targets else {}


def find(result: Result[Any], target: Target) -> Number | None:
    """The number in a stored result; None when it is not there."""
    targets = kinds.named(result.kind).targets
    if not targets or not result.data:
        return None
    if target.standardised:
        rows, name = getattr(result.data, "effects", ()), str(target.effect)
        return effect(rows, name, standardised=True, df=parts.degrees(result.data))
    return targets.find(result, *target.named)


def term(rows: Iterable[Term], name: str) -> Number | None:
    """The coefficient called `name`."""
    found = next((row for row in rows if row.term == name), None)
    return Number.of(found.b, found.ci, found.pvalue, found.df) if found else None


def effect(
    rows: Iterable[Effect],
    name: str,
    *,
    standardised: bool = False,
    df: float | None = None,
) -> Number | None:
    """The effect called `name`, by its Monte Carlo interval and p; else by the delta method."""
    found = next((row for row in rows if row.name == name), None)
    taken = found.standard if found and standardised else found
    if found is None or taken is None:
        return None
    if taken.mc and taken.mc_p is not None:
        return Number.of(taken.est, taken.mc, taken.mc_p, df)
    return Number.of(taken.est, taken.mc or taken.ci, found.pvalue, df)


def problem(target: Target, known: Mapping[str, tuple[str, Any]], study: Study) -> Any:
    """What is wrong with a target (message and names to choose from), or None.

    Parameters
    ----------
    known : mapping
        Id of an analysis -> its kind and its options.
    """
    if target.analysis not in known:
        return f"no analysis has the id '{target.analysis}'", list(known)
    kind, params = known[target.analysis]
    way, name = target.named
    ways = names(kind, params, study)
    if way not in ways:
        said = f"'{target.analysis}' ({kind}) has no {way} a hypothesis can rest on"
        return said, [f"{one}: ..." for one in ways] or [
            one.name for one in kinds.found().values() if one.targets
        ]
    choices = ways[way]
    if choices is not None and "".join(name.split()) not in choices:
        return f"'{target.analysis}' has no {way} '{name}'", choices
    return None
