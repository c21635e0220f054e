"""Common-method variance, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.method import article_words as w
from cpsurvey.kinds.method import show
from cpsurvey.kinds.method.data import Method
from cpsurvey.report.article.hooks import Methods, Plain, Told, in_short
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Method]], words: Words, _study: Study) -> Methods:
    """The tests that were done, none of them decisive."""
    data = results[0].data
    if data.technique and data.marker:
        yield "common", words(w.MARKER, marker=words.label(data.marker))
    if data.partial:
        yield "common", words(w.PARTIAL)
    if data.ulmc:
        yield "common", words(w.UNMEASURED)
    yield "common", words(w.SINGLE)


def told(results: Sequence[Result[Method]], words: Words, _study: Study, _plain: Plain) -> Told:
    """What the marker says."""
    return in_short("robustness", results, words, show.short)
