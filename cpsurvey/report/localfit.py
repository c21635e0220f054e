"""Local fit (T12): residual correlations and modification indices."""

from __future__ import annotations

from cpsurvey.parts import LocalFit, Modification, ResidualCorrelation
from cpsurvey.report import columns as c
from cpsurvey.report import localfit_words as w
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words

ARROWS = {"=~": "→", "~~": "↔", "~": "←"}


def local_fit(found: LocalFit, model: str, name: str, words: Words) -> list[Table]:
    """The largest of both, each in rank.

    Parameters
    ----------
    model : str
        Label of the model.
    name : str
        Part of the tables' ids.
    """

    def pair(row: ResidualCorrelation) -> str:
        return f"{row.first} ↔ {row.second}"

    def parameter(row: Modification) -> str:
        left = words.label(row.lhs) if row.op == "=~" else row.lhs
        return f"{left} {ARROWS.get(row.op, row.op)} {row.rhs}"

    columns: list[c.Column[ResidualCorrelation]] = [
        c.Column("pair", w.PAIR, "text", at=pair),
        c.Column("residual", w.RESIDUAL, "unit3"),
    ]
    title, note = words(w.T12R, model=model), words(w.RESIDUAL_NOTE)
    tables = [c.table(f"T12-residuals-{name}", title, columns, found.residuals, words, [note])]
    if found.modifications:
        left_out: list[c.Column[Modification]] = [
            c.Column("parameter", w.PARAMETER, "text", at=parameter),
            c.Column("mi", w.MI, "dec2"),
            c.Column("epc", w.EPC, "dec2"),
            c.Column("sepc", w.SEPC, "dec2"),
        ]
        title, note = words(w.T12M, model=model), words(w.NEVER)
        id = f"T12-modification-{name}"
        tables.append(c.table(id, title, left_out, found.modifications, words, [note]))
    return tables
