"""What the answers hold of the questionnaire: said once for a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cpsurvey.report import asked_words as w
from cpsurvey.report import columns as c
from cpsurvey.report.document import Text
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words

Held = Mapping[str, Any]
Row = Mapping[str, Any]


def in_short(held: Held, words: Words) -> Iterator[Text]:
    """What a first page says of it."""
    if held.get("groups"):
        variables = [words.label(variable) for variable in held["groups"].values()]
        phrase = w.NO_CLUSTERS if held["clusters"] else w.NO_GROUPS
        yield Text(words(phrase, variables=variables), "warning")
    for key, phrase, name in (
        ("unasked", w.UNASKED, "scales"),
        ("controls", w.CONTROLS, "variables"),
    ):
        if held.get(key):
            yield Text(words(phrase, **{name: _labels(held[key], words)}), "warning")
    if held.get("short"):
        scales = _labels([one["scale"] for one in held["short"]], words)
        yield Text(words(w.IN_PART, scales=scales), "warning")


def asked(held: Held, words: Words, k: int) -> list[Text | Table]:
    """The scales that are used by a part of their items, item by item."""
    if not held.get("short"):
        return []
    columns: list[c.Column[Row]] = [
        c.Column("scale", w.SCALE, "text", at=lambda row: words.label(row["scale"])),
        c.Column("used", w.USED, "text", at=lambda row: ", ".join(row["used"])),
        c.Column("absent", w.ABSENT, "text", at=lambda row: ", ".join(row["absent"])),
        c.Column("dropped", w.DROPPED, "text", at=lambda row: ", ".join(row["dropped"])),
    ]
    notes = [words(w.NOTE, k=k)]
    return [c.table("T0c-asked", words(w.TABLE), columns, held["short"], words, notes)]


def _labels(names: Sequence[str], words: Words) -> list[str]:
    return [words.label(name) for name in names]
