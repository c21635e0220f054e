"""SoSci Survey's data file: its own columns, ``AB01_02`` for items, a row of texts below.

No export of the platform itself was at hand; this rests on its manual. ``MODE`` is
``interview`` for answers and else a rehearsal, ``-9`` is a question without an answer and
``-1`` the answer that there is none, ``FINISHED`` says whether the last page was reached.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from cpsurvey.intake import layout
from cpsurvey.intake.export import (
    Column,
    Evidence,
    Export,
    Reader,
    Timer,
    first_places,
    readers,
)
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.table import Table
from cpsurvey.intake.words import words
from cpsurvey.responses import SKIPPED

_OWN: Mapping[str, tuple[str, ...]] = {
    "id": ("case",),
    "serial": ("serial",),
    "ref": ("ref",),
    "form": ("questnnr",),
    "mode": ("mode",),
    "started": ("started",),
    "submitted": ("lastdata",),
    "finished": ("finished",),
    "language": ("language",),
    "mail": ("mailsent",),
    "viewer": ("q_viewer",),
    "last_page": ("lastpage",),
    "most_page": ("maxpage",),
    "missing": ("missing",),
    "missing_weighted": ("missrel",),
    "speed": ("time_rsi",),
    "penalty": ("deg_time", "deg_miss", "degrade"),
    "seconds": ("time_sum",),
}
_ALONE = ("form", "viewer", "missing_weighted", "speed", "penalty", "last_page", "most_page")
"""Roles that no other platform calls so."""
_LEADS = ("id", "started", "finished", "language")
_PAGE = re.compile(r"time(?P<page>\d{3})")
_ITEM = re.compile(r"(?P<question>[A-Z]{2}\d{2})_(?P<row>\d{2})")
_GROUP = re.compile(r"(?P<group>.{1,200}?): (?P<text>\S.*)", re.S)
_REAL = "interview"
_UNANSWERED = ("-9", "-1")
_SHARED = 2


def _own(header: Sequence[str]) -> dict[str, int]:
    return first_places(([words(heading)] for heading in header), _OWN)


def recognise(sheet: Sheet) -> Evidence:
    """Look for its own columns."""
    header = sheet.header
    own = _own(header)
    alone = sum(1 for role in _ALONE if role in own)
    if "id" not in own or alone < _SHARED:
        return Evidence(0.0)
    named = ", ".join(header[at].strip() for at in sorted(own.values())[:5])
    return Evidence(min(0.4 + 0.2 * alone, 1.0), (f"columns {named}",))


def read(sheet: Sheet, where: str) -> Export:
    """Name items by their variables, and by their texts where a row has these."""
    headings = layout.headings(sheet)
    two = bool(headings.texts)
    table = sheet.table(where, heads=2 if two else 1)
    own = _own(table.header)
    texts = headings.texts or ("",) * len(table.header)
    timers, columns = [], []
    shared = _shared(table.header)
    for at, heading in enumerate(table.header):
        page = _PAGE.fullmatch(words(heading))
        if page:
            timers.append(Timer(Column(at, heading, (str(int(page["page"])),)), "page"))
        elif at == own.get("seconds"):
            timers.append(Timer(Column(at, heading), "form"))
        elif heading.strip() and at not in own.values():
            columns.append(_column(at, heading.strip(), texts[at], table, shared))
    leads = {role: own[role] for role in _LEADS if role in own}
    if "serial" in own and any(filter(None, table.columns[own["serial"]].kinds)):
        leads["token"] = own["serial"]
    if "submitted" in own:
        leads["ended"] = own["submitted"]  # when a page was last sent, finished or not
    return Export(
        table,
        tuple(columns),
        "variables",
        leads=leads,
        timers=tuple(timers),
        aside=_rehearsed(table, own),
        marks=dict.fromkeys(_UNANSWERED, SKIPPED),
        seen=headings.seen if two else (),
    )


def _shared(header: Sequence[str]) -> set[str]:
    """Questions of several rows; one of a single row is asked by its whole text."""
    found = Counter(one["question"] for h in header if (one := _ITEM.fullmatch(h.strip())))
    return {question for question, rows in found.items() if rows > 1}


def _column(at: int, heading: str, text: str, table: Table, shared: Collection[str]) -> Column:
    known = table.of(at)
    text = known.text or text
    item = _ITEM.fullmatch(heading)
    said = _GROUP.fullmatch(text)
    if not item or not said or item["question"] not in shared:
        return Column(at, heading, (heading,), (text,) if text else (), known.of, known.part)
    names = (said["text"], text)
    of = (item["question"], said["group"])
    return Column(at, heading, (heading,), names, of=of, part=(said["text"],))


def _rehearsed(table: Table, own: Mapping[str, int]) -> dict[int, str]:
    """Rows of rehearsals: by the mode, or as somebody who only looked at the form."""
    found: dict[int, str] = {}
    if "mode" in own:
        modes = table.columns[own["mode"]]
        if any(words(kind or "") == _REAL for kind in modes.kinds):
            rehearsed = modes.map(lambda cell: words(cell or _REAL) != _REAL)
            found |= {row: "test" for row, gone in enumerate(rehearsed.tolist(), 1) if gone}
    if "viewer" in own:
        looked = table.columns[own["viewer"]].tolist()
        found |= {row: "preview" for row, cell in enumerate(looked, 1) if cell == "1"}
    return found


readers("sosci")(Reader(recognise, read))
