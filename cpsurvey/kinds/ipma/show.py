"""Importance and performance: where things stand, and what goes with the target."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from cpsurvey.kinds.ipma import tables
from cpsurvey.kinds.ipma import words as w
from cpsurvey.kinds.ipma.figure import levels, placed
from cpsurvey.report.chapter import Block, Pages, Study
from cpsurvey.report.document import Text
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """M2 to M4: levels, map, actions."""
    pictures = [levels(result, words), placed(result, words)]
    return [
        tables.constructs(result, words),
        *(p for p in pictures if p),
        *tables.items(result, words),
        *tables.levers(result, words),
    ]


def manager(result: Result[Any], words: Words, _study: Study, beside: Collection[str]) -> Pages:
    """M2 to M4: where things stand, what goes with it, what can be done."""
    evidence = "kpi" if "kpi" in beside else "survey"
    return {
        "levels": _levels(result, words),
        "map": _map(result, words),
        "actions": tables.levers(result, words, evidence=evidence),
    }


def _levels(result: Result[Any], words: Words) -> Iterator[Block]:
    yield Text(words(w.LEVELS_TEXT))
    if picture := levels(result, words):
        yield picture


def _map(result: Result[Any], words: Words) -> Iterator[Block]:
    yield Text(words(w.MAP_TEXT, outcome=result.data["target"]))
    if picture := placed(result, words):
        yield picture
