"""Whether a cell could be an answer in a column at all, before anything is converted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.intake.export import Export
from cpsurvey.intake.match import Matched
from cpsurvey.intake.missing import Missing
from cpsurvey.intake.numerals import readings
from cpsurvey.intake.options import Answers
from cpsurvey.intake.spreadsheet import damage
from cpsurvey.intake.units import parted
from cpsurvey.intake.words import words


@dataclass(frozen=True, slots=True)
class Fitting:
    """What may stand in the column of a variable with one answer.

    Parameters
    ----------
    answers : Answers or None
        Declared answers; without them it is a number.
    """

    variable: str
    answers: Answers | None
    missing: Missing

    def fits(self, cell: str | None) -> bool:
        """Whether a cell is an answer, a reason for none, or nothing."""
        word = words(cell or "")
        missing = self.missing
        if missing.declared(word) is not None or missing.by_code(word) is not None:
            return True
        if self.answers is None:
            return readings(word) != (None, None) or bool(parted(word)[0])
        found = self.answers.exact(word, None, self.answers.labels)
        return found is not None or self.answers.loose(word, None).code is not None

    def is_prose(self, cell: str | None) -> bool:
        """Whether a cell is a text that is no answer here."""
        return (
            bool(cell)
            and any(map(str.isalpha, cell or ""))
            and not (self.fits(cell) or damage(words(cell or "")))
        )


def of(export: Export, matched: Matched, questionnaire: Questionnaire) -> Mapping[int, Fitting]:
    """Place of a column -> what may stand in it, where the questionnaire says so."""
    found: dict[int, Fitting] = {}
    asked = {*questionnaire.items, *questionnaire.question_by_id} - {*questionnaire.ticks}
    for variable, column in matched.columns.items():
        question = questionnaire.question_by_id.get(variable)
        if variable not in asked or (question and question.type == "select_multiple"):
            continue
        options = questionnaire.options_of(variable)
        if options is None and (
            question is None or question.type not in ("integer", "decimal")
        ):
            continue
        missing = Missing.of(questionnaire, variable, export.marks)
        answers = Answers.of(options) if options else None
        found[column.index] = Fitting(variable, answers, missing)
    return found
