"""Answers: their codes, their labels per language, and the reasons why there is none.

Codes are integers; what a platform writes instead is an alias.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

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


def listed(value: object) -> object:
    """Answers that are written short, in full; anything else as it is.

    ``[Never, Sometimes, Often]`` has the codes 1 to 3, ``[0, 1, 2]`` those numbers for codes
    and labels, ``{0: Never, 1: Sometimes}`` its keys.
    """
    if isinstance(value, Mapping):
        if not all(_is_code(code) for code in value):
            return value
        return [_answer(code, label) for code, label in value.items()]
    if not isinstance(value, list | tuple):
        return value
    if value and all(_is_code(code) for code in value):
        return [{"code": code, "label": str(code)} for code in value]
    if any(isinstance(one, Option) or _says_more(one) for one in value):
        return value
    return [_answer(at, label) for at, label in enumerate(value, 1)]


def _is_code(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _answer(code: object, label: object) -> object:
    if isinstance(label, Mapping) and _says_more(label):
        return {"code": code, **label}
    return {"code": code, "label": label}


def _says_more(value: object) -> bool:
    """An answer in full, not a label per language (``id`` is Indonesian)."""
    return isinstance(value, Mapping) and not {"code", "label"}.isdisjoint(value)


Answers = Annotated[tuple[Option, ...], BeforeValidator(listed)]
"""Answers, in full or written short."""


class OptionSet(Part):
    """Answers that items share."""

    ordered: bool = True
    period: Text | None = Field(None, description="Reference period shown above the items.")
    stem: Text | None = Field(
        None, description="What is asked above the items, in full; else their period."
    )
    options: Answers = Field(min_length=2)

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: object) -> object:
        """The answers alone: ``agree3: [Disagree, Neither, Agree]``."""
        alone = isinstance(data, list) or (
            isinstance(data, Mapping) and bool(data) and all(map(_is_code, data))
        )
        return {"options": data} if alone else data

    @cached_property
    def codes(self) -> tuple[int, ...]:
        """Codes of real answers, ascending; missing reasons left out."""
        return tuple(sorted(option.code for option in self.options if not option.missing))

    @property
    def lead(self) -> Text | None:
        """What stands above the items."""
        return self.stem or self.period

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
