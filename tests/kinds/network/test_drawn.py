"""The picture of a network: who is in which community and team, and nobody alone."""

import itertools
import math
import re
from types import SimpleNamespace

import numpy as np
import pytest

from cpsurvey.kinds.emergence import figure
from cpsurvey.kinds.emergence import words as emergence_words
from cpsurvey.kinds.emergence.data import Map
from cpsurvey.kinds.emergence.mapped import mapped
from cpsurvey.kinds.emergence.placed import dots, ring
from cpsurvey.kinds.network import figure as heat
from cpsurvey.kinds.network import words as network_words
from cpsurvey.kinds.network.data import Between
from cpsurvey.report.words import Words
from cpsurvey.stats.communities.partitions import relabelled
from cpsurvey.stats.network.ties import Arcs

K = 5


def network(rng, n, communities, teams, inside=0.8):
    """People with communities, teams that do not follow them, and ties mostly inside."""
    community = relabelled(rng.integers(0, communities, n))
    source = rng.integers(0, n, 4 * n)
    within = np.array([rng.choice(np.flatnonzero(community == community[a])) for a in source])
    target = np.where(rng.random(4 * n) < inside, within, rng.integers(0, n, 4 * n))
    pair = np.unique((source * n + target)[source != target])
    ties = Arcs(n, pair // n, pair % n, np.ones(len(pair)))
    team = relabelled(rng.geometric(1.5 / teams, n))
    return SimpleNamespace(n=n, ties=ties, group={"team": team}), community


def shuffled(net, community, rng):
    """The same network with its people in another order."""
    place = rng.permutation(net.n)
    order = np.argsort(place)
    ties = Arcs(net.n, place[net.ties.source], place[net.ties.target], net.ties.weight)
    team = net.group["team"][order]
    return SimpleNamespace(n=net.n, ties=ties, group={"team": team}), community[order]


def picture(found, language="en"):
    data = SimpleNamespace(map=found, k=K)
    result = SimpleNamespace(id="x", data=data)
    return figure.communities(result, Words(language, {}))


def marks(svg):
    """Dots by where they stand."""
    found = re.findall(r'<use [^>]*?x="([\d.]+)" y="([\d.]+)"', svg)
    return [(float(x), float(y)) for x, y in found]


@pytest.mark.parametrize("seed", range(40))
def test_no_few_people_can_be_counted(seed):
    """Neither in a cell, nor among other teams, nor of a team elsewhere than it is shown."""
    rng = np.random.default_rng(seed)
    net, community = network(rng, int(rng.integers(80, 300)), 5, int(rng.integers(3, 16)))
    found = mapped(net, community, K)
    for people, row in zip(found.communities, found.teams, strict=True):
        seen = [one for one in row if one is not None]
        assert all(one >= K for one in seen)
        assert people - sum(seen) == 0 or people - sum(seen) >= K
    team = net.group["team"]
    for at, column in enumerate(zip(*found.teams, strict=True)):
        rest = (team == at).sum() - sum(one or 0 for one in column)
        assert rest == 0 or rest >= K
        assert sum(one is None for one in column) != 1


@pytest.mark.parametrize("seed", range(20))
def test_a_band_is_of_several_people_on_both_sides(seed):
    rng = np.random.default_rng(seed)
    net, community = network(rng, 90, 6, 5, inside=0.97)
    found = mapped(net, community, K)
    source, target = net.ties.source, net.ties.target
    hidden = 0
    for i, j in itertools.combinations(range(len(found.communities)), 2):
        assert found.ties[i][j] == found.ties[j][i]
        between = {(a, b) for a, b in zip(source, target, strict=True)}
        both = [
            (a, b) if community[a] == i else (b, a)
            for a, b in between
            if {community[a], community[b]} == {i, j}
        ]
        fewest = min(len({a for a, _ in both}), len({b for _, b in both})) if both else 0
        if found.ties[i][j] is None:
            hidden += 1
        else:
            assert fewest >= K
            assert found.ties[i][j] == pytest.approx(len(both) / len(source), abs=6e-4)
    assert hidden != 1
    assert hidden > 1 or seed > 0


def test_shares_of_ties_add_up():
    net, community = network(np.random.default_rng(3), 200, 4, 5, inside=0.5)
    found = mapped(net, community, K)
    pairs = itertools.combinations_with_replacement(range(4), 2)
    assert sum(found.ties[i][j] for i, j in pairs) == pytest.approx(1.0, abs=0.005)


def test_the_order_of_people_leaves_no_trace():
    rng = np.random.default_rng(5)
    net, community = network(rng, 120, 4, 6)
    svg = picture(mapped(net, community, K)).drawing.svg()
    again = picture(mapped(*shuffled(net, community, rng), K)).drawing.svg()
    assert svg == again


def test_every_person_is_a_dot_and_no_dot_has_a_name():
    net, community = network(np.random.default_rng(6), 120, 4, 6)
    found = mapped(net, community, K)
    svg = picture(found).drawing.svg()
    key = {team for row in found.teams for team, one in enumerate(row) if one}
    assert len(marks(svg)) == 120 + len(key) + 1
    assert len(set(marks(svg))) == len(marks(svg))
    assert "<title>" not in svg
    assert not re.search(r"<g id=\"[^\"]*(person|node|P\d)", svg)


def test_large_networks_have_a_dot_for_several_people():
    found = Map(
        communities=(3000, 2000),
        others=False,
        teams=((2000, None), (None, 1500)),
        ties=((0.5, 0.1), (0.1, 0.4)),
    )
    drawn = picture(found)
    each, key = 9, 3
    assert abs(len(marks(drawn.drawing.svg())) - key - 5000 / each) < 4
    assert "9 people" in drawn.drawing.svg().replace("\n", " ")


@pytest.mark.parametrize("sizes", [(15, 15), (300, 5, 5), (40,) * 13, (9,) * 5 + (500,)])
def test_discs_do_not_meet_and_stay_inside(sizes):
    discs, dot = ring(sizes, 4.9)
    for one, two in itertools.combinations(discs, 2):
        assert math.hypot(one.x - two.x, one.y - two.y) > one.radius + two.radius + 0.1
    for disc, size in zip(discs, sizes, strict=True):
        assert max(abs(disc.x), abs(disc.y)) + disc.radius < 4.9 / 2 - 0.15
        assert disc.radius == pytest.approx(dot * math.sqrt(size))
        placed = dots(disc, size)
        assert all(math.hypot(x - disc.x, y - disc.y) < disc.radius for x, y in placed)
        apart = min(math.dist(*pair) for pair in itertools.combinations(placed[:60], 2))
        assert apart > dot


def test_below_thirty_people_nothing_is_drawn():
    found = Map(communities=(15, 14), others=False, teams=(), ties=((0.5, 0.1), (0.1, 0.4)))
    assert picture(found) is None
    assert not figure.drawn(found)
    assert not figure.drawn(None)
    few = Between(
        relation="a", group="team", people=(15, 14), others=False, density=((0.5, 0.1),) * 2
    )
    result = SimpleNamespace(id="x", data=SimpleNamespace(between=few, k=K))
    assert heat.between(result, Words("en", {})) is None


@pytest.mark.parametrize(("language", "said"), [("en", "fewer than 5"), ("fr", "moins de 5")])
def test_it_says_what_is_seen_and_what_is_hidden(language, said):
    net, community = network(np.random.default_rng(7), 120, 4, 6)
    drawn = picture(mapped(net, community, K), language)
    assert said in re.sub(r"<[^>]*>|\s+", " ", drawn.drawing.svg()).replace("  ", " ")
    assert len(drawn.alt) > 60


def test_without_teams_there_is_no_key_to_them():
    found = Map(communities=(20, 15), others=False, teams=(), ties=((0.5, 0.1), (0.1, 0.4)))
    svg = picture(found).drawing.svg()
    assert "other teams" not in svg
    assert len(marks(svg)) == 35


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_not_drawn_is_said(language):
    words = Words(language, {})
    for phrases in (emergence_words, network_words):
        assert "30" in words(phrases.NOT_DRAWN, needed=30, k=K)


def test_centres_are_shown_where_no_team_may_be():
    """Teams of a few people in every community: only their centre is large enough there."""
    net, community = network(np.random.default_rng(8), 240, 4, 6)
    few = np.arange(240) // 4
    centre = np.arange(240) % 2
    there = SimpleNamespace(n=240, ties=net.ties, group={"team": few, "centre": centre})
    found = mapped(there, community, K)
    assert found.by == "centre"
    assert any(cell is not None and cell >= K for line in found.teams for cell in line)
    assert mapped(net, community, K).by == "team"
