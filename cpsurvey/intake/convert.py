"""From the words of a file to codes and numbers, through the codebook.

What an option set's answers are called is decided once for all columns of the file that share
the set. What does not fit is set aside by row and column, and the answer itself is never
repeated; columns most of whose answers do not fit refuse the file (`misfits`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.intake import amounts, choices, misfits, numerals, units
from cpsurvey.intake.converted import Cell, Cells, Converted, nothing
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.missing import PROBABLE, Missing
from cpsurvey.intake.options import Answers, UndecidedError, Way, is_number
from cpsurvey.intake.several import Several
from cpsurvey.intake.spreadsheet import damage
from cpsurvey.intake.table import Table
from cpsurvey.intake.words import words
from cpsurvey.responses import NOT_SHOWN, SKIPPED, Rejected

if TYPE_CHECKING:
    from cpsurvey.intake.match import Matched


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
    file = _Conversion(export, matched, questionnaire, spec, where)
    file.option_sets()
    file.several_answers()
    file.refuse_other_scales()
    file.numbers()
    ordered = {name: file.found[name] for name in matched.columns if name in file.found}
    rejected = [
        Rejected(row, variable, rule)
        for variable, one in ordered.items()
        for row, rule in one.rejected
    ]
    return ordered | file.found, [*rejected, *file.aside]


@dataclass(slots=True)
class _Conversion:
    """Columns of a file on their way, and what did not fit so far."""

    export: Export
    matched: Matched
    questionnaire: Questionnaire
    spec: SourceSpec
    where: str
    found: dict[str, Converted] = field(default_factory=dict)
    aside: list[Rejected] = field(default_factory=list)
    misread: list[misfits.Misfit] = field(default_factory=list)

    def option_sets(self) -> None:
        """Items and questions with one answer; those that share a set are read the same way."""
        shared: dict[str, list[str]] = {}
        for variable in self._single():
            if self.questionnaire.options_of(variable) is not None:
                name = self.questionnaire.option_set_name(variable)
                shared.setdefault(name, []).append(variable)
        for name, variables in shared.items():
            with self._decided(name, variables):
                self._option_set(name, self._cells(variables))

    def _option_set(self, name: str, cells: Mapping[str, Cells]) -> None:
        first = next(iter(cells))
        options = self.questionnaire.options_of(first)
        assert options is not None
        said = {variable: _said(column) for variable, column in cells.items()}
        missing = Missing.of(self.questionnaire, first, self.export.marks)
        fits, labels = _fits(
            list(said.values()), Answers.of(options), missing, self.spec.answers
        )
        for variable, column in cells.items():
            self.found[variable] = Converted(
                column.map(lambda cell: _look_up(cell, fits)), "labels" if labels else "codes"
            )
        columns = self.matched.columns
        wrong = [_misfit(columns[one], name, one, said[one], fits) for one in cells]
        self.misread += misfits.most(wrong, options.codes)

    def several_answers(self) -> None:
        """Questions with several answers, from their columns together."""
        for name, variables in self._several().items():
            answers = Several.of(name, self.questionnaire, self.spec.answers, self.export.marks)
            with self._decided(name, variables):
                one = choices.read(
                    answers,
                    self._cells(variables),
                    self.matched.columns,
                    self.questionnaire,
                    self.where,
                )
            for variable, column in one.columns.items():
                self.found[variable] = Converted(column, "chosen")
            self.aside += one.rejected
            self.misread += one.misread

    def refuse_other_scales(self) -> None:
        """Refuse the file where columns were answered on another scale."""
        items = [one for name, one in self.found.items() if name in self.questionnaire.items]
        misfits.refuse(
            self.misread, items, self.questionnaire, self.spec, self.export, self.where
        )

    def numbers(self) -> None:
        """Questions answered by a number; one decimal sign for the whole file."""
        questions = self.questionnaire.question_by_id
        cells = self._cells(
            one
            for one in self._single()
            if one in questions
            and questions[one].type in ("integer", "decimal")
            and self.questionnaire.options_of(one) is None
        )
        cells = {one: units.bare(column) for one, column in cells.items()}
        names = {one: misfits.name(self.matched.columns[one]) for one in cells}
        counts = {names[one]: column.counts() for one, column in cells.items()}
        numerals.refuse_mixed_units(counts, self.where)
        signs = numerals.decide(
            counts,
            self.spec.decimal,
            delimiter=self.export.table.delimiter,
            where=self.where,
            whole_only=[names[one] for one in cells if questions[one].type == "integer"],
        )
        for one, column in cells.items():
            missing = Missing.of(self.questionnaire, one, self.export.marks)
            sign = signs[names[one]]
            self.found[one] = amounts.by_number(column, questions[one], missing, sign)

    def _several(self) -> dict[str, list[str]]:
        return choices.asked(self.questionnaire, self.matched.columns)

    def _single(self) -> list[str]:
        """Variables that have one answer, in one column."""
        several = {*self.questionnaire.ticks, *self._several()}
        return [one for one in self.matched.columns if one not in several]

    def _cells(self, variables: Iterable[str]) -> dict[str, Cells]:
        columns = self.matched.columns
        return {one: _whole(self.export.table, columns[one].index) for one in variables}

    @contextmanager
    def _decided(self, name: str, variables: Sequence[str]) -> Iterator[None]:
        """Refuse numbers that are the code of one answer and the label of another."""
        try:
            yield
        except UndecidedError:
            columns = [self.matched.columns[one] for one in variables]
            raise misfits.codes_or_labels(name, columns, self.where) from None


def _whole(table: Table, at: int) -> Cells:
    """A column without what stands in rows of another length: cells may have shifted there."""
    column = table.columns[at]
    if not table.ragged:
        return column
    shifted = np.zeros(table.n, dtype=bool)
    shifted[np.asarray(table.ragged) - 1] = True
    return column.where(shifted, None).pruned()


def _said(column: Cells) -> Counter[str]:
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
