"""What places beside involvement and outcomes leave behind; written by `run`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u

Measure = Literal["indegree", "confirmed", "returned", "core"]
Role = Literal["place", "involvement", "peers"]


@u.frozen
class Agrees:
    """A score of involvement beside a place: standardised slope, errors robust to groups.

    `permuted` is the p-value of permuted places.
    """

    involvement: str
    measure: Measure
    n: u.Count
    rho: u.Correlation
    b: u.Std
    ci: u.Limits
    df: u.Df
    pvalue: u.Probability
    permuted: u.Probability


@u.frozen
class Slope:
    """A predictor of an outcome, standardised; `name` of a place, or of a score."""

    role: Role
    name: str
    b: u.Std
    ci: u.Limits
    df: u.Df
    pvalue: u.Probability
    permuted: u.Probability


@u.frozen
class Outcome:
    """One outcome by place and involvement, `peers`: beside the same outcome of those named."""

    outcome: str
    version: str | None
    peers: bool
    n: u.Count
    r2: u.Share
    slopes: tuple[Slope, ...]


@u.frozen
class Position(u.Payload):
    """Places in one relation; `groups` are those errors are robust to, 0 without."""

    relation: str
    cluster: str
    groups: u.Count
    draws: u.Count
    controls: tuple[str, ...]
    agrees: tuple[Agrees, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def subject(self) -> str | None:
        """The relation."""
        return self.relation
