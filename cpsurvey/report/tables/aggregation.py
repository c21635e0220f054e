"""Individuals and teams (T15)."""

from __future__ import annotations

from cpsurvey.report.phrases import Words
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.results import Result


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
