"""Numbers as people and spreadsheets write them, never guessed between two readings.

With a decimal point, ``1,234.5`` has a comma between thousands; with a decimal comma,
``1.234,5`` has a point there. Blanks and apostrophes may stand between thousands in both.
Most cells fit one reading, or say the same in both; ``38,500`` does neither.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.words import words

Sign = Literal[".", ","]


def _pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    return re.compile(
        rf"[+-]?(?:[1-9]\d{{0,2}}(?:(?P<sep>[ '{thousands}])\d{{3}})(?:(?P=sep)\d{{3}})*|\d+)"
        rf"(?:{decimal}\d*)?|[+-]?{decimal}\d+"
    )


_POINT = _pattern(r"\.", ",")
_COMMA = _pattern(",", ".")


@lru_cache(maxsize=65_536)
def readings(cell: str) -> tuple[float | None, float | None]:
    """What a cell says with a decimal point, and with a decimal comma; None: no number.

    A per cent sign is a unit and left out. Exponents, hexadecimal numbers, ``inf`` and
    ``nan`` are none: no respondent writes them, and spreadsheets have rounded them.
    """
    text = words(cell).removesuffix("%").rstrip()
    return _value(text, _POINT, ".", ","), _value(text, _COMMA, ",", ".")


def _value(text: str, pattern: re.Pattern[str], decimal: str, thousands: str) -> float | None:
    if not pattern.fullmatch(text):
        return None
    for between in (thousands, " ", "'"):
        text = text.replace(between, "")
    return float(text.replace(decimal, "."))


def number(cell: str, sign: Sign) -> float | None:
    """Number in a cell, where `sign` decides between two readings; None when it is none."""
    point, comma = readings(cell)
    if point is None or comma is None:
        return comma if point is None else point
    return point if sign == "." else comma


def whole(cell: str) -> frozenset[int]:
    """Whole numbers that a cell can be read as."""
    return frozenset(int(v) for v in readings(cell) if v is not None and v.is_integer())


_NO = (None, None)
_HUNDRED, _THOUSAND = 100, 1_000
"""Whole numbers that are written without a sign, and are near those written with one."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the cells of a column say about its decimal sign.

    Parameters
    ----------
    signs : set of str
        Signs that single cells leave no doubt about.
    open : list of str
        Cells with two readings.
    grouped : set of str
        Signs that leave whole numbers, in a column that holds nothing else.
    """

    signs: set[Sign]
    open: list[str]
    grouped: set[Sign]


def decide(
    columns: Mapping[str, Iterable[str | None]],
    declared: Sign | None,
    *,
    delimiter: str,
    where: str,
    whole_only: Collection[str] = (),
) -> dict[str, Sign]:
    """Decimal sign of every column: declared, or what its cells or the file's others say.

    Nothing else says so: a point before three digits is a decimal one where no semicolon
    divides the columns; anything else that has two readings is refused.

    Parameters
    ----------
    columns : mapping of str to cells
        By what a message calls the column.
    whole_only : collection of str
        Columns of whole numbers: beside ``812``, a sign before three digits parts thousands.

    Raises
    ------
    CpsurveyError
        CPS113, with every such column.
    """
    seen = {
        name: _look(cells, whole_only=name in whole_only) for name, cells in columns.items()
    }
    whole_file = {sign for one in seen.values() for sign in one.grouped or one.signs}
    found: dict[str, Sign] = {}
    unclear = []
    for name, one in seen.items():
        signs = one.grouped or one.signs or whole_file
        if not one.open:
            found[name] = "."
        elif declared:
            found[name] = declared
        elif len(signs) == 1:
            found[name] = next(iter(signs))
        elif not signs and delimiter != ";" and not any("," in cell for cell in one.open):
            found[name] = "."
        else:
            unclear.append(name)
    if unclear:
        raise _two_readings({name: seen[name] for name in unclear}, where)
    return found


def refuse_mixed_units(columns: Mapping[str, Iterable[str | None]], where: str) -> None:
    """Refuse columns in which 12 % stands beside 0.12.

    Raises
    ------
    CpsurveyError
        CPS113, with every such column.
    """
    mixed = {}
    for name, cells in columns.items():
        numbers = [
            (words(c), r) for c in dict.fromkeys(cells) if c and (r := readings(c)) != _NO
        ]
        signed = [word for word, _ in numbers if word.endswith("%")]
        bare = [v for word, r in numbers if not word.endswith("%") for v in r if v is not None]
        if signed and any(0 < v < 1 for v in bare) and max(bare) <= 1:
            mixed[name] = signed[0]
    if mixed:
        said = "; ".join(f"{n}: {c} beside numbers between 0 and 1" for n, c in mixed.items())
        raise CpsurveyError(
            "CPS113",
            f"per cent and shares are mixed; {said}",
            where=where,
            fix="write every number of the column the same way, or leave the column out with "
            "'columns:' in the source",
        )


def _look(cells: Iterable[str | None], *, whole_only: bool) -> _Seen:
    one = _Seen(set(), [], set())
    hundreds = False
    for cell in dict.fromkeys(cells):
        point, comma = readings(cell) if cell else _NO
        if point is None and comma is not None:
            one.signs.add(",")
        elif comma is None and point is not None:
            one.signs.add(".")
        elif point != comma:
            one.open.append(words(cell or ""))
            if whole_only:
                one.grouped.update(_leaving_whole(point, comma))
        elif point is not None and _HUNDRED <= abs(point) < _THOUSAND:
            hundreds = True
    if not hundreds:  # 1,667 beside 2 and 3 is a mean that was declared whole
        one.grouped.clear()
    return one


def _leaving_whole(point: float | None, comma: float | None) -> Iterator[Sign]:
    """The one sign of the two that makes a whole number of a cell."""
    fits: dict[Sign, bool] = {
        ".": point is not None and point.is_integer(),
        ",": comma is not None and comma.is_integer(),
    }
    if fits["."] != fits[","]:
        yield "." if fits["."] else ","


def _plain(value: float | None) -> str:
    return f"{value:.15g}"


def _two_readings(columns: Mapping[str, _Seen], where: str) -> CpsurveyError:
    lines, first = [], ""
    for name, one in columns.items():
        cell = one.open[0]
        point, comma = readings(cell)
        lines.append(f"{name}: {cell} can be {_plain(point)} or {_plain(comma)}")
        first = first or (
            f"add 'decimal: \".\"' where the file is named if {cell} is {_plain(point)}, "
            f"or 'decimal: \",\"' if it is {_plain(comma)}"
        )
    return CpsurveyError(
        "CPS113",
        "nothing says which sign is the decimal one; " + "; ".join(lines),
        where=where,
        fix=first,
    )
