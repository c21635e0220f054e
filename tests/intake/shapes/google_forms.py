"""Google's own CSV of a form, and its spreadsheet, in several languages."""

from __future__ import annotations

from intake.shapes.people import CHANNELS, CHOICES, ITEMS, QUESTION, TEAM, Person, said, text

FIRST = {"en": ("Timestamp", "Email Address"), "fr": ("Horodateur", "Adresse e-mail")}
FORMS = {
    "sheets en": ("%m/%d/%Y %H:%M:%S", ", "),
    "sheets fr": ("%d/%m/%Y %H:%M:%S", ", "),
    "forms": ("%Y/%m/%d %I:%M:%S %p UTC+1", ";"),
}


def write(people: list[Person], shape: str = "forms", language: str = "en") -> str:
    """A grid of the items, then a question with several answers."""
    moment, between = FORMS[shape]
    grid = [f"{QUESTION} [{item}]" for item in ITEMS.values()]
    rows = [[*FIRST[language], TEAM, *grid, CHANNELS]]
    for one in people:
        chosen = between.join(label for name, label in CHOICES.items() if name in one.chosen)
        mail = f"{one.name}@example.org"
        rows.append([f"{one.when:{moment}}", mail, one.team, *said(one, labels=True), chosen])
    return text(rows)
