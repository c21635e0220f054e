"""What a variance by level leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from cpsurvey import payload as u
from cpsurvey.parts import Groups


@u.frozen
class OfLevel:
    """What one level has of a variance; `group` is None for the person, errors included."""

    group: str | None
    share: u.Share
    ci: u.Limits


@u.frozen
class Outcome:
    """One outcome, split; shares add up to 1, the person's is the last."""

    outcome: str
    n: u.Count
    singular: bool
    shares: tuple[OfLevel, ...]


@u.frozen
class ByLevel(u.Payload):
    """Outcomes that could be split, and the levels by which at least one was."""

    outcomes: tuple[Outcome, ...]
    groups: tuple[Groups, ...]
