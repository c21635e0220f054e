"""What a mixed model leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from cpsurvey import parts
from cpsurvey import payload as u


@u.frozen
class Fixed(parts.Standing):
    """A row of T20; CR2: least squares with errors robust to the first groups."""

    b_cr2: u.Slope
    se_cr2: u.Error
    df_cr2: u.Df
    pvalue_cr2: u.Probability


@u.frozen
class Contextual:
    """A row of T20c; `est` is the slope between groups minus that within."""

    variable: str
    within: u.Slope
    between: u.Slope
    est: u.Slope
    se: u.Error
    df: u.Df
    pvalue: u.Probability
    ci: u.Limits


@u.frozen
class Random:
    """A row of T20r; `group` and `effect` are None for the residual, the last row."""

    group: str | None
    effect: str | None
    variance: u.Variance
    sd: u.Score
    correlation: u.Correlation


@u.frozen
class Groups(parts.Groups):
    """Groups with an intercept of their own, and their share of variance without predictors."""

    icc: u.Share


@u.frozen
class SlopeTest:
    """Whether a slope differs between the first groups; empty where it cannot be fitted."""

    variable: str
    lrt: u.Statistic
    pvalue: u.Probability
    singular: bool | None
    kept: bool


@u.frozen
class MixedModel(u.Payload):
    """Restricted likelihood; deviance, AIC and BIC by full likelihood.

    `beta` is in standard deviations of predictor (of a parted one: of its part) and outcome.
    With an `imputation` numbers are pooled over completed data sets, without likelihoods.
    """

    outcome: str
    n: u.Count
    converged: bool
    fixed: tuple[Fixed, ...]
    contextual: tuple[Contextual, ...]
    random: tuple[Random, ...]
    groups: tuple[Groups, ...]
    slope_tests: tuple[SlopeTest, ...]
    marginal_r2: u.Share
    conditional_r2: u.Share
    loglik: u.Fit
    deviance: u.Fit
    aic: u.Fit
    bic: u.Fit
    parameters: u.Count
    imputation: parts.Imputation | None = None

    @property
    def solved(self) -> bool:
        """Whether the search for the variances came to an end."""
        return self.converged

    @property
    def subject(self) -> str:
        """The outcome."""
        return self.outcome
