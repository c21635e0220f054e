"""The main effects under other choices (T25)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cpsurvey.kinds.sensitivity import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.known import apart
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

UNSURE = "°"
"""Mark of an effect whose interval holds zero."""


def sensitivity(result: Result[Any], words: Words) -> list[Table]:
    """T25: choices by effects, standardised; T25b: every effect with its interval."""
    if not result.data["names"]:
        return []
    return [_matrix(result, words), _long(result, words)]


def effects_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Effects of one choice by name."""
    return {e["name"]: e for e in row["effects"]}


def holds_zero(effect: Mapping[str, Any]) -> bool:
    """Whether the interval holds zero, or there is none."""
    return not apart((effect["mc_lower"], effect["mc_upper"]))


def _matrix(result: Result[Any], words: Words) -> Table:
    data = result.data
    names = data["names"]
    columns = (
        Column("choice", words(w.CHOICE), "text"),
        Column("n", words(lexicon.N), "int"),
        Column("cfi", "CFI", "unit3"),
        Column("rmsea", "RMSEA", "unit3"),
        *(Column(name, words.label(name), "dec2") for name in names),
    )
    rows: list[Row] = []
    for row in data["rows"]:
        found = effects_of(row)
        fit = row["fit"]
        cells: list[Any] = [words(f"choice_{row['choice']}"), row["n"]]
        cells += [_best(fit, "cfi"), _best(fit, "rmsea")]
        marks: dict[int, str] = {}
        for at, name in enumerate(names, len(cells)):
            e = found.get(name)
            cells.append(e["std_all"] if e else None)
            if e and holds_zero(e):
                marks[at] = UNSURE
        if row["admissible"] is False:
            marks[0] = f" ({words('inadmissible_short')})"
        rows.append(Row(tuple(cells), marks=marks))
    how = f"{data['estimator'].upper()}, {words(data['missing'])}"
    if data["cluster"]:
        how += f", {words.label(data['cluster'])}"
    note = words(w.SENSITIVITY_NOTE, how=how, mark=UNSURE)
    title = words(w.T25, model=words.label(data["model"]))
    return Table(f"T25-{result.id}", title, columns, tuple(rows), (note,))


def _best(fit: Mapping[str, Any], name: str) -> Any:
    robust = fit.get(f"{name}.robust")
    return fit.get(name) if robust is None else robust


def _long(result: Result[Any], words: Words) -> Table:
    data = result.data
    columns = (
        Column("choice", words(w.CHOICE), "text"),
        Column("est", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("mc", words(lexicon.MC_CI), "interval"),
        Column("std_all", words(lexicon.STD), "dec2"),
    )
    rows: list[Row] = []
    wrong = {0: f" ({words('inadmissible_short')})"}
    for name in data["names"]:
        rows.append(Row((words.label(name),), role="group"))
        for row in data["rows"]:
            e = effects_of(row).get(name)
            if e:
                rows.append(
                    Row(
                        (
                            words(f"choice_{row['choice']}"),
                            e["est"],
                            e["se"],
                            (e["mc_lower"], e["mc_upper"]),
                            e["std_all"],
                        ),
                        marks=wrong if row["admissible"] is False else {},
                    )
                )
    title = words(w.T25B)
    return Table(f"T25b-{result.id}", title, columns, tuple(rows))
