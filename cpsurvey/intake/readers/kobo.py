"""KoboToolbox, CSV and workbook: XML names or labels, groups before a slash.

Its own columns stand last and begin with an underscore. A question with several answers has a
column of all, and one of 1 and 0 for each. Who sends a form again keeps its ``_uuid``; an edit
gets a new one and keeps ``meta/rootUuid`` or names the one before in ``meta/deprecatedID``.
"""

from __future__ import annotations

from collections.abc import Mapping

from cpsurvey.coded import Coded
from cpsurvey.intake.export import Evidence, Export, Reader, first_places, readers
from cpsurvey.intake.readers._xform import (
    columns,
    one_of_edits,
    refuse_repeats,
    superseded,
)
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.table import Cell, Table
from cpsurvey.intake.words import words

_OWN = {
    "uuid": ("_uuid",),
    "number": ("_id",),
    "submitted": ("_submission_time",),
    "validation": ("_validation_status",),
    "index": ("_index",),
    "notes": ("_notes",),
    "status": ("_status",),
    "by": ("_submitted_by",),
    "version": ("__version__", "_version_"),
    "tags": ("_tags",),
    "instance": ("meta/instanceid", "_instanceid", "instanceid"),
    "earlier": ("meta/deprecatedid", "deprecatedid"),
    "root": ("meta/rootuuid", "_rootuuid", "rootuuid"),
    "started": ("start",),
    "ended": ("end",),
    "attachments": ("_attachments",),
    "place": ("_geolocation",),
    "form": ("_xform_id_string", "formhub/uuid"),
}
_LEADS = ("submitted", "started", "ended", "number")
_SURE = ("uuid", "submitted", "validation", "index", "version", "tags", "by", "number")
_ENOUGH = 3
_ASIDE = ("not approved", "validation_status_not_approved")


def _own(header: tuple[str, ...]) -> dict[str, int]:
    return first_places(([words(heading)] for heading in header), _OWN)


def recognise(sheet: Sheet) -> Evidence:
    """Look for Kobo's own columns."""
    own = _own(sheet.header)
    sure = [role for role in _SURE if role in own]
    if len(sure) < _ENOUGH:
        return Evidence(0.0)
    named = ", ".join(sheet.header[own[role]] for role in sure[:5])
    return Evidence(min(0.6 + 0.1 * (len(sure) - _ENOUGH), 1.0), (f"columns {named}",))


def read(sheet: Sheet, where: str) -> Export:
    """Name the columns of a form, and tell submissions that were sent again or refused.

    Raises
    ------
    CpsurveyError
        CPS142 a table of repetitions.
    """
    table = sheet.table(where)
    refuse_repeats(table.header, where)
    own = _own(table.header)
    leads = {role: own[role] for role in _LEADS if role in own}
    made: dict[str, Coded[Cell]] = {}
    aside: dict[int, str] = {}
    number = next((own[role] for role in ("uuid", "instance", "number") if role in own), None)
    if number is not None:
        leads["id"] = number
        made["id"] = one_of_edits(
            table.columns[number], _cells(table, own, "earlier"), _cells(table, own, "root")
        )
        aside = superseded(table, made["id"], own.get("submitted"), own.get("index"))
    refused = _refused(table, own)
    # a form may ask for a start or an end of its own, and a study for the number
    platform = [at for role, at in own.items() if role not in ("started", "ended", "number")]
    asked = columns(table, [at for at in platform if at != number], "/")
    return Export(
        table,
        asked,
        "groups" if any("/" in one.heading and not one.part for one in asked) else "plain",
        leads,
        made=made,
        aside={**aside, **refused},
        seen=(f"{len(refused)} submissions are not approved",) if refused else (),
    )


def _cells(table: Table, own: Mapping[str, int], role: str) -> Coded[Cell] | None:
    return table.columns[own[role]] if role in own else None


def _refused(table: Table, own: Mapping[str, int]) -> dict[int, str]:
    """Submissions that somebody has looked at and not approved."""
    cells = _cells(table, own, "validation")
    rows = cells.rows(lambda cell: words(cell or "") in _ASIDE) if cells else []
    return dict.fromkeys(rows, "not_approved")


readers("kobo")(Reader(recognise, read))
