"""What reliability leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpsurvey.parts import Coefficients, Omega, Verdict
from cpsurvey.payload import Count, Limits, Payload, Reliability, Score, Share

Model = Literal["second_order", "equal_loadings"]
Bifactor = Literal["estimated", "failed", "not_identified"]
OmegaOfComposite = Literal["omega_total", "omega_higher", "omega_bifactor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What intervals are held against; more than `redundant` hints at repeated items."""

    research: Share
    preferred: Share
    redundant: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Coefficients):
    """A row of T7 and of what stands behind it; `k` items, then what its score is like.

    `research` and `preferred` say what `reliability_ci` says of these thresholds.
    """

    scale: str
    k: Count
    mean: Score
    sd: Score
    floor: Share
    ceiling: Share
    research: Verdict | None
    preferred: Verdict | None
    measurement_error: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Composite:
    """A row of T7d: all factors, the general one of a second order, that of a bifactor model.

    Denominators are what the model implies; those called observed are the variance of the
    score. `bifactor` is None where nothing could be fitted.
    """

    composite: str
    of: tuple[str, ...]
    k: Count
    n: Count
    model: Model
    bifactor: Bifactor | None = None
    omega_total: Reliability = None
    omega_total_observed: Reliability = None
    omega_total_ci: Limits = None
    omega_higher: Reliability = None
    omega_higher_observed: Reliability = None
    omega_higher_ci: Limits = None
    omega_bifactor: Reliability = None
    omega_bifactor_observed: Reliability = None
    omega_bifactor_ci: Limits = None
    inadmissible: tuple[OmegaOfComposite, ...] = ()
    draws_failed: Count = 0
    draws_inadmissible: Count = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A row of T7e; `group` is ``variable=code``, and not shown where it has no `found`."""

    scale: str
    group: str
    found: Coefficients | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityOfScales(Payload):
    """Scales, composites, and scales group by group.

    `level` is that of all intervals; `omega_denominator` the variance that `omega_total` is a
    share of; `headline` the coefficient that is read; `bootstrap` the draws, of `clusters`
    whole groups where there is a `cluster`.
    """

    level: Share
    omega_denominator: Literal["model"]
    headline: Omega
    missing: Literal["listwise", "fiml"]
    bootstrap: Count
    cluster: str | None
    clusters: Count | None
    thresholds: Thresholds
    scales: tuple[Scale, ...]
    composites: tuple[Composite, ...]
    by: str | None
    groups: tuple[Group, ...]

    @property
    def grouping(self) -> str | None:
        """Variable whose groups are told apart."""
        return self.by
