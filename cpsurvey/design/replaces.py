"""What became of every question of the version before: the same, reworded, new, dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import Field

from cpsurvey.design.base import Id, Part
from cpsurvey.errors import did_you_mean
from cpsurvey.errors.finding import Finding

if TYPE_CHECKING:
    from cpsurvey.design.questionnaire import Questionnaire
    from cpsurvey.design.yaml import Document


class Replaces(Part):
    """How this version follows from the one before; every question is in one of the lists."""

    version: str = Field(description="The version before.")
    same: tuple[Id, ...] = Field((), description="Asked in the same words.")
    reworded: tuple[Id, ...] = Field((), description="Asked in other words, meant the same.")
    renamed: dict[Id, Id] = Field(
        default_factory=dict,
        description="Id now -> id then, of those of 'same' and 'reworded' that had another.",
    )
    new: tuple[Id, ...] = Field((), description="Not asked then.")
    dropped: tuple[Id, ...] = Field((), description="Asked then, and not any more.")

    @cached_property
    def then(self) -> Mapping[str, str]:
        """Id then -> id now, of everything asked in both."""
        return {self.renamed.get(now, now): now for now in (*self.same, *self.reworded)}


def questions(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Everything that is asked by an id of its own."""
    return (
        *questionnaire.items,
        *questionnaire.question_by_id,
        *(check.id for check in questionnaire.attention_checks),
    )


def check(
    questionnaire: Questionnaire, before: Questionnaire | None, document: Document
) -> Iterator[Finding]:
    """Questions in none or two of the lists; what is called the same and is not.

    Parameters
    ----------
    before : Questionnaire, optional
        The version before, where it is there to compare with.
    """
    told = questionnaire.replaces
    if told is None:
        return

    def error(rule: str, key: str, message: str, fix: str) -> Finding:
        return Finding(rule, "error", document.where(("replaces", key)), message, fix)

    now = questions(questionnaire)
    yield from (
        error("replaces_once", key, message, fix)
        for key, message, fix in _once(
            {"same": told.same, "reworded": told.reworded, "new": told.new}, now, "here"
        )
    )
    if before is None:
        return
    then = questions(before)
    kept = [told.renamed.get(name, name) for name in (*told.same, *told.reworded)]
    yield from (
        error("replaces_once", "dropped", message, fix)
        for _, message, fix in _once(
            {"same": kept, "dropped": told.dropped}, then, f"in version {told.version}"
        )
    )
    for name in told.same:
        if name in now and asked(questionnaire, name) != asked(
            before, told.renamed.get(name, name)
        ):
            yield error(
                "replaces_same",
                "same",
                f"'{name}' is not asked in the same words as in version {told.version}",
                "move it to 'reworded'",
            )


def _once(
    lists: Mapping[str, Iterable[str]], known: tuple[str, ...], place: str
) -> Iterator[tuple[str, str, str]]:
    """Names that stand in none of the lists or in several, or that nobody asks."""
    counts = Counter(name for names in lists.values() for name in names)
    for key, names in lists.items():
        for name in names:
            if name not in known:
                yield key, f"nothing {place} is called '{name}'", did_you_mean(name, known)
            elif counts[name] > 1:
                yield key, f"'{name}' stands twice under 'replaces'", "leave it in one list"
    for name in known:
        if not counts[name]:
            yield (
                next(iter(lists)),
                f"'{name}', asked {place}, is in no list of 'replaces'",
                f"add it to one of: {', '.join(lists)}",
            )


def asked(questionnaire: Questionnaire, name: str) -> object:
    """What a respondent reads of a question: its words and its answers."""
    part = questionnaire.items.get(name) or questionnaire.question_by_id.get(name)
    checks = {check.id: check for check in questionnaire.attention_checks}
    text = (part or checks[name]).text if part or name in checks else None
    options = questionnaire.options_of(name)
    answers = [(o.code, o.label) for o in options.options] if options else None
    return text, answers, options.stem if options else None
