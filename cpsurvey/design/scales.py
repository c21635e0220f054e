"""Scales: items that measure one construct, and how a score is made of them.

Reversal is a property of the item and is computed once, from the option set's lowest and
highest code, never from the data.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from cpsurvey.design.base import Id, Part, Text
from cpsurvey.design.options import Aliases


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
    label: Text
    options: str
    items: tuple[Item, ...] = Field(min_length=1)
    scoring: Scoring = Scoring()
    referent: str | None = None
    aggregation: Literal["consensus", "none"] = "none"
    role: Literal["core", "control", "marker"] = "core"
    optional: bool = False
    source: Source = Source()

    @property
    def min_valid(self) -> int:
        """Fewest answered items a score needs."""
        return self.scoring.min_valid or fewest_valid(len(self.items))


def fewest_valid(k: int) -> int:
    """Answered items a mean of `k` needs: 2 of 3, 3 of 4, 4 of 5, four fifths beyond."""
    if k in (3, 4, 5):
        return k - 1
    return -(-4 * k // 5)


class Composite(Part):
    """A construct made of scales (second order)."""

    id: Id
    label: Text
    of: tuple[Id, ...] = Field(min_length=2)
    measurement: Literal["reflective", "formative"] = "reflective"
    identification: str | None = None
    standardise: bool = Field(
        False,
        description="Standardise the scales first: formats differ (non-routine work).",
    )
    source: Source = Source()
