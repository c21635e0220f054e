"""Columns of a table on paper: measured letter by letter, so that no word or number is divided.

A page is turned sideways only for a table that does not fit upright in the smallest type, with
short texts in as many lines as they have words. That leaves tables that put sentences side by
side, as the joint display (T24: answers, indicators, observation and interviews on one claim):
they are read across, and upright each sentence would be a tower of single words; and effects
with Monte Carlo and bootstrap intervals, standardised too (T18): four pairs of one effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cpsurvey.report.document import Section
from cpsurvey.report.render._wordtext import held
from cpsurvey.report.table import Head, Table

SIZES = (9.0, 8.0, 7.5)
"""Type in points, the smallest one the smallest that is read without effort."""
CM = 2.54 / 72
"""Centimetres of a point."""
PADDINGS = (0.38, 0.22)
"""Centimetres of both margins of a cell: as it should be, and where room is short."""
BOLD = 1.05
LABEL, TEXT = 3.4, 2.2
"""Centimetres that names of rows, and other texts, are given at least where they need them."""
NARROW_LABEL, NARROW_TEXT = 3.0, 1.5
"""The same before a page is turned; of texts, for those that are a few words."""
FEW_WORDS = 14.0
"""Ems of the longest of them."""
LONGEST, WISHED = 9.5, 24.0
"""Ems a word is not divided for, and a text is given room for."""
_EMS = {
    0.22: " '\u00a0\u2009\u202f",
    0.24: "ijl,.I",
    0.30: ":;`()-[]f{}J",
    0.34: "!t²r",
    0.40: '/\\s"z',
    0.45: "Lckvyx?FSχ",
    0.67: "UNOGQ&ω",
    0.73: "%w",
    0.83: "mM",
    0.91: "@W",
}
_WIDTHS = {letter: em for em, letters in _EMS.items() for letter in letters}
_OTHER, _CAPITAL, _WIDE = 0.52, 0.60, 1.05
_SIGNS = "\u2190", "\u22ff"
"""Arrows and signs of mathematics: other fonts stand in for them."""


@dataclass(frozen=True, slots=True)
class Page:
    """Room on a page.

    Parameters
    ----------
    upright, turned, tall : float
        Centimetres between the margins of an upright and of a turned page, and of its height.
    letters : float
        Width of its letters, of which those of Calibri are one; some more, for fonts that
        stand in for it.
    """

    upright: float = 17.0
    turned: float = 25.7
    tall: float = 25.7
    letters: float = 1.08


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is set.

    Parameters
    ----------
    size : float
        Type in points.
    padding : float
        Centimetres of both margins of a cell.
    widths : tuple of float
        Centimetres of every column, margins of cells among them.
    turned : bool
        Whether it needs a page turned sideways.
    """

    size: float
    padding: float
    widths: tuple[float, ...]
    turned: bool = False

    @property
    def width(self) -> float:
        """Centimetres of the whole table."""
        return sum(self.widths)


@cache
def ems(text: str) -> float:
    """Width of a text in its own size."""
    return sum(
        _WIDTHS.get(letter)
        or (_WIDE if _wide(letter) else _CAPITAL if letter.isupper() else _OTHER)
        for letter in text
    )


def _wide(letter: str) -> bool:
    return letter > "\u2e7f" or (_SIGNS[0] <= letter <= _SIGNS[1] and letter not in "−≤≥")


def plan(table: Table, language: str, page: Page) -> Plan:
    """The largest type in which the table fits: upright, else on a turned page."""
    body = [table.shown(row, language) for row in table.rows if row.role != "group"]
    needs = [
        _need(column, [cells[at] for cells in body], page.letters)
        for at, column in enumerate(table.columns)
    ]
    settings = [(size, padding) for padding in PADDINGS for size in SIZES]
    tried = [
        *((page.upright, *one, False) for one in settings),
        (page.upright, *settings[-1], True),
        *((page.turned, *one, False) for one in settings),
    ]
    for room, size, padding, narrow in tried:
        made = _fitted(table.columns, needs, size, padding, room, narrow=narrow)
        if made:
            return Plan(size, padding, made, turned=room != page.upright)
    return Plan(
        size, padding, _squeezed(table.columns, needs, size, padding, page), turned=True
    )


