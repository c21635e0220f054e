"""Local fit (T12): residual correlations and modification indices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cpsurvey.report.phrases import Words
from cpsurvey.report.table import Column, Row, Table

ARROWS = {"=~": "→", "~~": "↔", "~": "←"}


def local_fit(found: Mapping[str, Any], model: str, name: str, words: Words) -> list[Table]:
    """The largest of both, side by side in rank.

    Parameters
    ----------
    model : str
        Label of the model.
    name : str
        Part of the tables' ids.
    """
    residuals = tuple(
        Row((f"{row['first']} ↔ {row['second']}", row["residual"]))
        for row in found["residuals"]
    )
    indices = tuple(
        Row(
            (
                f"{words.label(row['lhs']) if row['op'] == '=~' else row['lhs']} "
                f"{ARROWS.get(row['op'], row['op'])} {row['rhs']}",
                row["mi"],
                row["epc"],
                row["sepc"],
            )
        )
        for row in found["modifications"]
    )
    pair = Column("pair", words("local_pair"), "text")
    tables = [
        Table(
            f"T12-residuals-{name}",
            words("T12r", model=model),
            (pair, Column("residual", words("local_residual"), "unit3")),
            residuals,
            (words("local_residual_note"),),
        )
    ]
    if indices:
        tables.append(
            Table(
                f"T12-modification-{name}",
                words("T12m", model=model),
                (
                    Column("parameter", words("local_parameter"), "text"),
                    Column("mi", words("local_mi"), "dec2"),
                    Column("epc", words("local_epc"), "dec3"),
                    Column("sepc", words("local_sepc"), "dec2"),
                ),
                indices,
                (words("local_never"),),
            )
        )
    return tables
