"""What correlations leave behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u


@u.frozen
class Variable:
    """A row of T11; mean and SD are None where they would tell a small category."""

    name: str
    mean: u.Score
    sd: u.Score
    reliability: u.Share


@u.frozen
class OfLevel:
    """One correlation within groups, or between their means."""

    r: u.Correlation
    ci: u.Limits
    pvalue: u.Probability


@u.frozen
class Pair:
    """One correlation; `first` stands before `second` in the list of variables."""

    first: str
    second: str
    n: u.Count
    r: u.Correlation
    ci: u.Limits
    pvalue: u.Probability
    p_holm: u.Probability
    within: OfLevel | None
    between: OfLevel | None


@u.frozen
class Levels:
    """Respondents with every score, and the groups they are in."""

    n: u.Count
    groups: u.Count


@u.frozen
class Correlations(u.Payload):
    """Pairs in the order of rows: first with second, with third, ...; second with third.

    `reliability_alpha` names variables whose reliability is alpha, as no factor could be
    fitted; `levels` is None where the correlations are not split.
    """

    variables: tuple[Variable, ...]
    pairs: tuple[Pair, ...]
    reliability_kind: Literal["omega_total", "omega_categorical"]
    reliability_alpha: tuple[str, ...]
    levels: Levels | None
