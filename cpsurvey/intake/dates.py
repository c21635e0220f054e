"""Dates and times as platforms and spreadsheets write them.

ISO and named months are read as they stand, ``02/11/2026`` only when the source declares the
order of day and month, or the cells of the whole file prove it: one of ``13/11/2026`` or more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from cpsurvey.coded import Coded
from cpsurvey.design.study import Order

UNDATED = "1980-01-01"
"""What LimeSurvey writes when a survey without dates is submitted."""
_EMPTY = ("1970-01-01", "1900-01-00", "1900-01-01", "1899-12-30", "1899-12-31")
_TIME = (
    r"(?:[T ,]+(?:(?:à|at|um)\s+)?(?P<hour>\d{1,2})\s?[:h]\s?(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2}(?:[.,]\d+)?))?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>Z|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{2,5})?)?"
)
_FORMS = tuple(
    (order, re.compile(form + _TIME, re.I))
    for order, form in (
        ("iso", r"(?P<a>\d{4})[-/.](?P<b>\d{1,2})[-/.](?P<c>\d{1,2})"),
        ("iso", r"(?P<a>(?:19|20)\d\d)(?P<b>[01]\d)(?P<c>[0-3]\d)"),
        (
            "named",
            r"(?:[a-z]+\.?,? )?(?P<a>\d{1,2})(?:er|st|nd|rd|th)?[ .-]*"
            r"(?P<b>[a-z]{3,9})\.?[ ,.-]*(?P<c>\d{4})",
        ),
        ("named us", r"(?:[a-z]+,? )?(?P<b>[a-z]{3,9})\.? (?P<a>\d{1,2}),? (?P<c>\d{4})"),
        ("declared", r"(?P<a>\d{1,2})[-/. ](?P<b>\d{1,2})[-/. ](?P<c>\d{4}|\d{2})"),
    )
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\d[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: at for at, name in enumerate(_ENGLISH.split(), 1)}
_MONTHS |= {"fev": 2, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "aou": 8}


@dataclass(frozen=True, slots=True)
class When:
    """What a cell of a date column says.

    Parameters
    ----------
    day : str
        ISO day; empty when unknown.
    moment : str
        Sortable time; empty when unknown.
    happened : bool or None
        False for an empty date, None for something that is neither a date nor empty.
    ordered : bool
        False when the order of day and month would have to be declared.
    """

    day: str = ""
    moment: str = ""
    happened: bool | None = True
    ordered: bool = True

    def without_time(self) -> When:
        """The same to the day: most answers of a file have a time of their own."""
        return When(self.day, "", self.happened, self.ordered)


NEVER = When(happened=False)
_ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")


@dataclass(frozen=True, slots=True)
class Proof:
    """What the cells of a file prove of the order of day, month and year.

    Parameters
    ----------
    order : str or None
        The one order in which all of them are days.
    row : int
        A row, from 1, that is a day in no other order; 0 where only several rows together
        leave one.
    both : bool
        Whether some cells are days in one order alone and some in another.
    """

    order: Order = None
    row: int = 0
    both: bool = False


def prove(columns: Iterable[Coded[str | None]]) -> Proof:
    """Order of the dates in some columns, where their cells leave no other."""
    left = set(_ORDERS)
    asked: list[Coded[frozenset[Order]]] = []
    for column in columns:
        if all(_is_year_first(cell) for cell in column.kinds):
            continue
        possible = column.map(_possible)
        asked.append(possible)
        for orders in possible.counts():
            left &= orders or left
    if len(left) == len(_ORDERS):
        return Proof()
    if len(left) != 1:
        return Proof(both=not left)
    proving = [one.which(lambda orders: orders == left) for one in asked]
    rows = [int(one.argmax()) + 1 for one in proving if one.any()]
    return Proof(left.pop(), min(rows, default=0))


def _possible(cell: str | None) -> frozenset[Order]:
    """Orders in which a cell is a day; none where the order makes no difference."""
    if not cell or _is_year_first(cell) or read(cell, None).ordered:
        return frozenset()
    orders = _ORDERS if len(_numbers(cell)[2]) == 2 else _ORDERS[:2]
    return frozenset(order for order in orders if read(cell, order).day)


def _is_year_first(cell: str | None) -> bool:
    return not cell or cell[:4].isdigit()


def _numbers(cell: str) -> list[str]:
    return re.findall(r"\d+", unicodedata.normalize("NFKC", cell))


def read(cell: str | None, order: Order) -> When:
    """What `cell` says; a cell without a digit is no date."""
    if not cell:
        return NEVER
    plain = _ISO.fullmatch(cell) and not cell.startswith((*_EMPTY, UNDATED))
    if plain and (found := _iso(cell)):
        return found
    text = cell if cell.isascii() else unicodedata.normalize("NFKC", cell)
    text = " ".join(text.split())
    if not any(map(str.isdigit, text)):
        return NEVER
    if text.startswith(("0000-", "00/00", "00-00", *_EMPTY)) or not text.strip("0 .,:-/"):
        return NEVER
    if text.startswith(UNDATED):
        return When()
    if _ISO.fullmatch(text) and (found := _iso(text)):
        return found
    for form, pattern in _FORMS:
        if parts := pattern.fullmatch(_plain(text) if form.startswith("named") else text):
            return _of(parts, form, order)
    if _SERIAL.fullmatch(text):
        return _serial(float(text.replace(",", ".")))
    return When(happened=None)


def day(cell: str | None, order: Order) -> When:
    """The same to the day; at most times of a day nothing but the day is looked at."""
    if cell and _CLOCK.fullmatch(cell):
        return _day(cell[:10], order)
    return read(cell, order).without_time()


@lru_cache(maxsize=4096)
def _day(text: str, order: Order) -> When:
    return read(text, order).without_time()


def _iso(text: str) -> When | None:
    """The commonest form, by the fastest way."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return When(text[:10], moment.isoformat())


