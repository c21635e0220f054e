"""Group comparisons (T27): means, tests, sizes, pairs, and the means as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cpsurvey.kinds.compare import figure
from cpsurvey.kinds.compare import words as w
from cpsurvey.kinds.compare.data import Comparison, Comparisons, Mean, Pair, Score
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.document import Text
from cpsurvey.report.family import held
from cpsurvey.report.known import below
from cpsurvey.report.rounding import DASH
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result
from cpsurvey.typography import NARROW

DIFFER = 0.05
"""Pairs are printed of scores whose groups differ as a whole at this p, after Holm."""


def show(result: Result[Comparisons], words: Words, study: Study) -> list[Block]:
    """Every grouping, and what a difference of means does not say."""
    unlike = study.get("unlike") or {}
    blocks: list[Block] = []
    for one in result.data.comparisons:
        left_out = [s.score for s in one.scores if s.score in unlike.get(one.by, ())]
        kept = tuple(s for s in one.scores if s.score not in left_out)
        if left_out:
            names = [words.label(name) for name in left_out]
            blocks.append(Text(words(w.UNLIKE, variable=one.by, names=names), "warning"))
        if kept:
            blocks += grouping(result, replace(one, scores=kept), words)
    return [*blocks, Text(words(w.NOTE), "note")]


def grouping(result: Result[Comparisons], one: Comparison, words: Words) -> Iterator[Block]:
    """Means, tests, and the pairs of more than two groups that differ."""
    name = f"{result.id}-{one.by}"
    yield means(f"T27-{name}", one, words)
    if picture := figure.means(name, one, words):
        yield picture
    yield tests(f"T27b-{name}", one, result.data.cluster, words)
    differ = [s for s in one.scores if s.pairs and below(s.pvalue_holm, DIFFER)]
    if differ:
        yield pairs(f"T27c-{name}", one, differ, words)


@dataclass(frozen=True, slots=True)
class _Line:
    """A mean; its score is named at the first group."""

    score: str
    of: Mean


def means(name: str, one: Comparison, words: Words) -> Table:
    """T27."""
    columns: list[c.Column[_Line]] = [
        c.Column("score", w.SCORE, "text"),
        c.text("group", w.GROUP, lambda code: words.answer(one.by, code), at="of.group"),
        *(column.of("of", key=column.key) for column in (c.N, c.MEAN, c.SD, c.CI)),
    ]
    rows = [
        _Line("" if at else words.label(score.score), mean)
        for score in one.scores
        for at, mean in enumerate(score.means)
    ]
    return c.table(name, words(w.T27, variable=one.by), columns, rows, words)


def tests(name: str, one: Comparison, cluster: str | None, words: Words) -> Table:
    """T27b."""
    two = len(one.groups) == 2

    def df(row: Score) -> str:
        if row.df2 is None:
            return DASH
        second = words.number(row.df2, "dec2")
        separator = f"{NARROW}; " if words.language == "fr" else ", "
        return second if two else f"{words.number(row.df1, 'int')}{separator}{second}"

    columns: list[c.Column[Score]] = [
        c.text("score", w.SCORE, words.label),
        c.Column("statistic", x.T if two else w.WELCH_F, "dec2"),
        c.Column("df", x.DF, "text", at=df),
        c.P,
        c.Column("pvalue_holm", x.P_HOLM, "p"),
    ]
    if cluster is not None:
        clustered = held(one.scores, lambda row: row.pvalue_cr2)
        columns.append(c.Column("pvalue_cr2", w.P_CLUSTERS, "p", at=clustered))
    if two:
        columns += [c.Column("g", "g", "dec2"), c.Column("g_ci", x.CI95, "interval")]
    else:
        columns += [
            c.Column("eta2", "η²", "unit3"),
            c.Column("eta2_ci", x.CI95, "interval3"),
            c.Column("omega2", "ω²", "unit3"),
        ]
    ranked = held(one.scores, lambda row: row.rank_pvalue)
    columns.append(c.Column("rank_pvalue", w.P_RANKS, "p", at=ranked))
    notes = list(_two(one, words)) if two else [words(w.SEVERAL), words(w.ALL_PAIRS)]
    if cluster is not None:
        notes.append(words(w.CLUSTERS, variable=cluster))
    title = words(w.T27B, variable=one.by)
    return c.table(name, title, columns, one.scores, words, notes)


def _two(one: Comparison, words: Words) -> Iterator[str]:
    """How two groups were tested, and what the sign of a difference means."""
    first, second = (words.answer(one.by, group) for group in one.groups)
    yield words(w.TWO)
    yield words(w.SIGN, first=first, second=second)


def pairs(name: str, one: Comparison, differ: Sequence[Score], words: Words) -> Table:
    """T27c."""

    def pair(row: Pair) -> str:
        return " − ".join(words.answer(one.by, group) for group in (row.first, row.second))

    columns: list[c.Column[Pair]] = [
        c.Column("pair", w.PAIR, "text", at=pair),
        c.Column("difference", w.DIFFERENCE, "dec2"),
        c.T_VALUE,
        c.Column("df", x.DF, "dec2"),
        c.Column("pvalue", w.P_ADJUSTED, "p"),
        c.Column("g", "g", "dec2"),
        c.Column("g_ci", x.CI95, "interval"),
    ]
    rows: list[Pair | c.Heading] = []
    for score in differ:
        rows += [c.Heading(words.label(score.score)), *score.pairs]
    title = words(w.T27C, variable=one.by)
    return c.table(name, title, columns, rows, words, [words(w.GAMES_HOWELL)])
