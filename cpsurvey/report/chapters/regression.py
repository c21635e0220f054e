"""Regressions."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import regression as tables
from cpsurvey.results import Result


@chapter("regression")
def regression(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T16."""
    return tables.regression(result, words)
