"""Mediation, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.mediation import article_words as w
from cpsurvey.kinds.mediation import show
from cpsurvey.kinds.mediation.data import Mediation
from cpsurvey.report.article.hooks import Methods, Plain, Told, in_short
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Mediation]], words: Words, _study: Study) -> Methods:
    """What stands between, of scores or factors, and how it was estimated."""
    for one in results:
        data = one.data
        names = {
            "source": words.label(data.source),
            "outcomes": [words.label(n) for n in data.outcomes],
        }
        between = [words.label(name) for name in data.mediators]
        yield (
            "analysis",
            words(w.NATURAL if data.natural else w.SAID, mediators=between, **names),
        )
    if any(not one.data.natural for one in results):
        yield "analysis", words(w.DRAWS)


def told(
    results: Sequence[Result[Mediation]], words: Words, _study: Study, _plain: Plain
) -> Told:
    """The indirect effects."""
    return in_short("robustness", results, words, show.short)
