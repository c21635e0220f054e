"""What a description of respondents leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from dataclasses import dataclass

from cpsurvey.parts import Mark
from cpsurvey.payload import Count, Payload, Score, Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One answer: its count and share of those who answered, as far as they may be shown."""

    code: str
    n: Count | None
    share: Share
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Characteristic:
    """One question."""

    variable: str
    categories: tuple[Category, ...]
    missing: Count | None
    missing_mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How large the groups of a variable are; extremes are None where one is below k."""

    variable: str
    count: Count
    size_mean: Score
    size_min: Count | None
    size_max: Count | None
    below_k: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondents(Payload):
    """Background questions, and sizes of teams and centres."""

    characteristics: tuple[Characteristic, ...]
    groups: tuple[Sizes, ...]
