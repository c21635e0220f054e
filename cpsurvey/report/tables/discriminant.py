"""Discriminant validity (T10)."""

from __future__ import annotations

from cpsurvey.report.phrases import Words
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.results import Result


def apart(result: Result, words: Words) -> list[Table]:
    """T10: HTMT2 with intervals, closest pair first."""
    data = result.data
    names = data["scales"]
    if len(names) < 2:
        return []
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
    return [Table("T10-htmt", words("T10h"), columns, tuple(rows), (note,))]
