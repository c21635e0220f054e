"""Networks of advice with known communities, and networks that have none.

People ask within a community that crosses teams, within their team, or anywhere. Communities
are made of people, never people of communities: answers are drawn before, and stay the same
whether a network is asked for or not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design.simulation import SimulatedNetwork

Array = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Graph:
    """Who asks whom, and what is true of it.

    Parameters
    ----------
    n : int
        People.
    source, target : (m,) int arrays
        Each pair once, nobody with themselves.
    team, community : (n,) int arrays
        `community` is one number for all where none was planted.
    """

    n: int
    source: Whole
    target: Whole
    team: Whole
    community: Whole

    def out_of(self) -> list[list[int]]:
        """Whom each person asks."""
        found: list[list[int]] = [[] for _ in range(self.n)]
        for one, other in zip(self.source.tolist(), self.target.tolist(), strict=True):
            found[one].append(other)
        return found


def planted(
    team: Whole,
    plan: SimulatedNetwork,
    rng: np.random.Generator,
    *,
    involved: Array | None = None,
    most: int = 8,
) -> Graph:
    """Communities that cross the teams.

    Parameters
    ----------
    involved : (n,) array, optional
        Standardised involvement: the involved ask more people, and are in communities alike.
    most : int
        Most people that anybody asks.
    """
    n = len(team)
    score = np.zeros(n) if involved is None else np.asarray(involved, dtype=float)
    community = _communities(team, score, plan, rng)
    mean = plan.degree * np.exp(plan.involvement * score - plan.involvement**2 / 2)
    returned = 1.0 + plan.reciprocity
    degree = np.minimum(rng.poisson(mean / returned), most)
    liked = np.exp(plan.skill * rng.standard_normal(n) + plan.involvement * score)
    answers = np.exp(plan.involvement * score)
    pools = [_pools(labels, liked) for labels in (community, team, np.zeros(n, dtype=np.int64))]
    kind = rng.choice(
        3, size=int(degree.sum()), p=[plan.community, plan.team, 1 - plan.community - plan.team]
    ).tolist()
    asks: list[list[int]] = [[] for _ in range(n)]
    for one in rng.permutation(n).tolist():
        for _ in range(int(degree[one])):
            other = _chosen(one, pools[kind.pop()], asks, plan.closure, rng)
            if other is None or len(asks[one]) >= most:
                continue
            asks[one].append(other)
            back = asks[other]
            likely = plan.reciprocity * answers[one] * answers[other]
            if rng.random() < likely and one not in back and len(back) < most:
                back.append(one)
    return _graph(asks, team, community)


def _communities(
    team: Whole, score: Array, plan: SimulatedNetwork, rng: np.random.Generator
) -> Whole:
    """Community of each: by an involvement that is theirs and its members', or by the team."""
    n = len(team)
    k = max(2, round(n / plan.size))
    behind = np.sqrt(plan.alike) * score + np.sqrt(1 - plan.alike) * rng.standard_normal(n)
    ends = np.sort(rng.dirichlet(np.full(k, 12.0)).cumsum())[:-1]
    place = behind.argsort().argsort() / n
    drawn = rng.permutation(k)[np.searchsorted(ends, place)]
    own = rng.random(n) >= plan.across
    return np.where(own, team % k, drawn).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Pool:
    """Members of every group, and how likely each of them is asked."""

    label: Whole
    members: list[Whole]
    upto: list[Array]


def _pools(label: Whole, liked: Array) -> _Pool:
    members = [np.flatnonzero(label == one) for one in range(int(label.max()) + 1)]
    return _Pool(label, members, [liked[those].cumsum() for those in members])


def _chosen(
    one: int, pool: _Pool, asks: list[list[int]], closure: float, rng: np.random.Generator
) -> int | None:
    """Somebody of the pool, or whom somebody asks whom one asks."""
    if asks[one] and rng.random() < closure:
        through = asks[asks[one][int(rng.integers(len(asks[one])))]]
        near = [other for other in through if other != one and other not in asks[one]]
        if near:
            return near[int(rng.integers(len(near)))]
    group = int(pool.label[one])
    upto = pool.upto[group]
    for _ in range(8):
        at = int(np.searchsorted(upto, rng.random() * upto[-1]))
        other = int(pool.members[group][at])
        if other != one and other not in asks[one]:
            return other
    return None


def _graph(asks: list[list[int]], team: Whole, community: Whole) -> Graph:
    source = np.repeat(np.arange(len(asks)), [len(those) for those in asks])
    target = np.array([other for those in asks for other in those], dtype=np.int64)
    return Graph(len(asks), source.astype(np.int64), target, team, community)


# -------------------------------------------------------------- networks without communities
def random_graph(team: Whole, degree: float, rng: np.random.Generator) -> Graph:
    """Erdos-Renyi: every pair with the same probability."""
    n = len(team)
    there = rng.random((n, n)) < degree / (n - 1)
    np.fill_diagonal(there, val=False)
    source, target = np.nonzero(there)
    return Graph(n, source, target, team, np.zeros(n, dtype=np.int64))


def degree_matched(graph: Graph, rng: np.random.Generator, swaps: int = 10) -> Graph:
    """The same in- and out-degrees, otherwise at random: pairs of ties change their ends."""
    source, target = graph.source.tolist(), graph.target.tolist()
    there = set(zip(source, target, strict=True))
    m = len(source)
    for at, other in rng.integers(0, m, (swaps * m, 2)).tolist():
        a, b, c, d = source[at], target[at], source[other], target[other]
        if a == d or c == b or (a, d) in there or (c, b) in there:
            continue
        there -= {(a, b), (c, d)}
        there |= {(a, d), (c, b)}
        target[at], target[other] = d, b
    community = np.zeros(graph.n, dtype=np.int64)
    return Graph(graph.n, np.array(source), np.array(target), graph.team, community)


def team_blocked(team: Whole, degree: float, within: float, rng: np.random.Generator) -> Graph:
    """Teams and nothing beyond them: that share of ties is within a team, others anywhere."""
    plan = SimulatedNetwork(
        degree=degree,
        community=0.0,
        team=within,
        involvement=0,
        skill=0,
        reciprocity=0,
        closure=0,
    )
    graph = planted(team, plan, rng, most=len(team))
    return Graph(graph.n, graph.source, graph.target, team, np.zeros(graph.n, dtype=np.int64))
