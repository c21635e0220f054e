"""Specification curves, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.multiverse import article_words as w
from cpsurvey.kinds.multiverse import show
from cpsurvey.kinds.multiverse import words as kind_words
from cpsurvey.kinds.multiverse.data import Multiverse
from cpsurvey.report.article.hooks import Methods, Plain, Told
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result, sound


def methods(results: Sequence[Result[Multiverse]], words: Words, _study: Study) -> Methods:
    """How many sets of choices were computed."""
    data = results[0].data
    yield "analysis", words(w.SAID, done=data.done, choices=len(data.choices))


def told(
    results: Sequence[Result[Multiverse]], words: Words, _study: Study, _plain: Plain
) -> Told:
    """The total effect over all specifications."""
    for result in results:
        data = result.data
        table = show.summary(result, words)
        rows = [row for row in table.rows if row.role == "body"]
        for curve, row in zip(data.curves, rows, strict=True):
            if curve is data.curve("total", data.outcomes[0]) and sound(result):
                cells = table.said(row, words.language)
                yield (
                    "robustness",
                    words(
                        kind_words.IN_SHORT,
                        source=words.label(data.source),
                        outcome=curve.outcome,
                        median=cells["median"],
                        count=curve.count,
                        est=cells["primary"],
                        ci=cells["primary_ci"],
                        apart=cells["apart"],
                    ),
                )
