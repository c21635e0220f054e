"""Qualtrics' CSV and TSV, with all its rows of headings or what people left of them."""

from __future__ import annotations

import json

from intake.shapes.people import (
    CHANNELS,
    CHOICES,
    ITEMS,
    LABELS,
    QUESTION,
    TEAM,
    Person,
    text,
)

OWN = {
    "StartDate": ("Start Date", "startDate"),
    "EndDate": ("End Date", "endDate"),
    "Status": ("Response Type", "status"),
    "IPAddress": ("IP Address", "ipAddress"),
    "Progress": ("Progress", "progress"),
    "Duration (in seconds)": ("Duration (in seconds)", "duration"),
    "Finished": ("Finished", "finished"),
    "RecordedDate": ("Recorded Date", "recordedDate"),
    "ResponseId": ("Response ID", "_recordId"),
    "RecipientEmail": ("Recipient Email", "recipientEmail"),
    "ExternalReference": ("External Data Reference", "externalDataReference"),
    "DistributionChannel": ("Distribution Channel", "distributionChannel"),
    "UserLanguage": ("User Language", "userLanguage"),
}
LEGACY = (
    *("ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress"),
    *("IPAddress", "Status", "StartDate", "EndDate", "Finished"),
)
UNANSWERED = "-99"


def heads(*, python: bool = False, tags: str = "AGREE") -> list[list[str]]:
    """Export tags, question texts with a line break, ImportIds."""
    asked = f"{QUESTION}\nTick one."
    columns = [(tag, *rest) for tag, rest in OWN.items()]
    columns += [
        (f"{tags}_{at}", f"{asked} - {item}", f"QID2_{at}")
        for at, item in enumerate(ITEMS.values(), 1)
    ]
    columns += [
        (f"CHAN_{at}", f"{CHANNELS} - Selected Choice - {label}", f"QID3_{at}")
        for at, label in enumerate(CHOICES.values(), 1)
    ]
    columns += [("CHAN_3_TEXT", f"{CHANNELS} - Coffee break - Text", "QID3_3_TEXT")]
    columns += [("team", TEAM, "QID4_TEXT")]
    write = repr if python else json.dumps
    zone = ("startDate", "endDate", "recordedDate")
    ids = [
        write({"ImportId": one[2], **({"timeZone": "Europe/Paris"} if one[2] in zone else {})})
        for one in columns
    ]
    return [[one[0] for one in columns], [one[1] for one in columns], ids]


def answers(one: Person, *, labels: bool, blank: str = "") -> list[str]:
    """Cells of the questions; a choice is its number, or its label."""
    codes = [one.answers.get(name) for name in ITEMS]
    cells = [blank if c is None else LABELS[c] if labels else str(c) for c in codes]
    ticks = [
        (label if labels else "1") if name in one.chosen else ""
        for name, label in CHOICES.items()
    ]
    return [*cells, *ticks, "", one.team]


def write(
    people: list[Person],
    *,
    labels: bool = False,
    rows: str = "all",
    python: bool = False,
    delimiter: str = ",",
    blank: str = UNANSWERED,
    tags: str = "AGREE",
) -> str:
    """The file; `rows` are those of the headings that are left: all, tags, texts or ids."""
    every = heads(python=python, tags=tags)
    kept = {"all": every, "tags": every[:1], "texts": every[:2], "ids": every[::2]}[rows]
    lines = []
    for one in people:
        when = f"{one.when:%Y-%m-%d %H:%M:%S}"
        real, done = ("IP Address", str(one.done)) if labels else ("0", str(int(one.done)))
        lead = [when, when, real, "*******", "100" if one.done else "45", "351", done, when]
        lead += [one.name, "", "", "anonymous", "EN"]
        lines.append([*lead, *answers(one, labels=labels, blank=blank)])
    return "\ufeff" + text([*kept, *lines], delimiter)


def legacy(people: list[Person]) -> str:
    """Two rows of headings, and a delimiter at the end of each."""
    tags, texts, _ = heads()
    own = [f"V{at}" for at in range(1, len(LEGACY) + 1)]
    lines = [[*own, *tags[len(OWN) :], ""], [*LEGACY, *texts[len(OWN) :], ""]]
    for one in people:
        when = f"{one.when:%Y-%m-%d %H:%M:%S}"
        lead = [one.name, "Default", "Anonymous", "", "", "", "0", when, when, str(+one.done)]
        lines.append([*lead, *answers(one, labels=False), ""])
    return "\ufeff" + text(lines)
