"""Average marginal effects of a regression, at values of moderators too (T16)."""

from __future__ import annotations

from typing import Any

from cpsurvey.report.phrases import Words
from cpsurvey.report.table import DASH, Column, Row, Table
from cpsurvey.results import Result


def margins(result: Result, words: Words) -> list[Table]:
    """T16c; nothing where effects are the coefficients themselves."""
    data = result.data
    found = data.get("margins")
    if not found:
        return []
    columns = (
        Column("term", words("predictor"), "text"),
        Column("est", words("effect"), "dec3"),
        Column("se", words("se"), "dec3"),
        Column("pvalue", words("p"), "p"),
        Column("ci", words("ci95"), "interval"),
    )
    rows = [_row(words.label(e["term"]), e) for e in found["effects"]]
    for pair in found["conditional"]:
        heading = words(
            "effect_by",
            variable=words.label(pair["variable"]),
            moderator=words.label(pair["moderator"]),
        )
        rows.append(Row((heading,), role="group"))
        for one in pair["rows"]:
            at = value_of(pair["moderator"], one["at"], words)
            several = one["term"] != pair["variable"]
            rows.append(_row(f"{at} · {words.label(one['term'])}" if several else at, one))
    notes = (words("margins_note"), words(f"margins_unit_{_unit(data)}"))
    title = words("T16c", outcome=data["outcome"])
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
