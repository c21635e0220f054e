"""Spreadsheets of LibreOffice."""

from __future__ import annotations

import zipfile

from cpsurvey.binary import archive
from cpsurvey.intake.file import File
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.sources import Source, Told, _calamine, sources

_TYPE = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def recognise(file: File) -> float:
    """Look for the type, which stands first in the archive, uncompressed."""
    if not file.start.startswith(b"PK\x03\x04"):
        return 0.0
    if _TYPE in file.start[:200]:
        return 1.0
    return 0.5 if file.suffix == ".ods" else 0.0


def read(file: File, told: Told) -> Sheet:
    """Cells as text, whole numbers without decimals, dates in ISO; formats are not known."""
    try:
        with file.open() as stream, zipfile.ZipFile(stream) as zipped:
            archive.look(zipped, file.bounds, file.name, "spreadsheet")
    except archive.BROKEN:
        raise file.bounds.broken(file.name) from None
    return _calamine.sheet(file, told, "ods", "spreadsheet")


sources("ods")(Source(recognise, read))
