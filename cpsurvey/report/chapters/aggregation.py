"""Individuals and teams."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import aggregation as tables
from cpsurvey.results import Result


@chapter("aggregation")
def aggregation(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T15."""
    return tables.aggregation(result, words)
