"""Correlations of scores (T11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cpsurvey.kinds.correlations import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.known import below
from cpsurvey.report.table import LEVEL, Column, Row, Table, show, stars
from cpsurvey.report.words import Words
from cpsurvey.results import Result

Data = Mapping[str, Any]


def correlations(result: Result[Any], words: Words) -> list[Table]:
    """T11: lower triangle with marks, reliability on the diagonal; within and between."""
    data = result.data
    p = len(data["variables"])
    pairs = [data["n"][i][j] for i in range(p) for j in range(i)]
    low, high = min(pairs), max(pairs)
    coefficient = words(data["reliability_kind"])
    notes = [words(w.CORRELATIONS_NOTE, low=low, high=high, coefficient=coefficient)]
    if data["reliability_alpha"]:
        alone = ", ".join(words.label(one) for one in data["reliability_alpha"])
        notes.append(words(w.CORRELATIONS_ALPHA, variables=alone))
    notes.append(_holm(data, words))
    made = [
        Table(
            f"T11-{result.id}",
            words(w.T11),
            _columns(data, words),
            _rows(data, words, below=("r", data["pvalue"]), above=None),
            tuple(notes),
        )
    ]
    if data["r_within"] is not None:
        made.append(_levels(result, words))
    return [*made, _pairs(result, words)]


def _columns(data: Data, words: Words) -> tuple[Column, ...]:
    return (
        Column("variable", words(lexicon.VARIABLE), "text"),
        Column("mean", words(lexicon.MEAN), "dec2"),
        Column("sd", words(lexicon.SD), "dec2"),
        *(Column(name, str(j + 1), "unit2") for j, name in enumerate(data["variables"])),
    )


def _rows(
    data: Data,
    words: Words,
    *,
    below: tuple[str, Sequence[Any]],
    above: tuple[str, Sequence[Any]] | None,
) -> tuple[Row, ...]:
    """One matrix per half, reliability between them."""
    rows = []
    for i, name in enumerate(data["variables"]):
        cells: list[Any] = [f"{i + 1}. {words.label(name)}", data["mean"][i], data["sd"][i]]
        marks: dict[int, str] = {}
        for j in range(len(data["variables"])):
            half = below if j < i else above
            if i == j:
                value = data["reliability"][i]
                cells.append("" if value is None else _in_brackets(value, words))
            elif half is None:
                cells.append("")
            else:
                cells.append(data[half[0]][i][j])
                marks[3 + j] = stars(half[1][i][j])
        rows.append(Row(tuple(cells), marks=marks))
    return tuple(rows)


def _in_brackets(value: float, words: Words) -> str:
    return f"({show(value, 'unit2', words.language)})"


def _holm(data: Data, words: Words) -> str:
    """How many correlations stand after correction for their number."""
    p = len(data["variables"])
    cells = [(i, j) for i in range(p) for j in range(i)]
    plain, held = (
        sum(below(data[name][i][j], LEVEL) for i, j in cells) for name in ("pvalue", "p_holm")
    )
    return words(w.HOLM_NOTE, pairs=len(cells), plain=plain, held=held)


def _levels(result: Result[Any], words: Words) -> Table:
    """Within groups below, between their means above."""
    data = result.data
    levels = data["levels"]
    rows = _rows(
        data,
        words,
        below=("r_within", levels["p_within"]),
        above=("r_between", levels["p_between"]),
    )
    note = words(w.WITHIN_NOTE, n=levels["n"], groups=levels["groups"])
    name = f"T11-{result.id}-within-between"
    return Table(name, words(w.T11W), _columns(data, words), rows, (note,))


def _pairs(result: Result[Any], words: Words) -> Table:
    """Every pair with limits and both p; for spreadsheets."""
    data = result.data
    names = data["variables"]
    levels = data["levels"]
    columns = [
        Column("first", words(lexicon.VARIABLE), "text"),
        Column("second", words(lexicon.VARIABLE), "text"),
        Column("n", words(lexicon.N), "int"),
        Column("r", "r", "unit3"),
        Column("ci", words(lexicon.CI95), "interval"),
        Column("p", words(lexicon.P), "p"),
        Column("p_holm", words(w.HOLM_P), "p"),
    ]
    for part in ("within", "between") if levels else ():
        columns += [
            Column(f"r_{part}", words(f"r_{part}"), "unit3"),
            Column(f"ci_{part}", words(lexicon.CI95), "interval"),
            Column(f"p_{part}", words(lexicon.P), "p"),
        ]
    rows = []
    for i, first in enumerate(names):
        for j in range(i + 1, len(names)):
            cells: list[Any] = [words.label(first), words.label(names[j]), data["n"][i][j]]
            cells += [data["r"][i][j], (data["ci_lower"][i][j], data["ci_upper"][i][j])]
            cells += [data["pvalue"][i][j], data["p_holm"][i][j]]
            for part in ("within", "between") if levels else ():
                ends = (levels[f"{part}_lower"][i][j], levels[f"{part}_upper"][i][j])
                cells += [data[f"r_{part}"][i][j], ends, levels[f"p_{part}"][i][j]]
            rows.append(Row(tuple(cells)))
    name = f"T11-{result.id}-pairs"
    return Table(name, words(w.T11P), tuple(columns), tuple(rows), sheet_only=True)
