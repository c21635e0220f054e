"""Numbers with the unit that people write after them: ``54 ans``, ``12 months``, ``20 min``.

The unit of a column is left out where all its numbers bear the same one. Beside bare numbers
it is where half of the numbers or more bear it, or where it is years, which is what a bare
number of such a column is. ``6 months`` among bare years stays what it is: no number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from cpsurvey.intake.converted import Cells
from cpsurvey.intake.numerals import readings
from cpsurvey.intake.spreadsheet import damage
from cpsurvey.intake.words import words

_WITH_UNIT = re.compile(r"([+-]?\d[\d .,']*?)\s*([^\W\d_]{2,}\.?(?: [^\W\d_]{2,})?|[hy€$£])")
_NONE = (None, None)
YEARS = "year"
_YEARS = frozenset(
    ("an", "année", "an révolu", "year", "year old", "yr", "yr old", "y", "jahr", "jahre")
)
"""Words for years, without the s of a plural."""


def parted(cell: str) -> tuple[str, str]:
    """The number of a cell and its unit in the singular; twice nothing where there is none."""
    word = words(cell)
    found = _WITH_UNIT.fullmatch(word)
    if found is None or readings(found[1]) == _NONE or damage(word):
        return "", ""
    unit = " ".join(one.rstrip(".").removesuffix("s") for one in found[2].split())
    return found[1], YEARS if unit in _YEARS else unit


def unit_of(counts: Mapping[str, int] | Mapping[str | None, int]) -> str:
    """The one unit of a column, by the rule of this module; nothing where there is none.

    Parameters
    ----------
    counts : mapping of str to int
        Cells, and how often each stands in the column.
    """
    bare, units = 0, Counter[str]()
    for cell, count in counts.items():
        if cell and readings(cell) != _NONE:
            bare += count
        elif cell and (unit := parted(cell)[1]):
            units[unit] += count
    if len(units) != 1:
        return ""
    unit, times = next(iter(units.items()))
    return unit if times >= bare or unit == YEARS else ""


def without_unit(cell: str, unit: str) -> str:
    """A cell without this unit after its number; any other cell as it stands."""
    number, its = parted(cell) if unit else ("", "")
    return number if number and its == unit else cell


def bare(column: Cells) -> Cells:
    """A column without the one unit of its numbers."""
    unit = unit_of(column.counts())
    return column.map(lambda cell: cell and without_unit(cell, unit)) if unit else column
