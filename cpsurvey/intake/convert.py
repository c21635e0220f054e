"""From the words of a column to codes, through the codebook.

Whether a column holds codes or labels is decided once for the column, by what fits more
of its cells. What does not fit is set aside by row and column; the answer itself is never
repeated.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cpsurvey.design.questionnaire import OptionSet, Question
from cpsurvey.intake.words import words
from cpsurvey.responses import NOT_SHOWN, SKIPPED

Cells = Sequence[str | None]
_NOT_SHOWN_WORD = "{question_not_shown}"
_MISSING_CODE = re.compile(r"-\d{1,2}$")
_WHOLE = re.compile(r"[+-]?\d+(?:\.0+)?$")
_BLANKS = str.maketrans("", "", " \u00a0\u202f")


@dataclass(frozen=True, slots=True)
class Converted:
    """A column of codes.

    Parameters
    ----------
    values : list of float
        Codes or numbers, NaN where nothing was answered.
    reasons : list of int
        Why there is none, 0 where there is one.
    rejected : list of (row, rule)
        Rows, from 1, whose cell did not fit.
    answered : int
        Cells that held something.
    """

    values: list[float]
    reasons: list[int]
    rejected: list[tuple[int, str]]
    answered: int
    way: str


Cell = tuple[float, int]
"""A value and 0, or NaN and the reason why there is none."""


def nothing(reason: int) -> Cell:
    """What a cell without an answer becomes."""
    return math.nan, reason


def by_options(
    cells: Cells,
    options: OptionSet,
    missing: frozenset[str],
    way: Literal["codes", "labels"] | None,
) -> Converted:
    """Codes of a column with declared answers."""
    labels = _labels(options)
    codes = _codes(options)
    distinct = Counter(words(cell) for cell in cells if cell)
    if way is None:
        fit_codes = sum(count for word, count in distinct.items() if word in codes)
        fit_labels = sum(count for word, count in distinct.items() if word in labels)
        way = "labels" if fit_labels > fit_codes else "codes"
    known = labels if way == "labels" else codes
    looked_up = {word: _empty(word, missing) or known.get(word) for word in distinct}
    found: list[Cell] = []
    rejected = []
    for row, cell in enumerate(cells, 1):
        if not cell or not cell.strip():
            found.append(nothing(NOT_SHOWN if cell is None else SKIPPED))
            continue
        one = looked_up[words(cell)]
        if one is None:
            rejected.append((row, "unknown_label" if way == "labels" else _rule(cell)))
        found.append(one or nothing(SKIPPED))
    return _converted(found, rejected, way)


def _converted(found: Sequence[Cell], rejected: list[tuple[int, str]], way: str) -> Converted:
    values, reasons = [value for value, _ in found], [reason for _, reason in found]
    answered = len(rejected) + sum(1 for reason in reasons if reason == 0)
    return Converted(values, reasons, rejected, answered, way)


def _rule(cell: str) -> str:
    return "code_out_of_range" if _WHOLE.match(cell.strip()) else "unknown_code"


def _labels(options: OptionSet) -> dict[str, Cell]:
    """Normal form of every label and alias -> code."""
    found: dict[str, Cell] = {}
    for option in options.options:
        stored = _stored(option.code, option.missing)
        for label in (*option.label.values(), *option.aliases):
            found.setdefault(words(label), stored)
    return found


def _codes(options: OptionSet) -> dict[str, Cell]:
    """Every way a platform writes a code -> code."""
    found: dict[str, Cell] = {}
    for option in options.options:
        stored = _stored(option.code, option.missing)
        found[str(option.code)] = stored
        found[f"{option.code}.0"] = stored
        for alias in option.aliases:
            found.setdefault(words(alias), stored)
    for number, option in enumerate(options.options, 1):
        if option.code == number:  # A1 is the first answer, and its code is 1
            for zeros in ("", "0", "00"):
                found.setdefault(f"a{zeros}{number}", (float(option.code), 0))
    return found


def _stored(code: int, missing: str | None) -> Cell:
    """Code as it is stored; an answer that counts as missing is a reason."""
    return nothing(-abs(code)) if missing else (float(code), 0)


def _empty(word: str, missing: frozenset[str]) -> Cell | None:
    if word == _NOT_SHOWN_WORD:
        return nothing(NOT_SHOWN)
    if word not in missing:
        return None
    # a declared missing code keeps its reason, unless it is one of ours
    own = {f"{NOT_SHOWN}", f"{SKIPPED}"}
    return nothing(int(word) if _MISSING_CODE.match(word) and word not in own else SKIPPED)


def by_number(
    cells: Cells, question: Question, missing: frozenset[str], decimal: str | None
) -> Converted:
    """Numbers of a column, with a decimal point or comma, within the question's bounds."""
    comma = decimal == "," if decimal else has_decimal_comma(cells)
    found: list[Cell] = []
    rejected = []
    for row, cell in enumerate(cells, 1):
        if not cell or not cell.strip():
            found.append(nothing(NOT_SHOWN if cell is None else SKIPPED))
            continue
        if (empty := _empty(words(cell), missing)) is not None:
            found.append(empty)
            continue
        one = number(cell, comma=comma)
        rule = _outside(one, question)
        if rule:
            rejected.append((row, rule))
        found.append(nothing(SKIPPED) if one is None or rule else (one, 0))
    return _converted(found, rejected, "numbers")


LONGEST = 86_400.0
"""Seconds of a day: a page open for longer was left and taken up again."""


def by_seconds(cells: Cells, missing: frozenset[str], decimal: str | None) -> Converted:
    """Seconds of a column, NaN where nothing was timed or the cell holds no time."""
    comma = decimal == "," if decimal else has_decimal_comma(cells)
    values, rejected = [], []
    for row, cell in enumerate(cells, 1):
        time = number(cell, comma=comma) if cell and cell.strip() else math.nan
        if time is None or time < 0 or time > LONGEST:
            if _empty(words(cell or ""), missing) is None:
                long = time is not None and time > 0
                rejected.append((row, "time_too_long" if long else "not_a_time"))
            time = math.nan
        values.append(time)
    reasons = [SKIPPED if math.isnan(value) else 0 for value in values]
    return Converted(values, reasons, rejected, reasons.count(0), "seconds")


def _outside(number: float | None, question: Question) -> str | None:
    if number is None:
        return "not_a_number"
    if question.type == "integer" and number != int(number):
        return "not_whole"
    low, high = question.min, question.max
    if (low is not None and number < low) or (high is not None and number > high):
        return "out_of_range"
    return None


def has_decimal_comma(cells: Cells) -> bool:
    """Whether more cells have a comma between digits than a point."""
    with_comma = sum(1 for cell in cells if cell and re.search(r"\d,\d", cell))
    with_point = sum(1 for cell in cells if cell and re.search(r"\d\.\d", cell))
    return with_comma > with_point


def number(cell: str, *, comma: bool) -> float | None:
    """Number in a cell, blanks of any kind taken out; None when it holds none."""
    text = cell.translate(_BLANKS)
    text = text.replace(".", "").replace(",", ".") if comma and "," in text else text
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", text):
        return None
    return float(text)


def missing_words(strings: Sequence[str], reasons: Mapping[int, str]) -> frozenset[str]:
    """Normal forms of what the questionnaire says stands for no answer."""
    return frozenset([*(words(text) for text in strings), *(str(code) for code in reasons)])
