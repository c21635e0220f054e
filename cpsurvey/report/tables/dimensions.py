"""Factorability and parallel analysis (T5)."""

from __future__ import annotations

from cpsurvey.report.phrases import Words
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.results import Result


def dimensions(result: Result, words: Words) -> list[Table]:
    """T5: eigenvalues against their limits."""
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
    return [Table("T5-factorability", words("T5"), columns, rows, (note,))]
