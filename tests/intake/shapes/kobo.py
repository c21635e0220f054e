"""KoboToolbox: names or labels, with groups or without, as CSV or workbook."""

from __future__ import annotations

from intake.shapes.people import (
    CHANNELS,
    CHOICES,
    ITEMS,
    TEAM,
    Person,
    said,
    text,
    ticks,
    workbook,
)

LAST = [
    *("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"),
    *("_submitted_by", "__version__", "_tags", "_index"),
]


def rows(people: list[Person], *, labels: bool = False, groups: bool = False) -> list[list]:
    """Its own columns last; several answers in one column and in one for each."""
    group = "" if not groups else "Sharing/" if labels else "sharing/"
    items = [f"{group}{one}" for one in (ITEMS.values() if labels else ITEMS)]
    chan, team = (CHANNELS, TEAM) if labels else ("chan", "team_id")
    choices = CHOICES.values() if labels else CHOICES
    heads = [*items, chan, *(f"{chan}/{one}" for one in choices)]
    found: list[list] = [["start", "end", team, *heads, *LAST]]
    for at, one in enumerate(people, 1):
        when = f"{one.when:%Y-%m-%dT%H:%M:%S}"
        chosen = " ".join(
            CHOICES[name] if labels else name for name in CHOICES if name in one.chosen
        )
        own = [str(1000 + at), one.name, when, "", "[]", "submitted_via_web", "", "v1", "[]"]
        cells = said(one, labels=labels)
        lead = [f"{when}.000+00:00"] * 2
        found.append([*lead, one.team, *cells, chosen, *ticks(one), *own, str(at)])
    return found


def write(people: list[Person], *, labels: bool = False, groups: bool = False) -> str:
    """The CSV: semicolons, every cell in quotes."""
    return text(rows(people, labels=labels, groups=groups), ";", quoted=True)


def book(people: list[Person], *, labels: bool = False) -> bytes:
    """The workbook, with a sheet for a repeated group."""
    repeats = [
        ["colleague", "_index", "_parent_table_name", "_parent_index", "_submission__uuid"]
    ]
    repeats += [["x", 1, "form", 1, people[0].name], ["y", 2, "form", 1, people[0].name]]
    main = [[cell or None for cell in row] for row in rows(people, labels=labels)]
    return workbook({"form": main, "colleagues": repeats})
