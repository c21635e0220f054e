"""Who is counted, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.flow import article_words as w
from cpsurvey.kinds.flow.data import Flow
from cpsurvey.kinds.flow.show import stages
from cpsurvey.report.article.hooks import Methods, Pieces
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Flow]], words: Words, _study: Study) -> Methods:
    """How many of the rows read were analysed."""
    sample = results[0].sample
    said = w.KEPT if sample.used < sample.read else w.ALL
    yield "sample", words(said, read=sample.read, used=sample.used)


def tables(results: Sequence[Result[Flow]], words: Words, _study: Study) -> Pieces:
    """The flow."""
    yield "flow", stages(results[0].data, words)
