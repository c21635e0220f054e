"""Excel workbooks of before 2007."""

from __future__ import annotations

from cpsurvey.intake.file import File
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.sources import Source, Told, _calamine, sources

_SECTOR = 512
_WHAT = "old Excel workbook"


def recognise(file: File) -> float:
    """Look at the first bytes, which newer workbooks share that have a password."""
    return 0.9 if file.start.startswith(b"\xd0\xcf\x11\xe0") else 0.0


def read(file: File, told: Told) -> Sheet:
    """Cells as text, whole numbers without decimals, dates in ISO; formats are not known.

    Raises
    ------
    CpsurveyError
        As `_calamine.sheet`; CPS104 where it ends within a sector, which the library fills up.
    """
    if file.size % _SECTOR:
        raise file.bounds.refused(
            "it was cut off",
            file.name,
            "copy it again; or save it as .xlsx and give that",
            _WHAT,
        )
    return _calamine.sheet(file, told, "xls", _WHAT)


sources("xls")(Source(recognise, read))
