"""Which numbers of structural models another program computes, too, and how close (TP)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cpsurvey.report import columns as c
from cpsurvey.report import proof_words as w
from cpsurvey.report.rounding import show
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Result, ResultSet

KINDS = (
    *("cfa", "sem", "rivals", "invariance", "method", "direction", "contrast", "sensitivity"),
    *("multilevel_mediation", "mediation", "discriminant"),
)
"""Kinds whose numbers are of structural models; `_structural` knows two more."""
TOLERANCE: Mapping[str, float | None] = {
    "estimates": 1e-7,
    "errors": 5e-5,
    "fit": 1e-6,
    "scaled": 1e-5,
    "difference": 2e-4,
    "local": 1e-3,
}
"""At which docs/engine.md says that the engine agrees with stored results of lavaan."""
BY_MOMENTS: Mapping[str, Phrase] = {
    **dict.fromkeys(("estimates", "errors", "fit"), w.ML),
    "scaled": w.WLSMV,
}
"""What a release's moments give; plain ML has no scaled test."""
ALWAYS = ("monte_carlo", "bootstrap", "lms")
"""What lavaan has not, where nothing is known of the study's own numbers."""
NOT_COMPARED = ("not_compared", "not_identified", "not_refitted")
"""What lavaan has, too, and what is not laid beside it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the table; numbers of the comparison are None where none was made."""

    numbers: str
    answers: str
    moments: str
    gold: float | None = None
    compared: int | None = None
    agree: int | None = None
    largest: float | None = None


def proof_table(results: ResultSet, words: Words) -> list[Table]:
    """The table, where the study has structural models; empty where it has none.

    What was compared here comes from ``provenance["proof"]`` (`batch/compared.py`).
    """
    if not any(one.done and _structural(one) for one in results.results):
        return []
    told = results.provenance.get("proof")
    columns: list[c.Column[_Line]] = [
        c.Column("numbers", w.NUMBERS, "text"),
        c.Column("answers", w.ANSWERS, "text"),
        c.Column("moments", w.MOMENTS, "text"),
        c.Column("gold", w.GOLD, "text", at=lambda row: _power(row.gold, words)),
    ]
    notes = [words(w.NOTE)]
    if told:
        columns += [
            c.Column("compared", w.COMPARED, "int"),
            c.Column("agree", w.AGREE, "int"),
            c.Column("largest", w.LARGEST, "text", at=lambda row: _power(row.largest, words)),
        ]
        notes.append(words(w.HERE, program=told["lavaan"]))
        if told["open"]:
            notes.append(words(w.OPEN, n=told["open"]))
    else:
        notes.append(words(w.NOT_HERE))
    rows = [*_lines(told, words), *_left(told, words)]
    return [c.table("TP-proof", words(w.TP), columns, rows, words, notes)]


def _structural(one: Result[Any]) -> bool:
    """Whether an analysis has a structural model; some kinds have one in part of the cases."""
    if one.kind == "moderation":
        return one.data.latent_interaction is not None
    if one.kind == "waves":
        return bool(one.data.crossed) or any(scale.steps for scale in one.data.scales)
    return one.kind in KINDS


def _lines(told: Mapping[str, Any] | None, words: Words) -> Iterator[_Line]:
    for kind, phrase in w.KINDS.items():
        rows = [one for one in (told or {}).get("rows", ()) if kind_of(one["number"]) == kind]
        differences = [one["largest"] for one in rows if one["largest"] is not None]
        yield _Line(
            numbers=words(phrase),
            answers=words(w.YES),
            moments=words(BY_MOMENTS.get(kind, w.NO)),
            gold=TOLERANCE[kind],
            compared=sum(one["compared"] for one in rows) if told else None,
            agree=sum(one["agree"] for one in rows) if told else None,
            largest=max(differences) if differences else None,
        )


def _left(told: Mapping[str, Any] | None, words: Words) -> Iterator[_Line]:
    """What lavaan does not have: what this study has of it, or all of it that there can be."""
    rows: Sequence[Mapping[str, Any]] = (told or {}).get("left", ())
    there = Counter[str]()
    for one in rows:
        there[one["why"]] += one["count"]
    for why, phrase in w.LEFT.items():
        if there[why] or (not told and why in ALWAYS):
            count = f" ({show(there[why], 'int', words.language)})" if told else ""
            place = w.NOT_LAID if why in NOT_COMPARED else w.NOT_THERE
            yield _Line(words(phrase) + count, words(place), words(w.NO))


def kind_of(number: str) -> str:
    """Row of the table for what R's script calls a number."""
    what, _, statistic = number.partition(" ")
    if what in ("residual", "modification"):
        return "local"
    if what in ("difference", "change"):
        return "difference"
    if what == "explained" or statistic in ("est", "est.std", "std.all", "std.lv"):
        return "estimates"
    if what in ("parameter", "standardised"):
        return "errors"
    robust = what.endswith((".scaled", ".robust")) or "scaling" in what
    return "scaled" if robust else "fit"


def _power(value: float | None, words: Words) -> str | None:
    """One digit and a power of ten; zero as it is."""
    if value is None:
        return None
    text = f"{value:.0e}".replace("e-0", "e-").replace("-", "−") if value else "0"
    return text.replace(".", ",") if words.language == "fr" else text
