"""What stands in one column of a file: kinds of cells, how often, and what that makes of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from cpsurvey.begin import orders
from cpsurvey.begin.wordings import yes_no
from cpsurvey.forms.answers import reason
from cpsurvey.intake import dates
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.missing import MARKS, PROBABLE
from cpsurvey.intake.numerals import readings, whole
from cpsurvey.intake.options import leading_number
from cpsurvey.intake.personal import looks_personal
from cpsurvey.intake.table import NOTHING, Known
from cpsurvey.intake.units import unit_of, without_unit
from cpsurvey.intake.words import words

Kind = Literal[
    "empty",
    "constant",
    "personal",
    "date",
    "integer",
    "decimal",
    "codes",
    "labels",
    "several",
    "text",
]
MOST_ANSWERS = 30
"""Different answers of a question; a text has more."""
MOST_CODES = 11
"""Points of a scale from 0 to 10."""
FEWEST = 3
"""People who gave an answer before its label, which only they use, is written down."""
_MANY = 10
"""Labels that may be those of people."""
_MOST_KINDS = 5_000
"""Different cells that are looked at; a column with more is a text or a number."""
_LONGEST_LABEL = 150
_MOSTLY = 0.9
_WORDS, _SELDOM = 2, 0.2
"""Words among numbers, and the share of cells with them, that may say there is no answer."""
_OFTEN = 0.8
"""Share of numbers that make a column of more numbers than a scale has: ``10+`` among years."""
SIGNS = (";", "|", "\n", ",")
"""What stands between several answers in one cell."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A column and what stands in it.

    Parameters
    ----------
    column : Column
        With the names it goes by.
    kind : str
        What its cells are.
    labels : mapping of str to str
        Cell in the normal form of words -> as it is most often spelt.
    counts : mapping of str to int
        The same cells -> how often.
    sign : str
        What stands between several answers.
    known : Known
        What the file says of it: labels of its values, reasons for none.
    """

    column: Column
    kind: Kind
    labels: Mapping[str, str]
    counts: Mapping[str, int]
    sign: str = ""
    known: Known = NOTHING

    @property
    def n(self) -> int:
        """Cells that say something."""
        return sum(self.counts.values())

    @property
    def numbers(self) -> list[int]:
        """Codes in it, ascending, without those that stand for no answer."""
        return sorted(n for n in map(_code, self.counts) if n is not None and n not in PROBABLE)

    @property
    def wordy(self) -> dict[str, int]:
        """Cells that are no numbers, in a column of numbers, and how often each is there."""
        unit = unit_of(self.counts)
        return {
            self.labels[cell]: count
            for cell, count in self.counts.items()
            if readings(without_unit(cell, unit)) == (None, None)
        }

    @property
    def unanswered(self) -> list[int]:
        """Numbers in it that are often written for no answer, and stand apart."""
        return apart(self.counts)


def look(export: Export, column: Column) -> Seen:
    """What a column is."""
    spelt: dict[str, Counter[str]] = {}
    missing = {words(cell) for cell in export.table.of(column.index).missing}
    marks = MARKS | set(export.marks) | missing
    for cell, count in export.table.columns[column.index].counts().items():
        word = words(cell) if cell else ""
        if word and word not in marks and word != "{question_not_shown}":
            spelt.setdefault(word, Counter())[" ".join((cell or "").split())] += count
    labels = {word: said.most_common(1)[0][0].strip("\ufeff ") for word, said in spelt.items()}
    counts = {word: said.total() for word, said in spelt.items()}
    sign = _sign(counts)
    known = export.table.of(column.index)
    personal = looks_personal(export, column) or names_people(known, counts)
    kind = "personal" if personal else _kind(counts, sign)
    return Seen(column, kind, labels, counts, sign if kind == "several" else "", known)


def names_people(known: Known, counts: Mapping[str, int]) -> bool:
    """Whether labels of values are hardly answers: many, without order, of one person each."""
    label_of = {words(value): words(label) for value, label in known.labels.items()}
    used = {word: count for word, count in counts.items() if word in label_of}
    alone = sum(count for count in used.values() if count < FEWEST)
    many = len(used) >= _MANY and 2 * alone > sum(used.values())
    return many and not orders.order([label_of[word] for word in used]).ordered


def _kind(counts: Mapping[str, int], sign: str) -> Kind:
    if not counts:
        return "empty"
    n = sum(counts.values())
    if len(counts) > _MOST_KINDS:
        return _number(counts, n) or "text"
    if len(counts) == 1:
        return "constant"
    numbered = _numbered(counts, n)
    if numbered:
        return numbered
    if _share(counts, n, _is_date) >= _MOSTLY:
        return "date"
    if sign:
        return "several"
    if len(counts) > MOST_CODES and (measured := _measured(counts, n)):
        return measured
    return "labels" if _few(counts, n) else "text"


def _numbered(counts: Mapping[str, int], n: int) -> Kind | None:
    gone = set(apart(counts))
    said = sum(counts[one] for one in wordless(counts))
    codes = {code for one in counts if (code := _code(one)) is not None and code not in gone}
    coded = _share(counts, n, lambda one: _code(one) is not None) + said / n
    plain = _share(counts, n, lambda one: readings(one) != (None, None)) + said / n
    small = bool(codes) and len(codes) <= MOST_CODES and min(codes) >= 0 and max(codes) <= 10
    if round(coded, 9) == 1 and small and (round(plain, 9) == 1 or _labelled(counts)):
        return "codes"
    return _number(counts, n)


def wordless(counts: Mapping[str, int]) -> list[str]:
    """Words among the points of a scale that say there is no answer: ``k.A.``, ``NR``.

    What a word means that is not known to say so is seen by how seldom it is: a form that
    asks for numbers offers hardly another.
    """
    others = [one for one in counts if _code(one) is None]
    known = [one for one in others if reason(one)]
    rest = [one for one in others if one not in known]
    n = sum(counts.values())
    seldom = len(rest) <= _WORDS and sum(counts[one] for one in rest) <= _SELDOM * n
    plain = all(readings(one) != (None, None) for one in counts if one not in others)
    if not plain or len(others) > len(counts) - 3:
        return known if plain else []
    return [*known, *(rest if seldom else ())]


def _labelled(counts: Mapping[str, int]) -> bool:
    """Points of a scale of which some are words after a number: ``5 - Always``."""
    return orders.order(list(counts)).why.startswith("codes are the numbers")


def _number(counts: Mapping[str, int], n: int) -> Kind | None:
    several = sum(readings(one) != (None, None) for one in counts) > MOST_CODES
    least = _OFTEN if several else _MOSTLY
    if _share(counts, n, lambda one: readings(one) != (None, None)) < least:
        return None
    if _share(counts, n, lambda one: bool(whole(one)) or readings(one) == (None, None)) == 1:
        return "integer"
    return "decimal"


def _measured(counts: Mapping[str, int], n: int) -> Kind | None:
    """Numbers with a unit after them."""
    unit = unit_of(counts)
    bare = Counter[str]()
    for cell, count in counts.items():
        bare[without_unit(cell, unit)] += count
    return _number(bare, n) if unit else None


def _few(counts: Mapping[str, int], n: int) -> bool:
    """Whether cells are answers to choose from: few, short, and given again and again."""
    if max(map(len, counts)) > _LONGEST_LABEL:
        return False
    if len(counts) <= MOST_ANSWERS:
        order = orders.order(list(counts))
        if order.wording or yes_no(list(counts)) or (order.ordered and n > 2 * len(counts)):
            return True
    again = {one: count for one, count in counts.items() if count >= FEWEST}
    return 1 < len(again) <= MOST_ANSWERS and sum(again.values()) >= 0.7 * n


def _share(counts: Mapping[str, int], n: int, wanted: Callable[[str], bool]) -> float:
    return sum(count for one, count in counts.items() if wanted(one)) / n


def _code(word: str) -> int | None:
    number = leading_number(word)
    return int(number) if number is not None and number.is_integer() else None


def _is_date(word: str) -> bool:
    if readings(word) != (None, None) or not re.search(r"\d\D+\d", word):
        return False
    when = dates.read(word, None)
    return bool(when.happened) and (bool(when.day) or not when.ordered)


def apart(cells: Iterable[str]) -> list[int]:
    """Numbers such as 99 that lie far from all others."""
    numbers = sorted({code for one in cells if (code := _code(one)) is not None})
    others = [one for one in numbers if one not in PROBABLE]
    if len(others) < 2:
        return []
    span = others[-1] - others[0]
    return [
        one
        for one in numbers
        if one in PROBABLE and min(abs(one - each) for each in others) > span
    ]


def _sign(counts: Mapping[str, int]) -> str:
    """What stands between several answers of a cell, if cells hold several."""
    cells = list(counts)
    n = sum(counts.values())
    for sign in SIGNS if len(cells) > 2 else ():
        parts = {cell: pieces(cell, sign) for cell in cells}
        often = Counter[str]()
        for cell, found in parts.items():
            for piece in found:
                often[piece] += counts[cell]
        several = sum(counts[cell] for cell, found in parts.items() if len(found) > 1)
        fewer = len(often) < len(cells) and 2 <= len(often) <= MOST_ANSWERS
        again = sum(count for count in often.values() if count >= FEWEST)
        if fewer and several >= n / 10 and again >= 0.8 * often.total():
            return sign
    return ""


def pieces(cell: str, sign: str) -> tuple[str, ...]:
    """Answers in a cell."""
    return tuple(piece for part in cell.split(sign) if (piece := part.strip()))
