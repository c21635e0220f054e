"""Random networks are drawn evenly; communities are found where there are some."""

import itertools
from collections import Counter

import networkx as nx
import numpy as np
import pytest
from scipy import stats

from cpsurvey.stats.communities import emergence, found, partitions
from cpsurvey.stats.communities.alike import alike
from cpsurvey.stats.communities.rewired import walks
from cpsurvey.stats.network.ties import Arcs


def arcs(n, pairs, weight=None):
    source, target = np.array(sorted(pairs)).T
    return Arcs(n, source, target, np.ones(len(source)) if weight is None else weight)


def drawn(n, m, seed):
    rng = np.random.default_rng(seed)
    pair = np.sort(rng.choice(n * n, 2 * m, replace=False))
    pair = pair[pair // n != pair % n][:m]
    return Arcs(n, pair // n, pair % n, rng.integers(1, 6, len(pair)).astype(float))


SMALL = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (0, 2)]
TEAMS = np.array([[0, 0, 0, 1, 1]])


def alike_in_degrees(pairs, blocks):
    """Every network with the degrees of `pairs`, within and beyond groups."""

    def degrees(those):
        def kind(p):
            return None if blocks is None else blocks[0][p[0]] == blocks[0][p[1]]

        return [Counter((p[end], kind(p)) for p in those) for end in (0, 1)]

    every = [(i, j) for i in range(5) for j in range(5) if i != j]
    wanted = degrees(pairs)
    found = (c for c in itertools.combinations(every, len(pairs)) if degrees(c) == wanted)
    return {tuple(5 * i + j for i, j in one) for one in found}


@pytest.mark.parametrize(
    ("pairs", "blocks"),
    [
        (SMALL, None),
        ([*SMALL[:4], (2, 4), (3, 0)], None),
        ([(0, 1), (1, 2), (0, 3), (1, 3), (3, 4), (4, 0), (2, 4)], TEAMS),
    ],
)
def test_every_network_with_these_degrees_is_as_likely(pairs, blocks):
    wanted = alike_in_degrees(pairs, blocks)
    walk = walks(arcs(5, pairs), blocks, np.random.default_rng(1), sweeps=60)
    seen = Counter(tuple(sorted(next(walk).pair.tolist())) for _ in range(1500))
    assert set(seen) <= wanted
    counts = np.array([seen[one] for one in sorted(wanted)])
    assert len(wanted) > 2
    assert stats.chisquare(counts).pvalue > 0.001


def test_random_networks_keep_degrees_teams_and_what_people_gave():
    ties = drawn(60, 300, 4)
    blocks = np.array([np.arange(60) % 6, np.arange(60) % 2])
    blocks[0, :5] = -1
    walk = walks(ties, blocks, np.random.default_rng(1))
    for one in itertools.islice(walk, 20):
        assert len(np.unique(one.pair)) == 300
        assert (one.source != one.target).all()
        for group in (np.zeros(60, dtype=int), *blocks):
            inside = [
                (g[t.source] == g[t.target]) & (g[t.source] >= 0)
                for t in (ties, one)
                for g in [group]
            ]
            for end in ("source", "target"):
                counts = [
                    np.bincount(getattr(t, end)[same], minlength=60)
                    for t, same in zip((ties, one), inside, strict=True)
                ]
                assert (counts[0] == counts[1]).all()
        given = [np.bincount(t.source, t.weight, minlength=60) for t in (ties, one)]
        assert given[0] == pytest.approx(given[1])


def test_the_same_seed_gives_the_same_and_leaves_others_alone():
    import random

    ties = drawn(60, 240, 2)
    random.seed(5)
    before = random.random()
    one = found.consensus(ties, 7)
    random.seed(5)
    other = found.consensus(ties, 7)
    assert random.random() == before
    assert (one.group == other.group).all()
    assert one.stability == other.stability
    first, second = (emergence.beyond(ties, None, 3, 20) for _ in range(2))
    assert first.observed == second.observed
    assert (first.drawn == second.drawn).all()


def test_karate_is_parted_as_everybody_parts_it():
    graph = nx.karate_club_graph()
    ties = arcs(34, [edge for a, b in graph.edges for edge in ((a, b), (b, a))])
    with found.seeded(1):
        assert max(found.qualities(ties.undirected(), 20)) == pytest.approx(0.41979, abs=5e-5)
    one = found.consensus(ties, 1)
    assert one.q > 0.41
    assert one.stability > 0.8
    club = np.array([graph.nodes[i]["club"] == "Officer" for i in range(34)]).astype(int)
    assert partitions.adjusted_rand(one.group, club) > 0.4


def planted(seed, inside=0.85, n=80):
    """Five communities across eight teams."""
    rng = np.random.default_rng(seed)
    community = np.arange(n) // (n // 5)
    pairs = set()
    while len(pairs) < 4 * n:
        a = int(rng.integers(n))
        there = community == community[a] if rng.random() < inside else community >= 0
        b = int(rng.choice(np.flatnonzero(there)))
        if a != b:
            pairs.add((a, b))
    return arcs(n, pairs), community, np.arange(n) % 8


def test_planted_communities_are_found_and_lie_beyond_teams():
    ties, community, team = planted(1)
    one = found.consensus(ties, 1)
    assert partitions.adjusted_rand(one.group, community) > 0.9
    for blocks in (None, team[None, :]):
        beyond = emergence.beyond(ties, blocks, 1, 99)
        assert beyond.z > 3
        assert beyond.pvalue == 0.01
        low, high = beyond.interval()
        assert 0 < low < beyond.excess < high


def test_teams_alone_are_not_beyond_teams():
    """Ties in teams go far beyond chance, and not beyond teams."""
    rng = np.random.default_rng(3)
    team = np.arange(80) % 8
    chance = np.where(team[:, None] == team, 0.3, 0.02)
    np.fill_diagonal(chance, 0)
    ties = arcs(80, list(zip(*np.nonzero(rng.random((80, 80)) < chance), strict=True)))
    assert emergence.beyond(ties, None, 1, 99).pvalue == 0.01
    assert emergence.beyond(ties, team[None, :], 1, 99).pvalue > 0.05


def test_a_claim_that_ends_early_is_that_of_all_draws():
    for seed in range(12):
        ties = drawn(40, 120, seed)
        whole = emergence.beyond(ties, None, seed, 39, 2).pvalue <= 0.05
        assert emergence.claimed(ties, None, seed, 39, 2) == whole


def test_who_has_no_tie_is_in_no_community():
    ties, _, _ = planted(2)
    more = Arcs(83, ties.source, ties.target, ties.weight)
    one = found.consensus(more, 1, runs=10)
    assert (one.group[80:] == -1).all()
    assert (one.group[:80] >= 0).all()


def test_larger_networks_are_held_against_fewer_by_rule():
    assert emergence.draws_for(20_000) == 1000
    assert emergence.draws_for(200_000) == 125
    assert emergence.draws_for(10**7) == 99
    assert [emergence.runs_for(m) for m in (320, 1200, 20_000)] == [10, 2, 1]


def test_partitions_that_agree_as_by_chance_or_wholly():
    one = np.array([0, 0, 1, 1])
    assert partitions.adjusted_rand(one, 1 - one) == 1.0
    assert partitions.mutual_information(one, 1 - one) == pytest.approx(1.0)
    assert partitions.adjusted_rand(np.zeros(4, int), np.zeros(4, int)) == 1.0
    assert partitions.mutual_information(np.zeros(4, int), np.zeros(4, int)) == 1.0
    assert partitions.mutual_information(one, np.array([0, 1, 0, 1])) == pytest.approx(0.0)
    assert partitions.relabelled(np.array([5, -1, 2, 2])).tolist() == [1, -1, 0, 0]


def test_people_of_a_community_are_alike_or_not():
    rng = np.random.default_rng(4)
    group = np.arange(90) % 6
    effect = rng.normal(size=6)[group]
    found = alike(effect + rng.normal(size=90), group, rng, 199)
    assert found.pvalue == 0.005
    assert found.icc1 > 0.2
    hits = sum(alike(rng.normal(size=90), group, rng, 99).pvalue <= 0.05 for _ in range(100))
    assert hits <= 11  # 99th percentile of 100 tests at 5 %
    assert alike(rng.normal(size=3), np.arange(3), rng, 9) is None
