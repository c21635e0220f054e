"""Variance of the outcomes by level (T23, a picture)."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.variance import figure
from cpsurvey.kinds.variance import words as w
from cpsurvey.kinds.variance.data import ByLevel, OfLevel
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study, few_groups
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result
from cpsurvey.typography import NARROW


def short(result: Result[ByLevel], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    too_few = few_groups(result)
    for one in result.data.outcomes:
        first = one.shares[0]
        if first.group is not None and first.group not in too_few:
            yield from words.lead(
                w.IN_SHORT,
                share=words.number(first.share, "percent"),
                outcome=one.outcome,
                variable=first.group,
            )


def show(result: Result[ByLevel], words: Words, _study: Study) -> list[Block]:
    """T23, and the same as a picture."""
    return [table(result.data, words), figure.variance(result, words)]


def table(data: ByLevel, words: Words) -> Table:
    """T23: one line per outcome and level."""

    def level(row: OfLevel) -> str:
        return words(w.PERSON) if row.group is None else words.label(row.group)

    def interval(row: OfLevel) -> str:
        separator = f"{NARROW}; " if words.language == "fr" else ", "
        ends = row.ci or (None, None)
        return f"[{separator.join(words.number(end, 'percent') for end in ends)}]"

    columns: list[c.Column[OfLevel]] = [
        c.Column("level", w.OUTCOME, "text", at=level),
        c.Column("share", x.SHARE_OF, "percent"),
        c.Column("ci", x.CI95, "text", at=interval),
    ]
    rows: list[OfLevel | c.Heading] = []
    for one in data.outcomes:
        rows += [c.Heading(words.label(one.outcome)), *one.shares]
    return c.table("T23-variance", words(w.T23), columns, rows, words, [words(w.NOTE)])
