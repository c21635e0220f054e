"""What a crossed split of variance leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u

Level = Literal["community", "formal", "person", "common", "error"]


@u.frozen
class OfLevel:
    """What one level has of a variance; `group` where it is a formal one."""

    level: Level
    group: str | None
    groups: u.Count
    share: u.Share
    ci: u.Limits


@u.frozen
class Outcome:
    """One outcome of `n` people; shares add up to 1.

    With one measure the last share is the person's, errors included. With others `beside`
    it, all standardised, the last two are what a person's measures have in common and error.
    """

    outcome: str
    n: u.Count
    shares: tuple[OfLevel, ...]
    beside: tuple[str, ...] = ()


@u.frozen
class Split(u.Payload):
    """Outcomes that could be split by communities of one relation and formal groups."""

    relation: str
    outcomes: tuple[Outcome, ...]

    @property
    def subject(self) -> str | None:
        """The relation."""
        return self.relation
