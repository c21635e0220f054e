"""What importance and performance leave behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Imputation

Stand = Literal["above", "within", "below"]
"""Where a group stands beside all people, by its whole interval."""


@u.frozen
class Line:
    """A row of M3: a construct; or an item of one, of which only the level is known.

    `potential` is importance times what the level lacks to 100, in points of the target; None
    where importance is not positive. An item has `weight` in the score of its construct.
    """

    id: str
    construct: str
    weight: u.Share
    importance: u.Slope
    importance_se: u.Error
    df: u.Df
    importance_ci: u.Limits
    importance_cross: u.Limits80
    performance: u.Percentage
    performance_ci: u.Limits
    performance_cross: u.Limits80
    potential: u.Score


@u.frozen
class Level:
    """Mean of all who have a score; empty below `k` respondents."""

    id: str
    n: u.Count | None
    performance: u.Percentage
    ci: u.Limits


@u.frozen
class Group:
    """Levels of one group; small groups are left out."""

    group: str
    n: u.Count
    levels: tuple[Level, ...]


@u.frozen
class Lever:
    """What can be changed and by whom; the construct or item `of` stands for it in M4."""

    of: str
    action: u.Texts
    decides: u.Texts


@u.frozen
class Ipma(u.Payload):
    """Everything from 0 to 100; levers in the order of their constructs' potential.

    With an `imputation` constructs are pooled over completed data sets; levels of items, of
    groups and of `levels` are those of who answered.
    """

    target: str
    stages: tuple[tuple[str, ...], ...]
    covariates: str
    errors: Literal["hc3", "cr2"]
    cluster: str | None
    clusters: u.Count | None
    constructs: tuple[Line, ...]
    items: tuple[Line, ...]
    levels: tuple[Level, ...]
    by: str | None
    groups: tuple[Group, ...]
    levers: tuple[Lever, ...]
    imputation: Imputation | None = None

    @property
    def grouping(self) -> str | None:
        """Variable whose groups have levels of their own."""
        return self.by
