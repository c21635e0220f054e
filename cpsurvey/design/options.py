"""Answers: their codes, their labels per language, and the reasons why there is none.

Codes are integers; what a platform writes instead is an alias.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field

from cpsurvey.design.base import LooseText, Part, Text


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Aliases = Annotated[tuple[str, ...], BeforeValidator(_listed)]


LARGEST_CODE = 999_999_999
"""Codes travel as floating-point numbers, which hold whole numbers of this size exactly."""


def _no_limit(value: object) -> object:
    return None if value in (float("inf"), float("-inf")) else value


Limit = Annotated[float | None, BeforeValidator(_no_limit)]
"""A limit of an answer; infinite is none."""


class Option(Part):
    """One answer: its code, its label per language, what else platforms write for it."""

    code: int = Field(ge=-LARGEST_CODE, le=LARGEST_CODE)
    id: str | None = Field(
        None,
        pattern=r"^[A-Za-z0-9]+(_[A-Za-z0-9]+)*$",
        description="Name of the answer where several may be chosen: answer 'chat' of "
        "'channels' is the variable 'channels__chat', without it 'channels__1', by its code.",
    )
    label: LooseText
    aliases: Aliases = ()
    missing: str | None = Field(
        None, description="Reason, when this answer counts as missing (not_applicable)."
    )
    value: float | None = Field(
        None,
        description="Number the answer stands for (years at the middle of a band).",
    )
    other: bool = Field(
        False,
        description="Takes free text: 'Other: ...' and '-oth-' are this answer. Labels such "
        "as 'Other' or 'Autre (précisez)' need not say so.",
    )


class OptionSet(Part):
    """Answers that items share."""

    ordered: bool = True
    period: Text | None = Field(None, description="Reference period shown above the items.")
    options: tuple[Option, ...] = Field(min_length=2)

    @cached_property
    def codes(self) -> tuple[int, ...]:
        """Codes of real answers, ascending; missing reasons left out."""
        return tuple(sorted(option.code for option in self.options if not option.missing))

    @property
    def low(self) -> int:
        """Lowest code of a real answer."""
        return self.codes[0]

    @property
    def high(self) -> int:
        """Highest code of a real answer."""
        return self.codes[-1]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is no answer.

    Parameters
    ----------
    code : int
        As it is declared: a missing code, or the code of an answer that counts as missing.
    name : str
        What it means (``not_applicable``).
    stored : int
        Number below zero it is stored under; no other reason of the variable has it.
    answer : bool
        It is one of the answers, with a label.
    """

    code: int
    name: str
    stored: int
    answer: bool


OWN_REASONS = (0, -98, -99)
"""Never the number of a declared reason: there is an answer; left blank; never shown."""
