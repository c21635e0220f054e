"""What observers saw, counted; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.design.evidence_seen import Mode
from cpsurvey.seen.aside import LeftOut
from cpsurvey.seen.log import Role

Part = Literal["all", "routine", "nonroutine"]
"""Which episodes: all, or those of routine and non-routine work."""
Measure = Literal["mobilised", "resolved", "resolved_more", "crossing"]
"""`mobilised`: help outside routine less help in routine; `resolved`: outside routine, with
help less without; `resolved_more`: the same less that of routine; `crossing`: share of help
that crosses teams."""
Overlap = Literal["overlap", "apart", "unknown"]
"""Of the days of observation and those of the answers."""


@u.frozen
class Rate:
    """A row of T34: help per agent-hour, and the share of episodes in which anybody helped.

    `helped` episodes in observed hours; `share` of all `episodes`. None where fewer people
    than may be told of stand behind it.
    """

    part: Part
    hours: u.Pure
    helped: u.Count | None
    rate: u.Pure
    ci: u.Limits
    episodes: u.Count | None
    share: u.Share
    share_ci: u.Limits
    resolved_with: u.Share
    resolved_without: u.Share


@u.frozen
class Contrast:
    """A difference of shares (or a share) with its interval; `n` episodes, in sessions."""

    measure: Measure
    est: u.Gain
    ci: u.Limits
    n: u.Count
    sessions: u.Count


@u.frozen
class OfMode:
    """A row of T34b: a way of helping as it was seen, and as people tell of it.

    `share` of the episodes with help; `told` is the mean of the items of this mode.
    `seen_more`: share less the mean share of the other modes that items ask for, `told_more`
    the same of the means of items.
    """

    mode: Mode
    n: u.Count | None
    share: u.Share
    ci: u.Limits
    told: u.Score
    told_ci: u.Limits
    told_n: u.Count
    seen_more: u.Gain
    seen_more_ci: u.Limits
    told_more: u.Score
    told_more_ci: u.Limits


@u.frozen
class Ties:
    """T34c: help that was seen beside help that was told of, among those seen and asked."""

    relation: str
    people: u.Count
    told: u.Count
    seen: u.Count
    both: u.Count
    jaccard: u.Share
    precision: u.Share
    recall: u.Share
    r: u.Correlation
    pvalue: u.Probability
    draws: u.Count


@u.frozen
class Perceived:
    """Teams in order of non-routine episodes seen, and of what people say of it."""

    variable: str
    teams: u.Count
    rho: u.Correlation
    pvalue: u.Probability


@u.frozen
class Observers:
    """A row of T34d: who observed, how far they took part."""

    role: Role
    observers: u.Count
    sessions: u.Count
    hours: u.Pure


@u.frozen
class Window:
    """First and last days of observation, and months of the answers, where they are known."""

    first: str
    last: str
    answers_first: str
    answers_last: str
    overlap: Overlap


@u.frozen
class Observed(u.Payload):
    """Everything that was seen.

    `agents` were observed, `known` of them answered; `ratio` is the rate of help outside
    routine over that in routine, `dispersion` 1 where help comes by chance.
    """

    agents: u.Count
    known: u.Count
    sessions: u.Count
    hours: u.Pure
    unclear: u.Count
    rates: tuple[Rate, ...]
    ratio: u.Ratio
    ratio_ci: u.Limits
    dispersion: u.Ratio
    contrasts: tuple[Contrast, ...]
    modes: tuple[OfMode, ...]
    ties: Ties | None
    perceived: Perceived | None
    observers: tuple[Observers, ...]
    window: Window
    left: tuple[LeftOut, ...]

    def contrast(self, measure: Measure) -> Contrast | None:
        """One of the contrasts."""
        return next((one for one in self.contrasts if one.measure == measure), None)

    def rate(self, part: Part) -> Rate | None:
        """One of the rates."""
        return next((one for one in self.rates if one.part == part), None)
