"""What the description of items leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpsurvey.parts import Matrix
from cpsurvey.payload import (
    Code,
    Correlation,
    Count,
    Payload,
    Pure,
    Reliability,
    Score,
    Share,
    Std,
)

End = Literal["floor", "ceiling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How many gave an answer, before reversal."""

    code: Code
    n: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A row of T4, after reversal; `mode` is the way of sharing the item speaks of."""

    item: str
    n: Count
    missing: Count
    missing_share: Share
    mean: Score
    sd: Score
    skew: Pure
    kurtosis: Pure
    floor: Share
    ceiling: Share
    item_rest: Correlation
    alpha_if_deleted: Reliability
    loading: Std
    reversed: bool
    mode: str | None
    distribution: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A row of T4b: lowest and highest possible score, and who is there; then its items.

    Item-rest r, alpha if deleted and loadings rest on the `complete` respondents.
    """

    scale: str
    n: Count
    complete: Count
    low: Score
    high: Score
    floor: Share
    ceiling: Share
    flagged: tuple[End, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Items(Payload):
    """Scales with their items; an end is flagged above `edge`.

    `matrix` says what correlations loadings rest on.
    """

    scales: tuple[Scale, ...]
    edge: Share
    matrix: Matrix
