"""How effects, choices and their levels read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cpsurvey.kinds.multiverse import words as w
from cpsurvey.kinds.multiverse.data import Curve, Dimension, Multiverse
from cpsurvey.report.words import Phrase, Words

FAMILIES: dict[Dimension, Mapping[Any, Phrase]] = {
    "sample": w.SAMPLES,
    "exclusions": w.EXCLUSIONS,
    "missing": w.MISSING,
    "items": w.ITEMS,
    "estimator": w.ESTIMATORS,
    "order": w.ORDERS,
    "facet": {"whole": w.WHOLE},
    "controls": {"none": w.NO_CONTROLS, "declared": w.DECLARED, "+": w.ALL_MORE},
}
"""Levels that are not named after a variable."""


def effect(curve: Curve, data: Multiverse, words: Words) -> str:
    """An effect: from what, through what or moderated by what."""
    return _filled(w.EFFECTS[curve.effect], curve, data, words)


def part(curve: Curve, data: Multiverse, words: Words) -> str:
    """An effect in a table whose title says from what."""
    return _filled(w.PARTS[curve.effect], curve, data, words)


def _filled(phrase: Phrase, curve: Curve, data: Multiverse, words: Words) -> str:
    source, through = data.source, [words.label(name) for name in data.mediators]
    if curve.effect == "through":
        through = [words.label(curve.through or "")]
    elif curve.effect == "moderation":
        source, through = data.moderated or "", [words.label(data.moderator or "")]
    values = {"source": words.label(source), "through": " + ".join(through)}
    return words(phrase, **{n: v for n, v in values.items() if n in phrase.places})


def level(dimension: Dimension, name: str, words: Words) -> str:
    """A level of a choice."""
    if phrase := FAMILIES[dimension].get(name):
        return words(phrase)
    if dimension == "facet":
        return words(w.FACET, name=words.label(name))
    if name.startswith("+"):
        return words(w.MORE, name=_term(name[1:], words))
    return words(w.ALONE, name=_term(name[1:], words))


def _term(term: str, words: Words) -> str:
    return words.label(term.removeprefix("C(").removesuffix(")"))
