"""Reliability of scales, of composites, and group by group (T7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from cpsurvey.kinds.reliability import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

Data = Mapping[str, Any]
ENDS = {"omega_total": "omega_ci", "omega_categorical": "omega_categorical_ci"}


def reliability(result: Result[Any], words: Words) -> list[Table]:
    """T7 and what stands behind it: one table per question."""
    data = result.data
    made = [_main(data, words), _more(data, words), _shape(data, words)]
    if data["composites"]:
        made.append(_composites(data, words))
    if data["groups"]:
        made.append(_groups(data, words))
    return [_with_dagger(table, words) for table in made]


def _with_dagger(table: Table, words: Words) -> Table:
    """Explain the mark of coefficients of inadmissible models where there are any."""
    if not any("†" in mark for row in table.rows for mark in row.marks.values()):
        return table
    return replace(table, notes=(*table.notes, words(lexicon.INV_DAGGER)))


def _main(data: Data, words: Words) -> Table:
    headline = data["headline"]
    columns = (
        Column("scale", words(lexicon.SCALE), "text"),
        Column("k", words(w.K), "int"),
        Column("n", words(lexicon.N), "int"),
        Column("alpha", words(w.ALPHA), "unit2"),
        Column("alpha_ci", words(lexicon.CI95), "interval"),
        Column(headline, words(headline), "unit2"),
        Column(
            ENDS[headline], words(lexicon.CI95), "interval", tuple(data["thresholds"].values())
        ),
        Column("judged", words(w.REL_JUDGED), "text"),
    )
    rows = []
    for scale in data["scales"]:
        said = _judged(scale, data, words)
        rows.append(_row(scale, columns[1:-1], words.label(scale["scale"]), (said,)))
    notes = [
        words(f"rel_note_{headline}"),
        words(w.REL_NOTE_JUDGED),
        *_interval_notes(data, words),
    ]
    return Table("T7-reliability", words(w.T7), columns, tuple(rows), tuple(notes))


def _judged(scale: Data, data: Data, words: Words) -> str | None:
    """The highest threshold the whole interval meets, or that it meets none."""
    if scale["research"] is None:
        return None
    which = "preferred" if scale["preferred"] == "meets" else "research"
    at = words.number(data["thresholds"][which], "unit2")
    return words(f"rel_{scale[which]}", at=at)


def _row(entry: Data, columns: Sequence[Column], label: str, after: Sequence[Any] = ()) -> Row:
    """A row, its coefficients marked where their model is inadmissible."""
    bad = entry.get("inadmissible") or ()
    marks = {at: " †" for at, column in enumerate(columns, 1) if column.key in bad}
    return Row((label, *(entry.get(c.key) for c in columns), *after), marks=marks)


def _interval_notes(data: Data, words: Words) -> Iterator[str]:
    """How intervals were found, and what became of the draws."""
    yield words(w.REL_NOTE_ALPHA)
    draws = data["bootstrap"]
    if not draws:
        return
    if data["missing"] == "fiml":
        yield words(w.REL_NOTE_FIML)
    elif data["cluster"]:
        unit = words.label(data["cluster"])
        yield words(w.REL_NOTE_CLUSTERS, draws=draws, clusters=data["clusters"], unit=unit)
    else:
        yield words(w.REL_NOTE_BOOTSTRAP, draws=draws)
    for key, phrase in (
        ("draws_failed", "rel_note_failed"),
        ("draws_inadmissible", "rel_note_inadmissible"),
    ):
        lost = [
            f"{words.label(one.get('scale') or one['composite'])} {one[key]}"
            for one in (*data["scales"], *data["composites"])
            if one[key]
        ]
        if lost:
            yield words(phrase, counts=", ".join(lost))


def _more(data: Data, words: Words) -> Table:
    other = "omega_total" if data["headline"] == "omega_categorical" else "omega_categorical"
    columns = (
        Column("scale", words(lexicon.SCALE), "text"),
        Column("mean", words(lexicon.MEAN), "dec2"),
        Column("sd", words(lexicon.SD), "dec2"),
        Column("measurement_error", words(w.REL_SEM), "dec2"),
        Column("alpha_std", words(w.REL_ALPHA_STD), "unit2"),
        Column("lambda6", words(w.REL_LAMBDA6), "unit2"),
        Column("omega_observed", words(w.REL_OMEGA_OBSERVED), "unit2"),
        Column(other, words(f"rel_other_{other}"), "unit2"),
        Column(ENDS[other], words(lexicon.CI95), "interval"),
        Column("ordinal_alpha", words(w.REL_ORDINAL_ALPHA), "unit2"),
    )
    rows = [_row(s, columns[1:], words.label(s["scale"])) for s in data["scales"]]
    notes = (words(w.REL_NOTE_MORE), words(f"rel_note_{other}"))
    return Table("T7b-reliability-more", words(w.T7B), columns, tuple(rows), notes)


def _shape(data: Data, words: Words) -> Table:
    columns = (
        Column("scale", words(lexicon.SCALE), "text"),
        Column("ave", words(w.AVE), "unit2"),
        Column("ave_ci", words(lexicon.CI95), "interval"),
        Column("h", words(w.H), "unit2"),
        Column("h_ci", words(lexicon.CI95), "interval"),
        Column("inter_item_mean", words(w.REL_R_MEAN), "unit2"),
        Column("inter_item_min", words(w.REL_R_MIN), "unit2"),
        Column("inter_item_max", words(w.REL_R_MAX), "unit2"),
        Column("inter_item_covariance", words(w.REL_COV_MEAN), "dec2"),
    )
    rows = [_row(s, columns[1:], words.label(s["scale"])) for s in data["scales"]]
    note = words(w.REL_NOTE_SHAPE)
    return Table("T7c-inter-item", words(w.T7C), columns, tuple(rows), (note,))


def _composites(data: Data, words: Words) -> Table:
    columns = (
        Column("composite", words(w.REL_COMPOSITE), "text"),
        Column("n", words(lexicon.N), "int"),
        Column("omega_total", words(w.REL_OMEGA), "unit2"),
        Column("omega_total_ci", words(lexicon.CI95), "interval"),
        Column("omega_higher", words(w.REL_OMEGA_HIGHER), "unit2"),
        Column("omega_higher_ci", words(lexicon.CI95), "interval"),
        Column("omega_bifactor", words(w.REL_OMEGA_BIFACTOR), "unit2"),
        Column("omega_bifactor_ci", words(lexicon.CI95), "interval"),
    )
    rows = [_row(c, columns[1:], words.label(c["composite"])) for c in data["composites"]]
    notes = [words(w.REL_NOTE_COMPOSITES), words(w.REL_NOTE_BIFACTOR)]
    equal = [c["composite"] for c in data["composites"] if c["model"] == "equal_loadings"]
    if equal:
        names = ", ".join(words.label(name) for name in equal)
        notes.append(words(w.REL_NOTE_EQUAL, names=names))
    alone = [c["composite"] for c in data["composites"] if c["bifactor"] == "not_identified"]
    if alone:
        names = ", ".join(words.label(name) for name in alone)
        notes.append(words(w.REL_NOTE_UNIDENTIFIED, names=names))
    shown = [
        words(
            w.REL_OBSERVED_ONE,
            scale=c["composite"],
            total=words.number(c["omega_total_observed"], "unit2"),
            higher=words.number(c["omega_higher_observed"], "unit2"),
        )
        for c in data["composites"]
        if c["omega_total_observed"] is not None
    ]
    if shown:
        separator = "\u00a0; " if words.language == "fr" else "; "
        notes.append(words(w.REL_NOTE_OBSERVED, list=separator.join(shown)))
    return Table("T7d-composites", words(w.T7D), columns, tuple(rows), tuple(notes))


def _groups(data: Data, words: Words) -> Table:
    headline = data["headline"]
    columns = (
        Column("group", words(w.REL_GROUP), "text"),
        Column("n", words(lexicon.N), "int"),
        Column("alpha", words(w.ALPHA), "unit2"),
        Column("alpha_ci", words(lexicon.CI95), "interval"),
        Column(headline, words(headline), "unit2"),
        Column(ENDS[headline], words(lexicon.CI95), "interval"),
    )
    rows: list[Row] = []
    hidden: dict[str, None] = {}
    for scale, entries in groupby(data["groups"], key=lambda entry: entry["scale"]):
        rows.append(Row((words.label(scale),), role="group"))
        for entry in entries:
            label = _answer(entry["group"], words)
            if entry["shown"]:
                rows.append(_row(entry, columns[1:], label))
            else:
                hidden[label] = None
                rows.append(Row((label, words(w.REL_NOT_SHOWN))))
    notes = [words(w.REL_NOTE_GROUPS, by=words.label(data["by"]))]
    if hidden:
        notes.append(words(w.REL_NOTE_HIDDEN, names=", ".join(hidden)))
    return Table("T7e-by-group", words(w.T7E), columns, tuple(rows), tuple(notes))


def _answer(code: str, words: Words) -> str:
    """A group's label without its variable, which the note names."""
    variable, _, value = code.partition("=")
    return words.answer(variable, value)
