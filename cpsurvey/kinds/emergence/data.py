"""What a search for communities leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Mark

Null = Literal["degrees", "formal"]
Formal = Literal["team", "centre"]
Claim = Literal["beyond_teams", "beyond_chance", "none"]


@u.frozen
class Against:
    """Modularity against random networks of one kind; `excess` is above their mean.

    `excess_ci` leaves out the lowest and highest 2.5% of them.
    """

    null: Null
    mean: u.Pure
    sd: u.Pure
    excess: u.Pure
    excess_ci: u.Limits
    z: u.Ratio
    pvalue: u.Probability


@u.frozen
class OfFormal:
    """Communities beside one formal grouping; modularity `q` is that of its groups."""

    group: str
    groups: u.Count
    q: u.Pure
    rand: u.Pure
    nmi: u.Share
    inside_community: u.Share
    inside_group: u.Share


@u.frozen
class AlikeBy:
    """ICC(1) by one grouping (`group` None: by community), p by permutation of its labels."""

    group: str | None
    groups: u.Count
    icc1: u.Correlation
    ci: u.Limits
    pvalue: u.Probability


@u.frozen
class OfScale:
    """How alike people are in one score, all by the same `n` people."""

    scale: str
    n: u.Count
    by: tuple[AlikeBy, ...]


@u.frozen
class Answer:
    """One answer to a question on how the group formed; None where it is hidden."""

    label: str
    count: u.Count | None
    share: u.Share
    mark: Mark


@u.frozen
class Formed:
    """Answers to one question on how the group formed."""

    variable: str
    answers: tuple[Answer, ...]


@u.frozen
class Map:
    """People by community and team, and ties among communities, small ones put together.

    `teams` has a line for each community and a cell for each of the largest groups of `by`,
    which are centres where no cell of a team may be shown; ``None``:
    fewer than k, or what they would follow from. `ties` has the share of all ties between two
    communities, both ways together; ``None``: fewer than k people of either have them.
    """

    communities: tuple[u.Count, ...]
    others: bool
    teams: tuple[tuple[u.Count | None, ...], ...]
    by: Formal = "team"
    ties: tuple[tuple[u.Share, ...], ...]


@u.frozen
class Emergence(u.Payload):
    """Communities of one relation.

    `q` is the best modularity of `best_of` runs, observed and random networks alike;
    `consensus` that of what `runs` runs agree upon, `stability` their mean adjusted Rand
    index. `communities` counts those of k people and more; `smaller` people are in smaller
    ones, None where they are fewer than k themselves.
    """

    relation: str
    k: u.Count
    people: u.Count
    ties: u.Count
    response: u.Share
    q: u.Pure
    best_of: u.Count
    draws: u.Count
    consensus: u.Pure
    stability: u.Pure
    runs: u.Count
    communities: u.Count
    smaller: u.Count | None
    against: tuple[Against, ...]
    claim: Claim
    formal: tuple[OfFormal, ...]
    scales: tuple[OfScale, ...]
    formed: tuple[Formed, ...]
    map: Map | None

    @property
    def subject(self) -> str | None:
        """The relation."""
        return self.relation
