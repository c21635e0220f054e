"""Mixed models, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.mixed import article_words as w
from cpsurvey.kinds.mixed.data import MixedModel
from cpsurvey.report.article.hooks import Methods
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[MixedModel]], words: Words, _study: Study) -> Methods:
    """Random intercepts."""
    outcomes = list(dict.fromkeys(words.label(one.data.outcome) for one in results))
    groups = list(
        dict.fromkeys(words.label(g.variable) for one in results for g in one.data.groups)
    )
    yield "analysis", words(w.SAID, outcomes=outcomes, groups=groups)
