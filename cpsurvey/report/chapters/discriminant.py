"""Whether the scales are apart."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import discriminant as tables
from cpsurvey.results import Result


@chapter("discriminant")
def discriminant(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T10."""
    return tables.apart(result, words)
