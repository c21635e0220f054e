"""People who answer a small form, and what the form is: what every writer writes.

Two items on a scale of five, one question with several answers, a team. Labels are those of
`OPTIONS`; texts hold what platforms stumble over: commas, apostrophes, blanks, brackets.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime

from hypothesis import strategies as st

ITEMS = {
    "sh1": "I share my tricks, all of them",
    "sh2": "I keep what I know to myself",
}
LABELS = {
    1: "Strongly disagree",
    2: "Disagree",
    3: "Neither",
    4: "Agree, mostly",
    5: "Strongly agree",
}
CHANNELS = "Channels used"
CHOICES = {"chat": "Chat", "wiki": "Wiki", "coffee": "Coffee break"}
TEAM = "Team code"
QUESTION = "How much do you agree?"
"""Heading of the grid that the items are rows of."""

QUESTIONNAIRE = (
    """\
schema: cpsurvey/questionnaire/1
id: own
version: 1.0.0
status: published_scale
title: {en: Own}
licence: CC0
languages: [en]
default_language: en
identifiers:
  respondent: {variable: rid}
  team: {variable: team_id, aliases: ["Team code"]}
option_sets:
  agree:
    options:
"""
    + "".join(
        f'      - {{code: {code}, label: {{en: "{text}"}}}}\n' for code, text in LABELS.items()
    )
    + """\
scales:
  - id: s
    label: {en: s}
    options: agree
    items:
"""
    + "".join(
        f'      - {{id: {name}, label: {{en: {name}}}, text: {{en: "{text}"}}}}\n'
        for name, text in ITEMS.items()
    )
)


@dataclass(frozen=True)
class Person:
    """One respondent; an item that is not there was left blank."""

    name: str
    when: datetime
    answers: dict[str, int]
    chosen: frozenset[str] = frozenset()
    team: str = "T-01"
    done: bool = True
    free: dict[str, str] = field(default_factory=dict)


def people(fewest: int = 1) -> st.SearchStrategy[list[Person]]:
    """Lists of people with different names, each with an answer to an item at least."""
    moments = st.datetimes(*map(datetime.fromisoformat, ("2024-01-01", "2027-12-31T23:59:59")))
    answers = st.dictionaries(st.sampled_from(list(ITEMS)), st.integers(1, 5), min_size=1)
    one = st.builds(
        Person,
        name=st.uuids().map(str),
        when=moments.map(lambda moment: moment.replace(microsecond=0)),
        answers=answers,
        chosen=st.frozensets(st.sampled_from(list(CHOICES))),
        team=st.sampled_from(["T-01", "CAS é", "Équipe 7"]),
    )
    return st.lists(one, min_size=fewest, max_size=12, unique_by=lambda person: person.name)


def said(person: Person, *, labels: bool) -> list[str]:
    """Cells of the items, as labels or codes; empty where nothing was answered."""
    codes = [person.answers.get(name) for name in ITEMS]
    return ["" if c is None else LABELS[c] if labels else str(c) for c in codes]


def ticks(person: Person, yes: str = "1", no: str = "0") -> list[str]:
    """A cell for each choice."""
    return [yes if name in person.chosen else no for name in CHOICES]


def text(rows: list[list[str]], delimiter: str = ",", *, quoted: bool = False) -> str:
    """Rows as delimited text."""
    stream = io.StringIO()
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(stream, delimiter=delimiter, lineterminator="\n", quoting=quoting).writerows(
        rows
    )
    return stream.getvalue()


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    """Sheets of rows as a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
