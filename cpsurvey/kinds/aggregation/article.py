"""Resemblance within groups, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.aggregation import article_words as w
from cpsurvey.kinds.aggregation.data import Aggregation
from cpsurvey.report.article.hooks import Methods, Plain, Told
from cpsurvey.report.chapter import Study
from cpsurvey.report.known import known
from cpsurvey.report.words import Words
from cpsurvey.results import Result, sound


def methods(results: Sequence[Result[Aggregation]], words: Words, _study: Study) -> Methods:
    """What was computed of groups."""
    data = results[0].data
    yield "analysis", words(w.SAID, variable=data.group)


def told(
    results: Sequence[Result[Aggregation]], words: Words, _study: Study, _plain: Plain
) -> Told:
    """How far groups differ and agree."""
    for result in results:
        rows = result.data.scales
        sizes = known(row.icc1 for row in rows)
        low, high = (words.number(end(sizes, default=None), "unit2") for end in (min, max))
        shared = sum(row.found == "shared" for row in rows)
        if sound(result):
            for line in words.lead(
                w.FOUND,
                variable=result.data.group,
                low=low,
                high=high,
                shared=shared,
                scales=len(rows),
            ):
                yield "measurement", line
