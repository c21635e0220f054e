"""What a regression leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Errors, Imputation, Standing

Family = Literal["gaussian", "binomial", "poisson", "gamma"]
Explained = Literal["gaussian", "binomial", "trials", "poisson", "gamma"]
"""A family, or a number of successes out of trials."""


@u.frozen
class Coefficient(Standing):
    """A row of T16: `beta` where the regression is linear, else `ratio`, the exponential of b.

    `vif` is None for the intercept, `fmi` (fraction of missing information) where nothing
    was imputed.
    """

    ratio: u.Ratio
    ratio_ci: u.Limits
    vif: u.Pure
    se_classical: u.Error
    se_hc3: u.Error
    se_cr1: u.Error
    se_cr2: u.Error
    fmi: u.Share = None


@u.frozen
class Block:
    """A row of T16b; `wald_f` is the joint test of what was added with the printed errors."""

    block: u.Count
    added: tuple[str, ...]
    terms: tuple[Coefficient, ...]
    n: u.Count
    f_change: u.Statistic
    df1: u.Count
    df2: u.Df
    p_change: u.Probability
    wald_f: u.Statistic
    wald_df2: u.Df
    wald_p: u.Probability


@u.frozen
class LinearBlock(Block):
    """Of a linear regression."""

    r2: u.Share
    adj_r2: u.Share
    delta_r2: u.Share
    f2: u.Ratio


@u.frozen
class GeneralisedBlock(Block):
    """Of the other families; without likelihood where the dispersion is estimated (gamma)."""

    loglik: u.Fit
    aic: u.Fit
    mcfadden: u.Share
    nagelkerke: u.Share
    deviance: u.Statistic
    df_resid: u.Count
    deviance_r2: u.Share
    dispersion: u.Ratio
    deviance_change: u.Statistic


@u.frozen
class Slice:
    """People with like fitted values: the mean of their residuals, or of their outcomes."""

    fitted: u.Score
    mean: u.Score
    se: u.Error


@u.frozen
class Quantile:
    """Of the normal, and of the standardised residuals."""

    normal: u.Pure
    residual: u.Pure


@u.frozen
class Residuals:
    """Of a linear regression: Breusch-Pagan, RESET, shape, influence."""

    bp: u.Statistic
    bp_df: u.Count
    bp_pvalue: u.Probability
    reset_f: u.Statistic
    reset_df1: u.Count
    reset_df2: u.Count
    reset_p: u.Probability
    skew: u.Pure
    kurtosis: u.Pure
    max_cook: u.Pure
    max_leverage: u.Share
    slices: tuple[Slice, ...]
    quantiles: tuple[Quantile, ...]


@u.frozen
class Calibration:
    """Of the other families.

    `auc` is the chance that somebody with the outcome is given a higher probability than
    somebody without (0.5: no better than a coin).
    """

    auc: u.Share
    pearson: u.Statistic
    pearson_df: u.Count
    pearson_p: u.Probability
    max_cook: u.Pure
    max_leverage: u.Share
    slices: tuple[Slice, ...]


@u.frozen
class Effect:
    """An average marginal effect: of a small change, or between two categories."""

    term: str
    of: Literal["slope", "contrast"]
    est: u.Slope
    se: u.Error
    df: u.Df
    t: u.Ratio
    pvalue: u.Probability
    ci: u.Limits


@u.frozen
class EffectAt(Effect):
    """The same at a value of a moderator."""

    at: u.Score


@u.frozen
class Moderated:
    """A variable whose effect depends on another."""

    variable: str
    moderator: str
    rows: tuple[EffectAt, ...]


@u.frozen
class Point:
    """Average prediction at a value of the focal variable."""

    x: u.Score
    est: u.Score
    se: u.Error
    ci: u.Limits


@u.frozen
class Line:
    """Predictions at a value of the moderator, where there is one."""

    at: u.Score
    points: tuple[Point, ...]


@u.frozen
class Predicted:
    """Average predictions along the focal variable."""

    variable: str
    moderator: str | None
    lines: tuple[Line, ...]


@u.frozen
class Margins:
    """T16c: effects in units of the outcome (of the probability, of the count)."""

    effects: tuple[Effect, ...]
    conditional: tuple[Moderated, ...]
    predicted: Predicted


@u.frozen
class Influence:
    """The focal coefficient without each group in turn; `values` are sorted, without names."""

    term: str
    b: u.Slope
    groups: u.Count
    failed: u.Count
    lowest: u.Slope
    highest: u.Slope
    largest_change: u.Ratio
    sign_changes: u.Count
    values: tuple[u.Slope, ...]


@u.frozen
class Regression(u.Payload):
    """Blocks of a regression; `margins` where they say more than the coefficients.

    `brief`: a variant of another regression, of which only the coefficients are shown.
    With an `imputation` numbers are pooled over completed data sets; diagnostics are those
    of the first.
    """

    outcome: str
    family: Family
    link: str
    trials: str | None
    exposure: str | None
    errors: Errors
    cluster: str | None
    clusters: u.Count | None
    level: u.Share
    blocks: tuple[LinearBlock | GeneralisedBlock, ...]
    margins: Margins | None
    influence: Influence | None
    diagnostics: Residuals | Calibration
    brief: bool = False
    imputation: Imputation | None = None

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
