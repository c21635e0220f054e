"""Effects within and between groups, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.multilevel import article_words as w
from cpsurvey.kinds.multilevel.data import Multilevel
from cpsurvey.report.article.hooks import Methods
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Multilevel]], words: Words, _study: Study) -> Methods:
    """How levels were told apart."""
    data = results[0].data
    yield "analysis", words(w.WAYS[data.interpreted], variable=data.group, groups=data.groups)
