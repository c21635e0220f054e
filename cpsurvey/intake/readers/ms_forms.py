"""Microsoft Forms, a workbook: five or six columns of its own, then whole questions.

A block of statements has a column for each, called by the statement alone; where two blocks
share one, the second is called ``Statement2``. A quiz adds points and feedback after every
question. Who is not asked to sign in is ``anonymous``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from cpsurvey.intake.export import Column, Evidence, Export, Reader, first_places, readers
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.words import words

_OWN: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "id."),
    "started": (
        *("start time", "heure de début", "startzeit", "hora de inicio", "ora di inizio"),
        *("begintijd", "hora de início"),
    ),
    "submitted": (
        *("completion time", "heure de fin", "fertigstellungszeit", "hora de finalización"),
        *("ora di completamento", "tijd van voltooien", "hora de conclusão"),
    ),
    "token": (
        *("email", "adresse de messagerie", "e-mail", "correo electrónico"),
        *("posta elettronica", "adresse e-mail", "courrier électronique"),
    ),
    "name": ("name", "nom", "nombre", "nome", "naam"),
    "modified": (
        *("last modified time", "heure de la dernière modification"),
        *("zeitpunkt der letzten änderung", "hora de la última modificación"),
        *("ora dell'ultima modifica", "tijdstip laatste wijziging"),
        *("hora da última modificação", "letzte änderung"),
    ),
}
_QUIZ = frozenset(
    (
        *("total points", "quiz feedback", "grade posted time", "total des points"),
        *("commentaires sur le questionnaire", "commentaires du quiz"),
        "heure de publication de la note",
    )
)
_OF_QUESTION = re.compile(r"(points|feedback|commentaires?)\s*[-:]\s*(?P<question>.+)", re.S)
_AGAIN = re.compile(r"(?P<statement>.*\D)(?P<number>\d)")
_ENOUGH = 3


def _own(header: Sequence[str]) -> dict[str, int]:
    """Its own columns, which stand before every question."""
    found = first_places(([words(heading)] for heading in header), _OWN)
    return {role: at for role, at in found.items() if at < len(_OWN)}


def recognise(sheet: Sheet) -> Evidence:
    """Look for the columns that Forms writes first."""
    own = _own(sheet.header)
    if len(own) < _ENOUGH or "submitted" not in own or "started" not in own:
        return Evidence(0.0)
    named = ", ".join(sheet.header[at].strip() for at in sorted(own.values()))
    return Evidence(min(0.4 + 0.1 * len(own), 1.0), (f"columns {named}",))


def read(sheet: Sheet, where: str) -> Export:
    """Name the columns by their whole text; those of a quiz's marks are left out."""
    table = sheet.table(where)
    own = _own(table.header)
    asked = {words(heading) for heading in table.header}
    columns = []
    marks = 0
    for at, heading in enumerate(table.header):
        if not heading.strip() or at == own.get("modified"):
            continue
        if _marked(heading, asked):
            marks += 1
            continue
        columns.append(Column(at, heading, (heading,), _texts(heading, asked)))
    leads = {role: at for role, at in own.items() if role not in ("name", "modified")}
    return Export(
        table,
        tuple(columns),
        "questions",
        leads,
        seen=(f"{marks} columns of points and feedback are left out",) if marks else (),
    )


def _marked(heading: str, asked: Set[str]) -> bool:
    """Whether a column holds what a quiz gave for a question."""
    text = words(heading)
    found = _OF_QUESTION.fullmatch(text)
    return text in _QUIZ or bool(found and found["question"] in asked)


def _texts(heading: str, asked: Set[str]) -> tuple[str, ...]:
    """The heading, and the statement that an earlier block has too."""
    found = _AGAIN.fullmatch(heading.strip())
    if found and words(found["statement"]) in asked:
        return heading, found["statement"]
    return (heading,)


readers("ms_forms")(Reader(recognise, read))
