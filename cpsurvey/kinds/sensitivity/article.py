"""The main model under other choices, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.sensitivity import article_words as w
from cpsurvey.kinds.sensitivity import show
from cpsurvey.kinds.sensitivity.data import Sensitivity
from cpsurvey.report.article.hooks import Methods, Plain, Told, in_short
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Sensitivity]], words: Words, _study: Study) -> Methods:
    """How many other choices were made."""
    others = len(results[0].data.rows) - 1
    if others > 0:
        yield "analysis", words(w.SAID, count=others)


def told(
    results: Sequence[Result[Sensitivity]], words: Words, _study: Study, _plain: Plain
) -> Told:
    """Whether conclusions depend on choices."""
    return in_short("robustness", results, words, show.short)
