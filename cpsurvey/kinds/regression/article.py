"""Regressions, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.regression import article_words as w
from cpsurvey.kinds.regression.data import Explained, Regression
from cpsurvey.parts import Errors
from cpsurvey.report.article.hooks import Methods
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Regression]], words: Words, _study: Study) -> Methods:
    """Families and errors, each way once; what became of missing answers."""
    ways: dict[tuple[Explained, Errors, str], list[str]] = {}
    for result in results:
        data = result.data
        way = data.explained, data.errors, data.cluster or ""
        ways.setdefault(way, []).append(words.label(data.outcome))
    for (explained, errors, cluster), outcomes in ways.items():
        yield (
            "analysis",
            words(
                w.SAID,
                family=words(w.FAMILIES[explained]),
                outcomes=list(dict.fromkeys(outcomes)),
                errors=words(w.ERRORS[errors], variable=cluster),
            ),
        )
    if any(one.data.imputation is None for one in results):
        some = any(one.data.imputation for one in results)
        yield "missing", words(w.SOME_COMPLETE if some else w.COMPLETE)
