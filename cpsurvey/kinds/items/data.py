"""What the description of items leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Matrix

End = Literal["floor", "ceiling"]


@u.frozen
class Answer:
    """How many gave an answer, before reversal."""

    code: u.Code
    n: u.Count


@u.frozen
class Item:
    """A row of T4, after reversal; `mode` is the way of sharing the item speaks of."""

    item: str
    n: u.Count
    missing: u.Count
    missing_share: u.Share
    mean: u.Score
    sd: u.Score
    skew: u.Pure
    kurtosis: u.Pure
    floor: u.Share
    ceiling: u.Share
    item_rest: u.Correlation
    alpha_if_deleted: u.Reliability
    loading: u.Std
    reversed: bool
    mode: str | None
    distribution: tuple[Answer, ...]


@u.frozen
class Scale:
    """A row of T4b: lowest and highest possible score, and who is there; then its items.

    Item-rest r, alpha if deleted and loadings rest on the `complete` respondents.
    """

    scale: str
    n: u.Count
    complete: u.Count
    low: u.Score
    high: u.Score
    floor: u.Share
    ceiling: u.Share
    flagged: tuple[End, ...]
    items: tuple[Item, ...]


@u.frozen
class Items(u.Payload):
    """Scales with their items; an end is flagged above `edge`.

    `matrix` says what correlations loadings rest on.
    """

    scales: tuple[Scale, ...]
    edge: u.Share
    matrix: Matrix
