"""Reliability of scales, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.reliability import article_words as w
from cpsurvey.kinds.reliability import show
from cpsurvey.kinds.reliability import words as kind_words
from cpsurvey.kinds.reliability.data import ReliabilityOfScales as Data
from cpsurvey.kinds.reliability.data import Scale
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.article.hooks import Methods, Pieces, Plain, Told
from cpsurvey.report.article.pieces import picked
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Data]], words: Words, _study: Study) -> Methods:
    """The coefficient that is read, and where its intervals come from."""
    data = results[0].data
    yield "instrument", words(w.HEADLINE[data.headline])
    if data.missing == "fiml":
        yield "instrument", words(w.FIML)
    elif data.bootstrap and data.cluster:
        unit = words.label(data.cluster)
        yield "instrument", words(w.CLUSTERS, draws=data.bootstrap, unit=unit)
    elif data.bootstrap:
        yield "instrument", words(w.DRAWS, draws=data.bootstrap)


def tables(results: Sequence[Result[Data]], words: Words, _study: Study) -> Pieces:
    """Omega and average variance extracted of every scale."""
    data = results[0].data
    headline = data.headline
    columns: list[c.Column[Scale]] = [
        c.text("scale", x.SCALE, words.label),
        c.Column(headline, "ω", "unit2"),
        show.ends(data),
        c.Column("ave", kind_words.AVE, "unit2"),
        show.AVE_CI,
    ]
    whole = c.table("scales", "", columns, data.scales, words)
    yield "scales", picked(whole, ("scale", headline, "ave"))


def told(results: Sequence[Result[Data]], words: Words, _study: Study, _plain: Plain) -> Told:
    """From which to which value the scales go, and which thresholds they meet."""
    for line in show.short(results[0], words):
        yield "measurement", line
