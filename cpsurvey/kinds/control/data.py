"""What a negative control leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Imputation

Role = Literal["outcome", "beside", "marker"]
Contrast = Literal["above_marker", "above_marker_net", "above_beside", "above_beside_net"]
"""By how much the groups' share in an outcome is above that in another variable."""
Verdict = Literal["beyond", "anything", "no_marker", "cannot_be_judged"]
Predictor = Literal["involvement", "marker", "involvement_held", "marker_held", "more"]
"""Of an outcome: each alone, each beside the other, and the first less the second."""


@u.frozen
class Share:
    """Share of the groups in a variance, and net of the covariates where there are any."""

    variable: str
    role: Role
    n: u.Count
    icc1: u.Correlation
    ci: u.Limits
    net: u.Correlation
    net_ci: u.Limits


@u.frozen
class Difference:
    """A difference of two shares, its error by leaving out one group at a time."""

    outcome: str
    contrast: Contrast
    against: str
    est: u.Gain
    se: u.Error
    df: u.Df
    pvalue: u.Probability
    ci: u.Limits

    @property
    def name(self) -> str:
        """How hypotheses name it."""
        return f"{self.outcome}.{self.contrast}"


@u.frozen
class Contextual:
    """Slopes of an outcome on involvement within and between groups; errors CR2."""

    outcome: str
    predictor: str
    n: u.Count
    within: u.Slope
    within_ci: u.Limits
    between: u.Slope
    est: u.Slope
    se: u.Error
    df: u.Df
    pvalue: u.Probability
    ci: u.Limits


@u.frozen
class Slope:
    """A standardised slope, or a difference of two; errors CR2."""

    outcome: str
    predictor: Predictor
    n: u.Count
    std: u.Std
    se: u.Error
    df: u.Df
    pvalue: u.Probability
    ci: u.Limits


@u.frozen
class Judged:
    """What the differences say of an outcome."""

    outcome: str
    verdict: Verdict


@u.frozen
class Control(u.Payload):
    """`marker` is None where there is none, or nobody was asked.

    With an `imputation` numbers are pooled over completed data sets.
    """

    group: str
    groups: u.Count
    marker: str | None
    involvement: str | None
    covariates: tuple[str, ...]
    shares: tuple[Share, ...]
    differences: tuple[Difference, ...]
    contextual: tuple[Contextual, ...]
    slopes: tuple[Slope, ...]
    judged: tuple[Judged, ...]
    imputation: Imputation | None = None

    def share(self, variable: str) -> Share | None:
        """Of one variable."""
        return next((one for one in self.shares if one.variable == variable), None)

    def difference(self, outcome: str, contrast: Contrast) -> Difference | None:
        """Of one outcome."""
        name = f"{outcome}.{contrast}"
        return next((one for one in self.differences if one.name == name), None)
