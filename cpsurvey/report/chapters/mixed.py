"""Mixed models."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import mixed as tables
from cpsurvey.results import Result


@chapter("mixed")
def mixed(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T20."""
    return tables.mixed(result, words)
