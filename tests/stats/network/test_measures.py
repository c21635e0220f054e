"""Places in networks and agreement of partitions, against igraph and sna of R."""

import json
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from cpsurvey.stats.communities import partitions
from cpsurvey.stats.mrqap import mrqap
from cpsurvey.stats.network import positions, whole
from cpsurvey.stats.network.mutual import mutual, reciprocated
from cpsurvey.stats.network.ties import Arcs

GOLD = json.loads((Path(__file__).parents[2] / "gold" / "network.json").read_text())
NAMES = ("karate", "flo", "coleman")


def arcs(name):
    one = GOLD[name]
    source, target = np.array(one["edges"]).T
    return Arcs(one["n"], source, target, np.array(one["weight"], dtype=float))


@pytest.mark.gold
@pytest.mark.parametrize("name", NAMES)
def test_places_are_those_of_igraph(name):
    ties, want = arcs(name), GOLD[name]
    assert positions.indegree(ties).tolist() == want["indegree"]
    assert positions.indegree(ties, valued=True).tolist() == want["valued"]
    assert positions.core(ties).tolist() == want["core"]
    assert positions.pagerank(ties) == pytest.approx(want["pagerank"], abs=1e-10)
    pairs = (ties.n - 1) * (ties.n - 2)
    assert positions.betweenness(ties) * pairs == pytest.approx(want["betweenness"], abs=1e-9)
    expected = [np.nan if one is None else one for one in want["constraint"]]
    found = positions.constraint(ties)
    assert found == pytest.approx(expected, abs=1e-10, nan_ok=True)


@pytest.mark.parametrize("name", NAMES)
def test_places_are_those_of_networkx(name):
    ties = arcs(name)
    graph = nx.DiGraph()
    graph.add_nodes_from(range(ties.n))
    graph.add_weighted_edges_from(
        zip(ties.source.tolist(), ties.target.tolist(), ties.weight.tolist(), strict=True)
    )
    rank = nx.pagerank(graph, tol=1e-12, max_iter=1000)
    assert positions.pagerank(ties) == pytest.approx([rank[i] for i in range(ties.n)], abs=1e-8)
    between = nx.betweenness_centrality(graph)
    assert positions.betweenness(ties) == pytest.approx([between[i] for i in range(ties.n)])
    core = nx.core_number(graph.to_undirected())
    assert positions.core(ties).tolist() == [core[i] for i in range(ties.n)]
    group = np.arange(ties.n) % 4
    sets = [set(np.flatnonzero(group == g).tolist()) for g in range(4)]
    undirected = nx.Graph()
    undirected.add_nodes_from(range(ties.n))
    both = ties.symmetric()
    undirected.add_weighted_edges_from(
        zip(both.source.tolist(), both.target.tolist(), both.weight.tolist(), strict=True)
    )
    want = nx.community.modularity(undirected, sets)
    assert partitions.modularity(both, group) == pytest.approx(want, abs=1e-12)


@pytest.mark.gold
def test_modularity_reciprocity_density_and_agreement():
    karate = arcs("karate")
    plain = Arcs(karate.n, karate.source, karate.target, np.ones(len(karate.source)))
    faction = np.array(GOLD["karate"]["faction"])
    found = partitions.modularity(plain.symmetric(), faction)
    assert found == pytest.approx(GOLD["karate"]["modularity"], abs=1e-12)
    coleman = arcs("coleman")
    everybody = np.ones(coleman.n, dtype=bool)
    want = GOLD["coleman"]
    assert whole.reciprocity(coleman, everybody) == pytest.approx(want["reciprocity"])
    assert whole.density(coleman, everybody) == pytest.approx(want["density"])
    both = GOLD["agreement"]
    one, other = np.array(both["one"]), np.array(both["other"])
    assert partitions.adjusted_rand(one, other) == pytest.approx(both["rand"], abs=1e-12)
    assert partitions.mutual_information(one, other) == pytest.approx(both["nmi"], abs=1e-12)


@pytest.mark.gold
def test_regression_of_ties_is_netlm():
    want = GOLD["netlm"]
    n = want["n"]

    def matrix(places):  # R counts down its columns
        flat = np.zeros(n * n)
        flat[places] = 1.0
        return flat.reshape(n, n).T

    spring, autumn = matrix(want["spring"]), matrix(want["autumn"])
    named = autumn.sum(axis=1)
    found = mrqap(spring, [autumn, np.abs(named[:, None] - named)], seed=1, draws=999)
    assert found.b == pytest.approx(want["b"], abs=1e-10)
    assert found.t[1:] == pytest.approx(want["t"][1:], abs=1e-8)
    # p of 2,000 and of 999 permutations
    assert found.pvalue[1:] == pytest.approx(want["p"][1:], abs=0.05)


