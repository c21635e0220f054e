"""Any other table: headings are variables, declared aliases, or question texts.

Columns that platforms add of themselves are known by their English and French names, unless
the questionnaire has a variable of that name. A column called ``seconds.<page>`` holds the time
spent on a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cpsurvey.design.study import SECONDS
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
_TIMES = ("submitted", "ended", "recorded", "started")
_SECONDS = re.compile(rf"{re.escape(SECONDS)}(?P<page>.+)$", re.I)


def recognise(_sheet: Sheet) -> Evidence:
    """Every table is one; any platform that recognises its own goes first."""
    return Evidence(0.1, ("a table with headings",))


def read(sheet: Sheet, where: str) -> Export:
    """Take each heading as a code, then as a text."""
    table = sheet.table(where)
    columns, timers = [], []
    for index, heading in enumerate(table.header):
        if not heading.strip():
            continue
        texts = (heading, *filter(None, [table.of(index).text]))
        column = Column(index, heading, (heading,), texts)
        if found := _SECONDS.match(heading.strip()):
            timers.append(Timer(Column(index, heading, (found["page"],)), "page"))
        else:
            columns.append(column)
    return Export(
        table,
        tuple(columns),
        "headings",
        leads=_leads(table),
        timers=tuple(timers),
    )


def _leads(table: Table) -> dict[str, int]:
    """Place of each of the platform's own columns, the first of its kind."""
    headings = [words(heading) for heading in table.header]
    roles = dict(_LEADS)
    if any(heading in _LEADS[role] for role in _TIMES for heading in headings):
        # a list of responses with their times numbers the responses
        roles["id"] = ("id", *_LEADS["id"])
    return first_places(([heading] for heading in headings), roles)


readers("csv")(Reader(recognise, read))
