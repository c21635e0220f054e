"""Correlations of scores."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report import figures
from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import correlations as tables
from cpsurvey.results import Result


@chapter("correlations")
def correlations(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T11, and the same as a picture."""
    picture = figures.correlations(result, words)
    return [*tables.correlations(result, words), *([picture] if picture else [])]
