"""Settings of a questionnaire that have the right type and that nothing can be done with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cpsurvey.design.questionnaire import Option, Questionnaire
from cpsurvey.design.yaml import Document
from cpsurvey.errors.finding import Finding

Place = tuple[str | int, ...]


def check(questionnaire: Questionnaire, document: Document) -> Iterator[Finding]:
    """Every such setting with its line and what to write instead."""
    for rule, place, message, fix in (
        *_own_options(questionnaire),
        *_scores(questionnaire),
        *_languages(questionnaire),
    ):
        yield Finding(rule, "error", document.where(place), message, fix)


Found = Iterator[tuple[str, Place, str, str]]


def _own_options(questionnaire: Questionnaire) -> Found:
    """Answers written at the question itself, not as a set of their own."""
    asked: list[tuple[Place, str, str | tuple[Option, ...] | None]] = [
        *((("questions", i), q.id, q.options) for i, q in enumerate(questionnaire.questions)),
        *(
            (("attention_checks", i), c.id, c.options)
            for i, c in enumerate(questionnaire.attention_checks)
        ),
    ]
    for place, name, options in asked:
        if isinstance(options, str | None):
            continue
        if len(options) < 2 or all(option.missing for option in options):
            yield (
                "too_few_answers",
                (*place, "options"),
                f"'{name}' has fewer than two answers, or none that is not missing",
                "add answers, or take 'options' out",
            )
        for code, count in Counter(option.code for option in options).items():
            if count > 1:
                yield (
                    "code_twice",
                    (*place, "options"),
                    f"code {code} of '{name}' stands twice",
                    "one code per answer",
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
