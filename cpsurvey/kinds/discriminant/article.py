"""Whether scales are apart, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.discriminant import article_words as w
from cpsurvey.kinds.discriminant import show
from cpsurvey.kinds.discriminant.data import Discriminant, Pair
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.article.hooks import Methods, Pieces, Plain, Told
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result

Closest = tuple[str, Pair]
"""A scale, and its pair with the scale it is closest to."""


def methods(results: Sequence[Result[Discriminant]], words: Words, _study: Study) -> Methods:
    """HTMT2 and where its intervals come from."""
    drawn = results[0].data.bootstrap
    unit = words.label(drawn.unit) if drawn.unit else words(x.DRAWS_OF["cases"])
    yield "analysis", words(w.SAID, draws=drawn.draws, unit=unit)


def tables(results: Sequence[Result[Discriminant]], words: Words, _study: Study) -> Pieces:
    """The largest HTMT2 of every scale."""
    data = results[0].data
    rows = [
        (scale.name, max(mine, key=lambda pair: pair.htmt2 or 0.0))
        for scale in data.scales
        if (mine := [p for p in data.pairs if scale.name in (p.first, p.second) and p.htmt2])
    ]
    columns: list[c.Column[Closest]] = [
        c.Column("scale", x.SCALE, "text", at=lambda row: words.label(row[0])),
        c.Column("htmt2", w.LARGEST, "dec2", at=lambda row: row[1].htmt2, limits=show.CUTOFFS),
        c.Column(
            "htmt2_ci",
            x.CI95,
            "interval",
            at=lambda row: row[1].htmt2_ci and tuple(row[1].htmt2_ci),
            limits=(*show.CUTOFFS, 1.0),
        ),
    ]
    if rows:
        yield "scales", c.table("htmt2", "", columns, rows, words)


def told(
    results: Sequence[Result[Discriminant]], words: Words, _study: Study, _plain: Plain
) -> Told:
    """The closest pair."""
    for line in show.short(results[0], words):
        yield "measurement", line
