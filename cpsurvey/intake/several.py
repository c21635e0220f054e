"""A question with several answers, as the import asks of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cpsurvey.design.form import Choice
from cpsurvey.design.options import Option
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.intake.missing import Missing
from cpsurvey.intake.options import Answers, Way
from cpsurvey.intake.words import words
from cpsurvey.responses import SKIPPED

Said = tuple[frozenset[int] | None, int, str]
"""What was chosen; or None, the reason why there is no answer, and the rule a cell broke."""


@dataclass(frozen=True, slots=True)
class Several:
    """A question with several answers.

    Parameters
    ----------
    other : int or None
        Code of the answer that takes free text, where there is one.
    declared : str or None
        What the source says its cells are, codes or labels.
    """

    name: str
    options: tuple[Option, ...]
    answers: Answers
    missing: Missing
    other: int | None = None
    declared: Way | None = None

    @staticmethod
    def of(
        name: str,
        questionnaire: Questionnaire,
        declared: Way | None = None,
        marks: Mapping[str, int] | None = None,
    ) -> Several:
        """What the questionnaire says of a question."""
        options = questionnaire.options_of(name)
        assert options is not None  # checked when the questionnaire was read
        answers = Answers.of(options)
        others = set[int]().union(*answers.others.values())
        return Several(
            name,
            options.options,
            answers,
            Missing.of(questionnaire, name, marks),
            next(iter(others)) if len(others) == 1 else None,
            declared,
        )

    def missing_code(self, word: str) -> int | None:
        """Reason of a declared code or a mark, unless an answer has that code."""
        numbers = self.answers.exact(word, self.declared, ())
        return None if numbers and numbers.code is not None else self.missing.by_code(word)

    def said(self, chosen: Iterable[int]) -> Said:
        """What these answers together say; one that counts as missing stands alone."""
        codes = frozenset(chosen)
        reasons = {c: r for c, r in (self.missing.answers or {}).items() if c in codes}
        if not reasons:
            return codes, 0, ""
        if len(codes) > 1:
            return None, SKIPPED, "choices_contradict"
        return None, next(iter(reasons.values())), ""


@dataclass(frozen=True, slots=True)
class Named:
    """What platforms call the column of one answer.

    Parameters
    ----------
    codes : tuple of str
        ``channels[chat]``, ``channels/chat``, ``channels___1``.
    texts : tuple of str
        ``Which channels? [Chat]``, ``Which channels? - Chat``.
    parts : frozenset of str
        The answer alone, in the normal form of words.
    """

    codes: tuple[str, ...]
    texts: tuple[str, ...]
    parts: frozenset[str]

    @staticmethod
    def of(choice: Choice, questionnaire: Questionnaire) -> Named:
        """Every name of one answer of several."""
        question, option = choice.question, choice.option
        answers = [*filter(None, (option.id, str(option.code), *option.aliases))]
        answers += [str(option.code).replace("-", "_")] if option.code < 0 else []
        if Several.of(question.id, questionnaire).other == option.code:
            answers.append("other")
        return Named(
            tuple(
                f"{name}{before}{answer}{after}"
                for name in (question.id, *question.aliases)
                for answer in answers
                for before, after in _CODES
            ),
            tuple(
                f"{text}{before}{answer}{after}"
                for texts in (question.text, question.label)
                for language, text in texts.items()
                if (answer := option.label.get(language))
                for before, after in _TEXTS
            ),
            frozenset(map(words, (*answers, *option.label.values()))),
        )


_CODES = (("[", "]"), ("_", ""), ("__", ""), ("___", ""), ("/", ""), (".", ""))
_TEXTS = ((" [", "]"), (" - ", ""), (": ", ""), (" : ", ""), ("/", ""), (" (choice=", ")"))
