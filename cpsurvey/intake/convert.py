"""From the words of a file to codes and numbers, through the codebook.

What an option set's answers are called is decided once for all columns of the file that share
the set. What does not fit is set aside by row and column, and the answer itself is never
repeated; columns most of whose answers do not fit refuse the file (`misfits`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.design.form import Question
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.intake import choices, misfits, numerals
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.missing import PROBABLE, Missing
from cpsurvey.intake.numerals import Sign
from cpsurvey.intake.options import Answers, UndecidedError, Way, is_number
from cpsurvey.intake.several import Several
from cpsurvey.intake.spreadsheet import damage
from cpsurvey.intake.table import Table
from cpsurvey.intake.words import words
from cpsurvey.responses import NOT_SHOWN, SKIPPED, Rejected

if TYPE_CHECKING:
    from cpsurvey.intake.match import Matched

Cells = Coded[str | None]


Cell = tuple[float, int, str]
"""A value, 0 and "", or NaN, the reason why there is none, and the rule a cell broke."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A column of codes.

    Parameters
    ----------
    cells : Coded
        What became of each cell.
    way : str
        ``"codes"``, ``"labels"``, ``"chosen"``, ``"numbers"`` or ``"seconds"``.
    """

    cells: Coded[Cell]
    way: str

    @property
    def values(self) -> NDArray[np.float64]:
        """Codes or numbers, NaN where nothing was answered."""
        kinds = np.array([value for value, _, _ in self.cells.kinds], dtype=np.float64)
        return kinds[self.cells.at]

    @property
    def there(self) -> NDArray[np.bool_]:
        """Which rows hold an answer."""
        kinds = np.array([not math.isnan(value) for value, _, _ in self.cells.kinds], bool)
        return kinds[self.cells.at]

    @property
    def rejected(self) -> list[tuple[int, str]]:
        """Rows, from 1, whose cell did not fit, with the rule it broke."""
        rows = self.cells.rows(lambda cell: bool(cell[2]))
        return [(row, self.cells[row - 1][2]) for row in rows]

    @property
    def good(self) -> int:
        """Cells that are an answer."""
        return sum(n for (_, reason, _), n in self.cells.counts().items() if reason == 0)

    @property
    def bad(self) -> int:
        """Cells that did not fit."""
        return sum(n for (_, _, rule), n in self.cells.counts().items() if rule)


def nothing(reason: int, rule: str = "") -> Cell:
    """What a cell without an answer becomes."""
    return math.nan, reason, rule


def whole_file(
    export: Export,
    matched: Matched,
    questionnaire: Questionnaire,
    spec: SourceSpec,
    where: str,
) -> tuple[dict[str, Converted], list[Rejected]]:
    """Every matched column that has declared answers or is a number.

    Identifiers are kept as text, free text is not stored.

    Raises
    ------
    CpsurveyError
        CPS107 no answer could be understood, CPS113 a number with two readings, CPS114
        columns answered on another scale, CPS115 numbers that may be codes or labels.
    """
    cells = {
        variable: _whole(export.table, column.index)
        for variable, column in matched.columns.items()
    }
    sets: dict[str, list[str]] = {}
    typed: dict[str, Question] = {}
    several = choices.asked(questionnaire, matched.columns)
    for variable in matched.columns:
        question = questionnaire.question_by_id.get(variable)
        if variable in questionnaire.ticks or variable in several:
            continue
        if questionnaire.options_of(variable) is not None:
            sets.setdefault(questionnaire.option_set_name(variable), []).append(variable)
        elif question is not None and question.type in ("integer", "decimal"):
            typed[variable] = question
    found: dict[str, Converted] = {}
    misread: list[misfits.Misfit] = []
    for name, variables in sets.items():
        chosen = {variable: cells[variable] for variable in variables}
        with _decided(name, variables, matched, where):
            made, wrong = _option_set(name, chosen, matched, questionnaire, spec, export)
        found |= made
        misread += wrong
    aside: list[Rejected] = []
    for name, variables in several.items():
        chosen = {variable: cells[variable] for variable in variables}
        answers = Several.of(name, questionnaire, spec.answers, export.marks)
        with _decided(name, variables, matched, where):
            one = choices.read(answers, chosen, matched.columns, questionnaire, where)
        found |= {
            variable: Converted(column, "chosen") for variable, column in one.columns.items()
        }
        aside += one.rejected
        misread += one.misread
    items = [one for name, one in found.items() if name in questionnaire.items]
    misfits.refuse(misread, items, questionnaire, spec, export, where)
    names = {variable: misfits.name(matched.columns[variable]) for variable in typed}
    numbers = {names[variable]: cells[variable].counts() for variable in typed}
    numerals.refuse_mixed_units(numbers, where)
    signs = numerals.decide(
        numbers,
        spec.decimal,
        delimiter=export.table.delimiter,
        where=where,
    )
    for variable, question in typed.items():
        missing = Missing.of(questionnaire, variable, export.marks)
        found[variable] = by_number(cells[variable], question, missing, signs[names[variable]])
    ordered = {variable: found[variable] for variable in matched.columns if variable in found}
    rejected = [
        Rejected(row, variable, rule)
        for variable, one in ordered.items()
        for row, rule in one.rejected
    ]
    return ordered | found, [*rejected, *aside]


@contextmanager
def _decided(
    name: str, variables: Sequence[str], matched: Matched, where: str
) -> Iterator[None]:
    """Refuse numbers that are the code of one answer and the label of another."""
    try:
        yield
    except UndecidedError:
        columns = [matched.columns[one] for one in variables]
        raise misfits.codes_or_labels(name, columns, where) from None


def _whole(table: Table, at: int) -> Coded[str | None]:
    """A column without what stands in rows of another length: cells may have shifted there."""
    column = table.columns[at]
    if not table.ragged:
        return column
    shifted = np.zeros(table.n, dtype=bool)
    shifted[np.asarray(table.ragged) - 1] = True
    return column.where(shifted, None).pruned()


def _option_set(
    name: str,
    cells: Mapping[str, Coded[str | None]],
    matched: Matched,
    questionnaire: Questionnaire,
    spec: SourceSpec,
    export: Export,
) -> tuple[dict[str, Converted], list[misfits.Misfit]]:
    """Columns that share an option set, read the same way."""
    first = next(iter(cells))
    options = questionnaire.options_of(first)
    assert options is not None
    said = {variable: _said(column) for variable, column in cells.items()}
    missing = Missing.of(questionnaire, first, export.marks)
    fits, labels = _fits(list(said.values()), Answers.of(options), missing, spec.answers)
    found = {
        variable: Converted(
            column.map(lambda cell: _look_up(cell, fits)), "labels" if labels else "codes"
        )
        for variable, column in cells.items()
    }
    wrong = [_misfit(matched.columns[one], name, one, said[one], fits) for one in cells]
    return found, misfits.most(wrong, options.codes)


def _said(column: Coded[str | None]) -> Counter[str]:
    """How often each word stands in a column."""
    found = Counter[str]()
    for cell, count in column.counts().items():
        if cell:
            found[words(cell)] += count
    return found


def _fits(
    said: Sequence[Counter[str]], answers: Answers, missing: Missing, declared: Way | None
) -> tuple[dict[str, Cell], bool]:
    """What every word of the columns becomes, and whether they hold labels."""
    distinct = set[str]().union(*said)
    given = {word for word in distinct if missing.declared(word) is None}
    way = declared or answers.way(given)
    languages = answers.languages(given)
    labels = way == "labels" or (way is None and _mostly_labels(said, answers))
    holds: Way = "labels" if labels else "codes"
    fits = {word: _fit(word, answers, missing, holds, way, languages) for word in distinct}
    return fits, labels


def _mostly_labels(said: Sequence[Counter[str]], answers: Answers) -> bool:
    """Whether more cells of the file are labels than numbers."""
    balance = 0
    for count in said:
        for word, times in count.items():
            if is_number(word):
                balance -= times
            elif word in answers.texts:
                balance += times
    return balance > 0


def _misfit(
    column: Column, name: str, variable: str, said: Counter[str], fits: Mapping[str, Cell]
) -> misfits.Misfit:
    """How much of a column fits its option set."""
    rules = {word: fits[word][2] for word in said}
    bad = {
        word: said[word]
        for word, rule in rules.items()
        if rule not in ("", "probable_missing_code")
    }
    good = sum(count for word, count in said.items() if fits[word][1] == 0)
    shared = sum(count for word, count in bad.items() if rules[word] == "ambiguous_label")
    return misfits.Misfit(column, name, variable, said, bad, good, shared)


def _fit(
    word: str,
    answers: Answers,
    missing: Missing,
    holds: Way,
    way: Way | None,
    languages: Sequence[str],
) -> Cell:
    """What a word becomes: an answer called so, declared or marked as missing, or set aside."""
    fit = answers.exact(word, way, languages)
    if fit is None:
        for reason in (missing.declared(word), missing.by_code(word)):
            if reason is not None:
                return nothing(reason)
    fit = fit or answers.loose(word, way or holds)
    if fit.code is None:
        rule = fit.rule
        if rule == "code_out_of_range" and numerals.whole(word) & PROBABLE:
            rule = "probable_missing_code"
        return nothing(SKIPPED, damage(word) or rule)
    if missing.answers and fit.code in missing.answers:
        return nothing(missing.answers[fit.code])
    return float(fit.code), 0, ""


def _look_up(cell: str | None, fits: Mapping[str, Cell]) -> Cell:
    if not cell:
        return nothing(NOT_SHOWN if cell is None else SKIPPED)
    return fits[words(cell)]


def by_number(
    cells: Coded[str | None], question: Question, missing: Missing, sign: Sign
) -> Converted:
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


LONGEST = 86_400.0
"""Seconds of a day: a page open for longer was left and taken up again."""


def by_seconds(cells: Coded[str | None], missing: Missing, sign: Sign) -> Converted:
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
