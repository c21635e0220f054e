"""What a description of respondents leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from cpsurvey import payload as u
from cpsurvey.parts import Mark


@u.frozen
class Category:
    """One answer: its count and share of those who answered, as far as they may be shown."""

    code: str
    n: u.Count | None
    share: u.Share
    mark: Mark


@u.frozen
class Characteristic:
    """One question."""

    variable: str
    categories: tuple[Category, ...]
    missing: u.Count | None
    missing_mark: Mark


@u.frozen
class Sizes:
    """How large the groups of a variable are; extremes are None where one is below k."""

    variable: str
    count: u.Count
    size_mean: u.Score
    size_min: u.Count | None
    size_max: u.Count | None
    below_k: bool


@u.frozen
class Amount:
    """A question answered by a number; `n` is None where the few others could be counted."""

    variable: str
    n: u.Count | None
    mark: Mark
    mean: u.Score
    sd: u.Score


@u.frozen
class Respondents(u.Payload):
    """Background questions, and sizes of teams and centres."""

    characteristics: tuple[Characteristic, ...]
    groups: tuple[Sizes, ...]
    amounts: tuple[Amount, ...] = ()
