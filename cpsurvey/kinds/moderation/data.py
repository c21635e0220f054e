"""What a moderation leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Errors, Imputation, Standing

Chosen = Literal["low", "middle", "high", "difference"]
"""Values of the moderator at which effects are given; of two values, low and high, and what
the effect at the second has beyond the first."""
Through = Literal["low", "middle", "high", "high_minus_low", "index"]
Coefficient = Literal["b1", "b2", "b3", "low", "middle", "high"]
"""Of the predictor, the moderator and their product; effects at the mean and 1 SD beside."""


@u.frozen
class Conditional:
    """A row of T19c: the effect at a value of the moderator; `line` is drawn at `line_x`.

    A difference is of no value and has no line.
    """

    name: Chosen
    at: u.Score
    effect: u.Slope
    se: u.Error
    t: u.Ratio
    pvalue: u.Probability
    ci: u.Limits
    line: tuple[u.Score, ...]
    beta: u.Std = None
    beta_ci: u.Limits = None


@u.frozen
class Region:
    """Where the effect differs from zero: beyond the roots (`outward`) or between them.

    `low` and `high` are observed, `inside` are the roots between them; `share` of the
    respondents are in the region, by `critical` t.
    """

    low: u.Score
    high: u.Score
    roots: tuple[u.Score, ...]
    inside: tuple[u.Score, ...]
    outward: bool
    share: u.Share
    critical: u.Statistic
    fdr: bool


@u.frozen
class Along:
    """The effect at a value of the moderator, as it is drawn."""

    at: u.Score
    effect: u.Slope
    ci: u.Limits


@u.frozen
class Indirect:
    """A row of T19m; `at` is None where it is of no single value, p is of the draws."""

    name: Through
    at: u.Score
    est: u.Slope
    se: u.Error
    mc: u.Limits
    pvalue: u.Probability = None
    beta: u.Std = None
    beta_ci: u.Limits = None


@u.frozen
class Mediated:
    """Source -> predictor -> outcome; `a` is the first step."""

    source: str
    first_stage: bool
    draws: u.Count
    a: u.Slope
    effects: tuple[Indirect, ...]


@u.frozen
class Line:
    """A row of T19l."""

    name: Coefficient
    est: u.Slope
    se: u.Error
    pvalue: u.Probability
    ci: u.Limits
    beta: u.Std = None
    beta_ci: u.Limits = None


@u.frozen
class LatentFit:
    """Scaled chi-square; robust CFI and RMSEA."""

    chisq: u.Statistic
    df: u.Df
    pvalue: u.Probability
    cfi: u.Fit
    rmsea: u.Fit
    srmr: u.Fit


@u.frozen
class Lms:
    """The interaction without products of indicators; the test is against none."""

    n: u.Count
    nodes: u.Count
    chisq: u.Statistic
    df: u.Count
    pvalue: u.Probability
    terms: tuple[Line, ...]
    conditional: tuple[Line, ...]


@u.frozen
class Latent:
    """The interaction of latent variables, by so many products of indicators."""

    syntax: str
    n: u.Count
    products: u.Count
    admissible: bool
    fit: LatentFit
    std_interaction: u.Std
    terms: tuple[Line, ...]
    conditional: tuple[Line, ...]
    lms: Lms | None


@u.frozen
class Moderation(u.Payload):
    """A regression with a product, what follows from it, and other views of it.

    `beta` is in standard deviations of predictor and outcome, and of the moderator where it
    is part of a product; with an `imputation` numbers are pooled over completed data sets.

    A moderator of two values has two effects and their difference in `conditional`, no
    quantiles, no region and no curve.
    """

    outcome: str
    predictor: str
    moderator: str
    errors: Errors
    cluster: str | None
    clusters: u.Count | None
    level: u.Share
    n: u.Count
    terms: tuple[Standing, ...]
    r2: u.Share
    delta_r2: u.Share
    f2: u.Ratio
    df: u.Df
    quantiles: tuple[u.Share, ...]
    conditional: tuple[Conditional, ...]
    line_x: tuple[u.Score, ...]
    region: Region | None
    curve: tuple[Along, ...]
    mediated: Mediated | None
    latent_interaction: Latent | None
    imputation: Imputation | None = None

    @property
    def product(self) -> Standing:
        """The interaction, after intercept, predictor and moderator."""
        return self.terms[3]

    @property
    def beyond_chance(self) -> bool:
        """Whether the interval of the interaction leaves out zero."""
        ends = self.product.ci
        return ends is not None and not ends.lower <= 0.0 <= ends.upper

    @property
    def subject(self) -> str:
        """The outcome."""
        return self.outcome
