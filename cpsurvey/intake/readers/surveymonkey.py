"""SurveyMonkey's CSV and workbooks: a row of questions, and mostly one of what is in them.

The second row holds ``Response``, ``Open-Ended Response``, or what a column is of its question:
a choice, a row. Questions stand above the first of their columns only. A condensed export has
one row of headings. Seldom does anything say who finished.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cpsurvey.intake.export import Column, Evidence, Export, Reader, first_places, readers
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.words import words

_LEADS: Mapping[str, tuple[str, ...]] = {
    "id": (
        *("respondent id", "respondentid", "id du répondant", "identifiant du répondant"),
        *("identifiant répondant", "teilnehmer-id", "id de encuestado"),
    ),
    "collector": (
        *("collector id", "collectorid", "id du collecteur", "identifiant du collecteur"),
        *("collecteur", "collector-id", "id de recopilador"),
    ),
    "started": (
        *("start date", "startdate", "date de début", "date de commencement"),
        *("anfangsdatum", "startdatum", "fecha de inicio"),
    ),
    "ended": (
        *("end date", "enddate", "date de fin", "enddatum", "fecha de finalización"),
        *("date modified", "date de modification"),
    ),
    "status": (
        *("response status", "response_status", "statut de la réponse", "état de la réponse"),
        *("antwortstatus", "estado de la respuesta"),
    ),
    "ip": (
        *("ip address", "ipaddress", "adresse ip", "ip-adresse", "dirección ip"),
        *("email address", "emailaddress", "adresse e-mail", "adresse électronique"),
    ),
    "first_name": ("first name", "firstname", "prénom", "vorname", "nombre"),
    "last_name": ("last name", "lastname", "nom", "nom de famille", "nachname", "apellido"),
}
_PERSONAL = ("ip", "first_name", "last_name")
_WHOLE = frozenset(
    (
        *("response", "open-ended response", "réponse", "réponse ouverte", "antwort"),
        *(
            "offene antwort",
            "respuesta",
            "respuesta abierta",
            "resposta",
            "risposta",
            "antwoord",
        ),
    )
)


def _leads(header: Sequence[str]) -> dict[str, int]:
    return first_places(([words(heading)] for heading in header), _LEADS)


def _is_second(sheet: Sheet, leads: Mapping[str, int]) -> bool:
    """Whether the second row holds headings.

    Each answer has its respondent's number; a row without one says ``Response``, or stands
    below a question that goes on to the right.
    """
    above, row = sheet.header, sheet.row(1)
    numbered = [at for role, at in leads.items() if role in ("id", "collector")]
    if any(at < len(row) and row[at].strip() for at in numbered):
        return False
    goes_on = (cell for at, cell in enumerate(row) if at >= len(above) or not above[at].strip())
    return any(cell.strip() for cell in goes_on) or any(words(cell) in _WHOLE for cell in row)


def recognise(sheet: Sheet) -> Evidence:
    """Look for the respondent's number first, and for a second row of headings."""
    header = sheet.header
    leads = _leads(header)
    if "id" not in leads:
        return Evidence(0.0)
    seen = ["columns " + ", ".join(header[at] for at in sorted(leads.values())[:5])]
    score = 0.3 if leads["id"] == 0 else 0.1
    score += 0.3 * ("collector" in leads) + 0.1 * min(2, len(leads) - 1)
    if sheet.n > 1 and _is_second(sheet, leads):
        score += 0.4
        seen.append("row 2 holds headings, no answers")
    return Evidence(min(score, 1.0), tuple(seen))


def read(sheet: Sheet, where: str) -> Export:
    """Join the rows of headings; of a question in several columns each is one choice or row."""
    above = sheet.header
    leads = _leads(above)
    two = _is_second(sheet, leads)
    below = sheet.row(1) if two else ()
    questions, parts = _joined(above, below) if two else _split(above)
    header = [
        " - ".join(filter(None, (question, part)))
        for question, part in zip(questions, parts, strict=True)
    ]
    table = sheet.table(where, heads=2 if two else 1, header=header)
    own = {role: at for role, at in leads.items() if role not in _PERSONAL}
    columns = tuple(
        Column(at, heading, (heading,)) if at in own.values() else _column(at, questions, parts)
        for at, heading in enumerate(header)
        if heading.strip()
    )
    return Export(table, columns, "questions, parts" if two else "questions", own)


def _joined(above: Sequence[str], below: Sequence[str]) -> tuple[list[str], list[str]]:
    """Question of every column, and the part of it that the column is; empty for the whole."""
    questions: list[str] = []
    parts: list[str] = []
    for at in range(max(len(above), len(below))):
        asked = above[at].strip() if at < len(above) else ""
        part = below[at].strip() if at < len(below) else ""
        if not asked and part and questions:
            asked = questions[-1]
        questions.append(asked)
        parts.append("" if words(part) in _WHOLE else part)
    return questions, parts


def _split(header: Sequence[str]) -> tuple[list[str], list[str]]:
    """The same of ``Question - part``, where several columns are of one question."""
    asked = Counter(
        before
        for heading in header
        for before in {heading, *(one for one, _ in _dashes(heading))}
    )
    pairs = []
    for heading in header:
        shared = [way for way in _dashes(heading) if asked[way[0]] > 1]
        pairs.append(shared[-1] if shared else (heading, ""))
    return [question for question, _ in pairs], [part for _, part in pairs]


def _dashes(heading: str) -> list[tuple[str, str]]:
    """What stands before and after each dash."""
    parts = heading.split(" - ")
    return [(" - ".join(parts[:at]), " - ".join(parts[at:])) for at in range(1, len(parts))]


def _column(at: int, questions: Sequence[str], parts: Sequence[str]) -> Column:
    """A column as one part of its question, where no other column is the whole."""
    question, part = questions[at], parts[at]
    if not (question and part):
        whole = question or part
        return Column(at, whole, (whole,), (whole,))
    heading = f"{question} - {part}"
    column = Column(at, heading, (), (heading, f"{question} [{part}]", part))
    same = [parts[one] for one, asked in enumerate(questions) if asked == question]
    if "" in same or Counter(same)[part] > 1:
        return column
    return replace(column, of=(question,), part=(part,))


readers("surveymonkey")(Reader(recognise, read))
