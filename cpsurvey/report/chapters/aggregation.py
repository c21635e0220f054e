"""Individuals and teams."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import validity
from cpsurvey.results import Result


@chapter("aggregation")
def aggregation(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T15."""
    return validity.aggregation(result, words)
