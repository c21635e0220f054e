"""How long data are kept, what was deleted, and what was released."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from cpsurvey.report import columns as c
from cpsurvey.report import dossier_words as w
from cpsurvey.report.document import Text
from cpsurvey.report.dossier.facts import Facts, day
from cpsurvey.report.dossier.summary import retention as in_words
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words

SINGLE = ("SHA256SUMS",)
MOST = 6
"""Analyses that a cell names; more are counted."""


@dataclass(frozen=True, slots=True)
class _Until:
    data: str
    since: str
    until: str


def retention(facts: Facts, words: Words) -> Iterator[Table | Text]:
    """How long, from when on, and what was deleted so far."""
    yield Text(words.pair(words(w.RETENTION), in_words(facts, words)), "lead")
    ends: tuple[tuple[Phrase, str], ...] = (
        (w.FIRST_ANSWERS, facts.found.get("first") or ""),
        (w.LAST_ANSWERS, facts.found.get("last") or ""),
    )
    rows = [
        _Until(words(what), day(since, words), day(facts.after(since), words))
        for what, since in ends
        if facts.after(since)
    ]
    if rows:
        columns: list[c.Column[_Until]] = [
            c.Column("data", w.KIND, "text"),
            c.Column("since", w.COUNTED, "text"),
            c.Column("until", w.GOES, "text"),
        ]
        yield c.table("D-retention", words(w.LONG), columns, rows, words)
    yield Text(words(w.KEEPING))
    if facts.purges:
        yield _purges(facts, words)


def _purges(facts: Facts, words: Words) -> Table:
    columns: list[c.Column[Mapping[str, Any]]] = [
        c.Column("at", w.PURGED_ON, "text", at=lambda one: day(one.get("at"), words)),
        c.Column("before", w.BEFORE, "text", at=lambda one: day(one.get("before"), words)),
    ]
    for name, heading in (
        ("answers", w.ANSWERS),
        ("people", w.WHOLE_PEOPLE),
        ("indicators", w.INDICATORS),
    ):
        columns.append(c.Column(name, heading, "text", at=_counted(facts, name, words)))
    return c.table("D-purges", words(w.PURGES), columns, facts.purges, words)


def _counted(facts: Facts, name: str, words: Words) -> Any:
    return lambda one: facts.count(one.get(name) or 0, words)


# ---------------------------------------------------------------------- the register
def releases(facts: Facts, words: Words) -> Iterator[Table | Text]:
    """What was released, when, and what of this run was not in it."""
    if not facts.releases:
        yield Text(words(w.NO_RELEASE))
        yield Text(words(w.REGISTER_NOTE), "note")
        return
    mine = [result.id for result in facts.results.results if result.done]
    columns: list[c.Column[Mapping[str, Any]]] = [
        c.Column("number", w.NUMBER_OF, "int"),
        c.Column("made", w.MADE, "text", at=lambda one: day(one["made_at"], words)),
        c.Column(
            "status",
            w.STATUS,
            "text",
            at=lambda one: words(w.WITHDRAWN if one["withdrawn"] else w.STANDS),
        ),
        c.Column("documents", w.DOCUMENTS, "text", at=lambda one: documents(one["files"])),
        c.Column("analyses", w.ANALYSES, "int", at=lambda one: len(one["analyses"])),
        c.Column("left_out", w.LEFT_OUT, "text", at=lambda one: _left_out(one, mine, words)),
    ]
    yield c.table("D-releases", words(w.REGISTER), columns, facts.releases, words)
    yield Text(words(w.REGISTER_NOTE), "note")


def documents(files: list[str]) -> str:
    """What files of a release are called, without languages and formats."""
    names = (PurePath(file).parts[0].partition(".")[0] for file in files)
    return ", ".join(sorted({name for name in names if name not in SINGLE}))


def _left_out(release: Mapping[str, Any], mine: list[str], words: Words) -> str:
    absent = [one for one in mine if one not in release["analyses"]]
    if len(absent) > MOST:
        return words(w.MANY, n=len(absent))
    return ", ".join(words.label(one) for one in absent)
