"""Parts of payloads that several kinds leave behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpsurvey.payload import (
    Correlation,
    Count,
    Df,
    Error,
    Limits,
    Probability,
    Pure,
    Ratio,
    Slope,
    Statistic,
    Std,
)

Matrix = Literal["pearson", "polychoric"]
"""What correlations among items are."""
Gaps = Literal["none", "em", "pairwise", "complete"]
"""What became of missing answers: none; all answers by EM or pair by pair; left out."""
Errors = Literal["classical", "hc3", "cr1", "cr2"]
"""Kinds of standard errors of a regression."""
Role = Literal["specific", "total_indirect", "direct", "total", "difference"]
"""What an effect of a mediation is."""
Missing = Literal["listwise", "fiml", "pairwise"]
"""What is done about missing answers."""
Mark = Literal["shown", "small", "withheld"]
"""How a count is told: itself, only that it is below k, or not at all."""
Estimator = Literal["ml", "mlr", "mlm", "gls", "uls", "dwls", "wlsmv"]
"""Of a model, by lavaan's names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A coefficient with its test against zero; `df` is None where that is a z test."""

    term: str
    b: Slope
    se: Error
    df: Df
    t: Ratio
    pvalue: Probability
    ci: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A defined effect, with three kinds of interval: delta, Monte Carlo, bootstrap."""

    name: str
    expression: str
    est: Slope
    se: Error
    z: Ratio
    pvalue: Probability
    ci: Limits
    mc: Limits
    boot: Limits
    std_all: Std


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrap:
    """Draws behind bootstrap intervals, and how many of them failed."""

    kind: Literal["cases", "clusters"]
    draws: Count
    failed: Count
    inadmissible: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidualCorrelation:
    """Observed minus implied correlation of two observed variables."""

    first: str
    second: str
    group: Count
    residual: Correlation


@dataclass(frozen=True, slots=True, kw_only=True)
class Modification:
    """A parameter a model leaves out, in lavaan's syntax; `sepc` is fully standardised."""

    lhs: str
    op: str
    rhs: str
    group: Count
    mi: Statistic
    epc: Pure
    sepc: Pure


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalFit:
    """Where a model does not fit: the largest of both, largest first."""

    residuals: tuple[ResidualCorrelation, ...]
    modifications: tuple[Modification, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """How many groups of a variable there are among those analysed."""

    variable: str
    groups: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlated:
    """Correlations among items; `n` is what tests count: respondents, or the harmonic mean."""

    n: Count
    matrix: Matrix
    missing: Gaps
