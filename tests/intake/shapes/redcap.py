"""REDCap: raw values or labels, a survey's state and time."""

from __future__ import annotations

from intake.shapes.people import CHANNELS, CHOICES, ITEMS, TEAM, Person, said, text, ticks


def rows(people: list[Person], *, labels: bool = False) -> list[list[str]]:
    """One form, which is a survey; the number of the record has a name of its own."""
    if labels:
        boxes = [f"{CHANNELS} (choice={label})" for label in CHOICES.values()]
        lead = ["Study number", "Survey Identifier", "Survey Timestamp", TEAM]
        heads = [*lead, *ITEMS.values(), *boxes, "Complete?"]
        yes, no, done = "Checked", "Unchecked", {True: "Complete", False: "Incomplete"}
    else:
        boxes = [f"chan___{name}" for name in CHOICES]
        lead = ["study_no", "redcap_survey_identifier", "form_timestamp", "team_id"]
        heads = [*lead, *ITEMS, *boxes, "form_complete"]
        yes, no, done = "1", "0", {True: "2", False: "0"}
    found = [heads]
    for one in people:
        when = f"{one.when:%Y-%m-%d %H:%M:%S}" if one.done else "[not completed]"
        cells = [*said(one, labels=labels), *ticks(one, yes, no), done[one.done]]
        found.append([one.name, "", when, one.team, *cells])
    return found


def write(people: list[Person], *, labels: bool = False) -> str:
    """The CSV."""
    return text(rows(people, labels=labels))
