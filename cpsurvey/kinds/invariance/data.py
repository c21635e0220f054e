"""What a comparison of measurement leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpsurvey.payload import (
    Count,
    Df,
    Error,
    Fit,
    Limits,
    Payload,
    Place,
    Probability,
    Pure,
    Ratio,
    Score,
    Share,
    Statistic,
    Std,
)

Step = Literal["configural", "thresholds", "metric", "scalar", "strict"]
Rule = Literal["chen", "cheung_rensvold"]
Judged = Literal["meets", "does_not_meet"]
Decision = Literal["meets", "does_not_meet", "cannot_be_judged", "not_converged"]
Parameter = Literal["thresholds", "loadings", "intercepts", "residuals"]
Stopped = Literal["not_met", "not_converged", "not_tested", "not_fitted"]
Estimator = Literal["ml", "mlr", "wlsmv"]
Variant = Literal["adequate", "stricter"]
Flag = Literal["below", "moderate", "large"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group that is compared, by its code."""

    group: str
    n: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A group that is not; its size is None where the run does not show it."""

    group: str
    n: Count | None
    reason: Literal["privacy", "few"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An item that cannot be modelled, and the group that is why."""

    item: str
    group: str | None
    reason: Literal["constant", "not_asked", "two_categories"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """An ordered item whose answers were merged, and how many it had and has."""

    item: str
    before: Count
    after: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """By how much a group would differ once a parameter is free; `threshold` from 1."""

    group: str
    threshold: Place | None
    epc: Pure


@dataclass(frozen=True, slots=True, kw_only=True)
class Freed:
    """An item that was freed, with the score test that chose it (no p if ordered)."""

    item: str
    step: Step
    parameter: Parameter
    chisq: Statistic
    df: Df
    pvalue: Probability
    change: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A line of T13: a model, and what it loses against the one before it.

    `freed` are the items freed at this step so far, `remarks` what makes it inadmissible;
    `chen` and `cheung_rensvold` are None where a change is unknown.
    """

    step: Step
    converged: bool
    admissible: bool
    remarks: tuple[str, ...]
    freed: tuple[str, ...]
    decision: Decision
    chisq: Statistic = None
    df: Df = None
    pvalue: Probability = None
    cfi: Fit = None
    rmsea: Fit = None
    srmr: Fit = None
    dcfi: Fit = None
    drmsea: Fit = None
    dsrmr: Fit = None
    dchisq: Statistic = None
    ddf: Df = None
    dpvalue: Probability = None
    chen: Judged | None = None
    cheung_rensvold: Judged | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A line of T13c: an item in the reference and in another group.

    `freed` is the step at which it was; `holm` the score test's p, adjusted over the items.
    """

    scale: str
    item: str
    group: str
    freed: Step | None
    chisq: Statistic
    df: Df
    holm: Probability
    loading_reference: Score = None
    loading: Score = None
    intercept_reference: Score = None
    intercept: Score = None
    dmacs: Std = None
    signed: Std = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A line of T13d: a factor's mean less that of the reference, in its SD."""

    scale: str
    group: str
    est: Std
    se: Error
    z: Ratio
    pvalue: Probability
    ci: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """How far a set of scales came.

    `n` per group and `syntax` are those of the first model; `stopped` is None at the top;
    `stepped`: `items` are described one step from the scalar model, not refitted; `means`
    are empty unless they may be compared.
    """

    name: str
    scales: tuple[str, ...]
    n: tuple[Count, ...] = ()
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Log odds of a higher answer than the reference at the same rest score."""

    group: str
    b: Pure


@dataclass(frozen=True, slots=True, kw_only=True)
class Dif:
    """A line of T13e: what the group adds to the rest score.

    R2 after Nagelkerke of the rest score alone, with the group, with their product;
    `uniform` and `change` are what the last two add; nothing where it cannot be judged.
    """

    scale: str
    item: str
    n: Count
    r2: Share = None
    r2_uniform: Share = None
    r2_full: Share = None
    uniform: Share = None
    change: Share = None
    mcfadden: Share = None
    chisq: Statistic = None
    df: Df = None
    pvalue: Probability = None
    flag: Flag | None = None
    b: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invariance(Payload):
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
