"""Tailored cut-offs of fit, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.cutoffs import article_words as w
from cpsurvey.kinds.cutoffs import show
from cpsurvey.kinds.cutoffs.data import Cutoffs
from cpsurvey.report.article.hooks import Methods, Plain, Told, in_short
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Cutoffs]], words: Words, _study: Study) -> Methods:
    """How many samples were drawn."""
    yield "analysis", words(w.SAID, draws=results[0].data.draws)


def told(
    results: Sequence[Result[Cutoffs]], words: Words, _study: Study, _plain: Plain
) -> Told:
    """Whether fit is worse than its own cut-offs."""
    return in_short("fit", results, words, show.short)
