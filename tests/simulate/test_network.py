"""Simulated networks: what was planted is there, and nothing else changes."""

import numpy as np
import pytest

from cpsurvey.design import load_questionnaire
from cpsurvey.design.simulation import SimulatedNetwork
from cpsurvey.errors import CpsurveyError
from cpsurvey.simulate import simulate, write_limesurvey
from cpsurvey.simulate.network import degree_matched, planted, random_graph, team_blocked

TEAM = np.repeat(np.arange(40), 10)


@pytest.fixture(scope="module")
def shipped():
    return load_questionnaire("cop-callcentre").questionnaire


def modularity(graph, labels):
    """Of the undirected graph, by its definition."""
    m = len(graph.source)
    degree = np.bincount(np.append(graph.source, graph.target), minlength=graph.n)
    inside = np.mean(labels[graph.source] == labels[graph.target])
    shares = np.bincount(labels, weights=degree) / (2 * m)
    return float(inside - np.sum(shares**2))


def detected(graph, seed=1):
    """Communities that a maintained library finds."""
    import random

    import igraph

    random.seed(seed)
    igraph.set_random_number_generator(random)
    pairs = list(zip(graph.source.tolist(), graph.target.tolist(), strict=True))
    found = igraph.Graph(graph.n, pairs).as_undirected().simplify()
    return np.array(found.community_leiden("modularity", n_iterations=10).membership)


def rand(one, other):
    """Adjusted Rand index."""
    from math import comb

    table = np.zeros((one.max() + 1, other.max() + 1), dtype=int)
    np.add.at(table, (one, other), 1)
    both = sum(comb(int(k), 2) for k in table.ravel())
    rows, columns = (sum(comb(int(k), 2) for k in table.sum(axis=a)) for a in (1, 0))
    expected = rows * columns / comb(len(one), 2)
    return (both - expected) / ((rows + columns) / 2 - expected)


def test_planted_communities_are_there_and_cross_the_teams():
    plan = SimulatedNetwork(size=25, degree=6, community=0.85, team=0.05)
    graph = planted(TEAM, plan, np.random.default_rng(3))
    assert rand(graph.community, detected(graph)) > 0.8
    assert abs(rand(graph.community, TEAM)) < 0.1
    assert modularity(graph, graph.community) > modularity(graph, TEAM) + 0.3


def test_no_pair_stands_twice_and_nobody_asks_themselves_or_too_many():
    graph = planted(TEAM, SimulatedNetwork(degree=7), np.random.default_rng(4), most=8)
    assert not np.any(graph.source == graph.target)
    pairs = set(zip(graph.source.tolist(), graph.target.tolist(), strict=True))
    assert len(pairs) == len(graph.source)
    assert np.bincount(graph.source, minlength=graph.n).max() <= 8


@pytest.mark.parametrize("degree", [2.0, 4.0])
def test_degrees_have_the_mean_that_is_asked_for(degree):
    plan = SimulatedNetwork(degree=degree, involvement=0, closure=0)
    graph = planted(np.repeat(TEAM, 5), plan, np.random.default_rng(5), most=60)
    assert len(graph.source) / graph.n == pytest.approx(degree, rel=0.08)


def test_the_involved_ask_more_people_and_are_in_communities_alike():
    rng = np.random.default_rng(6)
    score = rng.standard_normal(2000)
    team = np.repeat(np.arange(200), 10)
    plan = SimulatedNetwork(involvement=0.4, alike=0.3, across=1.0)
    graph = planted(team, plan, rng, involved=score)
    out = np.bincount(graph.source, minlength=graph.n)
    assert np.corrcoef(score, out)[0, 1] > 0.2
    means = np.array([score[graph.community == c].mean() for c in np.unique(graph.community)])
    between = np.var(means) * (graph.n / len(means)) / np.var(score)
    assert np.var(means) / np.var(score) == pytest.approx(0.3, abs=0.1)
    assert between > 1


def test_networks_without_communities_have_none_planted():
    rng = np.random.default_rng(7)
    loose = random_graph(TEAM, 4.0, rng)
    assert len(loose.source) / loose.n == pytest.approx(4.0, rel=0.15)
    graph = planted(TEAM, SimulatedNetwork(), rng)
    matched = degree_matched(graph, rng)
    for end in ("source", "target"):
        degrees = [np.bincount(getattr(g, end), minlength=g.n) for g in (graph, matched)]
        assert np.array_equal(*degrees)
    pairs = set(zip(matched.source.tolist(), matched.target.tolist(), strict=True))
    assert len(pairs) == len(matched.source)
    assert not np.any(matched.source == matched.target)
    assert modularity(matched, graph.community) < 0.1 < modularity(graph, graph.community)
    blocked = team_blocked(TEAM, 4.0, 0.7, rng)
    assert np.mean(TEAM[blocked.source] == TEAM[blocked.target]) == pytest.approx(0.7, abs=0.05)


def test_answers_are_the_same_with_a_network_and_without(shipped):
    one, other = (simulate(shipped, 120, seed=9, network=named) for named in (False, True))
    assert one.network is None
    for name, column in one.answers.items():
        assert np.array_equal(column, other.answers[name], equal_nan=True)
    assert one.token == other.token
    assert all(np.array_equal(v, other.scores[k]) for k, v in one.scores.items())


def test_the_same_seed_tells_the_same_network(shipped, tmp_path):
    for name in ("a.csv", "b.csv"):
        write_limesurvey(simulate(shipped, 80, seed=2, network=True), tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    head = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    for heading in ("net_consent", "net_advice[1]", "net_asked[8]", "net_advice_tie_freq[3]"):
        assert f'"{heading}"' in head


def test_who_refuses_or_never_came_to_the_questions_names_nobody(shipped):
    drawn = simulate(shipped, 400, seed=3, network=True, dropout=0.2)
    named = drawn.network
    assert named is not None
    assert 0 < int((named.reached & ~named.asked).sum()) < 0.2 * drawn.n
    for said in named.said.values():
        assert not any(
            those for those, asked in zip(said, named.asked, strict=True) if not asked
        )
    there = dict(zip(range(drawn.n), drawn.team, strict=True))
    assert {there[one] for one in range(drawn.n)}  # teams in the order of the respondents
    firsts = named.graph.team[: drawn.n]
    assert [f"T{team + 1:03d}" for team in firsts] == drawn.team


def test_a_questionnaire_that_asks_for_no_names_has_no_network(shipped):
    without = shipped.model_copy(update={"network": None})
    with pytest.raises(CpsurveyError, match="asks for no names"):
        simulate(without, 20, seed=1, network=True)


def test_twenty_thousand_people_are_drawn():
    team = np.repeat(np.arange(2000), 10)
    graph = planted(team, SimulatedNetwork(degree=10), np.random.default_rng(1), most=20)
    assert len(graph.source) > 150_000
