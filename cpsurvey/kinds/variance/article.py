"""Levels, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.variance import article_words as w
from cpsurvey.kinds.variance.data import ByLevel
from cpsurvey.report.article.hooks import Methods
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[ByLevel]], words: Words, _study: Study) -> Methods:
    """Split of variance."""
    groups = [words.label(one.variable) for one in results[0].data.groups]
    if groups:
        yield "analysis", words(w.SAID, groups=groups)
