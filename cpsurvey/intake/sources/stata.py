"""Files of Stata: .dta of every version, with labels and tagged missing values."""

from __future__ import annotations

import datetime as dt
import re

from cpsurvey.intake.file import File
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.sources import Source, Told, _labelled, sources

_START = dt.datetime(1960, 1, 1)  # noqa: DTZ001  statistical programs have no zones
_DAY = 86_400.0
_SHAPE = re.compile(r"%-?(?:t(?P<unit>[dcCwmqh])|(?P<old>d))(?P<parts>.*)")
_IN_YEAR = {"w": (52, "w"), "m": (12, "m"), "q": (4, "q"), "h": (2, "h")}


def recognise(file: File) -> float:
    """Look at the first bytes: a tag, or version, byte order, type and a zero."""
    start = file.start[:16]
    if start.startswith(b"<stata_dta>"):
        return 1.0
    old = len(start) > 4 and 0x68 <= start[0] <= 0x73 and start[1] in (1, 2)
    return 1.0 if old and start[2:4] == b"\x01\x00" else 0.0


def read(file: File, told: Told) -> Sheet:
    """Cells as text: whole numbers without decimals, dates in ISO."""
    return _labelled.sheet(file, told, "dta", moment)


def moment(value: float, shape: str) -> str | None:
    """Date or time of a number of days, milliseconds or parts of a year since 1960."""
    found = _SHAPE.fullmatch(shape)
    if not found:
        return None
    unit = found["unit"] or "d"
    if unit == "d":
        return _labelled.since(_START, value * _DAY, day=True)
    if unit in "cC":  # leap seconds, 27 of them, are left in `C`
        if found["parts"] and "Y" not in found["parts"].upper():
            return _labelled.clock(value / 1000)
        return _labelled.since(_START, value / 1000, day=False)
    many, sign = _IN_YEAR[unit]
    year, part = divmod(int(value), many)
    return f"{1960 + year}{sign}{part + 1}"


sources("stata")(Source(recognise, read))
