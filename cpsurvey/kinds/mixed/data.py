"""What a mixed model leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from dataclasses import dataclass

from cpsurvey import parts
from cpsurvey.payload import (
    Correlation,
    Count,
    Df,
    Error,
    Fit,
    Limits,
    Payload,
    Probability,
    Score,
    Share,
    Slope,
    Statistic,
    Variance,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed(parts.Term):
    """A row of T20; CR2: least squares with errors robust to the first groups."""

    b_cr2: Slope
    se_cr2: Error
    df_cr2: Df
    pvalue_cr2: Probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Contextual:
    """A row of T20c; `est` is the slope between groups minus that within."""

    variable: str
    within: Slope
    between: Slope
    est: Slope
    se: Error
    df: Df
    pvalue: Probability
    ci: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Random:
    """A row of T20r; `group` and `effect` are None for the residual, the last row."""

    group: str | None
    effect: str | None
    variance: Variance
    sd: Score
    correlation: Correlation


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups(parts.Groups):
    """Groups with an intercept of their own, and their share of variance without predictors."""

    icc: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class SlopeTest:
    """Whether a slope differs between the first groups; empty where it cannot be fitted."""

    variable: str
    lrt: Statistic
    pvalue: Probability
    singular: bool | None
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MixedModel(Payload):
    """Restricted likelihood; deviance, AIC and BIC by full likelihood."""

    outcome: str
    n: Count
    converged: bool
    fixed: tuple[Fixed, ...]
    contextual: tuple[Contextual, ...]
    random: tuple[Random, ...]
    groups: tuple[Groups, ...]
    slope_tests: tuple[SlopeTest, ...]
    marginal_r2: Share
    conditional_r2: Share
    loglik: Fit
    deviance: Fit
    aic: Fit
    bic: Fit
    parameters: Count

    @property
    def solved(self) -> bool:
        """Whether the search for the variances came to an end."""
        return self.converged

    @property
    def subject(self) -> str:
        """The outcome."""
        return self.outcome
