"""A workbook of Microsoft Forms: days as dates or as bare serial numbers."""

from __future__ import annotations

from datetime import datetime, timedelta

from intake.shapes.people import CHANNELS, CHOICES, ITEMS, TEAM, Person, said, workbook

FIRST = {
    "en": ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time"],
    "fr": [
        *("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"),
        "Heure de la dernière modification",
    ],
}


def serial(moment: datetime) -> float:
    """Days since the turn of 1900, as spreadsheets count."""
    return (moment - datetime.fromisoformat("1899-12-30")) / timedelta(days=1)


def rows(people: list[Person], language: str = "en", *, serials: bool = False) -> list[list]:
    """Statements alone, with the blanks that Forms leaves behind."""
    statements = [f"{item}\N{NO-BREAK SPACE}" for item in ITEMS.values()]
    found: list[list] = [[*FIRST[language], f"{TEAM} ", *statements, CHANNELS]]
    for at, one in enumerate(people, 1):
        when = serial(one.when) if serials else one.when
        chosen = "".join(f"{label};" for name, label in CHOICES.items() if name in one.chosen)
        cells = [cell or None for cell in said(one, labels=True)]
        lead = [at, when, when, "anonymous", None, None]
        found.append([*lead, one.team, *cells, chosen or None])
    return found


def write(people: list[Person], language: str = "en", *, serials: bool = False) -> bytes:
    """The workbook."""
    return workbook({"Sheet1": rows(people, language, serials=serials)})
