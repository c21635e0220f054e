"""What a cell without an answer looks like, and the reason it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.intake.numerals import whole
from cpsurvey.intake.words import words
from cpsurvey.responses import NOT_SHOWN, SKIPPED

MARKS = frozenset(("na", "n/a", "#n/a", "-", "--", "."))
"""No answer to an item or a typed question, unless an answer is called so. ``None`` and
``Non`` are answers."""
_NOT_SHOWN_WORD = "{question_not_shown}"
_REPEATED = (77, 88, 97, 98, 99, 777, 888, 997, 998, 999, 7777, 8888, 9998, 9999)
PROBABLE = frozenset((-7, -8, -9, *_REPEATED, *(-code for code in _REPEATED)))
"""Numbers that platforms and people write for no answer."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What stands for no answer to one variable.

    Parameters
    ----------
    strings : frozenset of str
        Declared ``missing_strings``, in their normal form.
    codes : mapping of int to int
        Declared missing code -> number its reason is stored under.
    answers : mapping of int to int
        The same for answers that count as missing.
    marks : mapping of str to int
        What the platform writes in the place of an answer -> reason.
    """

    strings: frozenset[str] = frozenset()
    codes: Mapping[int, int] | None = None
    answers: Mapping[int, int] | None = None
    marks: Mapping[str, int] = field(default_factory=dict)

    @staticmethod
    def of(
        questionnaire: Questionnaire, variable: str, marks: Mapping[str, int] | None = None
    ) -> Missing:
        """What the questionnaire declares for a variable, and what the platform writes."""
        reasons = questionnaire.reasons_of(variable)
        return Missing(
            frozenset(map(words, questionnaire.missing_strings)) - {""},
            {one.code: one.stored for one in reasons if not one.answer},
            {one.code: one.stored for one in reasons if one.answer},
            marks or {},
        )

    @staticmethod
    def declared_in(questionnaire: Questionnaire) -> Missing:
        """What stands for nothing in any column, whatever its reason."""
        return Missing(
            frozenset(map(words, questionnaire.missing_strings)) - {""},
            dict.fromkeys(questionnaire.missing_codes, SKIPPED),
        )

    def declared(self, word: str) -> int | None:
        """Reason of a declared string, or of the platform's own mark."""
        if word == _NOT_SHOWN_WORD:
            return NOT_SHOWN
        return SKIPPED if not word or word in self.strings else None

    def by_code(self, word: str) -> int | None:
        """Reason of a declared code, or of a mark that everybody writes."""
        if word in MARKS:
            return SKIPPED
        codes = self.codes or {}
        found = next((codes[number] for number in whole(word) if number in codes), None)
        return self.marks.get(word) if found is None else found
