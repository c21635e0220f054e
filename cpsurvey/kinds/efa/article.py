"""Exploratory factors, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.efa import article_words as w
from cpsurvey.kinds.efa.data import Efa
from cpsurvey.report.article.hooks import Methods
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Efa]], words: Words, _study: Study) -> Methods:
    """How many factors, how extracted."""
    data = results[0].data
    yield "analysis", words(w.SAID, kept=data.suggested)
