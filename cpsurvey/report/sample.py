"""Who is counted: sample flow, quarantine, respondents (T1, T2, T3)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from cpsurvey.report import lexicon, sample_words
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def flow(result: Result[Any], words: Words) -> list[Table]:
    """T1 and, when something was set aside, T3."""
    stages = result.data["stages"]
    total = stages[0]["n"] or 1
    rows = [Row((words(s["stage"]), s["n"], s["lost"] or None, s["n"] / total)) for s in stages]
    made = [
        Table(
            "T1-flow",
            words(sample_words.T1),
            (
                Column("stage", words(sample_words.STAGE), "text"),
                Column("n", words(lexicon.N), "int"),
                Column("lost", words(sample_words.LOST), "int"),
                Column("share", words(sample_words.SHARE_READ), "percent"),
            ),
            tuple(rows),
        )
    ]
    aside = result.data["quarantine"]
    if aside:
        made.append(
            Table(
                "T3-quarantine",
                words(sample_words.T3),
                (
                    Column("rule", words(lexicon.RULE), "text"),
                    Column("column", words(sample_words.COLUMN), "text"),
                    Column("count", words(lexicon.COUNT), "int"),
                ),
                tuple(
                    Row(
                        (
                            words(line["rule"]),
                            words(lexicon.WHOLE_ROW)
                            if line["column"] is None
                            else words.label(line["column"]),
                            line["count"],
                        )
                    )
                    for line in aside
                ),
            )
        )
    return made


def respondents(result: Result[Any], words: Words, k: int) -> list[Table]:
    """T2: characteristics as far as they may be shown, and group sizes."""
    made = [_characteristics(result.data["characteristics"], words, k)]
    if groups := result.data["groups"]:
        made.append(_sizes(groups, words, k))
    return [table for table in made if table.rows]


def _characteristics(found: Sequence[Mapping[str, Any]], words: Words, k: int) -> Table:
    rows: list[Row] = []
    for one in found:
        rows.append(Row((words.label(one["variable"]),), role="group"))
        for c in one["categories"]:
            label = words.answer(one["variable"], c["code"])
            rows.append(Row(("", label, told(c["mark"], c["n"], words, k), c["share"])))
        if one["missing"] != 0:
            shown = told(one["missing_mark"], one["missing"], words, k)
            rows.append(Row(("", words(sample_words.MISSING), shown, None)))
    marks = {c["mark"] for one in found for c in one["categories"]}
    marks |= {one["missing_mark"] for one in found}
    return Table(
        "T2-respondents",
        words(sample_words.T2),
        (
            Column("characteristic", words(sample_words.CHARACTERISTIC), "text"),
            Column("category", words(sample_words.CATEGORY), "text"),
            Column("n", words(lexicon.N), "int"),
            Column("percent", words(lexicon.PERCENT), "percent"),
        ),
        tuple(rows),
        tuple(hidden_notes(marks, words, k)),
    )


def _sizes(groups: Sequence[Mapping[str, Any]], words: Words, k: int) -> Table:
    rows = []
    for one in groups:
        ends: tuple[Any, ...] = (one["size_min"], one["size_max"])
        if one["below_k"]:
            ends = (told("small", None, words, k), told("withheld", None, words, k))
        label = words.label(one["variable"])
        rows.append(Row((label, one["count"], one["size_mean"], *ends)))
    hidden = any(one["below_k"] for one in groups)
    return Table(
        "T2b-groups",
        words(sample_words.T2B),
        (
            Column("variable", words(lexicon.VARIABLE), "text"),
            Column("count", words(sample_words.GROUPS), "int"),
            Column("size_mean", words(sample_words.SIZE_MEAN), "dec2"),
            Column("size_min", words(sample_words.SIZE_MIN), "int"),
            Column("size_max", words(sample_words.SIZE_MAX), "int"),
        ),
        tuple(rows),
        tuple(hidden_notes({"small", "withheld"}, words, k)) if hidden else (),
    )


def told(mark: str, n: int | None, words: Words, k: int) -> Any:
    """What a table says of a count: the count, that it is below `k`, or that it is withheld."""
    return {"shown": n, "small": f"< {k}", "withheld": words(sample_words.WITHHELD)}[mark]


def hidden_notes(marks: Collection[str], words: Words, k: int) -> Iterator[str]:
    """What the marks of hidden counts mean."""
    if "small" in marks:
        yield words(sample_words.SMALL_NOTE, k=k)
    if "withheld" in marks:
        yield words(sample_words.WITHHELD_NOTE, k=k)
