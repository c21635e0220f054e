"""The plan a study was declared with, and how the study differs from it (T0b)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cpsurvey.report import columns as c
from cpsurvey.report import plan_words as w
from cpsurvey.report.document import Text
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words

SHORT_HASH = 12
Row = Mapping[str, str | None]
"""A deviation: ``what``, ``name``, and the value ``before`` and ``now``."""


def plan(provenance: Mapping[str, Any], words: Words) -> list[Text | Table]:
    """What was declared before the data, and every deviation from it."""
    found = provenance["plan"]
    before = before_now(provenance, words)
    if not found:
        return [Text(words(w.NONE), "note"), *before]
    said: list[Text | Table] = [
        Text(words(w.DECLARED, day=found["declared"], sha256=found["sha256"])),
        *before,
    ]
    if not found["intact"]:
        said.append(Text(words(w.EDITED), "alert"))
    if found["first_data"]:
        days = {"day": found["declared"], "data": found["first_data"]}
        said.append(Text(words(w.LATE, **days), "warning"))
    if not found["deviations"]:
        said.append(Text(words(w.KEPT)))
        return said
    said.append(_deviations(found["deviations"], words))
    return said


def before_now(provenance: Mapping[str, Any], words: Words) -> list[Text]:
    """Plans that earlier runs followed and that are not the study's now."""
    what = w.REPLACED if provenance.get("plan") else w.GONE
    return [
        Text(words(what, day=one["declared"], sha256=one["sha256"]), "alert")
        for one in provenance.get("plans_before", ())
    ]


def _deviations(rows: Sequence[Row], words: Words) -> Table:
    columns: list[c.Column[Row]] = [
        c.Column("what", w.DEVIATION, "text", at=lambda row: words(w.WHAT[str(row["what"])])),
        c.Column("name", w.WHERE, "text"),
        c.Column("before", w.DECLARED_VALUE, "text", at=lambda row: value(row, "before")),
        c.Column("now", w.USED_VALUE, "text", at=lambda row: value(row, "now")),
    ]
    notes = [words(w.NOTE)]
    return c.table("T0b-deviations", words(w.T0B), columns, rows, words, notes)


def value(row: Row, key: str) -> str:
    """What was declared or is used; of a hash its beginning."""
    found = row[key] or ""
    return found[:SHORT_HASH] if row["name"] == "sha256" else found
