"""Items of the scales."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report import figures
from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import scales
from cpsurvey.results import Result


@chapter("items")
def items(result: Result, words: Words, study: Study) -> Sequence[Block]:
    """T4, and the answers to every item as pictures."""
    return [*scales.items(result, words), *figures.answers(result, words, study["k"])]
