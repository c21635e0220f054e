"""What paired differences leave behind; written by `run`, read by `show`."""

from __future__ import annotations

from cpsurvey import payload as u


@u.frozen
class Moments:
    """One variable among the respondents of a pair."""

    mean: u.Score
    sd: u.Score


@u.frozen
class Difference:
    """`first` minus `second`; `d` is their mean difference per SD of the differences."""

    first: str
    second: str
    n: u.Count
    of_first: Moments
    of_second: Moments
    r: u.Correlation
    est: u.Score
    se: u.Error
    t: u.Ratio
    df: u.Df
    pvalue: u.Probability
    ci: u.Limits
    d: u.Pure


@u.frozen
class Paired(u.Payload):
    """Pairs in the order they were asked for, without those that could not be compared."""

    differences: tuple[Difference, ...]
