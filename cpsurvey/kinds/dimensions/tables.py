"""Factorability and parallel analysis (T5)."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.dimensions import words as w
from cpsurvey.report.known import known
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def dimensions(result: Result[Any], words: Words) -> list[Table]:
    """T5: eigenvalues against their limits."""
    data = result.data
    kept = max(data["kept"], data["reduced_kept"] or 0)
    shown = min(len(data["eigenvalues"]), kept + 3)
    keys = ["eigenvalues", "limits"]
    keys += ["reduced", "reduced_limits"] if data["reduced"] else []
    rows = tuple(_row(data, keys, i) for i in range(shown))
    columns = (
        Column("rank", words(w.EIGENVALUE_RANK), "text"),
        Column("eigenvalue", words(w.EIGENVALUE), "dec2"),
        Column("limit", words(w.EIGENVALUE_LIMIT), "dec2"),
        Column("reduced", words(w.EIGENVALUE_REDUCED), "dec2"),
        Column("reduced_limit", words(w.EIGENVALUE_LIMIT_REDUCED), "dec2"),
    )[: 1 + len(keys)]
    return [Table("T5-factorability", words(w.T5), columns, rows, tuple(_notes(data, words)))]


def _row(data: Any, keys: list[str], i: int) -> Row:
    """An eigenvalue beside its limit, both with decimals that tell them apart."""
    cells = [data[key][i] for key in keys]
    held: dict[int, tuple[float, ...]] = {
        at + 1: (cells[at ^ 1],) for at in range(len(cells)) if cells[at ^ 1] is not None
    }
    return Row((str(i + 1), *cells), limits=held)


def _notes(data: Any, words: Words) -> list[str]:
    found = [how(data, words)]
    if data["kmo"] is not None:
        found.append(
            words(
                w.KMO_NOTE,
                kmo=words.number(data["kmo"], "unit2"),
                low=words.number(min(known(data["msa"]), default=None), "unit2"),
                chisq=words.number(data["chisq"], "dec2"),
                df=data["df"],
                p=words.p(data["pvalue"]),
            )
        )
    found.append(words(w.PARALLEL_NOTE, kept=data["kept"], draws=data["draws"]))
    if data["reduced"]:
        found.append(words(w.AXES_NOTE, kept=data["reduced_kept"]))
    return found


def how(data: Any, words: Words) -> str:
    """Which correlations, and what became of missing answers."""
    colon = "\u00a0: " if words.language == "fr" else ": "
    matrix = words(f"how_{data['matrix']}")
    return matrix + colon + words(f"how_{data['missing']}", n=data["n"])
