"""Dimensions, discriminant validity and aggregation (T5, T10, T15)."""

from __future__ import annotations

from typing import Any

from cpsurvey.report.phrases import Words
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.results import Result


def dimensions(result: Result, words: Words) -> list[Table]:
    """T5: eigenvalues against their limits; T10: HTMT2 with intervals."""
    data = result.data
    shown = min(len(data["eigenvalues"]), data["kept"] + 3)
    rows = tuple(
        Row((str(i + 1), data["eigenvalues"][i], data["limits"][i])) for i in range(shown)
    )
    note = words(
        "dimensions_note",
        kmo=words.number(data["kmo"], "unit2"),
        low=words.number(min(data["msa"]), "unit2"),
        chisq=words.number(data["chisq"], "dec2"),
        df=data["df"],
        p=words.number(data["pvalue"], "p"),
        kept=data["kept"],
        draws=data["draws"],
    )
    columns = (
        Column("component", words("component"), "text"),
        Column("eigenvalue", words("eigenvalue"), "dec2"),
        Column("limit", words("limit"), "dec2"),
    )
    made = [Table("T5-factorability", words("T5"), columns, rows, (note,))]
    if len(data["scales"]) > 1:
        made.append(_apart(data, words))
    return made


def _apart(data: Any, words: Words) -> Table:
    names = data["scales"]
    rows = []
    for i, one in enumerate(names):
        for j in range(i):
            interval = None
            if data["htmt2_lower"] is not None:
                interval = (data["htmt2_lower"][i][j], data["htmt2_upper"][i][j])
            rows.append(
                Row(
                    (
                        f"{words.label(names[j])} ↔ {words.label(one)}",
                        data["htmt"][i][j],
                        data["htmt2"][i][j],
                        interval,
                    )
                )
            )
    rows.sort(key=lambda row: -(row.cells[2] or 0.0))
    columns = (
        Column("pair", words("scale"), "text"),
        Column("htmt", "HTMT", "unit2"),
        Column("htmt2", "HTMT2", "unit2"),
        Column("htmt2_ci", words("ci95"), "interval"),
    )
    note = words("htmt_note", draws=data["bootstrap"])
    return Table("T10-htmt", words("T10h"), columns, tuple(rows), (note,))


def aggregation(result: Result, words: Words) -> list[Table]:
    """T15: one line per scale."""
    columns = (
        Column("scale", words("scale"), "text"),
        Column("groups", words("groups"), "int"),
        Column("size", words("size_mean"), "dec2"),
        Column("icc1", "ICC(1)", "unit2"),
        Column("icc1_ci", words("ci95"), "interval"),
        Column("F", "F", "dec2"),
        Column("pvalue", words("p"), "p"),
        Column("icc2", "ICC(2)", "unit2"),
        Column("rwgj", words("rwgj"), "unit2"),
        Column("rwgj_skewed", words("rwgj_skewed"), "unit2"),
        Column("agreeing", words("agreeing"), "percent"),
        Column("ad", "AD", "dec2"),
    )
    rows = tuple(
        Row((words.label(s["scale"]), *(s[c.key] for c in columns[1:])))
        for s in result.data["scales"]
    )
    note = words("aggregation_note", variable=result.data["group"])
    return [Table("T15-aggregation", words("T15"), columns, rows, (note,))]