def test_regression_of_ties_refuses_what_follows_from_the_rest():
    rng = np.random.default_rng(1)
    y, x = rng.normal(size=(2, 12, 12))
    with pytest.raises(ValueError, match="independent"):
        mrqap(y, [x, 2 * x + 1], 1, 9)
    with pytest.raises(ValueError, match="independent"):
        mrqap(np.ones((12, 12)), [x], 1, 9)


@pytest.mark.slow
def test_regression_of_ties_holds_its_level():
    """Rows and columns of ties go together, as those of people do."""
    rng = np.random.default_rng(20261127)

    def square():
        sender, receiver = rng.normal(size=(2, 20))
        return sender[:, None] + receiver + rng.normal(size=(20, 20))

    hits = 0
    for seed in range(400):
        z = square()
        x = z + square()
        hits += mrqap(z + square(), [x - z, z], seed, 99).pvalue[1] <= 0.05
    assert hits <= 32  # 97.5th percentile of 400 tests at 5 % is 29


# ---------------------------------------------------------------------- by hand
HAND = Arcs(
    5, np.array([0, 0, 1, 2, 3]), np.array([1, 2, 0, 3, 0]), np.array([2.0, 1, 4, 1, 1])
)
ASKED = np.array([True, True, True, False, False])


def test_of_who_was_not_asked_nothing_is_known():
    out = positions.outdegree(HAND, ASKED)
    assert out[:3].tolist() == [2, 1, 1]
    assert np.isnan(out[3:]).all()
    # 0 -> 1 comes back; 2 did not name 0; 2 -> 3 cannot be told
    back = positions.returned(HAND, ASKED)
    assert back[:2].tolist() == [0.5, 1.0]
    assert np.isnan(back[2])
    # dyads both of which were asked: 0-1 mutual, 0-2 not
    assert whole.reciprocity(HAND, ASKED) == 0.5
    assert whole.density(HAND, ASKED) == 5 / 12


def test_confirmed_is_what_the_other_side_says_too():
    other = Arcs(5, np.array([1, 2]), np.array([0, 4]), np.ones(2))
    found = whole.confirmed(HAND, other, ASKED)
    assert found.tie.tolist() == [True, False, False, False, False]
    assert (found.known, found.rate) == (4, 0.25)


def test_external_and_internal_ties():
    team = np.array([0, 0, 1, 1, -1])
    assert positions.ei_index(HAND, team) == pytest.approx((2 - 3) / 5)
    own = positions.outward(HAND, team)
    assert own[:4] == pytest.approx([0.0, -1.0, 0.0, 0.0])
    assert np.isnan(own[4])


def test_exposure_is_weighted_by_how_often():
    value = np.array([1.0, 3.0, np.nan, 5.0, 9.0])
    found = positions.exposure(HAND, value)
    assert found[[0, 1, 2, 3]].tolist() == [3.0, 1.0, 5.0, 1.0]
    assert np.isnan(found[4])


@pytest.mark.parametrize(
    ("answered", "reading"),
    [(10, "all"), (8, "all"), (7, "robust"), (5, "robust"), (4, "no_communities")],
)
def test_what_may_be_read(answered, reading):
    asked = np.arange(10) < answered
    assert whole.coverage(asked, None, None, 5).reading == reading


def test_the_centre_with_the_fewest_answers_decides():
    asked = np.array([True] * 10 + [True] * 4 + [False] * 6 + [False])
    centre = np.array([0] * 10 + [1] * 10 + [2])
    found = whole.coverage(asked, 30, centre, 5)
    assert (found.share, found.least) == (14 / 30, 0.4)


# ------------------------------------------------------------------ named back
def spread(rng, n=40, back=0.0):
    """Unequal people in five groups, and ties that come back beyond that."""
    sends, receives = rng.normal(0, 0.8, (2, n))
    group = rng.integers(0, 5, n)
    odds = -2.5 + sends[:, None] + receives + 1.5 * (group[:, None] == group)
    tie = rng.random((n, n)) < 1 / (1 + np.exp(-odds))
    tie |= tie.T & (rng.random((n, n)) < back)
    np.fill_diagonal(tie, val=False)
    source, target = np.nonzero(tie)
    return Arcs(n, source, target, np.ones(len(source))), group[None, :]


def test_mutual_pairs_are_counted():
    assert mutual(HAND) == 1


def test_who_names_back_is_found():
    ties, group = spread(np.random.default_rng(2), back=0.3)
    assert reciprocated(ties, group, 1, 99) == 0.02


def test_nobody_names_back_is_found_too():
    """A circle: everybody names the next three."""
    source = np.repeat(np.arange(30), 3)
    target = (source + np.tile([1, 2, 3], 30)) % 30
    assert reciprocated(Arcs(30, source, target, np.ones(90)), None, 1, 199) < 0.05


@pytest.mark.slow
def test_naming_back_holds_its_level():
    rng = np.random.default_rng(20261128)
    hits = sum(reciprocated(*spread(rng, 30), seed, 99) <= 0.05 for seed in range(100))
    assert hits <= 10  # 98.9th percentile of 100 tests at 5 %
