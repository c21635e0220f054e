"""What a moderation leaves behind; written by `run`, read by `show`."""

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
    Ratio,
    Score,
    Share,
    Slope,
    Statistic,
    Std,
)

Chosen = Literal["low", "middle", "high"]
"""Values of the moderator at which effects are given."""
Through = Literal["low", "middle", "high", "high_minus_low", "index"]
Coefficient = Literal["b1", "b2", "b3", "low", "middle", "high"]
"""Of the predictor, the moderator and their product; effects at the mean and 1 SD beside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional:
    """A row of T19c: the effect at a value of the moderator; `line` is drawn at `line_x`."""

    name: Chosen
    at: Score
    effect: Slope
    se: Error
    t: Ratio
    pvalue: Probability
    ci: Limits
    line: tuple[Score, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Where the effect differs from zero: beyond the roots (`outward`) or between them.

    `low` and `high` are observed, `inside` are the roots between them; `share` of the
    respondents are in the region, by `critical` t.
    """

    low: Score
    high: Score
    roots: tuple[Score, ...]
    inside: tuple[Score, ...]
    outward: bool
    share: Share
    critical: Statistic
    fdr: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """The effect at a value of the moderator, as it is drawn."""

    at: Score
    effect: Slope
    ci: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Indirect:
    """A row of T19m; `at` is None where it is of no single value."""

    name: Through
    at: Score
    est: Slope
    se: Error
    mc: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediated:
    """Source -> predictor -> outcome; `a` is the first step."""

    source: str
    first_stage: bool
    draws: Count
    a: Slope
    effects: tuple[Indirect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of T19l."""

    name: Coefficient
    est: Slope
    se: Error
    pvalue: Probability
    ci: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class LatentFit:
    """Scaled chi-square; robust CFI and RMSEA."""

    chisq: Statistic
    df: Df
    pvalue: Probability
    cfi: Fit
    rmsea: Fit
    srmr: Fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Lms:
    """The interaction without products of indicators; the test is against none."""

    n: Count
    nodes: Count
    chisq: Statistic
    df: Count
    pvalue: Probability
    terms: tuple[Line, ...]
    conditional: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Latent:
    """The interaction of latent variables, by so many products of indicators."""

    syntax: str
    n: Count
    products: Count
    admissible: bool
    fit: LatentFit
    std_interaction: Std
    terms: tuple[Line, ...]
    conditional: tuple[Line, ...]
    lms: Lms | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderation(Payload):
    """A regression with a product, what follows from it, and other views of it."""

    outcome: str
    predictor: str
    moderator: str
    errors: Errors
    cluster: str | None
    clusters: Count | None
    level: Share
    n: Count
    terms: tuple[Term, ...]
    r2: Share
    delta_r2: Share
    f2: Ratio
    df: Df
    quantiles: tuple[Share, ...]
    conditional: tuple[Conditional, ...]
    line_x: tuple[Score, ...]
    region: Region
    curve: tuple[Along, ...]
    mediated: Mediated | None
    latent_interaction: Latent | None

    @property
    def subject(self) -> str:
        """The outcome."""
        return self.outcome
