"""Le Sphinx: a French spreadsheet with keys of its own and numbered headings.

No specification and no real export could be found: this rests on manuals, and the evidence
says so. ``CLE``, ``DATE_SAISIE``, ``DATE_ENREG``, ``TEMPS_SAISIE``, ``LANGUE``, then
``1. Libellé``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cpsurvey.intake.export import Column, Evidence, Export, Reader, first_places, readers
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.words import words

_OWN = {
    "id": ("cle", "clé"),
    "started": ("date_saisie", "date saisie", "date de saisie"),
    "recorded": ("date_enreg", "date enreg", "date d'enregistrement"),
    "seconds": ("temps_saisie", "temps saisie", "temps de saisie"),
    "language": ("langue",),
    "progress": ("progression",),
    "origin": ("origine_saisie", "origine saisie"),
}
_LEADS = ("id", "started", "recorded", "language", "progress")
_NUMBERED = re.compile(r"\s*(?P<number>\d{1,3})\s*[.)]\s*(?P<text>\S.*)", re.S)
_ENOUGH = 2
UNPROVEN = "Le Sphinx is read by its manuals, no real file was seen: check what came out"


def _own(header: Sequence[str]) -> dict[str, int]:
    return first_places(([words(heading)] for heading in header), _OWN)


def recognise(sheet: Sheet) -> Evidence:
    """Look for Sphinx' own keys."""
    header = sheet.header
    own = _own(header)
    if len(own) < _ENOUGH or not {"started", "seconds"} & own.keys():
        return Evidence(0.0)
    numbered = sum(1 for heading in header if _NUMBERED.fullmatch(heading))
    named = ", ".join(header[at].strip() for at in sorted(own.values())[:5])
    seen = (f"columns {named}", f"{numbered} headings are 'n. text'", UNPROVEN)
    return Evidence(min(0.4 + 0.1 * len(own) + 0.1 * bool(numbered), 1.0), seen)


def read(sheet: Sheet, where: str) -> Export:
    """Name the columns by their heading, and by its text without the number."""
    table = sheet.table(where)
    own = _own(table.header)
    left_out = {own[role] for role in ("seconds", "origin") if role in own}
    columns = tuple(
        _column(at, heading)
        for at, heading in enumerate(table.header)
        if heading.strip() and at not in left_out
    )
    leads = {role: own[role] for role in _LEADS if role in own}
    return Export(table, columns, "headings", leads)


def _column(at: int, heading: str) -> Column:
    found = _NUMBERED.fullmatch(heading)
    if not found:
        return Column(at, heading, (heading,), (heading,))
    text = found["text"].strip()
    return Column(at, heading, (text,), (text, heading))


readers("sphinx")(Reader(recognise, read))
