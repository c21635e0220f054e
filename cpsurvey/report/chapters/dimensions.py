"""Dimensions and how far apart the scales are."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import dimensions as tables
from cpsurvey.report.tables import discriminant
from cpsurvey.results import Result


@chapter("dimensions")
def dimensions(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T5 and T10."""
    return [*tables.dimensions(result, words), *discriminant.apart(result, words)]
