"""Parts of payloads that several kinds leave behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpsurvey.payload import Count, Error, Limits, Probability, Ratio, Slope, Std

Matrix = Literal["pearson", "polychoric"]
"""What correlations among items are."""
Gaps = Literal["none", "em", "pairwise", "complete"]
"""What became of missing answers: none; all answers by EM or pair by pair; left out."""
Role = Literal["specific", "total_indirect", "direct", "total", "difference"]
"""What an effect of a mediation is."""


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
class Correlated:
    """Correlations among items; `n` is what tests count: respondents, or the harmonic mean."""

    n: Count
    matrix: Matrix
    missing: Gaps
