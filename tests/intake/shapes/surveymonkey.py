"""SurveyMonkey's CSV and workbook: one row of headings or two, old and new."""

from __future__ import annotations

from intake.shapes.people import (
    CHANNELS,
    CHOICES,
    ITEMS,
    QUESTION,
    TEAM,
    Person,
    said,
    text,
    workbook,
)

OWN = {
    "new": (
        *("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"),
        *("Email Address", "First Name", "Last Name", "Custom Data 1"),
    ),
    "old": (
        *("RespondentID", "CollectorID", "StartDate", "EndDate", "IP Address"),
        *("Email Address", "First Name", "LastName", "Custom Data"),
    ),
    "fr": (
        *("ID du répondant", "ID du collecteur", "Date de début", "Date de fin", "Adresse IP"),
        *("Adresse e-mail", "Prénom", "Nom", "Données personnalisées 1"),
    ),
}
WORDS = {
    "fr": ("Réponse", "Réponse ouverte", "Autre (veuillez préciser)"),
    "new": ("Response", "Open-Ended Response", "Other (please specify)"),
    "old": ("Response", "Open-Ended Response", "Other (please specify)"),
}


def rows(people: list[Person], kind: str = "new", *, condensed: bool = False) -> list:
    """Headings and answers."""
    own = list(OWN[kind])
    _, free, other = WORDS[kind]
    parts = [*ITEMS.values()], [*CHOICES.values(), other]
    if condensed:
        first = [*own, TEAM, *(f"{QUESTION} - {one}" for one in parts[0])]
        found = [[*first, *(f"{CHANNELS} - {one}" for one in parts[1])]]
    else:
        blank = [""] * (len(parts[0]) - 1), [""] * (len(parts[1]) - 1)
        found = [[*own, TEAM, QUESTION, *blank[0], CHANNELS, *blank[1]]]
        found.append([*[""] * len(own), free, *parts[0], *parts[1]])
    for one in people:
        when = f"{one.when:%m/%d/%Y %I:%M:%S %p}"
        ticks = [label if name in one.chosen else "" for name, label in CHOICES.items()]
        lead = [one.name, "430000001", when, when, "", "", "", "", ""]
        found.append([*lead, one.team, *said(one, labels=True), *ticks, ""])
    return found


def write(people: list[Person], *, kind: str = "new", condensed: bool = False) -> str:
    """The CSV."""
    return text(rows(people, kind, condensed=condensed))


def book(people: list[Person], kind: str = "new") -> bytes:
    """The workbook, in which blank cells hold nothing."""
    filled = [[cell or None for cell in row] for row in rows(people, kind)]
    return workbook({"Sheet": filled})
