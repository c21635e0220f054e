"""Average marginal effects of a regression, at values of moderators too (T16)."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.regression import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.table import DASH, Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def margins(result: Result[Any], words: Words) -> list[Table]:
    """T16c; nothing where effects are the coefficients themselves."""
    data = result.data
    found = data.get("margins")
    if not found:
        return []
    columns = (
        Column("term", words(lexicon.PREDICTOR), "text"),
        Column("est", words(lexicon.EFFECT), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("ci", words(lexicon.CI95), "interval"),
    )
    rows = [_row(words.label(e["term"]), e) for e in found["effects"]]
    for pair in found["conditional"]:
        heading = words(
            w.EFFECT_BY,
            variable=words.label(pair["variable"]),
            moderator=words.label(pair["moderator"]),
        )
        rows.append(Row((heading,), role="group"))
        for one in pair["rows"]:
            at = value_of(pair["moderator"], one["at"], words)
            several = one["term"] != pair["variable"]
            rows.append(_row(f"{at} · {words.label(one['term'])}" if several else at, one))
    notes = (words(w.MARGINS_NOTE), words(f"margins_unit_{_unit(data)}"))
    title = words(w.T16C, outcome=data["outcome"])
    return [Table(f"T16c-{result.id}", title, columns, tuple(rows), notes)]


def value_of(variable: str, value: float | None, words: Words) -> str:
    """A value of a moderator: its answer where it is one, else the number."""
    if value is None:
        return DASH
    code = f"{value:g}"
    label = words.answer(variable, code)
    return label if label != code else words.number(value, "dec2")


def _unit(data: Any) -> str:
    return "trials" if data["trials"] else data["family"]


def _row(label: str, one: Any) -> Row:
    interval = (one["ci_lower"], one["ci_upper"])
    return Row((label, one["est"], one["se"], one["pvalue"], interval))
