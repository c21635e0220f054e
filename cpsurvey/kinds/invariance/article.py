"""Invariance of measurement, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.invariance import article_words as w
from cpsurvey.kinds.invariance import dif_show
from cpsurvey.kinds.invariance import words as kind_words
from cpsurvey.kinds.invariance.data import ALIKE, Invariance, Ladder
from cpsurvey.kinds.invariance.names import group_names
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.article.hooks import Methods, Pieces, Plain, Told
from cpsurvey.report.chapter import Study
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

Reached = tuple[str, Ladder]
"""A scale, and the ladder it was part of."""


def methods(results: Sequence[Result[Invariance]], words: Words, _study: Study) -> Methods:
    """Between which groups, by models or by regressions, and what decided."""
    for result in results:
        data = result.data
        groups = group_names(data, words)
        if data.method == "dif":
            yield "analysis", words(w.DIF, variable=data.by, groups=groups)
        elif data.models:
            rule = words(w.RULES[data.rule])
            yield "analysis", words(w.LADDER, variable=data.by, groups=groups, rule=rule)


def tables(results: Sequence[Result[Invariance]], words: Words, _study: Study) -> Pieces:
    """The highest step of every scale, a column per grouping."""
    fitted = [result for result in results if result.data.models]
    for result in fitted:
        name = words.label(result.data.by) if len(fitted) > 1 else words(w.HEADING)
        yield "scales", _reached(result, name, words)


def _reached(result: Result[Invariance], name: str, words: Words) -> Table:
    rows = [(scale, model) for model in result.data.models for scale in model.scales]
    columns: list[c.Column[Reached]] = [
        c.Column("scale", x.SCALE, "text", at=lambda row: words.label(row[0])),
        c.Column(
            f"invariance_{result.id}",
            name,
            "text",
            at=lambda row: _step(row[1], words),
        ),
    ]
    return c.table("invariance", "", columns, rows, words)


def _step(model: Ladder, words: Words) -> str:
    """The highest step that holds, marked where items were freed."""
    if not model.steps:
        return words(w.NOT_TESTED)
    if not model.reached:
        return words(w.NONE)
    step = words(kind_words.STEPS[model.reached]).lower()
    return words(w.PARTLY, step=step) if model.partial else step


def told(
    results: Sequence[Result[Invariance]], words: Words, _study: Study, _plain: Plain
) -> Told:
    """How many scales may be compared."""
    for result in results:
        data = result.data
        if data.method == "dif":
            yield "measurement", dif_show.in_short(data, words)
        elif data.models:
            alike = [one.partial for one in data.models if one.reached in ALIKE]
            yield (
                "measurement",
                words(
                    w.REACHED,
                    variable=data.by,
                    k=len(data.models),
                    whole=alike.count(False),
                    partly=alike.count(True),
                ),
            )