Need = tuple[float, float]
"""Ems a column cannot do without, and would like to have."""


def _need(column: Head, texts: Sequence[str], letters: float) -> Need:
    heading = BOLD * max(map(ems, _pieces(column.heading)), default=0.0)
    longest = max(map(ems, texts), default=1.0)
    if column.kind == "text":
        words = (ems(piece) for text in set(texts) for piece in _pieces(text))
        least = min(max(heading, *words, 1.0), LONGEST)
        wished = min(longest, WISHED)
    else:
        least = wished = max(heading, longest)
    wished = max(least, wished, min(BOLD * ems(column.heading), 1.6 * least))
    return letters * least, letters * wished


def _pieces(text: str) -> Iterator[str]:
    """What no line divides."""
    return (piece for piece in re.split(r"[ \n]|(?<=[/–-])(?=\w)", held(text)) if piece)


def _bounds(
    columns: Sequence[Head],
    needs: Sequence[Need],
    size: float,
    padding: float,
    *,
    narrow: bool = False,
) -> tuple[list[float], list[float]]:
    scale = size * CM
    least, wished = [], []
    for at, (column, (low, high)) in enumerate(zip(columns, needs, strict=True)):
        wanted = scale * high
        if narrow and at and high < FEW_WORDS:
            floor = NARROW_TEXT
        elif narrow and not at:
            floor = NARROW_LABEL
        else:
            floor = TEXT if at else LABEL
        low = scale * low
        if column.kind == "text":
            low = max(low, min(wanted, floor))
        least.append(padding + low)
        wished.append(padding + wanted)
    return least, wished


def _fitted(
    columns: Sequence[Head],
    needs: Sequence[Need],
    size: float,
    padding: float,
    room: float,
    *,
    narrow: bool,
) -> tuple[float, ...]:
    """Widths that fit; what is left goes where texts are long. None where nothing fits."""
    least, wished = _bounds(columns, needs, size, padding, narrow=narrow)
    if sum(wished) <= room:
        return tuple(wished)
    spare, longing = room - sum(least), sum(wished) - sum(least)
    if spare < 0:
        return ()
    return tuple(
        low + (high - low) * spare / longing for low, high in zip(least, wished, strict=True)
    )


def _squeezed(
    columns: Sequence[Head], needs: Sequence[Need], size: float, padding: float, page: Page
) -> tuple[float, ...]:
    """Too much for any page: texts give way, numbers stay whole."""
    least, _ = _bounds(columns, needs, size, padding)
    texts = [column.kind == "text" for column in columns]
    soft = sum(width for width, text in zip(least, texts, strict=True) if text) or 1.0
    scale = max(0.4, (page.turned - (sum(least) - soft)) / soft)
    return tuple(w * scale if text else w for w, text in zip(least, texts, strict=True))


def plans(section: Section, language: str, page: Page) -> dict[str, Plan]:
    """How every table of a chapter is set, by its id."""
    return {b.id: plan(b, language, page) for b in section.read if isinstance(b, Table)}


def turned_blocks(section: Section, settings: Mapping[str, Plan]) -> range:
    """Blocks of a chapter that stand on turned pages, by how its tables are set.

    All from its first such table to its last; texts around them stay with them, so that no
    page holds a heading alone.
    """
    blocks = section.read
    wide = [
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Table) and settings[block.id].turned
    ]
    if not wide:
        return range(0)
    first, last = wide[0], wide[-1]
    if not any(isinstance(block, Table) for block in blocks[:first]):
        first = 0
    if not any(isinstance(block, Table) for block in blocks[last + 1 :]):
        last = len(blocks) - 1
    return range(first, last + 1)
