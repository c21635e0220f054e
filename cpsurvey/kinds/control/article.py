"""Teams beyond a negative control, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.control import article_words as w
from cpsurvey.kinds.control.data import Control
from cpsurvey.report.article.hooks import Methods
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Control]], words: Words, _study: Study) -> Methods:
    """Shares of teams beside that of the marker."""
    data = results[0].data
    if data.marker:
        yield "analysis", words(w.SAID, variable=data.group, marker=words.label(data.marker))
