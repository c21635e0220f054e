"""What a study set out to find: hypotheses and the numbers they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    standardised: bool | None = Field(
        None, description="Of an effect: the standardised one, with its own interval."
    )
    label: Text | None = Field(
        None, description="What the number is, where its name says little."
    )

    @model_validator(mode="after")
    def _one_name(self) -> Target:
        if sum(getattr(self, key) is not None for key in NAMED) != 1:
            raise ValueError(f"name one number: one of {', '.join(NAMED)}")
        if self.standardised and self.effect is None:
            raise wrong("only an effect is standardised here", "take 'standardised' out")
        return self

    @property
    def named(self) -> tuple[str, str]:
        """Which of the ways is used, and the name."""
        return next((key, value) for key in NAMED if (value := getattr(self, key)) is not None)


class Specification(Part):
    """The same hypothesis said by other numbers; all of its tests must hold, too.

    One number is written without ``tests``: ``{label: ..., analysis: main, effect: ind}``.
    """

    label: Text = Field(default_factory=dict, description="What is done otherwise.")
    tests: tuple[Target, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _one_number(cls, data: object) -> object:
        if not isinstance(data, dict) or "tests" in data:
            return data
        named = set(Target.model_fields) - {"label"}
        own = {name: value for name, value in data.items() if name in named}
        if not own:
            return data
        return {**{k: v for k, v in data.items() if k not in own}, "tests": [own]}


class Hypothesis(Part):
    """One hypothesis, as expected when all of its tests are.

    `tests` is its primary specification, which decides; `specifications` are declared beside
    it, and where one of them disagrees the hypothesis is not robust.
    """

    id: Id = Field(examples=["H1"])
    label: Text = Field(default_factory=dict, description="Made of its claim where absent.")
    claim: str | None = Field(
        None,
        description="What goes with what: 'a -> b', 'a -> m -> b' (through m), 'a:w -> b' "
        "(depends on w). Stands for its test in the plan that fits the questionnaire.",
    )
    direction: Literal["positive", "negative", "any"] = "positive"
    judged: Literal["p", "interval"] | None = Field(
        None,
        exclude=True,
        description="Of earlier versions, and without effect: every test has a p-value, those "
        "of indirect effects by Monte Carlo.",
    )
    tests: tuple[Target, ...] = Field((), description="The primary specification.")
    specifications: tuple[Specification, ...] = Field(
        (), description="Other ways to say the same, which should agree with the tests."
    )
    rivals: tuple[Specification, ...] = Field(
        (), description="Other explanations: said beside the verdict where they hold, too."
    )
    smallest: float | None = Field(
        None, gt=0, description="Smallest effect of interest, in units of the tests."
    )
    untested: Text = Field(
        default_factory=dict,
        description="Why no analysis tests it, when there is none; beside tests of ties, what "
        "is said where the study has no ties.",
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

    @property
    def targets(self) -> Iterator[tuple[tuple[str | int, ...], Target]]:
        """Every number it names, with its place below the hypothesis."""
        for at, target in enumerate(self.tests):
            yield ("tests", at), target
        for section in ("specifications", "rivals"):
            for at, one in enumerate(getattr(self, section)):
                for target in one.tests:
                    yield (section, at), target

    @model_validator(mode="after")
    def _tested_or_not(self) -> Hypothesis:
        if bool(self.tests) + bool(self.claim) != 1 - (not self.tests and bool(self.untested)):
            raise wrong(
                "it says in no way, or in several, how it is tested",
                "give one: 'claim: a -> b', 'tests: [...]', or 'untested' with the reason",
            )
        if not self.tests and self.untested and (self.specifications or self.rivals):
            raise wrong("what is untested has no specifications", "take them out, or test it")
        return self
