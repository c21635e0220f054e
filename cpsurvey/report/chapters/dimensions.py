"""Dimensions of the items."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import dimensions as tables
from cpsurvey.results import Result


@chapter("dimensions")
def dimensions(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T5."""
    return tables.dimensions(result, words)
