"""Alchemer's CSV, which was SurveyGizmo's."""

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
)

OWN = (
    *("Response ID", "Time Started", "Date Submitted", "Status", "Contact ID"),
    *("Legacy Comments", "Comments", "Language", "Referer", "SessionID", "User Agent"),
    *("Extended Referer", "Longitude", "Latitude", "Country", "IP Address", "Link Name"),
)


def write(people: list[Person], *, unfinished: str = "Partial") -> str:
    """Statements and choices before the colon, questions after it."""
    head = [*OWN, TEAM, *(f"{item}:{QUESTION}" for item in ITEMS.values())]
    head += [f"{label}:{CHANNELS}" for label in CHOICES.values()]
    rows = [head]
    for one in people:
        when = f"{one.when:%Y-%m-%d %H:%M:%S}"
        state = "Complete" if one.done else unfinished
        lead = [one.name, when, when, state, *[""] * 3, "English", *[""] * (len(OWN) - 8)]
        ticks = [label if name in one.chosen else "" for name, label in CHOICES.items()]
        rows.append([*lead, one.team, *said(one, labels=True), *ticks])
    return text(rows)
