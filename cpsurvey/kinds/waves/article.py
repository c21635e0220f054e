"""Waves, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.waves import article_words as w
from cpsurvey.kinds.waves.data import OverWaves
from cpsurvey.report.article.hooks import Methods
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[OverWaves]], words: Words, _study: Study) -> Methods:
    """How scales were followed over waves."""
    data = results[0].data
    yield "analysis", words(w.PEOPLE[data.people], waves=len(data.waves))
    if any(one.steps for one in data.scales):
        yield "analysis", words(w.INVARIANCE)
    if data.crossed:
        yield "analysis", words(w.CROSSED)
