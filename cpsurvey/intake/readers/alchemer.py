"""Alchemer's CSV (once SurveyGizmo): its own columns, then questions by their texts.

A row of a grid is ``statement:question``, a choice of several ``choice:question``; which colon
parts them is told by what several headings end in. The status says who finished.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from cpsurvey.intake.export import Column, Evidence, Export, Reader, first_places, readers
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.words import words

_LEADS: Mapping[str, tuple[str, ...]] = {
    "id": ("response id", "responseid"),
    "started": ("time started", "date started", "datestarted"),
    "submitted": ("date submitted", "datesubmitted"),
    "status": ("status", "response status"),
    "language": ("language",),
    "contact": ("contact id",),
    "legacy": ("legacy comments",),
    "comments": ("comments",),
    "link": ("link name",),
    "session": ("sessionid", "session id"),
    "agent": ("user agent",),
    "referrer": ("referer", "referrer"),
    "extended": ("extended referer", "extended referrer"),
    "tags": ("tags",),
    "time": ("response time", "total time"),
}
_OWN = ("contact", "legacy", "link", "session", "extended")
"""Roles that no other platform calls so."""
_TIME = "time started"


def recognise(sheet: Sheet) -> Evidence:
    """Look for its own columns: those that nobody else has, then those that others share."""
    header = sheet.header
    leads = _leads(header)
    own = [role for role in _OWN if role in leads]
    timed = "started" in leads and words(header[leads["started"]]) == _TIME
    if "id" not in leads or not (own or timed):
        return Evidence(0.0)
    shared = [role for role in ("status", "submitted", "started") if role in leads]
    score = 0.2 + 0.2 * min(len(own), 2) + 0.1 * len(shared) + 0.2 * timed
    named = ", ".join(header[at] for at in sorted(leads.values())[:5])
    return Evidence(min(score, 1.0), (f"columns {named}",))


def _leads(header: Sequence[str]) -> dict[str, int]:
    return first_places(([words(heading)] for heading in header), _LEADS)


def read(sheet: Sheet, where: str) -> Export:
    """Take each heading as a text, and what stands before the colon as a statement."""
    table = sheet.table(where)
    leads = _leads(table.header)
    if "submitted" in leads and "status" in leads:
        # a partial answer has a date too: that of its last page
        leads["recorded"] = leads.pop("submitted")
    ends = _ends(table.header, set(leads.values()))
    columns = tuple(
        _column(at, heading, ends) for at, heading in enumerate(table.header) if heading.strip()
    )
    return Export(table, columns, "questions", leads)


def _ends(header: Sequence[str], own: set[int]) -> Counter[str]:
    """What stands after each colon, and after how many."""
    return Counter(
        end
        for at, heading in enumerate(header)
        if at not in own
        for end in {heading[colon + 1 :].strip() for colon in _colons(heading)}
    )


def _colons(heading: str) -> list[int]:
    return [at for at, sign in enumerate(heading) if sign == ":"]


def _column(at: int, heading: str, ends: Counter[str]) -> Column:
    ways = [
        (heading[:colon].strip(), heading[colon + 1 :].strip()) for colon in _colons(heading)
    ]
    shared = [way for way in ways if ends[way[1]] > 1 and all(way)]
    if not shared:
        first = [before for before, _ in ways if before]
        return Column(at, heading, (heading,), (heading, *first))
    before, question = max(shared, key=lambda way: (ends[way[1]], len(way[1])))
    return Column(at, heading, (), (heading, before), of=(question,), part=(before,))


readers("alchemer")(Reader(recognise, read))
