"""From the words of a cell to numbers, seconds, yes or no, and periods."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Literal

from cpsurvey.intake.missing import MARKS
from cpsurvey.intake.numerals import Sign, number, whole
from cpsurvey.intake.words import words

Cells = Sequence[str | None]
Dates = Literal["dmy", "mdy"] | None
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d):([0-5]\d(?:[.,]\d+)?)$")
_YES = frozenset(("yes", "y", "true", "oui", "o", "vrai"))
_NO = frozenset(("no", "n", "false", "non", "faux"))
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan janv janvier january",
            "feb fev fevr fevrier february",
            "mar mars march",
            "apr avr avril april",
            "may mai",
            "jun juin june",
            "jul juil juillet july",
            "aug aou aout august",
            "sep sept septembre september",
            "oct octobre october",
            "nov novembre november",
            "dec decembre december",
        ),
        1,
    )
    for name in names.split()
}
_MONTH_NAMED = re.compile(r"([a-z]+)\.?[-/. ]*((?:19|20)?\d\d)$")
_ISO_DAY = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b")
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str], str], ...] = (
    (re.compile(r"(?:19|20)\d\d$"), lambda m: m[0], "year"),
    (
        re.compile(r"((?:19|20)\d\d)[-/. ]?(0[1-9]|1[0-2])$"),
        lambda m: f"{m[1]}-{m[2]}",
        "month",
    ),
    (
        re.compile(r"(0?[1-9]|1[0-2])[-/.]((?:19|20)\d\d)$"),
        lambda m: f"{m[2]}-{int(m[1]):02d}",
        "month",
    ),
    (re.compile(r"((?:19|20)\d\d)[-/ ]?[qt]([1-4])$"), lambda m: f"{m[1]}-Q{m[2]}", "quarter"),
    (re.compile(r"[qt]([1-4])[-/ ]?((?:19|20)\d\d)$"), lambda m: f"{m[2]}-Q{m[1]}", "quarter"),
    (
        re.compile(r"((?:19|20)\d\d)[-/ ]?[ws](0?[1-9]|[1-4]\d|5[0-3])$"),
        lambda m: f"{m[1]}-W{int(m[2]):02d}",
        "week",
    ),
    (
        re.compile(r"[ws](0?[1-9]|[1-4]\d|5[0-3])[-/ ]?((?:19|20)\d\d)$"),
        lambda m: f"{m[2]}-W{int(m[1]):02d}",
        "week",
    ),
)


def numbers(cells: Cells, sign: Sign) -> list[float | str | None]:
    """Number of each cell, None where there is nothing, ``"not_a_number"`` otherwise."""
    known: dict[str | None, float | str | None] = {None: None}
    for cell in dict.fromkeys(cells):
        if cell is not None:
            known[cell] = _number(cell, sign)
    return [known[cell] for cell in cells]


def _number(cell: str, sign: Sign) -> float | str | None:
    word = words(cell)
    if not word or word in MARKS:
        return None
    value = number(cell, sign)
    return "not_a_number" if value is None or math.isinf(value) else value


def plain(cells: Cells) -> list[str | None]:
    """Cells without those that are times on a clock, which have no decimal sign to decide."""
    return [None if cell and _CLOCK.match(cell.strip()) else cell for cell in cells]


def signed(cells: Cells) -> bool:
    """Whether any cell carries a per cent sign."""
    return any(cell and words(cell).endswith("%") for cell in cells)


def seconds(cells: Cells, sign: Sign) -> list[float | str | None]:
    """Seconds of each cell: a number, or a time such as 0:05:32."""
    clocks = [_CLOCK.match(cell.strip()) if cell else None for cell in cells]
    found = numbers(plain(cells), sign)
    for at, clock in enumerate(clocks):
        if clock:
            hours, minutes, rest = clock.groups()
            found[at] = 3600.0 * int(hours) + 60.0 * int(minutes)
            found[at] = float(found[at] or 0.0) + float(rest.replace(",", "."))
    return found


def flags(cells: Cells) -> list[float | str | None]:
    """1 and 0 of each cell that says yes or no."""
    found: list[float | str | None] = []
    for cell in cells:
        word = words(cell or "")
        if not word or word in MARKS:
            found.append(None)
        elif word in _YES or whole(word) == {1}:
            found.append(1.0)
        elif word in _NO or whole(word) == {0}:
            found.append(0.0)
        else:
            found.append("not_yes_or_no")
    return found


def period(cell: str | None, dates: Dates) -> tuple[str, str]:
    """Normal form of a period and its length (year, quarter, month, week).

    Days become months: exact days say more about a person than rates need. The length is
    empty and the form a rule (``no_period``, ``not_a_period``, ``date_order``) when it
    cannot be read.
    """
    text = _plain(cell or "")
    if not text:
        return "no_period", ""
    for pattern, form, length in _FORMS:
        if found := pattern.match(text):
            return form(found), length
    if (found := _MONTH_NAMED.match(text)) and (month := _MONTHS.get(found[1])) is not None:
        year = found[2] if len(found[2]) == 4 else f"20{found[2]}"
        return f"{year}-{month:02d}", "month"
    return _day(text, dates)


def _day(text: str, dates: Dates) -> tuple[str, str]:
    if found := _ISO_DAY.match(text):
        return f"{found[1]}-{found[2]}", "month"
    if found := _SLASHED.match(text):
        if dates is None:
            return "date_order", ""
        day, month = (found[1], found[2]) if dates == "dmy" else (found[2], found[1])
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            return f"{found[3]}-{int(month):02d}", "month"
    return "not_a_period", ""


def _plain(text: str) -> str:
    """Words without accents."""
    parts = unicodedata.normalize("NFD", words(text))
    return "".join(char for char in parts if not unicodedata.combining(char))
