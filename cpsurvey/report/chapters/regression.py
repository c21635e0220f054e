"""Regressions."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.figures.regression import residuals
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import regression as tables
from cpsurvey.results import Result


@chapter("regression")
def regression(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T16, and the residuals as a picture."""
    picture = residuals(result, words)
    return [*tables.regression(result, words), *([picture] if picture else [])]
