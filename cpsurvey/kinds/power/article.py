"""Power, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.power import article_words as w
from cpsurvey.kinds.power.data import Power
from cpsurvey.report.article.hooks import Methods
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Power]], words: Words, _study: Study) -> Methods:
    """The simulation that was done."""
    data = results[0].data
    yield (
        "power",
        words(
            w.SAID,
            replications=data.replications,
            errors=data.errors.upper(),
            wanted=words.number(data.wanted, "unit2"),
        ),
    )
