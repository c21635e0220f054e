"""What a comparison of measurement leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Freed, Rule, Rung, Step, Stopped, Variant

Estimator = Literal["ml", "mlr", "wlsmv"]
ALIKE: tuple[Step, ...] = ("scalar", "strict")
"""Steps from which means may be compared."""
Flag = Literal["below", "moderate", "large"]


@u.frozen
class Group:
    """A group that is compared, by its code."""

    group: str
    n: u.Count


@u.frozen
class LeftOut:
    """A group that is not; its size is None where the run does not show it."""

    group: str
    n: u.Count | None
    reason: Literal["privacy", "few"]


@u.frozen
class SetAside:
    """An item that cannot be modelled, and the group that is why."""

    item: str
    group: str | None
    reason: Literal["constant", "not_asked", "two_categories"]


@u.frozen
class Merged:
    """An ordered item whose answers were merged, and how many it had and has."""

    item: str
    before: u.Count
    after: u.Count


@u.frozen
class Gap:
    """A line of T13c: an item in the reference and in another group.

    `freed` is the step at which it was; `holm` the score test's p, adjusted over the items.
    """

    scale: str
    item: str
    group: str
    freed: Step | None
    chisq: u.Statistic
    df: u.Df
    holm: u.Probability
    loading_reference: u.Score = None
    loading: u.Score = None
    intercept_reference: u.Score = None
    intercept: u.Score = None
    dmacs: u.Std = None
    signed: u.Std = None


@u.frozen
class Mean:
    """A line of T13d: a factor's mean less that of the reference, in its SD."""

    scale: str
    group: str
    est: u.Std
    se: u.Error
    z: u.Ratio
    pvalue: u.Probability
    ci: u.Limits


@u.frozen
class Ladder:
    """How far a set of scales came.

    `n` per group and `syntax` are those of the first model; `stopped` is None at the top;
    `stepped`: `items` are described one step from the scalar model, not refitted; `means`
    are empty unless they may be compared.
    """

    name: str
    scales: tuple[str, ...]
    n: tuple[u.Count, ...] = ()
    set_aside: tuple[SetAside, ...]
    merged: tuple[Merged, ...]
    steps: tuple[Rung, ...] = ()
    reached: Step | None = None
    stopped: Stopped | None
    freed: tuple[Freed, ...] = ()
    items: tuple[Gap, ...] = ()
    stepped: bool = False
    means: tuple[Mean, ...] = ()
    syntax: str | None = None

    @property
    def partial(self) -> bool:
        """Whether not all of its items are held equal."""
        return bool(self.freed)


@u.frozen
class Shift:
    """Log odds of a higher answer than the reference at the same rest score."""

    group: str
    b: u.Pure


@u.frozen
class Dif:
    """A line of T13e: what the group adds to the rest score.

    R2 after Nagelkerke of the rest score alone, with the group, with their product;
    `uniform` and `change` are what the last two add; nothing where it cannot be judged.
    """

    scale: str
    item: str
    n: u.Count
    r2: u.Share = None
    r2_uniform: u.Share = None
    r2_full: u.Share = None
    uniform: u.Share = None
    change: u.Share = None
    mcfadden: u.Share = None
    chisq: u.Statistic = None
    df: u.Df = None
    pvalue: u.Probability = None
    flag: Flag | None = None
    b: tuple[Shift, ...] = ()


@u.frozen
class Invariance(u.Payload):
    """Models of groups of 100 and more, regressions of smaller ones, nothing of one alone.

    `groups` has the reference first; `estimator` and `limits` (which values of Chen's rule
    hold for these groups) are None without models.
    """

    by: str
    method: Literal["continuous", "ordinal", "dif", "none"]
    groups: tuple[Group, ...]
    left_out: tuple[LeftOut, ...]
    rule: Rule
    strict: bool
    together: bool
    estimator: Estimator | None = None
    limits: Variant | None = None
    models: tuple[Ladder, ...] = ()
    dif: tuple[Dif, ...] = ()

    @property
    def grouping(self) -> str:
        """Variable whose groups are compared."""
        return self.by

    def unlike(self) -> dict[str, list[str]]:
        """Scales whose models were fitted and came to no intercepts held equal, in part."""
        short = [one for one in self.models if one.steps and one.reached not in ALIKE]
        return {self.by: [scale for one in short for scale in one.scales]}