def _plain(text: str) -> str:
    """Text without accents, for the names of months."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(char for char in parts if not unicodedata.combining(char))


def _of(found: re.Match[str], form: str, order: Order) -> When:
    a, b, c = found["a"], found["b"], found["c"]
    if form == "iso":
        return _at(a, b, c, found)
    if form.startswith("named"):
        month = _MONTHS.get(b[:4].casefold()) or _MONTHS.get(b[:3].casefold())
        return _at(c, str(month or 0), a, found)
    if order == "ymd":
        return _at(a, b, c, found)
    if order is None:
        likely = (_at(c, b, a, found), _at(c, a, b, found))
        if a == b and len(c) > 2:
            return likely[0]
        return When(happened=True if any(one.day for one in likely) else None, ordered=False)
    return _at(c, b, a, found) if order == "dmy" else _at(c, a, b, found)


def _at(year: str, month: str, day: str, found: re.Match[str]) -> When:
    century = 0 if len(year) > 2 else 2000 if int(year) < 70 else 1900
    try:
        date = datetime(century + int(year), int(month), int(day))  # noqa: DTZ001  zones below
    except ValueError:
        return When(happened=None)
    moment = date + timedelta(
        hours=_hour(found["hour"], found["half"]),
        minutes=int(found["minute"] or 0),
        seconds=float((found["second"] or "0").replace(",", ".")),
    )
    return When(f"{date:%Y-%m-%d}", (moment - _zone(found["zone"])).isoformat())


def _hour(hour: str | None, half: str | None) -> int:
    found = int(hour or 0)
    if not half:
        return found
    return found % 12 + (12 if half[0] in "pP" else 0)


def _zone(zone: str | None) -> timedelta:
    found = re.search(r"([+-])(\d{1,2}):?(\d{2})?", zone or "")
    if not found:
        return timedelta()
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return offset if found[1] == "+" else -offset


def _serial(days: float) -> When:
    """Days since the turn of 1900, as spreadsheets count."""
    if not 20_000 <= days < 80_000:
        return When(happened=None)
    date = datetime(1899, 12, 30) + timedelta(days=days)  # noqa: DTZ001  spreadsheets have none
    return When(f"{date:%Y-%m-%d}", date.isoformat())
