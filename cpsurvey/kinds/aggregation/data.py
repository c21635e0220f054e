"""What an aggregation leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal, get_args

from cpsurvey import payload as u

Null = Literal["uniform", "slight", "moderate", "heavy"]
NULLS: tuple[Null, ...] = get_args(Null)
Judgement = Literal["meets", "not", "cannot"]
Verdict = Literal["shared", "differ", "agree", "own", "unknown"]
Intended = Literal["consensus", "none"]


@u.frozen
class Agreed:
    """rwg(j) over groups under one null; `share` is that of groups that agree."""

    null: Null
    variance: u.Variance
    mean: u.Share
    median: u.Share
    share: u.Share


@u.frozen
class Chance:
    """Variance of an item within groups, beside that within random groups."""

    observed: u.Variance
    expected: u.Variance
    pvalue: u.Probability
    draws: u.Count


@u.frozen
class Judged:
    """Criteria one by one."""

    icc1: Judgement
    icc2: Judgement
    rwgj: Judgement
    rwgj_moderate: Judgement
    ad: Judgement
    size: Judgement
    response: Judgement


@u.frozen
class OfScale:
    """A row of T15, T15a and T15d; agreement is that of groups that are large enough.

    `rwgj` begins with the uniform null; `rwgj_quantiles` are its 10th, 25th, 50th, 75th and
    90th percentiles over groups, None where the groups are few.
    """

    scale: str
    intended: Intended
    groups: u.Count
    size: u.Pure
    k0: u.Pure
    icc1: u.Correlation
    icc1_ci: u.Limits
    icc1_k0: u.Correlation
    icc2: u.Pure
    icc2_ci: u.Limits
    F: u.Statistic
    df1: u.Count
    df2: u.Count
    pvalue: u.Probability
    counted: u.Count
    rwgj: tuple[Agreed, ...]
    rwgj_quantiles: tuple[u.Share, ...] | None
    lindell: u.Pure
    ad: u.Score
    ad_mean: u.Score
    ad_cut: u.Score
    ad_within: u.Share
    chance: Chance | None
    judged: Judged
    found: Verdict

    @property
    def uniform(self) -> Agreed:
        """rwg(j) under the uniform null."""
        return self.rwgj[0]


@u.frozen
class Response:
    """Groups of known size, the median share of them that answered, and how many reach half."""

    known: u.Count
    median: u.Share
    half: u.Count


@u.frozen
class Aggregation(u.Payload):
    """`too_small` is None where it would tell about a group."""

    group: str
    groups: u.Count
    smallest: u.Count
    too_small: u.Count | None
    response: Response | None
    equal_sizes: bool
    scales: tuple[OfScale, ...]
