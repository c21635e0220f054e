"""What a study set out to find: hypotheses and the numbers they rest on."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, model_validator

from cpsurvey.design.base import FileId, Id, Part, Text, wrong

ARROW = re.compile(r"->|→|>")
"""Between what goes with what."""
NAMED = ("term", "effect", "path", "scale")
"""Ways to say which number of an analysis is meant."""


class Target(Part):
    """One number a hypothesis rests on."""

    analysis: FileId = Field(description="Id of the analysis that computes it.")
    term: str | None = Field(None, description="Term of a regression: ztks, or ztks:znrw.")
    effect: str | None = Field(None, description="Effect of a model, defined with ':='.")
    path: str | None = Field(
        None, description="Parameter of a model: its label, or 'tks ~ cop'."
    )
    scale: str | None = Field(
        None, description="Scale or outcome of an aggregation or variance split."
    )

    @model_validator(mode="after")
    def _one_name(self) -> Target:
        if sum(getattr(self, key) is not None for key in NAMED) != 1:
            raise ValueError(f"name one number: one of {', '.join(NAMED)}")
        return self

    @property
    def named(self) -> tuple[str, str]:
        """Which of the ways is used, and the name."""
        return next((key, value) for key in NAMED if (value := getattr(self, key)) is not None)


class Hypothesis(Part):
    """One hypothesis, supported when all of its tests are."""

    id: Id = Field(examples=["H1"])
    label: Text = Field(default_factory=dict, description="Made of its claim where absent.")
    claim: str | None = Field(
        None,
        description="What goes with what: 'a -> b', 'a -> m -> b' (through m), 'a:w -> b' "
        "(depends on w). Stands for its test in the plan that fits the questionnaire.",
    )
    direction: Literal["positive", "negative", "any"] = "positive"
    judged: Literal["p", "interval"] = Field(
        "p",
        description="By p-values, adjusted over all hypotheses judged so; or by whether "
        "intervals leave out zero (indirect effects).",
    )
    tests: tuple[Target, ...] = ()
    untested: Text = Field(
        default_factory=dict, description="Why no analysis tests it, when there is none."
    )

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: object) -> object:
        """A hypothesis written short: ``H1: support -> exhaustion``, other keys below it."""
        if not isinstance(data, dict) or not data or "id" in data:
            return data
        name, claim = next(iter(data.items()))
        if name in cls.model_fields or not (isinstance(claim, str) and ARROW.search(claim)):
            return data
        return {"id": name, "claim": claim, **{k: v for k, v in data.items() if k != name}}

    @model_validator(mode="after")
    def _tested_or_not(self) -> Hypothesis:
        if bool(self.tests) + bool(self.untested) + bool(self.claim) != 1:
            raise wrong(
                "it says in no way, or in several, how it is tested",
                "give one: 'claim: a -> b', 'tests: [...]', or 'untested' with the reason",
            )
        return self
