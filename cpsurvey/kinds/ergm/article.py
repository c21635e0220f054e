"""A model of ties, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.ergm import article_words as w
from cpsurvey.kinds.ergm.data import Ergm
from cpsurvey.report.article.hooks import Methods
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Ergm]], words: Words, _study: Study) -> Methods:
    """Which model, how it was fitted, what was done about people who did not answer."""
    data = results[0].data
    relation = words.label(data.relation)
    yield (
        "analysis",
        words(w.SAID, relation=relation, package=data.package, draws=data.drawn),
    )
    if data.asked < data.people:
        yield "missing", words(w.MISSING)
