"""Files of SPSS: .sav, .zsav and the portable .por, with labels and user-missing values."""

from __future__ import annotations

import datetime as dt
import re

from cpsurvey.intake.file import File
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.sources import Source, Told, _labelled, sources

_MAGIC = (b"$FL2", b"$FL3")
_PORTABLE = b"SPSSPORT"
_START = dt.datetime(1582, 10, 14)  # noqa: DTZ001  statistical programs have no zones
_MOMENT = re.compile(
    r"(?P<day>[AEJS]?DATE|QYR|MOYR|WKYR)[\d.]*|(?P<moment>DATETIME|YMDHMS)[\d.]*|"
    r"(?P<clock>[DM]?TIME)[\d.]*"
)


def recognise(file: File) -> float:
    """Look at the first bytes."""
    return 1.0 if file.start.startswith(_MAGIC) or _is_portable(file) else 0.0


def _is_portable(file: File) -> bool:
    """Five names of its character set go before, in lines of eighty."""
    start = file.start[:1000].replace(b"\r", b"").replace(b"\n", b"")
    return _PORTABLE in start[450:470]


def read(file: File, told: Told) -> Sheet:
    """Cells as text: whole numbers without decimals, dates in ISO."""
    return _labelled.sheet(file, told, "por" if _is_portable(file) else "sav", moment)


def moment(seconds: float, shape: str) -> str | None:
    """Date or time of a number of seconds since the calendar began."""
    found = _MOMENT.fullmatch(shape)
    if not found:
        return None
    if found["clock"]:
        return _labelled.clock(seconds)
    return _labelled.since(_START, seconds, day=bool(found["day"]))


sources("spss")(Source(recognise, read))
