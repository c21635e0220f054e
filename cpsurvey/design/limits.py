"""Settings of a questionnaire that have the right type and that nothing can be done with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cpsurvey.design.base import ID_PATTERN
from cpsurvey.design.options import Option
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.yaml import Document
from cpsurvey.errors.finding import Finding

Place = tuple[str | int, ...]


def check(questionnaire: Questionnaire, document: Document) -> Iterator[Finding]:
    """Every such setting with its line and what to write instead."""
    for rule, place, message, fix in (
        *_nothing_asked(questionnaire),
        *_own_options(questionnaire),
        *_missing_codes(questionnaire),
        *_scores(questionnaire),
        *_choices(questionnaire),
        *_languages(questionnaire),
    ):
        yield Finding(rule, "error", document.where(place), message, fix)


Found = Iterator[tuple[str, Place, str, str]]


Answers = Iterator[tuple[str, Place, tuple[Option, ...]]]
"""Name, place and answers of whatever is answered by choosing."""


def _own(questionnaire: Questionnaire) -> Answers:
    """Answers written at the question itself, not as a set of their own."""
    for i, question in enumerate(questionnaire.questions):
        if isinstance(question.options, tuple):
            yield question.id, ("questions", i, "options"), question.options
    for i, attention in enumerate(questionnaire.attention_checks):
        if isinstance(attention.options, tuple):
            yield attention.id, ("attention_checks", i, "options"), attention.options


def _shared(questionnaire: Questionnaire) -> Answers:
    for name, options in questionnaire.option_sets.items():
        yield name, ("option_sets", name, "options"), options.options


def _nothing_asked(questionnaire: Questionnaire) -> Found:
    if not questionnaire.scales and not questionnaire.questions:
        yield (
            "nothing_asked",
            (),
            "the questionnaire has neither scales nor questions",
            "add 'scales:' or 'questions:'; see 'cpsurvey questionnaire schema'",
        )


def _own_options(questionnaire: Questionnaire) -> Found:
    for name, place, options in _own(questionnaire):
        if len(options) < 2 or all(option.missing for option in options):
            yield (
                "too_few_answers",
                place,
                f"'{name}' has fewer than two answers, or none that is not missing",
                "add answers, or take 'options' out",
            )
        for code, count in Counter(option.code for option in options).items():
            if count > 1:
                yield (
                    "code_twice",
                    place,
                    f"code {code} of '{name}' stands twice",
                    "one code per answer",
                )


def _choices(questionnaire: Questionnaire) -> Found:
    """Every answer of several is a variable, and needs a name that one can have."""
    for i, question in enumerate(questionnaire.questions):
        for name in questionnaire.variables_of(question.id):
            if question.type == "select_multiple" and not re.match(ID_PATTERN, name):
                yield (
                    "choice_name",
                    ("questions", i, "options"),
                    f"an answer of '{question.id}' would be the variable '{name}', and names "
                    "have at most 32 letters, digits and '_'",
                    "give the answer a short 'id' ('chat'), or shorten that of the question",
                )


def _missing_codes(questionnaire: Questionnaire) -> Found:
    """A code is an answer or says that there is none, not both."""
    reasons = questionnaire.missing_codes
    for name, place, options in (*_shared(questionnaire), *_own(questionnaire)):
        for i, option in enumerate(options):
            if option.code in reasons and not option.missing:
                yield (
                    "missing_code_is_answer",
                    (*place, i),
                    f"{option.code} is an answer of '{name}' and one of 'missing_codes'",
                    f"take {option.code} from 'missing_codes', or add "
                    f"'missing: {reasons[option.code]}' to the answer",
                )


def _scores(questionnaire: Questionnaire) -> Found:
    for s, scale in enumerate(questionnaire.scales):
        if scale.min_valid > len(scale.items):
            yield (
                "min_valid",
                ("scales", s, "scoring", "min_valid"),
                f"a score of '{scale.id}' needs {scale.min_valid} answers, and the scale has "
                f"{len(scale.items)} items",
                f"write {len(scale.items)} or less",
            )


def _languages(questionnaire: Questionnaire) -> Found:
    for language, count in Counter(questionnaire.languages).items():
        if count > 1:
            yield (
                "language",
                ("languages",),
                f"the language '{language}' stands twice",
                "name each language once",
            )
