"""Any other table: headings are variables, declared aliases, or question texts.

Columns that platforms add of themselves are known by their English and French names, unless
the questionnaire has a variable of that name. A column called ``seconds.<page>`` holds the time
spent on a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cpsurvey.design.study import SECONDS
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
from cpsurvey.intake.readers.qualtrics import status_in_words
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.table import Table
from cpsurvey.intake.words import words

_LEADS: Mapping[str, tuple[str, ...]] = {
    "id": (
        *("responseid", "response id", "id de réponse", "id de la réponse"),
        *("respondentid", "respondent id", "identifiant du répondant", "id du répondant"),
        *("_uuid", "meta/instanceid", "submission id"),
    ),
    "token": ("token", "access code", "code d'invitation", "jeton"),
    "submitted": (
        *("submitdate", "date submitted", "submitted at", "submission date", "submission time"),
        *("completion time", "timestamp", "_submission_time", "submissiondate"),
        *("date de soumission", "soumis le", "date d'envoi", "heure de fin", "horodateur"),
        *("horodatage",),
    ),
    "ended": ("enddate", "end date", "end time", "date de fin", "ended at"),
    "recorded": ("recordeddate", "recorded date", "date d'enregistrement"),
    "started": (
        *("startdate", "start date", "start time", "started at", "date de début"),
        *("heure de début", "date de lancement"),
    ),
    "status": (
        "status",
        "response type",
        "response status",
        "statut",
        "type de réponse",
        "état",
    ),
    "finished": ("finished", "terminé", "completed", "complete", "complet"),
    "progress": ("progress", "progression", "avancement"),
    "language": ("userlanguage", "user language", "startlanguage", "langue de l'utilisateur"),
    "seed": ("seed", "tête de série"),
}
_COMPANIONS = frozenset(("finished", "progress", "ended", "recorded", "started", "id"))
"""Beside these the numbers of a status are Qualtrics': its exports may be read as any table."""
_TIMES = ("submitted", "ended", "recorded", "started")
_SECONDS = re.compile(rf"{re.escape(SECONDS)}(?P<page>.+)$", re.I)


def recognise(_sheet: Sheet) -> Evidence:
    """Every table is one; any platform that recognises its own goes first."""
    return Evidence(0.1, ("a table with headings",))


def read(sheet: Sheet, where: str) -> Export:
    """Take each heading as a code, then as a text, together with one above it."""
    headings = layout.headings(sheet)
    table = sheet.table(where, heads=headings.rows, header=headings.names)
    columns, timers = [], []
    for index, heading in enumerate(table.header):
        if not heading.strip():
            continue
        text = headings.texts[index] if headings.texts else ""
        column = _column(index, heading, headings.groups[index], table, text)
        if found := _SECONDS.match(heading.strip()):
            timers.append(Timer(Column(index, heading, (found["page"],)), "page"))
        else:
            columns.append(column)
    leads = _leads(table)
    made = {}
    if "status" in leads and not _COMPANIONS.isdisjoint(leads):
        made["status"] = table.columns[leads["status"]].map(status_in_words)
    return Export(
        table,
        tuple(columns),
        "headings",
        leads=leads,
        made=made,
        timers=tuple(timers),
        seen=headings.seen,
    )


def _column(index: int, heading: str, group: str, table: Table, text: str = "") -> Column:
    """A column by its heading, by its label, and by both headings where two rows have some."""
    known = table.of(index)
    texts = (heading, *filter(None, [known.text or text]))
    if not group:
        return Column(index, heading, (heading,), texts, known.of, known.part)
    whole = (f"{group} [{heading}]", f"{group} - {heading}")
    alone = [one for one in table.header if words(one) == words(heading)] == [heading]
    texts = (*texts, *whole) if alone else (*whole, *texts)
    codes = (heading,) if alone else ()
    return Column(index, heading, codes, texts, of=(group,), part=(heading,))


def _leads(table: Table) -> dict[str, int]:
    """Place of each of the platform's own columns, the first of its kind."""
    headings = [words(heading) for heading in table.header]
    roles = dict(_LEADS)
    if any(heading in _LEADS[role] for role in _TIMES for heading in headings):
        # a list of responses with their times numbers the responses
        roles["id"] = ("id", *_LEADS["id"])
    return first_places(([heading] for heading in headings), roles)


readers("csv")(Reader(recognise, read))
