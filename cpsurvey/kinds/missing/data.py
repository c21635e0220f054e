"""What the description of missing answers leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cpsurvey import payload as u

Compared = Literal["share", "complete"]
NOT_APPLICABLE = "not_applicable"
"""The reason that tells of the work: what is asked about did not happen."""


@u.frozen
class Item:
    """Answers to one item; `reasons` counts those missing for each."""

    item: str
    scale: str
    n: u.Count
    missing: u.Count
    share: u.Share
    reasons: Mapping[str, u.Count]


@u.frozen
class Quartiles:
    """How a share differs between groups; which group has which is told of none."""

    what: Compared
    lowest: u.Share
    quarter: u.Share
    median: u.Share
    three_quarters: u.Share
    highest: u.Share


@u.frozen
class Groups:
    """Groups there are, those that may be shown, and their quartiles; no rows for a few."""

    count: u.Count
    shown: u.Count
    rows: tuple[Quartiles, ...]


@u.frozen
class Category:
    """Answers of a category that are missing for each reason, of all its answers."""

    category: str
    n: u.Count
    shares: Mapping[str, u.Share]


@u.frozen
class By:
    """Reasons by the categories of a variable; `hidden` of them are left out."""

    variable: str
    rows: tuple[Category, ...]
    hidden: u.Count


@u.frozen
class NotApplicable:
    """A scale some of whose items do not apply to some people's work.

    `people` say so of one item or more; `share` is of all answers to its items, `shares` of
    those of each category of the variable the reasons are broken down by.
    """

    scale: str
    people: u.Count
    share: u.Share
    shares: Mapping[str, u.Share]


@u.frozen
class Pattern:
    """Items that are missing together; none for those who answered all."""

    missing: tuple[str, ...]
    n: u.Count
    share: u.Share


@u.frozen
class Rest:
    """Patterns that are only counted, and the respondents who have one of them."""

    patterns: u.Count
    n: u.Count


@u.frozen
class Mcar:
    """Little's test over `items` items and `patterns` patterns."""

    d2: u.Statistic
    df: u.Count
    pvalue: u.Probability
    n: u.Count
    patterns: u.Count
    items: u.Count


@u.frozen
class Band:
    """Respondents who miss about as much, and the share missing of each item."""

    n: u.Count
    shares: tuple[u.Share, ...]


@u.frozen
class Missing(u.Payload):
    """Who misses most stands in the first of `bands`.

    `reasons` are those that occur; `by` is None where no variable was named or its
    categories are not known, `mcar` where it could not be tested, `mcar_dropped` are the
    items left out of that test, `not_applicable` the scales by falling share.
    """

    share: u.Share
    complete: u.Count
    reasons: tuple[str, ...]
    items: tuple[Item, ...]
    group: str
    groups: Groups
    by: By | None
    patterns: tuple[Pattern, ...]
    pattern_count: u.Count
    pattern_rest: Rest
    mcar: Mcar | None
    mcar_dropped: tuple[str, ...]
    bands: tuple[Band, ...]
    not_applicable: tuple[NotApplicable, ...] = ()
