"""Respondents by background and group."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import sample
from cpsurvey.results import Result


@chapter("respondents")
def respondents(result: Result, words: Words, study: Study) -> Sequence[Block]:
    """T2, counts below k hidden."""
    return sample.respondents(result, words, study["k"])
