"""Columns of numbers within their bounds, and of seconds."""

from __future__ import annotations

import math

from cpsurvey.design.form import Question
from cpsurvey.intake import numerals
from cpsurvey.intake.converted import Cell, Cells, Converted, nothing
from cpsurvey.intake.missing import PROBABLE, Missing
from cpsurvey.intake.numerals import Sign
from cpsurvey.intake.spreadsheet import damage
from cpsurvey.intake.words import words
from cpsurvey.responses import NOT_SHOWN, SKIPPED

LONGEST = 86_400.0
"""Seconds of a day: a page open for longer was left and taken up again."""


def by_number(cells: Cells, question: Question, missing: Missing, sign: Sign) -> Converted:
    """Numbers of a column, within the question's bounds."""
    found = cells.map(lambda cell: _number(cell, question, missing, sign))
    return Converted(found, "numbers")


def _number(cell: str | None, question: Question, missing: Missing, sign: Sign) -> Cell:
    if not cell:
        return nothing(NOT_SHOWN if cell is None else SKIPPED)
    word = words(cell)
    reason = missing.declared(word)
    if reason is None:
        reason = missing.by_code(word)
    if reason is not None:
        return nothing(reason)
    value = numerals.number(cell, sign)
    rule = _outside(value, question)
    if rule == "out_of_range" and value in PROBABLE:
        rule = "probable_missing_code"
    if value is None or rule:
        return nothing(SKIPPED, rule or damage(word) or "not_a_number")
    return value, 0, ""


def _outside(number: float | None, question: Question) -> str:
    if number is None or math.isinf(number):
        return "not_a_number"
    if question.type == "integer" and not number.is_integer():
        return "not_whole"
    low, high = question.min, question.max
    if (low is not None and number < low) or (high is not None and number > high):
        return "out_of_range"
    return ""


def by_seconds(cells: Cells, missing: Missing, sign: Sign) -> Converted:
    """Seconds of a column, NaN where nothing was timed or the cell holds no time."""
    return Converted(cells.map(lambda cell: _seconds(cell, missing, sign)), "seconds")


def _seconds(cell: str | None, missing: Missing, sign: Sign) -> Cell:
    if not cell or not cell.strip():
        return nothing(SKIPPED)
    time = numerals.number(cell, sign)
    if time is not None and 0 <= time <= LONGEST:
        return time, 0, ""
    word = words(cell)
    if missing.declared(word) is not None or missing.by_code(word) is not None:
        return nothing(SKIPPED)
    return nothing(SKIPPED, "time_too_long" if time is not None and time > 0 else "not_a_time")
