"""LimeSurvey's archive (.lsa): a structure beside the answers, of which only that is read."""

from __future__ import annotations

import io
import zipfile

from cpsurvey.binary import archive
from cpsurvey.forms import opened
from cpsurvey.forms.form import Form
from cpsurvey.forms.formats import Format, formats
from cpsurvey.forms.formats.limesurvey_lss import read as read_structure


def recognise(data: bytes, _suffix: str) -> float:
    """Look for a structure in the directory of the archive."""
    return 0.95 if data.startswith(opened.ZIP) and _structures(data) else 0.0


def _structures(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            return [one for one in zipped.infolist() if one.filename.endswith(".lss")]
    except archive.BROKEN:
        return []


def read(data: bytes, where: str) -> Form:
    """Read the structure inside.

    Raises
    ------
    CpsurveyError
        CPS701 no archive, none or several structures in it, or one that cannot be read.
    """
    found = _structures(data)
    if len(found) != 1 or found[0].file_size > opened.LARGEST:
        raise opened.refused(
            "it is no archive with one structure (.lss) in it", where, "export it as .lss"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as zipped:
            structure = zipped.read(found[0])
    except archive.BROKEN:
        raise opened.refused("the archive is damaged or locked", where) from None
    return read_structure(structure, where)


formats("limesurvey_lsa")(
    Format(
        "the structure in an archive of LimeSurvey (.lsa)", recognise, read, holds_answers=True
    )
)
