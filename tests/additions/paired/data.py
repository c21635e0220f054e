"""What paired differences leave behind; written by `run`, read by `show`."""

from __future__ import annotations

from dataclasses import dataclass

from cpsurvey.payload import (
    Correlation,
    Count,
    Df,
    Error,
    Limits,
    Payload,
    Probability,
    Pure,
    Ratio,
    Score,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """One variable among the respondents of a pair."""

    mean: Score
    sd: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`first` minus `second`; `d` is their mean difference per SD of the differences."""

    first: str
    second: str
    n: Count
    of_first: Moments
    of_second: Moments
    r: Correlation
    est: Score
    se: Error
    t: Ratio
    df: Df
    pvalue: Probability
    ci: Limits
    d: Pure


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired(Payload):
    """Pairs in the order they were asked for, without those that could not be compared."""

    differences: tuple[Difference, ...]
