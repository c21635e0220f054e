"""Local fit (T12): residual correlations and modification indices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cpsurvey.report import localfit_words
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words

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
    pair = Column("pair", words(localfit_words.LOCAL_PAIR), "text")
    tables = [
        Table(
            f"T12-residuals-{name}",
            words(localfit_words.T12R, model=model),
            (pair, Column("residual", words(localfit_words.LOCAL_RESIDUAL), "unit3")),
            residuals,
            (words(localfit_words.LOCAL_RESIDUAL_NOTE),),
        )
    ]
    if indices:
        tables.append(
            Table(
                f"T12-modification-{name}",
                words(localfit_words.T12M, model=model),
                (
                    Column("parameter", words(localfit_words.LOCAL_PARAMETER), "text"),
                    Column("mi", words(localfit_words.LOCAL_MI), "dec2"),
                    Column("epc", words(localfit_words.LOCAL_EPC), "dec3"),
                    Column("sepc", words(localfit_words.LOCAL_SEPC), "dec2"),
                ),
                indices,
                (words(localfit_words.LOCAL_NEVER),),
            )
        )
    return tables
