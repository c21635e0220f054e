"""Paired differences (T90, T91, a picture)."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.paired import figure
from cpsurvey.kinds.paired import words as w
from cpsurvey.kinds.paired.data import Difference, Paired
from cpsurvey.report import columns as c
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Paired], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    for row in result.data.differences:
        shown = words.estimate(row.est, row.ci)
        yield from words.lead(w.IN_SHORT, pair=_pair(row, words), **shown)


def show(result: Result[Paired], words: Words, _study: Study) -> list[Block]:
    """T90, T91 and the differences as a picture; nothing where no pair was compared."""
    if not result.data.differences:
        return []
    return [
        differences(result, words),
        scores(result, words),
        figure.differences(result, words),
    ]


def differences(result: Result[Paired], words: Words) -> Table:
    """T90: one line per pair."""
    columns: list[c.Column[Difference]] = [
        _names(words),
        *(c.N, c.EST, c.SE, c.T_VALUE, c.DF, c.P, c.CI),
        c.Column("d", w.D),
    ]
    rows = result.data.differences
    return c.table(f"T90-{result.id}", words(w.T90), columns, rows, words, [words(w.NOTE)])


def scores(result: Result[Paired], words: Words) -> Table:
    """T91: both variables of each pair."""
    columns: list[c.Column[Difference]] = [
        _names(words),
        c.MEAN.of("of_first", heading=w.MEAN_FIRST),
        c.SD.of("of_first", heading=w.SD_FIRST),
        c.MEAN.of("of_second", heading=w.MEAN_SECOND),
        c.SD.of("of_second", heading=w.SD_SECOND),
        c.Column("r", w.R, "unit2"),
    ]
    return c.table(f"T91-{result.id}", words(w.T91), columns, result.data.differences, words)


def _names(words: Words) -> c.Column[Difference]:
    def pair(row: Difference) -> str:
        return _pair(row, words)

    return c.Column("pair", w.PAIR, "text", at=pair)


def _pair(row: Difference, words: Words) -> str:
    return words(w.MINUS, first=words.label(row.first), second=words.label(row.second))
