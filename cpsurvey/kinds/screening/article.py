"""Who answered carefully, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.screening import article_words as w
from cpsurvey.kinds.screening.data import Screening
from cpsurvey.report.article.hooks import Methods
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Screening]], words: Words, _study: Study) -> Methods:
    """Whom the rules left out."""
    data = results[0].data
    yield "sample", words(w.STAGES[data.stage], limit=data.soft_limit)
    stages = data.models.stages if data.models else ()
    if data.stage == "hard" and any(one.stage == "soft" and one.fit for one in stages):
        yield "sample", words(w.AGAIN)
