"""What reliability leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Coefficients, Omega, Verdict

Model = Literal["second_order", "equal_loadings"]
Bifactor = Literal["estimated", "failed", "not_identified"]
OmegaOfComposite = Literal["omega_total", "omega_higher", "omega_bifactor"]


@u.frozen
class Thresholds:
    """What intervals are held against; more than `redundant` hints at repeated items."""

    research: u.Share
    preferred: u.Share
    redundant: u.Share


@u.frozen
class Scale(Coefficients):
    """A row of T7 and of what stands behind it; `k` items, then what its score is like.

    `research` and `preferred` say what `reliability_ci` says of these thresholds.
    """

    scale: str
    k: u.Count
    mean: u.Score
    sd: u.Score
    floor: u.Share
    ceiling: u.Share
    research: Verdict | None
    preferred: Verdict | None
    measurement_error: u.Score


@u.frozen
class Composite:
    """A row of T7d: all factors, the general one of a second order, that of a bifactor model.

    Denominators are what the model implies; those called observed are the variance of the
    score. `bifactor` is None where nothing could be fitted.
    """

    composite: str
    of: tuple[str, ...]
    k: u.Count
    n: u.Count
    model: Model
    bifactor: Bifactor | None = None
    omega_total: u.Reliability = None
    omega_total_observed: u.Reliability = None
    omega_total_ci: u.Limits = None
    omega_higher: u.Reliability = None
    omega_higher_observed: u.Reliability = None
    omega_higher_ci: u.Limits = None
    omega_bifactor: u.Reliability = None
    omega_bifactor_observed: u.Reliability = None
    omega_bifactor_ci: u.Limits = None
    inadmissible: tuple[OmegaOfComposite, ...] = ()
    draws_failed: u.Count = 0
    draws_inadmissible: u.Count = 0


@u.frozen
class Group:
    """A row of T7e; `group` is ``variable=code``, and not shown where it has no `found`."""

    scale: str
    group: str
    found: Coefficients | None


@u.frozen
class ReliabilityOfScales(u.Payload):
    """Scales, composites, and scales group by group.

    `level` is that of all intervals; `omega_denominator` the variance that `omega_total` is a
    share of; `headline` the coefficient that is read; `bootstrap` the draws, of `clusters`
    whole groups where there is a `cluster`.
    """

    level: u.Share
    omega_denominator: Literal["model"]
    headline: Omega
    missing: Literal["listwise", "fiml"]
    bootstrap: u.Count
    cluster: str | None
    clusters: u.Count | None
    thresholds: Thresholds
    scales: tuple[Scale, ...]
    composites: tuple[Composite, ...]
    by: str | None
    groups: tuple[Group, ...]

    @property
    def grouping(self) -> str | None:
        """Variable whose groups are told apart."""
        return self.by
