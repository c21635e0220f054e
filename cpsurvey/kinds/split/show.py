"""Variance by detected community and formal group (T23a)."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.split import words as w
from cpsurvey.kinds.split.data import OfLevel, Split
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result
from cpsurvey.typography import NARROW


def short(result: Result[Split], words: Words) -> Iterator[str]:
    """The share of communities, outcome by outcome of one measure."""
    for one in result.data.outcomes:
        if not one.beside:
            share = words.number(one.shares[0].share, "percent")
            yield from words.lead(w.IN_SHORT, share=share, outcome=one.outcome)


def show(result: Result[Split], words: Words, _study: Study) -> list[Block]:
    """T23a."""
    return [table(result.data, words)]


def table(data: Split, words: Words) -> Table:
    """T23a: outcomes, each by its levels."""

    def level(row: OfLevel) -> str:
        return words(w.LEVELS[row.level], group=words.label(row.group or ""))

    def interval(row: OfLevel) -> str:
        low, high = row.ci or (None, None)
        between = f"{NARROW}; " if words.language == "fr" else ", "
        ends = between.join(words.number(end, "percent") for end in (low, high))
        return f"[{ends}]" if row.ci else ""

    columns: list[c.Column[OfLevel]] = [
        c.Column("level", w.LEVEL, "text", at=level),
        c.Column("groups", w.GROUPS, "int"),
        c.Column("share", x.SHARE_OF, "percent"),
        c.Column("ci", x.CI95, "text", at=interval),
    ]
    rows: list[OfLevel | c.Heading] = []
    for one in data.outcomes:
        rows += [
            c.Heading(" + ".join(map(words.label, (one.outcome, *one.beside)))),
            *one.shares,
        ]
    notes = [words(w.NOTE)]
    if any(one.beside for one in data.outcomes):
        notes.append(words(w.MEASURES_NOTE))
    return c.table("T23a-communities", words(w.T23A), columns, rows, words, notes)
