"""What a multiverse leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u

Sample = Literal["kept", "everybody", "careful"]
Exclusion = Literal["none", "outliers", "small_teams"]
Missing = Literal["declared", "every_item", "any_item"]
Items = Literal["all", "no_reversed", "no_overlap", "short", "invariant"]
Estimator = Literal["ols", "within", "random", "rank"]
Order = Literal["in_order", "reversed", "side_by_side"]
Dimension = Literal[
    "sample", "exclusions", "missing", "items", "facet", "estimator", "controls", "order"
]
"""What is chosen."""
EffectName = Literal["total", "direct", "indirect", "through", "moderation"]
LeftOut = Literal["no_teams", "few_apart", "same", "no_items", "one_mediator"]
"""Why a level of a choice is not among the specifications."""


@u.frozen
class Choice:
    """Levels of a choice, the declared primary one first.

    Controls: ``none``, ``declared``, ``+name`` (one more), ``+`` (all more), ``=term`` (that
    one alone). Facets: ``whole``, or the part that stands for its composite.
    """

    dimension: Dimension
    levels: tuple[str, ...]


@u.frozen
class Left:
    """A level that does not apply, and why."""

    dimension: Dimension
    level: str
    reason: LeftOut


@u.frozen
class Point:
    """One specification of a curve: place of its level in each choice, its estimate."""

    levels: tuple[u.Place, ...]
    n: u.Count
    est: u.Std
    se: u.Error
    ci: u.Limits


@u.frozen
class AtLevel:
    """Specifications that share a level; `apart` is the share telling the effect from zero."""

    level: str
    count: u.Count
    median: u.Std
    apart: u.Share


@u.frozen
class Moved:
    """How much of the variance of estimates lies between the levels of a choice."""

    dimension: Dimension
    share: u.Share
    levels: tuple[AtLevel, ...]


@u.frozen
class Held:
    """A statistic of the whole curve, held against curves without an effect."""

    value: u.Pure
    pvalue: u.Probability


@u.frozen
class Joint:
    """Joint inference on `count` specifications over `draws` draws without an effect."""

    count: u.Count
    draws: u.Count
    median: Held
    significant: Held
    stouffer: Held


@u.frozen
class Curve:
    """One effect on one outcome under every specification, from the lowest estimate on.

    Column by column, since there are thousands: place among the specifications, place of the
    order of mediators, respondents, estimate, its error, both ends of its interval.
    `primary` is the place on the curve of the declared specification, None where it has no
    solution; `low` and `high` are the 10th and the 90th percentile of the estimates,
    `same_sign` the share with the sign of the median, `apart` that whose interval leaves out
    zero on that side, `agree` that whose interval reads as the primary one's.
    """

    effect: EffectName
    through: str | None
    outcome: str
    specification: tuple[u.Place, ...]
    order: tuple[u.Place, ...]
    n: tuple[u.Count, ...]
    est: tuple[u.Std, ...]
    se: tuple[u.Error, ...]
    lower: tuple[u.Std, ...]
    upper: tuple[u.Std, ...]
    primary: u.Place | None
    median: u.Std
    low: u.Std
    high: u.Std
    same_sign: u.Share
    apart: u.Share
    agree: u.Share
    moved: tuple[Moved, ...]
    joint: Joint | None

    @property
    def count(self) -> int:
        """How many specifications."""
        return len(self.est)

    def interval(self, at: int) -> u.Interval | None:
        """Of the specification in a place of the curve, from 0."""
        return u.limits(self.lower[at], self.upper[at])

    @property
    def first(self) -> u.Interval | None:
        """Interval of the declared primary specification."""
        return None if self.primary is None else self.interval(self.primary - 1)

    @property
    def first_est(self) -> float | None:
        """Its estimate."""
        return None if self.primary is None else self.est[self.primary - 1]


@u.frozen
class Multiverse(u.Payload):
    """Curves by outcome, the one that answers the question first.

    `possible` sets of choices there are for an outcome, of which `done` were computed; an
    order of mediators is counted as one only by what it changes. `specifications` holds the
    place of the level of each choice but that order, set by set. `failed` had no solution.
    """

    source: str
    mediators: tuple[str, ...]
    outcomes: tuple[str, ...]
    moderated: str | None
    moderator: str | None
    cluster: str | None
    clusters: u.Count | None
    choices: tuple[Choice, ...]
    left_out: tuple[Left, ...]
    possible: u.Count
    done: u.Count
    failed: u.Count
    draws: u.Count
    specifications: tuple[tuple[u.Place, ...], ...]
    curves: tuple[Curve, ...]

    @property
    def subject(self) -> str:
        """What it is about."""
        return self.outcomes[0]

    def point(self, curve: Curve, at: int) -> Point:
        """A specification in a place of a curve, from 0."""
        levels = self.specifications[curve.specification[at] - 1]
        return Point(
            levels=(*levels, curve.order[at]),
            n=curve.n[at],
            est=curve.est[at],
            se=curve.se[at],
            ci=curve.interval(at),
        )

    def curve(self, effect: str, outcome: str, through: str | None = None) -> Curve | None:
        """One of the curves."""
        wanted = (effect, outcome, through)
        found = (c for c in self.curves if (c.effect, c.outcome, c.through) == wanted)
        return next(found, None)
