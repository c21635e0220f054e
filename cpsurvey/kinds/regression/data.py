"""What a regression leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpsurvey.parts import Errors, Term
from cpsurvey.payload import (
    Count,
    Df,
    Error,
    Fit,
    Limits,
    Payload,
    Probability,
    Pure,
    Ratio,
    Score,
    Share,
    Slope,
    Statistic,
    Std,
)

Family = Literal["gaussian", "binomial", "poisson", "gamma"]
Explained = Literal["gaussian", "binomial", "trials", "poisson", "gamma"]
"""A family, or a number of successes out of trials."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient(Term):
    """A row of T16: `beta` where the regression is linear, else `ratio`, the exponential of b.

    `vif` is None for the intercept.
    """

    beta: Std
    ratio: Ratio
    ratio_ci: Limits
    vif: Pure
    se_classical: Error
    se_hc3: Error
    se_cr1: Error
    se_cr2: Error


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A row of T16b; `wald_f` is the joint test of what was added with the printed errors."""

    block: Count
    added: tuple[str, ...]
    terms: tuple[Coefficient, ...]
    n: Count
    f_change: Statistic
    df1: Count
    df2: Count | None
    p_change: Probability
    wald_f: Statistic
    wald_df2: Df
    wald_p: Probability


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearBlock(Block):
    """Of a linear regression."""

    r2: Share
    adj_r2: Share
    delta_r2: Share
    f2: Ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralisedBlock(Block):
    """Of the other families; without likelihood where the dispersion is estimated (gamma)."""

    loglik: Fit
    aic: Fit
    mcfadden: Share
    nagelkerke: Share
    deviance: Statistic
    df_resid: Count
    deviance_r2: Share
    dispersion: Ratio
    deviance_change: Statistic


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """People with like fitted values: the mean of their residuals, or of their outcomes."""

    fitted: Score
    mean: Score
    se: Error


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantile:
    """Of the normal, and of the standardised residuals."""

    normal: Pure
    residual: Pure


@dataclass(frozen=True, slots=True, kw_only=True)
class Residuals:
    """Of a linear regression: Breusch-Pagan, RESET, shape, influence."""

    bp: Statistic
    bp_df: Count
    bp_pvalue: Probability
    reset_f: Statistic
    reset_df1: Count
    reset_df2: Count
    reset_p: Probability
    skew: Pure
    kurtosis: Pure
    max_cook: Pure
    max_leverage: Share
    slices: tuple[Slice, ...]
    quantiles: tuple[Quantile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Of the other families.

    `auc` is the chance that somebody with the outcome is given a higher probability than
    somebody without (0.5: no better than a coin).
    """

    auc: Share
    pearson: Statistic
    pearson_df: Count
    pearson_p: Probability
    max_cook: Pure
    max_leverage: Share
    slices: tuple[Slice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """An average marginal effect: of a small change, or between two categories."""

    term: str
    of: Literal["slope", "contrast"]
    est: Slope
    se: Error
    df: Df
    t: Ratio
    pvalue: Probability
    ci: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectAt(Effect):
    """The same at a value of a moderator."""

    at: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderated:
    """A variable whose effect depends on another."""

    variable: str
    moderator: str
    rows: tuple[EffectAt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Average prediction at a value of the focal variable."""

    x: Score
    est: Score
    se: Error
    ci: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Predictions at a value of the moderator, where there is one."""

    at: Score
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicted:
    """Average predictions along the focal variable."""

    variable: str
    moderator: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """T16c: effects in units of the outcome (of the probability, of the count)."""

    effects: tuple[Effect, ...]
    conditional: tuple[Moderated, ...]
    predicted: Predicted


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """The focal coefficient without each group in turn; `values` are sorted, without names."""

    term: str
    b: Slope
    groups: Count
    failed: Count
    lowest: Slope
    highest: Slope
    largest_change: Ratio
    sign_changes: Count
    values: tuple[Slope, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression(Payload):
    """Blocks of a regression; `margins` where they say more than the coefficients."""

    outcome: str
    family: Family
    link: str
    trials: str | None
    exposure: str | None
    errors: Errors
    cluster: str | None
    clusters: Count | None
    level: Share
    blocks: tuple[LinearBlock | GeneralisedBlock, ...]
    margins: Margins | None
    influence: Influence | None
    diagnostics: Residuals | Calibration

    @property
    def subject(self) -> str:
        """The outcome."""
        return self.outcome

    @property
    def explained(self) -> Explained:
        """What the outcome is."""
        return "trials" if self.trials else self.family

    @property
    def terms(self) -> tuple[Coefficient, ...]:
        """Coefficients of the last block."""
        return self.blocks[-1].terms
