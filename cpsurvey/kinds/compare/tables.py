"""Group comparisons: means, tests, sizes, pairs (T27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cpsurvey.kinds.compare import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.known import below
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

DIFFER = 0.05
"""Pairs are printed of scores whose groups differ as a whole at this p."""


def tests(result: Result[Any], one: Mapping[str, Any], words: Words) -> list[Table]:
    """The tests of a grouping, and the pairs of more than two groups that differ."""
    differ = [s for s in one["scores"] if s["pairs"] and below(s["pvalue"], DIFFER)]
    made = [_tests(result, one, words)]
    return [*made, _pairs(result, one, differ, words)] if differ else made


def group(one: Mapping[str, Any], name: str, words: Words) -> str:
    """Label of a group."""
    return words.answer(one["by"], name)


def _id(prefix: str, result: Result[Any], one: Mapping[str, Any]) -> str:
    return f"{prefix}-{result.id}-{one['by']}"


def means(result: Result[Any], one: Mapping[str, Any], words: Words) -> Table:
    """Means of a grouping with their intervals."""
    columns = (
        Column("score", words(w.COMPARE_SCORE), "text"),
        Column("group", words(w.COMPARE_GROUP), "text"),
        Column("n", words(lexicon.N), "int"),
        Column("mean", words(lexicon.MEAN), "dec2"),
        Column("sd", words(lexicon.SD), "dec2"),
        Column("ci", words(lexicon.CI95), "interval"),
    )
    rows = []
    for score in one["scores"]:
        for at, (name, m) in enumerate(zip(one["groups"], score["means"], strict=True)):
            rows.append(
                Row(
                    (
                        "" if at else words.label(score["score"]),
                        group(one, name, words),
                        m["n"],
                        m["mean"],
                        m["sd"],
                        (m["ci_lower"], m["ci_upper"]),
                    )
                )
            )
    title = words(w.T27, variable=one["by"])
    return Table(_id("T27", result, one), title, columns, tuple(rows))


def _tests(result: Result[Any], one: Mapping[str, Any], words: Words) -> Table:
    two = len(one["groups"]) == 2
    clustered = result.data["cluster"] is not None
    size = (
        (Column("g", "g", "dec2"), Column("g_ci", words(lexicon.CI95), "interval"))
        if two
        else (
            Column("eta2", "η²", "unit3"),
            Column("eta2_ci", words(lexicon.CI95), "interval"),
            Column("omega2", "ω²", "unit3"),
        )
    )
    columns = (
        Column("score", words(w.COMPARE_SCORE), "text"),
        Column("statistic", words(lexicon.T if two else "welch_f"), "dec2"),
        Column("df", words(lexicon.DF), "text"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("pvalue_holm", words(lexicon.P_HOLM), "p"),
        *((Column("pvalue_cr2", words(w.P_TEAMS), "p"),) if clustered else ()),
        *size,
        Column("rank_pvalue", words(w.P_RANKS), "p"),
    )
    rows = tuple(Row(_test(score, columns, words)) for score in one["scores"])
    notes = [words(w.COMPARE_TWO if two else "compare_several")]
    if two:
        names = [group(one, name, words) for name in one["groups"]]
        notes.append(words(w.COMPARE_SIGN, first=names[0], second=names[1]))
    if not two:
        notes.append(words(w.COMPARE_PAIRS_NOTE))
    if clustered:
        notes.append(words(w.COMPARE_TEAMS, variable=result.data["cluster"]))
    title = words(w.T27B, variable=one["by"])
    return Table(_id("T27b", result, one), title, columns, rows, tuple(notes))


def _test(score: Mapping[str, Any], columns: Sequence[Column], words: Words) -> tuple[Any, ...]:
    cells: list[Any] = []
    for column in columns:
        if column.key == "score":
            cells.append(words.label(score["score"]))
        elif column.key == "df":
            cells.append(_df(score, words))
        elif column.key.endswith("_ci"):
            cells.append(tuple(score[column.key] or (None, None)))
        else:
            cells.append(score[column.key])
    return tuple(cells)


def _df(score: Mapping[str, Any], words: Words) -> str:
    if score["df2"] is None:
        return "–"
    second = words.number(score["df2"], "dec2")
    separator = "\u00a0; " if words.language == "fr" else ", "
    whole = words.number(score["df1"], "int")
    return second if score["g"] is not None else f"{whole}{separator}{second}"


def _pairs(
    result: Result[Any], one: Mapping[str, Any], differ: Sequence[Any], words: Words
) -> Table:
    columns = (
        Column("pair", words(w.COMPARE_PAIR), "text"),
        Column("difference", words(w.COMPARE_DIFFERENCE), "dec2"),
        Column("t", words(lexicon.T), "dec2"),
        Column("df", words(lexicon.DF), "dec2"),
        Column("pvalue", words(w.P_ADJUSTED), "p"),
        Column("g", "g", "dec2"),
        Column("g_ci", words(lexicon.CI95), "interval"),
    )
    rows: list[Row] = []
    for score in differ:
        rows.append(Row((words.label(score["score"]),), role="group"))
        for pair in score["pairs"]:
            names = (group(one, pair["first"], words), group(one, pair["second"], words))
            rows.append(
                Row(
                    (
                        " − ".join(names),
                        *(pair[c.key] for c in columns[1:-1]),
                        tuple(pair["g_ci"]),
                    )
                )
            )
    title = words(w.T27C, variable=one["by"])
    note = words(w.GAMES_HOWELL_NOTE)
    return Table(_id("T27c", result, one), title, columns, tuple(rows), (note,))
