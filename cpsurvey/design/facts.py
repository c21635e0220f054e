"""What a questionnaire and its study hold, as the rules of a default plan ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cpsurvey.design.claims import Claim, claims
from cpsurvey.design.hypotheses import Hypothesis
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.scales import Scale
from cpsurvey.design.study import StudyFile

Options = dict[str, Any]
FACTOR = 3
"""Items from which a scale can be measured by a factor of its own."""
COMPARED = 8
"""Most answers of a question whose groups are compared."""


@dataclass(frozen=True)
class Facts:
    """What a questionnaire and its study hold, as the rules ask for it."""

    questionnaire: Questionnaire
    study: StudyFile
    groups: Mapping[str, str]
    hypotheses: tuple[Hypothesis, ...]

    @cached_property
    def scales(self) -> tuple[Scale, ...]:
        """Every scale."""
        return self.questionnaire.scales

    @cached_property
    def core(self) -> list[str]:
        """Scales that are neither controls nor markers; all where every one is."""
        found = [scale.id for scale in self.scales if scale.role == "core"]
        return found or [scale.id for scale in self.scales]

    @cached_property
    def factors(self) -> list[Scale]:
        """Core scales with enough items for a factor."""
        by_id = self.questionnaire.scale_by_id
        return [by_id[name] for name in self.core if len(by_id[name].items) >= FACTOR]

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What the hypotheses say by arrows."""
        return claims(self.hypotheses)

    def plain(self) -> dict[str, list[str]]:
        """Outcome -> what is claimed to go with it."""
        found: dict[str, list[str]] = {}
        for claim in self.claims:
            if len(claim.steps) == 2 and not claim.moderator:
                found.setdefault(claim.outcome, []).append(claim.steps[0])
        return found

    def controls(self, *but: str) -> list[str]:
        """Terms of the questions that are held constant."""
        found = []
        for question in self.questionnaire.questions:
            options = self.questionnaire.options_of(question.id)
            if not question.control or question.show_if or question.id in but:
                continue
            if question.type in ("integer", "decimal"):
                found.append(question.id)
            elif question.type == "select_multiple":
                every = self.questionnaire.variables_of(question.id)
                found += [name for name in every if name not in but]
            elif question.type == "select_one" and options:
                two = len(options.codes) == 2
                found.append(question.id if two else f"C({question.id})")
        return found

    def held(self, *but: str) -> Options:
        """Covariates and clusters of a model."""
        terms = self.controls(*but)
        return {"covariates": " + ".join(terms)} | self.cluster if terms else self.cluster

    @property
    def cluster(self) -> dict[str, str]:
        """Teams, whose members resemble each other."""
        return {"cluster": "team"} if "team" in self.groups else {}

    @property
    def ordinal(self) -> bool:
        """The study takes answers as ordered categories."""
        return self.study.measurement.items == "ordinal"

    @property
    def spoken(self) -> bool:
        """People answer in several languages, and it is known who in which."""
        return "language" in self.groups and len(self.questionnaire.languages) > 1

    @property
    def numbers(self) -> list[str]:
        """Questions that are answered by a number."""
        return [
            question.id
            for question in self.questionnaire.questions
            if question.type in ("integer", "decimal") and not question.pii
        ]

    def choices(self) -> list[str]:
        """Questions whose answers make groups to compare."""
        return [
            question.id
            for question in self.questionnaire.questions
            if question.type == "select_one"
            and not question.pii
            and (options := self.questionnaire.options_of(question.id))
            and 2 <= len(options.codes) <= COMPARED
        ]
