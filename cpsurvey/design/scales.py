"""Scales: items that measure one construct, and how a score is made of them.

Reversal is a property of the item and is computed once, from the option set's lowest and
highest code, never from the data.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, ValidationInfo, model_validator

from cpsurvey.design.base import Id, Part, Text, languages_in
from cpsurvey.design.options import Aliases
from cpsurvey.errors import nearest


class Item(Part):
    """One statement of a scale."""

    id: Id
    text: Text = Field(default_factory=dict)
    label: Text = Field(default_factory=dict, description="Short label for tables.")
    reverse: bool = False
    short: bool = Field(False, description="Kept in the short form.")
    optional: bool = False
    mode: str | None = Field(None, description="Way of sharing the item speaks of (story).")
    options: str | None = Field(None, description="Option set, when not the scale's own.")
    aliases: Aliases = ()

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: object) -> object:
        """An item written short: ``h1: I ask for help``, with other keys below it or none."""
        if not isinstance(data, dict) or not data or {"id", "text"} & data.keys():
            return data
        name, text = next(iter(data.items()))
        numbered = len(data) == 1 or str(name)[-1:].isdigit()  # no misspelt key
        meant = name if numbered else nearest(str(name), cls.model_fields)
        if meant in cls.model_fields or not isinstance(text, str | dict):
            return data
        return {"id": name, "text": text, **{k: v for k, v in data.items() if k != name}}


class Scoring(Part):
    """How a scale score is made of its items."""

    method: Literal["mean", "sum"] = "mean"
    min_valid: int | None = Field(
        None,
        ge=1,
        description="Fewest answered items; by default 2 of 3, 3 of 4, 4 of 5.",
    )


class Source(Part):
    """Where a construct or a wording comes from, and what may be done with it."""

    definition: str | None = Field(
        None, alias="construct", description="Where the definition of the construct comes from."
    )
    citation: str | None = None
    doi: str | None = None
    licence: str | None = None
    permission: Literal["reproduce", "use", "none"] | None = None
    translation: dict[str, str] = Field(default_factory=dict)


class Scale(Part):
    """Items that measure one construct."""

    id: Id
    label: Text = Field(default_factory=dict, description="The id, where there is none.")
    options: str
    items: tuple[Item, ...] = Field(min_length=1)
    scoring: Scoring = Scoring()
    referent: str | None = None
    aggregation: Literal["consensus", "none"] = "none"
    role: Literal["core", "control", "marker"] = "core"
    optional: bool = False
    source: Source = Source()

    @model_validator(mode="before")
    @classmethod
    def _called_by_its_id(cls, data: object, info: ValidationInfo) -> object:
        return with_label(data, "label", info)

    @property
    def min_valid(self) -> int:
        """Fewest answered items a score needs."""
        return self.scoring.min_valid or fewest_valid(len(self.items))


def fewest_valid(k: int) -> int:
    """Answered items a mean of `k` needs: 2 of 3, 3 of 4, 4 of 5, four fifths beyond."""
    if k in (3, 4, 5):
        return k - 1
    return -(-4 * k // 5)


def with_label(data: Any, key: str, info: ValidationInfo) -> Any:
    """The id as the text of `key`, where there is none and one language to say it in."""
    languages = languages_in(info)
    if isinstance(data, dict) and key not in data and "id" in data and len(languages) == 1:
        return {**data, key: {languages[0]: str(data["id"])}}
    return data


class Composite(Part):
    """A construct made of scales (second order)."""

    id: Id
    label: Text = Field(default_factory=dict, description="The id, where there is none.")
    of: tuple[Id, ...] = Field(min_length=2)
    measurement: Literal["reflective", "formative"] = "reflective"
    identification: str | None = None
    standardise: bool = Field(
        False,
        description="Standardise the scales first: formats differ (non-routine work).",
    )
    source: Source = Source()
