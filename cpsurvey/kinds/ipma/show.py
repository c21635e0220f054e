"""Importance and performance: where things stand, and what goes with the target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.kinds.ipma import tables
from cpsurvey.kinds.ipma.figure import levels, placed
from cpsurvey.report.chapter import Block, Study
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
