"""Importance and performance: where things stand, and what goes with the target."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.figures.ipma import levels, placed
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import ipma as tables
from cpsurvey.results import Result


@chapter("ipma")
def ipma(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """M2 to M4: levels, map, actions."""
    pictures = [levels(result, words), placed(result, words)]
    return [
        tables.constructs(result, words),
        *(p for p in pictures if p),
        *tables.items(result, words),
        *tables.levers(result, words),
    ]
