"""A log of observers on its way through: sessions and episodes, people as pseudonyms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpsurvey.design.evidence_seen import Mode
from cpsurvey.seen.aside import Left

Role = Literal[
    "complete_observer",
    "observer_as_participant",
    "participant_as_observer",
    "complete_participant",
    "unknown",
]
"""How far an observer took part (Gold, 1958)."""
ROLES: tuple[Role, ...] = (
    "complete_observer",
    "observer_as_participant",
    "participant_as_observer",
    "complete_participant",
)


@dataclass(frozen=True, slots=True)
class Session:
    """A stretch of observation.

    Parameters
    ----------
    observer : int
        Number of the observer, in no order that means anything; -1 where nobody is named.
    hours : float or None
        Agent-hours that were observed: time less breaks, times the agents present.
    first, last : str
        Days; empty where unknown.
    """

    observer: int
    role: Role
    hours: float | None
    first: str
    last: str


@dataclass(frozen=True, slots=True, repr=False)
class Episode:
    """Something that was seen; None where the log does not say.

    Parameters
    ----------
    session : int
        Place of its session; those of a session that is not listed share a number below 0.
    timed : bool
        Whether it lies in observed hours, and so counts for rates.
    helped : bool or None
        Whether anybody helped.
    routine : bool or None
        None: unclear.
    """

    session: int
    timed: bool
    agent: str
    helpers: tuple[str, ...]
    helped: bool | None
    routine: bool | None
    mode: Mode | None
    resolved: bool | None
    cross_team: bool | None
    team: str


@dataclass(frozen=True, slots=True, repr=False)
class Log:
    """Everything observers wrote down that can be used, and what was left out."""

    sessions: tuple[Session, ...]
    episodes: tuple[Episode, ...]
    left: tuple[Left, ...]
