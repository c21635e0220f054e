"""What an aggregation leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from cpsurvey.payload import (
    Correlation,
    Count,
    Limits,
    Payload,
    Probability,
    Pure,
    Score,
    Share,
    Statistic,
    Variance,
)

Null = Literal["uniform", "slight", "moderate", "heavy"]
NULLS: tuple[Null, ...] = get_args(Null)
Judgement = Literal["meets", "not", "cannot"]
Verdict = Literal["shared", "differ", "agree", "own", "unknown"]
Intended = Literal["consensus", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """rwg(j) over groups under one null; `share` is that of groups that agree."""

    null: Null
    variance: Variance
    mean: Share
    median: Share
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """Variance of an item within groups, beside that within random groups."""

    observed: Variance
    expected: Variance
    pvalue: Probability
    draws: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Criteria one by one."""

    icc1: Judgement
    icc2: Judgement
    rwgj: Judgement
    rwgj_moderate: Judgement
    ad: Judgement
    size: Judgement
    response: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class OfScale:
    """A row of T15, T15a and T15d; agreement is that of groups that are large enough.

    `rwgj` begins with the uniform null; `rwgj_quantiles` are its 10th, 25th, 50th, 75th and
    90th percentiles over groups, None where the groups are few.
    """

    scale: str
    intended: Intended
    groups: Count
    size: Pure
    k0: Pure
    icc1: Correlation
    icc1_ci: Limits
    icc1_k0: Correlation
    icc2: Pure
    icc2_ci: Limits
    F: Statistic
    df1: Count
    df2: Count
    pvalue: Probability
    counted: Count
    rwgj: tuple[Agreed, ...]
    rwgj_quantiles: tuple[Share, ...] | None
    lindell: Pure
    ad: Score
    ad_mean: Score
    ad_cut: Score
    ad_within: Share
    chance: Chance | None
    judged: Judged
    found: Verdict

    @property
    def uniform(self) -> Agreed:
        """rwg(j) under the uniform null."""
        return self.rwgj[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Groups of known size, the median share of them that answered, and how many reach half."""

    known: Count
    median: Share
    half: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregation(Payload):
    """`too_small` is None where it would tell about a group."""

    group: str
    groups: Count
    smallest: Count
    too_small: Count | None
    response: Response | None
    equal_sizes: bool
    scales: tuple[OfScale, ...]
