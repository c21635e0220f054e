"""What comparisons of groups leave behind; written by `run`, read by `show`."""

from __future__ import annotations

from dataclasses import dataclass

from cpsurvey.payload import (
    Count,
    Df,
    Error,
    Limits,
    Payload,
    Probability,
    Pure,
    Ratio,
    Share,
    Statistic,
)
from cpsurvey.payload import Score as InUnits


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A row of T27."""

    group: str
    n: Count
    mean: InUnits
    sd: InUnits
    ci: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A row of T27c: the first group minus the second; p adjusted over the pairs."""

    first: str
    second: str
    difference: InUnits
    se: Error
    t: Ratio
    df: Df
    pvalue: Probability
    g: Pure
    g_ci: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A row of T27b; without tests where all of a group have one value.

    Two groups: t and Mann-Whitney's U, `g` and `superiority`, the chance that somebody of
    the first group has more. More groups: F and Kruskal-Wallis's H, and every pair.
    """

    score: str
    n: Count
    means: tuple[Mean, ...]
    statistic: Statistic = None
    df1: Df = None
    df2: Df = None
    pvalue: Probability = None
    pvalue_holm: Probability = None
    rank: Statistic = None
    rank_pvalue: Probability = None
    superiority: Probability = None
    pvalue_cr2: Probability = None
    g: Pure = None
    g_ci: Limits = None
    eta2: Share = None
    eta2_ci: Limits = None
    omega2: Pure = None
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Scores by one grouping; `hidden` counts the groups that are not shown."""

    by: str
    groups: tuple[str, ...]
    hidden: Count
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparisons(Payload):
    """One for every grouping; `cluster` is whose members resemble each other."""

    cluster: str | None
    comparisons: tuple[Comparison, ...]
