"""The network as analyses see it: who is in it, who was asked, in which groups people are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Study
from cpsurvey.responses import Responses
from cpsurvey.store.ties import Held
from cpsurvey.ties import Relation, Ties


def network(held: Held, responses: Responses, study: Study) -> Ties:
    """Ties of everybody, before screening.

    Whom the list of those who can be named does not hold is `unknown` and in no tie, unless
    they answered; without a list whoever is named is a person. Whose ties are not asked for
    stays a place that others may name.

    Parameters
    ----------
    responses : Responses
        In the order of analyses, which no pseudonym moves: people of the network stand in it
        too, so that what is drawn at random is the same under another key.
    """
    aside = Counter(dict(held.aside))
    answered = {*responses.respondent}
    known = None if held.frame is None else {*held.frame} | answered
    kept: dict[str, list[tuple[str, str, float]]] = {}
    for name, those in held.ties.items():
        kept[name] = [one for one in those if known is None or known.issuperset(one[:2])]
        aside["unknown"] += len(those) - len(kept[name])
    asked = {
        name: those if known is None else those & known for name, those in held.asked.items()
    }
    people = _in_order(asked, kept, responses)
    declared = study.questionnaire.network
    there = kept.keys()
    return Ties(
        people=tuple(people),
        relations={
            name: _relation(kept.get(name, []), asked[name], people) for name in sorted(asked)
        },
        reverse={
            one: other
            for one, other in (declared.reverse if declared else {}).items()
            if one in there and other in there
        },
        group={
            role: _groups(role, variable, people, held, responses)
            for role, variable in study.groups.items()
            if role != "language"
        },
        invited=_invited(held, study),
        set_aside=dict(+aside),
    )


def _in_order(
    asked: Mapping[str, Collection[str]],
    kept: Mapping[str, Sequence[tuple[str, str, float]]],
    responses: Responses,
) -> list[str]:
    """Respondents as they stand, then the others by who of these named them, and how.

    Who cannot be told apart by that may change places without changing the network, unless
    they named each other.
    """
    place = {who: at for at, who in enumerate(responses.respondent)}
    there = {who for those in asked.values() for who in those}
    by: dict[str, list[tuple[str, int, float]]] = {}
    for name, those in kept.items():
        for one, other, weight in those:
            there |= {one, other}
            by.setdefault(other, []).append((name, place.get(one, len(place)), weight))
    others = sorted(
        there - place.keys(), key=lambda who: (sorted(by.get(who, ()), reverse=True), who)
    )
    return [*sorted(there & place.keys(), key=place.__getitem__), *others]


def _relation(
    ties: Sequence[tuple[str, str, float]], asked: Collection[str], people: Sequence[str]
) -> Relation:
    place = {who: at for at, who in enumerate(people)}
    ordered = sorted((place[one], place[other], weight) for one, other, weight in ties)
    source, target, weight = zip(*ordered, strict=True) if ordered else ((), (), ())
    return Relation(
        np.array(source, dtype=np.int64),
        np.array(target, dtype=np.int64),
        np.array(weight, dtype=np.float64),
        np.array([who in asked for who in people], dtype=bool),
    )


def _groups(
    role: str, variable: str, people: Sequence[str], held: Held, responses: Responses
) -> tuple[str | None, ...]:
    """Group of each: their own answer, else what the list of people says."""
    listed = {who: groups.get(role) for who, groups in (held.frame or {}).items()}
    column = responses.groups.get(variable)
    told = {} if column is None else dict(zip(responses.respondent, column, strict=True))
    return tuple(told.get(who) or listed.get(who) or None for who in people)


def _invited(held: Held, study: Study) -> int | None:
    said = study.file.network.population
    return (
        len(held.frame) if held.frame is not None else said if isinstance(said, int) else None
    )


def kept_of(whole: Ties, answered: Collection[str], kept: Collection[str]) -> Ties:
    """The same without what those named whom screening leaves out.

    They stay in the network: others named them.
    """
    out = {*answered} - {*kept}
    gone = np.array([who in out for who in whole.people], dtype=bool)
    if not gone.any():
        return whole
    left = _without(whole.relations, gone)
    return replace(whole, relations=left)


def _without(relations: Mapping[str, Relation], gone: NDArray[np.bool_]) -> dict[str, Relation]:
    found = {}
    for name, one in relations.items():
        stay = ~gone[one.source]
        found[name] = Relation(
            one.source[stay], one.target[stay], one.weight[stay], one.asked & ~gone
        )
    return found
