"""Items of the scales (T4)."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.items import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.known import times
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def items(result: Result[Any], words: Words) -> list[Table]:
    """T4: one line per item, scale by scale; T4b: scores at the ends of their scale."""
    columns = (
        Column("item", words(lexicon.ITEM), "text"),
        Column("n", words(lexicon.N), "int"),
        Column("missing_share", words(w.MISSING_SHARE), "percent"),
        Column("mean", words(lexicon.MEAN), "dec2"),
        Column("sd", words(lexicon.SD), "dec2"),
        Column("skew", words(w.SKEW), "dec2"),
        Column("kurtosis", words(w.KURTOSIS), "dec2"),
        Column("floor", words(w.FLOOR), "percent"),
        Column("ceiling", words(w.CEILING), "percent"),
        Column("item_rest", words(w.ITEM_REST), "unit2"),
        Column("alpha_if_deleted", words(w.ALPHA_IF_DELETED), "unit2"),
        Column("loading", words(w.ITEM_LOADING), "unit2"),
    )
    rows: list[Row] = []
    for scale in result.data["scales"]:
        rows.append(Row((words.label(scale["scale"]),), role="group"))
        rows += [
            Row(
                (
                    _item(item, words) + _mode(item["mode"], words),
                    *(item[c.key] for c in columns[1:]),
                )
            )
            for item in scale["items"]
        ]
    notes = [words(w.ITEMS_NOTE), words(f"item_loading_{result.data['matrix']}")]
    if any(item["mode"] for scale in result.data["scales"] for item in scale["items"]):
        notes.append(words(w.ITEM_MODE_NOTE))
    return [
        Table("T4-items", words(w.T4), columns, tuple(rows), tuple(notes)),
        _edges(result, words),
    ]


def _edges(result: Result[Any], words: Words) -> Table:
    """T4b: shares of respondents at the ends of each scale."""
    columns = (
        Column("scale", words(lexicon.SCALE), "text"),
        Column("n", words(lexicon.N), "int"),
        Column("range", words(w.ENDS_RANGE), "text"),
        Column("floor", words(w.FLOOR), "percent"),
        Column("ceiling", words(w.CEILING), "percent"),
        Column("flag", words(w.ENDS_FLAG), "text"),
    )
    rows = tuple(
        Row(
            (
                words.label(s["scale"]),
                s["n"],
                f"{_end(s['low'], words)}–{_end(s['high'], words)}",
                s["floor"],
                s["ceiling"],
                ", ".join(words(f"ends_{end}") for end in s["flagged"]),
            )
        )
        for s in result.data["scales"]
    )
    note = words(w.ENDS_NOTE, share=words.number(times(result.data["edge"], 100.0), "int"))
    return Table("T4b-ends", words(w.T4B), columns, rows, (note,))


def _end(value: float | None, words: Words) -> str:
    """A possible score: whole where it is whole."""
    return words.number(value, "int" if value is None or value == round(value) else "dec2")


def _mode(mode: str | None, words: Words) -> str:
    """Way of sharing an item speaks of; one the report does not know goes by its name."""
    if not mode:
        return ""
    found = words(f"mode_{mode}")
    return f" · {mode if found == f'mode_{mode}' else found}"


def _item(item: dict[str, Any], words: Words) -> str:
    label = words.label(item["item"])
    mark = "(I)" if words.language == "fr" else "(R)"
    text = item["item"] if label == item["item"] else words.pair(item["item"], label)
    return f"{text} {mark}" if item["reversed"] and not text.endswith(")") else text
