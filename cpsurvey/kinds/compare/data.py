"""What comparisons of groups leave behind; written by `run`, read by `show`."""

from __future__ import annotations

from cpsurvey import payload as u
from cpsurvey.payload import Score as InUnits


@u.frozen
class Mean:
    """A row of T27."""

    group: str
    n: u.Count
    mean: InUnits
    sd: InUnits
    ci: u.Limits


@u.frozen
class Pair:
    """A row of T27c: the first group minus the second; p adjusted over the pairs."""

    first: str
    second: str
    difference: InUnits
    se: u.Error
    t: u.Ratio
    df: u.Df
    pvalue: u.Probability
    g: u.Pure
    g_ci: u.Limits


@u.frozen
class Score:
    """A row of T27b; without tests where all of a group have one value.

    Two groups: t and Mann-Whitney's U, `g` and `superiority`, the chance that somebody of
    the first group has more. More groups: F and Kruskal-Wallis's H, and every pair.
    """

    score: str
    n: u.Count
    means: tuple[Mean, ...]
    statistic: u.Statistic = None
    df1: u.Df = None
    df2: u.Df = None
    pvalue: u.Probability = None
    pvalue_holm: u.Probability = None
    rank: u.Statistic = None
    rank_pvalue: u.Probability = None
    superiority: u.Probability = None
    pvalue_cr2: u.Probability = None
    g: u.Pure = None
    g_ci: u.Limits = None
    eta2: u.Share = None
    eta2_ci: u.Limits = None
    omega2: u.Pure = None
    pairs: tuple[Pair, ...] = ()


@u.frozen
class Comparison:
    """Scores by one grouping; `hidden` counts the groups that are not shown."""

    by: str
    groups: tuple[str, ...]
    hidden: u.Count
    scores: tuple[Score, ...]


@u.frozen
class Comparisons(u.Payload):
    """One for every grouping; `cluster` is whose members resemble each other."""

    cluster: str | None
    comparisons: tuple[Comparison, ...]
