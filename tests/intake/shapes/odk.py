"""ODK Central, and Briefcase: a dash after a group, ``KEY`` near the end."""

from __future__ import annotations

from intake.shapes.people import CHOICES, ITEMS, Person, said, text, ticks

LAST = [
    *("meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent"),
    *("AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"),
]


def rows(people: list[Person], *, central: bool = True) -> list[list[str]]:
    """Codes below names."""
    last = LAST if central else LAST[:2]
    items = [f"sharing-{one}" for one in ITEMS]
    channels = ["chan", *(f"chan/{one}" for one in CHOICES)]
    found = [["SubmissionDate", "team_id", *items, *channels, *last]]
    for one in people:
        key = f"uuid:{one.name}"
        own = [key, key, "7", "Ann", "0", "0", "", "", "", "0", "1"][: len(last)]
        chosen = " ".join(name for name in CHOICES if name in one.chosen)
        when = f"{one.when:%Y-%m-%dT%H:%M:%S}.000Z"
        found.append([when, one.team, *said(one, labels=False), chosen, *ticks(one), *own])
    return found


def write(people: list[Person], *, central: bool = True) -> str:
    """The CSV."""
    return text(rows(people, central=central))
