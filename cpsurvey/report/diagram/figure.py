"""Path diagrams as figures of the report, with the words for who cannot see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cpsurvey.report import canvas, lexicon
from cpsurvey.report.chapter import in_short
from cpsurvey.report.diagram import words as w
from cpsurvey.report.diagram.graph import Added, Arrow, Bow, Factor, Measured, Panel, Value
from cpsurvey.report.document import Figure, Text
from cpsurvey.report.loadings import ends
from cpsurvey.report.rounding import DASH
from cpsurvey.report.words import Words
from cpsurvey.results import Result, admissible

MOST_NODES = 20
"""Variables beyond which a structure is not drawn."""


def structure(
    panels: Sequence[Panel], name: str, title: str, notes: Sequence[str], words: Words
) -> Figure | Text | None:
    """Panels of a structure below each other; None where there is nothing to draw."""
    drawn = [panel for panel in panels if panel.arrows]
    if not drawn:
        return None
    many = max(len(panel.nodes) for panel in drawn)
    if many > MOST_NODES:
        return Text(words(w.TOO_MANY, title=title, n=many), "note")

    def make() -> Any:
        from cpsurvey.report.diagram.draw import picture
        from cpsurvey.report.diagram.layout import laid

        return picture([(panel.title, laid(panel, words)) for panel in drawn], words)

    alt = " ".join(text for panel in drawn for text in _told(panel, words))
    return canvas.later(make, name, ". ".join((title, *notes)), alt, drawn)


def measured(
    models: Sequence[Measured], name: str, title: str, notes: Sequence[str], words: Words
) -> Figure | None:
    """Measurement models below each other; None where there are no factors."""
    drawn = [model for model in models if model.factors]
    if not drawn:
        return None

    def make() -> Any:
        from cpsurvey.report.diagram.draw import picture
        from cpsurvey.report.diagram.measured import laid

        return picture([(model.title, laid(model, words)) for model in drawn], words)

    alt = " ".join(text for model in drawn for text in _measured(model, words))
    return canvas.later(make, name, ". ".join((title, *notes)), alt, drawn)


def cautions(result: Result[Any], words: Words) -> Iterator[str]:
    """What must be read with the picture of a result."""
    if not admissible(result):
        yield words(w.INADMISSIBLE)
    if care := in_short(result, words):
        yield words(lexicon.READ_WITH, what=words.semicolon.join(care)).removesuffix(".")


def told(added: Iterable[Added], panels: Iterable[Panel], words: Words) -> Iterator[str]:
    """What is to be said of moderators that some panel has."""
    there = [arrow for panel in panels for arrow in panel.arrows]
    names = [one.named for one in added if one.arrow in there]
    if names:
        yield words(w.INTERACTIONS, names=names)


def _told(panel: Panel, words: Words) -> Iterator[str]:
    """A panel in sentences."""
    label = {node.name: node.label for node in panel.nodes}
    before = f"{panel.title}. " if panel.title else ""
    said = [_path(one, label, words) for one in panel.arrows]
    said += [_bow(one, label, words) for one in panel.bows]
    yield before + words(w.ALT_PATHS, paths=words.semicolon.join(said))
    shares = [f"{node.label} {node.under}" for node in panel.nodes if node.under]
    if shares:
        yield words(w.ALT_R2, shares=words.semicolon.join(shares))


def _value(value: Value, words: Words) -> str:
    return value.said(words) or words(w.UNKNOWN)


def _path(one: Arrow, label: dict[str, str], words: Words) -> str:
    value, tail = _value(one.value, words), label[one.tail]
    if one.onto:
        first, second = (label[end] for end in one.onto)
        return words(w.PATH_ONTO, tail=tail, first=first, second=second, value=value)
    return words(w.PATH, tail=tail, head=label[one.head], value=value)


def _bow(one: Bow, label: dict[str, str], words: Words) -> str:
    value = _value(one.value, words)
    return words(w.BOW, first=label[one.first], second=label[one.second], value=value)


def _measured(model: Measured, words: Words) -> Iterator[str]:
    """A measurement model in sentences."""
    label = {one.node.name: one.node.label for one in model.factors}
    before = f"{model.title}. " if model.title else ""
    said = [_factor(one, words) for one in model.factors if one.items]
    if said:
        yield before + words(w.ALT_FACTORS, factors=words.semicolon.join(said))
    paths = [
        words(
            w.PATH, tail=one.node.label, head=label.get(name, name), value=_value(value, words)
        )
        for one in model.factors
        for name, value in one.facets
    ]
    paths += [_bow(one, label, words) for one in model.bows]
    if paths:
        yield words(w.ALT_PATHS, paths=words.semicolon.join(paths))


def _factor(one: Factor, words: Words) -> str:
    low, high = ends((item.value.est for item in one.items), words) or (DASH, DASH)
    return words(w.ALT_FACTOR, factor=one.node.label, n=len(one.items), low=low, high=high)
