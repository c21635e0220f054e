"""Who is counted: sample flow, quarantine, respondents (T1, T2, T3)."""

from __future__ import annotations

from typing import Any

from cpsurvey.report.phrases import Words
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.results import Result


def flow(result: Result, words: Words) -> list[Table]:
    """T1 and, when something was set aside, T3."""
    stages = result.data["stages"]
    total = stages[0]["n"] or 1
    rows = [Row((words(s["stage"]), s["n"], s["lost"] or None, s["n"] / total)) for s in stages]
    made = [
        Table(
            "T1-flow",
            words("T1"),
            (
                Column("stage", words("stage"), "text"),
                Column("n", words("n"), "int"),
                Column("lost", words("lost"), "int"),
                Column("share", words("share_read"), "percent"),
            ),
            tuple(rows),
        )
    ]
    aside = result.data["quarantine"]
    if aside:
        made.append(
            Table(
                "T3-quarantine",
                words("T3"),
                (
                    Column("rule", words("rule"), "text"),
                    Column("column", words("column"), "text"),
                    Column("count", words("count"), "int"),
                ),
                tuple(
                    Row(
                        (
                            words(line["rule"]),
                            words("whole_row")
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


def respondents(result: Result, words: Words, k: int) -> list[Table]:
    """T2: characteristics, with small counts hidden, and group sizes."""
    rows: list[Row] = []
    hid = False
    for found in result.data["characteristics"]:
        rows.append(Row((words.label(found["variable"]),), role="group"))
        hidden = small_cells([c["n"] for c in found["categories"]], k)
        for category, hide in zip(found["categories"], hidden, strict=True):
            label = words.answer(found["variable"], category["code"])
            hid = hid or hide
            if hide:
                rows.append(Row(("", label, f"< {k}", None)))
            else:
                rows.append(Row(("", label, category["n"], category["share"])))
        if found["missing"]:
            shown: Any = found["missing"] if found["missing"] >= k else f"< {k}"
            rows.append(Row(("", words("missing"), shown, None)))
    made = [
        Table(
            "T2-respondents",
            words("T2"),
            (
                Column("characteristic", words("characteristic"), "text"),
                Column("category", words("category"), "text"),
                Column("n", words("n"), "int"),
                Column("percent", words("percent"), "percent"),
            ),
            tuple(rows),
            (words("suppressed_note", k=k),) if hid else (),
        )
    ]
    groups = result.data["groups"]
    if groups:
        names = ("count", "size_mean", "size_min", "size_max")
        made.append(
            Table(
                "T2b-groups",
                words("T2b"),
                (
                    Column("variable", words("variable"), "text"),
                    Column("count", words("groups"), "int"),
                    Column("size_mean", words("size_mean"), "dec2"),
                    Column("size_min", words("size_min"), "int"),
                    Column("size_max", words("size_max"), "int"),
                ),
                tuple(
                    Row((words.label(g["variable"]), *(g[name] for name in names)))
                    for g in groups
                ),
            )
        )
    return [table for table in made if table.rows]


def small_cells(counts: list[int | None], k: int) -> list[bool]:
    """Which counts are hidden: None, those below `k`, a second one where one alone is.

    A single hidden count could be found by subtraction.
    """
    hidden = [n is None or 0 < n < k for n in counts]
    if sum(hidden) == 1 and None not in counts:
        others = [(n, i) for i, n in enumerate(counts) if n is not None and n >= k]
        if others:
            hidden[min(others)[1]] = True
    return hidden
