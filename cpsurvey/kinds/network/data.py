"""What a description of networks leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u

Reading = Literal["all", "robust", "no_communities"]
Measure = Literal[
    "indegree",
    "indegree_valued",
    "outdegree",
    "confirmed",
    "returned",
    "core",
    "pagerank",
    "betweenness",
    "constraint",
    "outward",
    "exposure",
]
Aside = Literal["self", "unknown", "twice", "beyond_roster"]
Term = Literal["same", "mutual", "receiver", "sender"]


@u.frozen
class OfGroup:
    """E-I index of all ties by one grouping: -1 all stay inside, 1 all leave."""

    group: str
    ei: u.Correlation


@u.frozen
class Spread:
    """A place in the network over the people for whom it is known; `n` at least k."""

    measure: Measure
    n: u.Count
    mean: u.Score
    sd: u.Score
    median: u.Score


@u.frozen
class OfTie:
    """A coefficient of the regression of ties; `group` where it is that of a same group.

    `pvalue` is by permutation of people; that of `mutual` by random networks.
    """

    term: Term
    group: str | None
    b: u.Slope
    t: u.Ratio
    pvalue: u.Probability


@u.frozen
class Explained:
    """Regression of ties among those asked (MRQAP); probabilities of a tie."""

    terms: tuple[OfTie, ...]
    r2: u.Share
    people: u.Count
    draws: u.Count


@u.frozen
class OfRelation:
    """One relation; `least` is the response of the centre with the smallest.

    `explained` is there for the main relation. `reading` says what non-response allows.
    `confirmation` is None where nobody was asked from the other side.
    """

    relation: str
    people: u.Count
    asked: u.Count
    response: u.Share
    least: u.Share
    reading: Reading
    ties: u.Count
    density: u.Share
    reciprocity: u.Share
    confirmation: u.Share
    confirmable: u.Count
    ei: tuple[OfGroup, ...]
    places: tuple[Spread, ...]
    explained: Explained | None = None


@u.frozen
class Between:
    """Densities of ties from group to group, the largest group first, without names.

    Groups below k are one, the last (`others`). A cell is None where fewer than k ties stand
    behind it, or where one such would follow from the rest.
    """

    relation: str
    group: str
    people: tuple[u.Count, ...]
    others: bool
    density: tuple[tuple[u.Share, ...], ...]


@u.frozen
class SetAside:
    """Nominations that were left out."""

    reason: Aside
    count: u.Count


@u.frozen
class Network(u.Payload):
    """Every relation that was asked for."""

    k: u.Count
    relations: tuple[OfRelation, ...]
    between: Between | None
    aside: tuple[SetAside, ...]
