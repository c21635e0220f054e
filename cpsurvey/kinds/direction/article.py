"""The other order, in the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cpsurvey.kinds.direction import article_words as w
from cpsurvey.kinds.direction import show
from cpsurvey.kinds.direction.data import Direction
from cpsurvey.report import lexicon as x
from cpsurvey.report.article.hooks import Methods, Pieces, Plain, Told
from cpsurvey.report.article.pieces import picked
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result, sound


def methods(results: Sequence[Result[Direction]], words: Words, _study: Study) -> Methods:
    """Both orders, and an omitted cause."""
    data = results[0].data
    yield "analysis", words(w.ORDERS)
    if data.no_bound is None:
        yield "analysis", words(w.OMITTED)
    if data.robust:
        yield "analysis", words(w.ROBUST)


def tables(results: Sequence[Result[Direction]], words: Words, _study: Study) -> Pieces:
    """Indirect effects in the other order; those in the order assumed stand above."""
    headings = {
        "name": "",
        "reversed": words(w.TURNED),
        "reversed_mc": words(x.CI95),
    }
    found = picked(show.effects(results[0], words), headings)
    yield "reversed", replace(found, title=words(w.REVERSED))


def told(
    results: Sequence[Result[Direction]], words: Words, _study: Study, _plain: Plain
) -> Told:
    """Which order the data favour."""
    for result in results:
        if not sound(result):
            continue
        yield "robustness", f"{show.verdict(result.data, words)}."
        table = show.effects(result, words)
        both = [one for one in result.data.effects if one.forward and one.reversed]
        if both:
            widest = max(both, key=lambda effect: len(effect.paths))
            row = table.rows[list(result.data.effects).index(widest)]
            cells = table.said(row, words.language)
            yield (
                "robustness",
                words(
                    w.WIDEST,
                    effect=cells["name"],
                    forward=cells["forward"],
                    backward=cells["reversed"],
                ),
            )
