"""Rows of files of evidence, checked: one entry for each thing that somebody said."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cpsurvey.design import Questionnaire
from cpsurvey.design.evidence import wording
from cpsurvey.errors import did_you_mean
from cpsurvey.errors.finding import Finding
from cpsurvey.evidence.said import CODES, JUDGEMENTS, NONE
from cpsurvey.evidence.table import Row, Table
from cpsurvey.identity import normal

WHO = {"ratings": "expert", "sorting": "judge", "interviews": "person", "backtranslation": None}
"""Column that says who is speaking."""
SAYS = {
    "ratings": ("relevance", "clarity"),
    "sorting": ("construct",),
    "interviews": ("code",),
    "backtranslation": ("judgement",),
}
"""Columns with what they say."""
_HASH = re.compile(r"w[0-9a-f]{8}")
_VERSION = re.compile(r"\d+(\.\d+){0,2}([.-][0-9A-Za-z.-]+)?")
_NUMBER = re.compile(r"([1-4])(?:[.,]0+)?")
_FORMULA = ("=", "+", "@")


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """What one row says of one item in one language.

    Parameters
    ----------
    now : bool or None
        Whether it is about the wording of now; None where the row does not say.
    """

    kind: str
    who: str
    item: str
    language: str
    said: tuple[str, ...]
    now: bool | None
    day: str


class Wrong(Exception):
    """A cell that cannot be used."""

    def __init__(self, column: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.column, self.message, self.fix = column, message, fix


def entries(
    table: Table, kind: str, panel: str, questionnaire: Questionnaire
) -> tuple[list[Entry], list[Finding]]:
    """Entries of a file, and what is wrong with its rows.

    Parameters
    ----------
    panel : str
        The folder, within which one name is one person.
    """
    found: list[Entry] = []
    wrong = list(table.findings)
    first: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        if _unfilled(row, kind):
            continue
        try:
            entry = _entry(row, kind, panel, questionnaire)
            _refuse_twice(entry, row.line, first)
            found.append(entry)
        except Wrong as error:
            where = f"{table.name}: line {row.line}, column {error.column}"
            wrong.append(Finding("evidence_cell", "error", where, error.message, error.fix))
    return found, wrong


def _refuse_twice(entry: Entry, line: int, first: dict[tuple[str, ...], int]) -> None:
    """Refuse a second row of one person about one item; a person may have several problems."""
    codes = entry.said if entry.kind == "interviews" else ()
    before = first.setdefault((entry.who, entry.item, entry.language, *codes), line)
    if before != line:
        person = WHO[entry.kind]
        raise Wrong(
            person or "item",
            f"the same {person or 'item'} as in line {before}, for one item and one language",
            "keep one of the two lines",
        )


def _unfilled(row: Row, kind: str) -> bool:
    """A row as it was handed out, or of an item that somebody passed over."""
    return not any(row[name] for name in SAYS[kind])


def _entry(row: Row, kind: str, panel: str, questionnaire: Questionnaire) -> Entry:
    person = WHO[kind]
    if person and not row[person]:
        raise Wrong(
            person, f"no {person} is named", f"write a number or a code for each {person}"
        )
    item = row["item"]
    if item not in questionnaire.items:
        raise Wrong(
            "item",
            "no item is named" if not item else "no item of the questionnaire",
            did_you_mean(item, questionnaire.items),
        )
    language = _language(row, kind, questionnaire)
    who = f"{panel}/{row[person].casefold()}" if person else panel
    said = tuple(_said(row, name, questionnaire) for name in SAYS[kind])
    now = _now(row, kind, item, language, questionnaire)
    return Entry(kind, who, item, language, said, now, _day(row))


def _language(row: Row, kind: str, questionnaire: Questionnaire) -> str:
    told, known = row["language"], questionnaire.languages
    translated = [one for one in known if one != questionnaire.default_language]
    if not told and kind in ("ratings", "sorting"):
        return questionnaire.default_language
    if not told and kind == "interviews" and len(known) == 1:
        return known[0]
    if not told and kind == "backtranslation" and len(translated) == 1:
        return translated[0]
    choices = translated if kind == "backtranslation" else list(known)
    for one in choices:
        if one.casefold() == told.casefold():
            return one
    message = "no language is named" if not told else "no language of the questionnaire"
    if kind == "backtranslation" and told:
        message = "no language that the questionnaire is translated into"
    raise Wrong("language", message, did_you_mean(told, choices))


def _said(row: Row, name: str, questionnaire: Questionnaire) -> str:
    """What a cell says, in the one way it is written from here on."""
    told = row[name]
    if told.startswith(_FORMULA):
        raise Wrong(name, "a formula, which is not evaluated", "write its value in its place")
    if name in ("relevance", "clarity"):
        return _rating(told, name)
    if name == "construct":
        scales = list(questionnaire.scale_by_id)
        return _one_of(told, name, [*scales, NONE], "no scale of the questionnaire")
    choices: Sequence[str] = CODES if name == "code" else JUDGEMENTS
    return _one_of(told, name, choices, f"no {name} that is known")


def _rating(told: str, name: str) -> str:
    if not told:
        return ""
    found = _NUMBER.fullmatch(told)
    if not found:
        raise Wrong(
            name, "no whole number from 1 to 4", "write 1, 2, 3 or 4, or leave it empty"
        )
    return found[1]


def _one_of(told: str, name: str, choices: Collection[str], message: str) -> str:
    for one in choices:
        if one.casefold() == told.casefold():
            return one
    raise Wrong(name, message, did_you_mean(told, choices))


def _now(
    row: Row, kind: str, item: str, language: str, questionnaire: Questionnaire
) -> bool | None:
    """Whether a row is about the wording of now; None where it does not say."""
    texts = questionnaire.items[item].text
    told, mine = row["wording"], wording(texts.get(language))
    if kind == "backtranslation" and row["source"]:
        source = texts.get(questionnaire.default_language)
        if source and normal(source) != row["source"].removeprefix("'"):
            return False
    if not told:
        return None
    if _HASH.fullmatch(told.casefold()):
        return None if mine is None else told.casefold() == mine
    if _is_day(told):
        raise Wrong(
            "wording",
            "a day does not say which wording it was",
            "write the day in a column 'date', and here the hash that 'cpsurvey questionnaire "
            "evidence' writes, or the version of the questionnaire",
        )
    if _VERSION.fullmatch(told):
        return told + ".0" * (2 - told.count(".")) == questionnaire.version
    raise Wrong(
        "wording",
        "neither the hash of a wording nor a version",
        "write what 'cpsurvey questionnaire evidence' writes there, or the version of the "
        "questionnaire, or leave it empty",
    )


def _day(row: Row) -> str:
    told = row["date"]
    if told and not _is_day(told):
        raise Wrong("date", "no day that is known", "write year, month, day: 2026-11-27")
    return told


def _is_day(told: str) -> bool:
    try:
        return date.fromisoformat(told).isoformat() == told
    except ValueError:
        return False


def of(found: Sequence[Entry], kind: str) -> Iterator[Entry]:
    """Entries of a kind."""
    return (entry for entry in found if entry.kind == kind)
