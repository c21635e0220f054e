"""Groups compared, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.compare import article_words as w
from cpsurvey.kinds.compare.data import Comparisons
from cpsurvey.report.article.hooks import Methods
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Comparisons]], words: Words, _study: Study) -> Methods:
    """By what means were compared."""
    names = list(
        dict.fromkeys(words.label(c.by) for one in results for c in one.data.comparisons)
    )
    yield "analysis", words(w.SAID, names=names)
