"""ODK Central, Briefcase and Aggregate: ``KEY`` and ``SubmissionDate``, groups before a dash.

A reviewer's ``ReviewState`` is kept by Central; an edit keeps the number of the submission
(``KEY``) and is counted in ``Edits``.
"""

from __future__ import annotations

from cpsurvey.coded import Coded
from cpsurvey.intake.export import Evidence, Export, Reader, readers
from cpsurvey.intake.readers._xform import (
    columns,
    one_of_edits,
    refuse_repeats,
    superseded,
)
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.table import Cell
from cpsurvey.intake.words import words

_OWN = {
    "KEY": "id",
    "SubmissionDate": "submitted",
    "*meta-submission-date*": "submitted",
    "start": "started",
    "starttime": "started",
    "end": "ended",
    "endtime": "ended",
    "meta-instanceID": "instance",
    "meta:instanceID": "instance",
    "instanceID": "instance",
    "*meta-instance-id*": "instance",
    "meta-instanceName": "name",
    "meta:instanceName": "name",
    "meta-deprecatedID": "earlier",
    "deprecatedID": "earlier",
    "SubmitterID": "submitter",
    "SubmitterName": "submitter name",
    "AttachmentsPresent": "attached",
    "AttachmentsExpected": "expected",
    "Status": "status",
    "ReviewState": "review",
    "DeviceID": "device",
    "Edits": "edits",
    "FormVersion": "version",
    "*meta-is-complete*": "complete",
}
"""Exactly so: a form may ask for a ``status`` of its own."""
_LEADS = ("id", "submitted", "started", "ended")
_CENTRAL = ("submitter", "attached", "expected", "review", "edits", "version", "instance")
_DENIED = ("rejected",)


def _own(header: tuple[str, ...]) -> dict[str, int]:
    found = {_OWN.get(heading.strip(), ""): at for at, heading in enumerate(header)}
    return {role: at for role, at in found.items() if role}


def recognise(sheet: Sheet) -> Evidence:
    """Look for ``KEY`` beside ``SubmissionDate`` or other columns of ODK."""
    header = sheet.header
    own = _own(header)
    repeat = any(words(heading) == "parent_key" for heading in header)
    central = [role for role in _CENTRAL if role in own]
    if "id" not in own or not ("submitted" in own or repeat or len(central) > 2):
        return Evidence(0.0)
    named = ["id", *(["submitted"] if "submitted" in own else []), *central]
    said = ", ".join(header[own[role]] for role in named[:5])
    return Evidence(min(0.7 + 0.1 * len(central), 1.0), (f"columns {said}",))


def read(sheet: Sheet, where: str) -> Export:
    """Name the columns of a form; rejected submissions are none.

    Raises
    ------
    CpsurveyError
        CPS142 a table of repetitions.
    """
    table = sheet.table(where)
    refuse_repeats(table.header, where)
    own = _own(table.header)
    cells = {role: table.columns[at] for role, at in own.items()}
    made: dict[str, Coded[Cell]] = {}
    if "id" in own:
        made["id"] = one_of_edits(cells["id"], cells.get("earlier"), None)
    denied: list[int] = []
    if "review" in own:
        denied = cells["review"].rows(lambda cell: words(cell or "") in _DENIED)
    again = superseded(table, made["id"], own.get("submitted")) if made else {}
    kept = ("id", "started", "ended")
    return Export(
        table,
        columns(table, [at for role, at in own.items() if role not in kept], "-/:"),
        "names",
        {role: own[role] for role in _LEADS if role in own},
        made=made,
        aside={**again, **dict.fromkeys(denied, "not_approved")},
        seen=_edited(cells.get("edits")),
    )


def _edited(edits: Coded[Cell] | None) -> tuple[str, ...]:
    rows = edits.rows(lambda cell: (cell or "0").strip() not in ("", "0")) if edits else []
    return (f"{len(rows)} submissions were edited: their latest state",) if rows else ()


readers("odk")(Reader(recognise, read))
