"""What a form asks besides its scales: background, checks, who answers, whom they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from cpsurvey.design.base import Id, Part, Text
from cpsurvey.design.options import Aliases, Answers, Limit, Option

CHOSEN = ("select_one", "select_multiple")
"""Types of questions that are answered by choosing."""


class Question(Part):
    """A question outside the scales (background, controls).

    Of one with several answers each answer is a variable (`Choice`). Texts and dates are
    recognised in exports, and neither stored nor analysed.
    """

    id: Id
    type: Literal["select_one", "select_multiple", "integer", "decimal", "date", "text"]
    text: Text = Field(default_factory=dict)
    label: Text = Field(default_factory=dict)
    options: str | Answers | None = None
    min: Limit = None
    max: Limit = None
    control: bool = False
    short: bool = Field(False, description="Kept in the short form.")
    optional: bool = Field(False, description="Left out of the core form.")
    role: str | None = None
    show_if: str | None = None
    privacy: str | None = None
    pii: bool = False
    aliases: Aliases = ()

    @model_validator(mode="before")
    @classmethod
    def _a_choice(cls, data: object) -> object:
        """What has answers to choose from is a choice."""
        if isinstance(data, dict) and "type" not in data and data.get("options"):
            return {**data, "type": "select_one"}
        return data


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to a question with several: a variable, 1 where it was chosen and else 0."""

    question: Question
    option: Option

    @property
    def id(self) -> str:
        """Name of the variable: ``channels__chat``, or ``channels__1`` by its code."""
        return f"{self.question.id}__{self.option.id or self.option.code}"


class AttentionCheck(Part):
    """An item that tells whether somebody reads; never scored in a scale."""

    id: Id
    kind: Literal["instructed", "self_report"]
    text: Text
    options: str | Answers
    expected: tuple[int, ...] = Field(min_length=1)
    aliases: Aliases = ()


class Identifier(Part):
    """A column that says who, where or when."""

    variable: Id
    aliases: Aliases = ()
    required: bool = False
    privacy: str | None = None
    values: tuple[str, ...] | None = None
    label: Text = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _variable_alone(cls, data: object) -> object:
        return {"variable": data} if isinstance(data, str) else data


class Identifiers(Part):
    """Who answered, and in which groups."""

    respondent: Identifier = Identifier(variable="respondent_id")
    team: Identifier | None = None
    centre: Identifier | None = None
    language: Identifier | None = None
    wave: Identifier | None = None

    def by_role(self) -> dict[str, Identifier]:
        """Role -> identifier, for the roles this questionnaire has."""
        roles = ("respondent", "team", "centre", "language", "wave")
        return {role: found for role in roles if (found := getattr(self, role)) is not None}


class Generator(Part):
    """A question that names other people, by token."""

    id: Id
    direction: Literal["ego_seeks_from_alter", "alter_seeks_from_ego", "undirected"]
    text: Text
    optional: bool = False


class Interpreter(Part):
    """A question about each named person."""

    id: Id
    applies_to: tuple[Id, ...]
    text: Text
    options: Answers
    per_month: dict[int, Annotated[float, Field(gt=0)]] = Field(
        default_factory=dict,
        description="Answer -> times a month: weighs the ties. Only one question has it.",
    )


class Consent(Part):
    """The question that asks whether somebody takes part in the network."""

    id: Id = "net_consent"
    text: Text
    options: Answers
    agreed: tuple[int, ...] = Field((1,), description="Answers that consent.")
    out: tuple[int, ...] = Field(
        (), description="Answers that opt out: nobody's tie to them is kept either."
    )
    aliases: Aliases = ()


class Network(Part):
    """The sociometric block; named people are data subjects too."""

    consent_required: bool = True
    consent: Consent | None = None
    max_nominations: int = Field(8, ge=1)
    allow_free_codes: bool = True
    generators: tuple[Generator, ...]
    interpreters: tuple[Interpreter, ...] = ()

    @property
    def frequency(self) -> Interpreter | None:
        """The question that weighs the ties."""
        return next((one for one in self.interpreters if one.per_month), None)

    @property
    def reverse(self) -> dict[str, str]:
        """Relation -> the one that asks the same from the other side."""
        ends = {"ego_seeks_from_alter": "alter_seeks_from_ego"}
        first = {one.direction: one.id for one in reversed(self.generators)}
        pairs = [(first[a], first[b]) for a, b in ends.items() if a in first and b in first]
        return {one: other for pair in pairs for one, other in (pair, pair[::-1])}


class Definition(Part):
    """A word of the form, explained once on its first page."""

    term: Text
    text: Text


class Page(Part):
    """One page of the form, in order; `contains` names scales, checks or blocks."""

    id: Id
    shuffle: bool = False
    contains: tuple[str, ...]
