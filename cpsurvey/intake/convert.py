"""From the words of a file to codes and numbers, through the codebook.

What an option set's answers are called is decided once for all columns of the file that share
the set. What does not fit is set aside by row and column, and the answer itself is never
repeated; columns most of whose answers do not fit refuse the file (`misfits`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpsurvey.coded import Coded
from cpsurvey.design.form import Question
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.intake import choices, misfits, numerals
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.missing import PROBABLE, Missing
from cpsurvey.intake.numerals import Sign
from cpsurvey.intake.options import Answers, UndecidedError, Way, is_number
from cpsurvey.intake.words import words
from cpsurvey.responses import NOT_SHOWN, SKIPPED, Rejected

if TYPE_CHECKING:
    from cpsurvey.intake.match import Matched

Cells = Sequence[str | None]


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


Cell = tuple[float, int, str]
"""A value, 0 and "", or NaN, the reason why there is none, and the rule a cell broke."""


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
    ragged = set(export.table.ragged)
    cells = {
        variable: [
            None if number in ragged else row[column.index]
            for number, row in enumerate(export.table.rows, 1)
        ]
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
        made, wrong = _option_set(name, chosen, matched.columns, questionnaire, spec, where)
        found |= made
        misread += wrong
    chosen_wrong: list[Rejected] = []
    for name, variables in several.items():
        one = _several(name, variables, cells, matched, questionnaire, spec, where)
        found |= {variable: _chosen(column) for variable, column in one.columns.items()}
        chosen_wrong += one.rejected
        misread += one.misread
    items = [one for name, one in found.items() if name in questionnaire.items]
    misfits.refuse(misread, items, questionnaire, spec, export, where)
    names = {variable: misfits.name(matched.columns[variable]) for variable in typed}
    numbers = {names[variable]: cells[variable] for variable in typed}
    numerals.refuse_mixed_units(numbers, where)
    signs = numerals.decide(
        numbers,
        spec.decimal,
        delimiter=export.table.delimiter,
        where=where,
    )
    for variable, question in typed.items():
        missing = Missing.of(questionnaire, variable)
        found[variable] = by_number(cells[variable], question, missing, signs[names[variable]])
    ordered = {variable: found[variable] for variable in matched.columns if variable in found}
    rejected = [
        Rejected(row, variable, rule)
        for variable, one in ordered.items()
        for row, rule in one.rejected
    ]
    return ordered | found, [*rejected, *chosen_wrong]


def _several(
    name: str,
    variables: Sequence[str],
    cells: Mapping[str, Cells],
    matched: Matched,
    questionnaire: Questionnaire,
    spec: SourceSpec,
    where: str,
) -> choices.Chosen:
    """A question with several answers, from its columns."""
    columns = matched.columns
    try:
        coded = {one: Coded.of(cells[one]) for one in variables}
        return choices.read(name, coded, columns, questionnaire, spec.answers, where)
    except UndecidedError:
        raise misfits.codes_or_labels(
            name, [columns[one] for one in variables], where
        ) from None


def _chosen(column: Coded[Cell]) -> Converted:
    """One answer of several; the rows set aside are those of its question."""
    values, reasons = column.map(lambda one: one[0]), column.map(lambda one: one[1])
    return Converted(
        values.tolist(), reasons.tolist(), [], reasons.counts().get(0, 0), "chosen"
    )


def _option_set(
    name: str,
    cells: Mapping[str, Cells],
    columns: Mapping[str, Column],
    questionnaire: Questionnaire,
    spec: SourceSpec,
    where: str,
) -> tuple[dict[str, Converted], list[misfits.Misfit]]:
    """Columns that share an option set, read the same way."""
    first = next(iter(cells))
    options = questionnaire.options_of(first)
    assert options is not None
    said = {variable: _said(column) for variable, column in cells.items()}
    missing = Missing.of(questionnaire, first)
    try:
        fits, labels = _fits(list(said.values()), Answers.of(options), missing, spec.answers)
    except UndecidedError:
        raise misfits.codes_or_labels(name, [columns[one] for one in cells], where) from None
    found = {
        variable: _converted([_look_up(cell, fits) for cell in column], labels=labels)
        for variable, column in cells.items()
    }
    wrong = [_misfit(columns[one], name, one, said[one], fits) for one in cells]
    return found, misfits.most(wrong, options.codes)


def _said(column: Cells) -> Counter[str]:
    """How often each word stands in a column."""
    found = Counter[str]()
    for cell, count in Counter(column).items():
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
        return nothing(SKIPPED, rule)
    if missing.answers and fit.code in missing.answers:
        return nothing(missing.answers[fit.code])
    return float(fit.code), 0, ""


def _look_up(cell: str | None, fits: Mapping[str, Cell]) -> Cell:
    if not cell:
        return nothing(NOT_SHOWN if cell is None else SKIPPED)
    return fits[words(cell)]


def _converted(found: Sequence[Cell], *, labels: bool | None) -> Converted:
    values, reasons = [value for value, _, _ in found], [reason for _, reason, _ in found]
    rejected = [(row, rule) for row, (_, _, rule) in enumerate(found, 1) if rule]
    answered = len(rejected) + reasons.count(0)
    way = "numbers" if labels is None else "labels" if labels else "codes"
    return Converted(values, reasons, rejected, answered, way)


def by_number(cells: Cells, question: Question, missing: Missing, sign: Sign) -> Converted:
    """Numbers of a column, within the question's bounds."""
    known: dict[str | None, Cell] = {None: nothing(NOT_SHOWN), "": nothing(SKIPPED)}
    for cell in dict.fromkeys(cells):
        if cell:
            known[cell] = _number(cell, question, missing, sign)
    return _converted([known[cell] for cell in cells], labels=None)


def _number(cell: str, question: Question, missing: Missing, sign: Sign) -> Cell:
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
        return nothing(SKIPPED, rule or "not_a_number")
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


def by_seconds(cells: Cells, missing: Missing, sign: Sign) -> Converted:
    """Seconds of a column, NaN where nothing was timed or the cell holds no time."""
    values, rejected = [], []
    for row, cell in enumerate(cells, 1):
        time = numerals.number(cell, sign) if cell and cell.strip() else math.nan
        if time is None or time < 0 or time > LONGEST:
            word = words(cell or "")
            if missing.declared(word) is None and missing.by_code(word) is None:
                long = time is not None and time > 0
                rejected.append((row, "time_too_long" if long else "not_a_time"))
            time = math.nan
        values.append(time)
    reasons = [SKIPPED if math.isnan(value) else 0 for value in values]
    return Converted(values, reasons, rejected, reasons.count(0), "seconds")
