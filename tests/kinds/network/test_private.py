"""Kinds that rest on ties: what they find in made networks, and whom they never show."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest
from conftest import SMALL

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.targets import find
from cpsurvey.design import load_study
from cpsurvey.design.hypotheses import Target
from cpsurvey.engines import ergm as engine
from cpsurvey.kind import named
from cpsurvey.kinds.emergence.mapped import mapped
from cpsurvey.kinds.network.between import between, merged
from cpsurvey.report.words import Words
from cpsurvey.results import sound
from cpsurvey.scoring import Scored
from cpsurvey.stored import compact, payload
from cpsurvey.ties import Relation, Ties

K = 5
SIZES = {"emergence": {"draws": 99, "runs": 20}, "network": {"draws": 99}}
ASKED = {
    "network": {"exposure": "help"},
    "emergence": {"scales": ["help"]},
    "position": {"involvement": ["help"], "outcomes": ["perf"], "draws": 99},
    "split": {"outcomes": ["help", "perf"], "measures": [["help", "perf"]], "runs": 20},
}
if engine.there():
    ASKED["ergm"] = {"terms": ["mutual", "same"], "exposure": "help", "differences": ["perf"]}


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    folder = tmp_path_factory.mktemp("net")
    (folder / "small.yaml").write_text(SMALL, encoding="utf-8")
    (folder / "study.yaml").write_text(
        "study: {id: net, title: {en: Net, fr: Réseau}, seed: 1}\n"
        "questionnaire: ./small.yaml\n"
        "sources:\n  - path: data/*.csv\n"
        f"privacy: {{k: {K}, key_file: ../net.key}}\n",
        encoding="utf-8",
    )
    return load_study(folder)


def relation(n, pairs, asked):
    kept = sorted({(a, b) for a, b in pairs if a != b and asked[a]})
    source, target = np.array(kept).T if kept else np.zeros((2, 0), dtype=int)
    return Relation(source, target, 1.0 + (source + target) % 3, asked)


def planted(n, rng, inside=0.9):
    """Five communities across ten teams."""
    community = np.arange(n) // (n // 5)
    pairs = []
    for a in range(n):
        for _ in range(5):
            there = community == community[a] if rng.random() < inside else community >= 0
            pairs.append((a, int(rng.choice(np.flatnonzero(there)))))
    return pairs, community


def made(study, n=100, answered=1.0, pairs=None, team=None):
    """A context with a network, involvement by community and by how often people are named."""
    rng = np.random.default_rng(11)
    drawn, community = planted(n, rng)
    pairs = drawn if pairs is None else pairs
    asked = np.arange(n) % 10 < round(10 * answered)
    asked_back = [(b, a) for a, b in pairs[::2]]
    people = tuple(f"P{i:03}secret" for i in range(n))
    team = [f"team-{i % 10}-secret" for i in range(n)] if team is None else team
    ties = Ties(
        people=people,
        relations={
            "net_advice": relation(n, pairs, asked),
            "net_asked": relation(n, asked_back, asked),
        },
        reverse={"net_advice": "net_asked"},
        group={"team": tuple(team)},
        set_aside={"self": 2, "opted_out": 3},
    )
    seen = np.bincount(ties.relations["net_advice"].target, minlength=n)
    effect = rng.normal(size=5)[community % 5]
    help_ = 0.4 * seen + effect + rng.normal(size=n)
    perf = 0.5 * help_ + rng.normal(size=n)
    here = np.flatnonzero(asked)
    who = tuple(people[i] for i in here)
    scored = Scored(
        values={"help": help_[here], "perf": perf[here]},
        raw={},
        reasons={},
        groups={"team_id": np.array([team[i] for i in here], dtype=object)},
        flow={},
        screened={},
        n=len(here),
        respondent=who,
    )
    return Context(study, scored, "x", network=ties, answered=who)


def run(kind, context):
    options = named(kind).options(**{**ASKED[kind], **SIZES.get(kind, {})})
    (result,) = named(kind).runner()(options, context)
    return result


def shown(result, language="en"):
    kind = named(result.kind)
    words = Words(language, {})
    blocks = kind.shower().show(result, words, {})
    return [block for block in blocks if block is not None]


@pytest.fixture(scope="module")
def found(study):
    context = made(study)
    return {kind: run(kind, context) for kind in ASKED}


# ------------------------------------------------------------------------ what is found
def test_planted_communities_are_claimed_beyond_teams(found):
    data = found["emergence"].data
    assert data.claim == "beyond_teams"
    assert data.communities == 5
    assert data.smaller == 0
    assert data.stability > 0.9
    (team,) = data.formal
    assert abs(team.rand) < 0.1
    assert team.inside_community > 0.8 > 0.3 > team.inside_group
    (scale,) = data.scales
    community, by_team = scale.by
    assert community.icc1 > by_team.icc1
    assert community.pvalue == 0.01


def test_a_hypothesis_rests_on_what_lies_above_random_networks(found):
    number = find(found["emergence"], Target(analysis="x", scale="communities.beyond_teams"))
    assert 0 < number.lower < number.est < number.upper
    assert number.pvalue == 0.02
    target = Target(analysis="x", scale="help.indegree")
    agrees = find(found["position"], target)
    assert agrees.lower > 0
    assert agrees.df > 4
    known = named("emergence").targets.names(None, None)["scale"]
    assert "communities.beyond_teams" in known


def test_the_network_is_told_by_relation(found):
    one, other = found["network"].data.relations
    assert (one.relation, one.people, one.asked) == ("net_advice", 100, 100)
    assert one.response == 1.0
    assert 0 < one.confirmation < 1
    assert other.confirmation is None
    assert {place.measure for place in one.places} > {"core", "betweenness", "exposure"}
    assert one.explained.terms[0].term == "same"
    assert other.explained is None


def test_shares_of_a_split_add_up(found):
    *single, several = found["split"].data.outcomes
    for one in single:
        assert sum(level.share for level in one.shares) == pytest.approx(1.0)
        assert [level.level for level in one.shares] == ["community", "formal", "person"]
    assert (several.outcome, several.beside, several.n) == ("help", ("perf",), 100)
    assert sum(level.share for level in several.shares) == pytest.approx(1.0)
    assert [level.level for level in several.shares][2:] == ["common", "error"]
    assert [level.groups for level in several.shares][2:] == [100, 200]
    # performance follows involvement: people have something in common beyond groups
    assert several.shares[2].ci.lower > 0


def test_a_set_of_measures_has_two(study):
    options = named("split").options(outcomes=["help"], measures=[["help"], ["help", "nil"]])
    said = [str(one) for one in named("split").check(options, study)]
    assert len(said) == 2


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", ASKED)
def test_everything_is_shown_in_both_languages(found, kind, language):
    blocks = shown(found[kind], language)
    assert blocks
    assert list(named(kind).shower().short(found[kind], Words(language, {})))


# --------------------------------------------------------------------------- non-response
def test_where_few_answered_less_is_read(study):
    context = made(study, answered=0.7)
    network = run("network", context)
    one = network.data.relations[0]
    assert one.reading == "robust"
    assert {place.measure for place in one.places} <= {
        *("indegree", "indegree_valued", "returned", "outward")
    }
    assert one.density is None
    assert one.confirmation is None
    assert [caveat.code for caveat in network.caveats] == ["coverage_low"]
    emergence = run("emergence", context)
    assert emergence.data.claim == "beyond_teams"
    assert {row.measure for row in run("position", context).data.agrees} == {
        *("indegree", "returned")
    }


@pytest.mark.parametrize("kind", ["emergence", "split"])
def test_below_half_no_communities_are_sought(study, kind):
    result = run(kind, made(study, answered=0.4))
    assert result.data is None
    assert not result.done


@pytest.mark.parametrize("kind", ASKED)
def test_without_ties_nothing_is_done(study, kind):
    context = replace(made(study), network=None)
    result = run(kind, context)
    assert result.data is None
    assert [caveat.code for caveat in result.caveats] == ["no_network"]
    nobody = made(study, pairs=[(0, 0)])
    assert [caveat.code for caveat in run(kind, nobody).caveats] == ["no_network"]


# --------------------------------------------------------------------------------- privacy
@pytest.mark.parametrize("kind", ASKED)
def test_nobody_and_no_team_is_named(found, kind):
    result = found[kind]
    text = repr(result) + "".join(repr(block) for block in shown(result))
    assert "secret" not in text
    assert not re.search(r"P\d{3}", text)


def test_of_who_opted_out_nothing_is_told(found):
    assert [(one.reason, one.count) for one in found["network"].data.aside] == [("self", 2)]


def small_groups():
    """A network where most communities and teams have two or three people."""
    pairs = []
    for begin in range(0, 60, 3):
        trio = [begin, begin + 1, begin + 2]
        pairs += [(a, b) for a in trio for b in trio]
    pairs += [(a, b) for a in range(60, 75) for b in range(60, 75) if (a + b) % 3]
    team = [f"t{i // 2}-secret" for i in range(60)] + ["big-secret"] * 20
    return pairs, team


def test_small_communities_and_teams_are_put_together(study):
    pairs, team = small_groups()
    context = made(study, n=80, pairs=pairs, team=team)
    data = run("emergence", context).data
    assert data.communities == 1
    assert data.smaller == 60
    if data.map is not None:
        assert min(data.map.communities) >= K
        assert all(cell is None or cell >= K for row in data.map.teams for cell in row)
    cells = run("network", context).data.between
    assert cells is None or min(cells.people) >= K


@pytest.mark.parametrize("seed", range(20))
def test_no_cell_of_few_is_told_nor_follows_from_the_rest(study, seed):
    """Networks of teams and communities of any size, most of them small."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(30, 90))
    pairs = [(int(a), int(b)) for a, b in rng.integers(0, n, (4 * n, 2))]
    team = [f"t{one}" for one in rng.geometric(0.25, n)]
    context = made(study, n=n, pairs=pairs, team=team)
    from cpsurvey.analysis import network as nets

    net = nets.net(context, context.ties, "net_advice")
    community = nets._coded([f"c{one}" for one in rng.geometric(0.3, n)])
    drawn = mapped(net, community, K)
    if drawn is not None:
        assert min(drawn.communities) >= K
        for row in (*drawn.teams, *zip(*drawn.teams, strict=True)):
            assert all(cell is None or cell >= K for cell in row)
            assert len(row) == 1 or sum(cell is None for cell in row) != 1
    cells = between(net, "team", "team_id", K)
    if cells is not None:
        assert min(cells.people) >= K
        assert sum(cell is None for row in cells.density for cell in row) != 1
    group, others = merged(net.group["team"], K, 15)
    assert np.bincount(group[group >= 0]).min(initial=K) >= K
    assert others in (True, False)


def test_results_can_be_stored(found):
    for result in found.values():
        document = json.loads(compact(result.data))
        assert payload(named(result.kind), document) == result.data


# ------------------------------------------------------------------------- models of ties
def asked(context, **options):
    (result,) = named("ergm").runner()(named("ergm").options(**options), context)
    return result


def of_hand(terms, **changed):
    """A fit as it would be, whatever the ties."""
    ones = np.ones(len(terms))
    against = {
        name: engine.Against(1.0, np.linspace(0.0, 2.0, 200))
        for name in ("indegree", "outdegree", "alone", "shared")
    }
    plain = engine.Ergm(ones, 0.1 * ones, 0.0 * ones, True, 200.0, 1.0, 0.0, against)
    return replace(plain, **changed)


@pytest.fixture
def fitted(monkeypatch):
    """Fits by hand; what was asked of them is kept."""
    kept = {}

    def fit(ties, asked, terms, decay, seed):
        kept.update(ties=ties, asked=asked, terms=terms, decay=decay, seed=seed)
        return of_hand(terms, **kept.get("changed", {}))

    def statistics(ties, terms, _decay):
        return np.array([50.0 if one.sort != "edges" else 400.0 for one in terms])

    monkeypatch.setattr(engine, "fit", fit)
    monkeypatch.setattr(engine, "statistics", statistics)
    monkeypatch.setattr(engine, "there", lambda: True)
    monkeypatch.setattr(engine, "package", lambda: "ergmx 0")
    return kept


def test_without_the_extra_a_model_of_ties_does_not_apply(study, monkeypatch):
    monkeypatch.setattr(engine, "there", lambda: False)
    result = asked(made(study))
    (said,) = result.caveats
    assert (said.code, said.severity) == ("ergm_absent", "not_applicable")
    assert said.values["install"] == "pip install 'cpsurvey[ergm]'"
    assert result.data is None


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"answered": 0.4}, "ergm_unanswered"), ({"n": 25}, "ergm_few"), ({}, "ergm_large")],
)
def test_what_no_model_of_ties_is_fitted_to(study, fitted, monkeypatch, changed, code):
    if not changed:
        monkeypatch.setattr("cpsurvey.kinds.ergm.run.MOST", 100)
    result = asked(made(study, **changed))
    assert [(one.code, one.severity) for one in result.caveats] == [(code, "not_applicable")]
    assert not fitted


def test_terms_of_a_model_of_ties_and_who_is_in_it(study, fitted):
    context = made(study, answered=0.8)
    result = asked(context, formal=["team", "centre"])
    assert [(one.term, one.name) for one in result.data.terms] == [
        *(("edges", None), ("mutual", None), ("closure", None), ("same", "team_id"))
    ]
    assert (result.data.people, result.data.asked) == (100, 80)
    assert [one.code for one in result.caveats] == ["ergm_missing"]
    assert result.sample.used == 80
    assert not fitted["asked"][8::10].any()
    first = result.data.terms[0]
    assert first.odds == pytest.approx(np.e)
    assert tuple(first.odds_ci) == pytest.approx(np.exp([1 - 0.195996, 1 + 0.195996]))
    target = Target(analysis="x", term="same.team_id")
    assert find(result, target).est == 1.0
    known = named("ergm").targets.names(named("ergm").options(formal=["team"]), study)
    assert known == {"term": ["mutual", "closure", "same.team_id"]}


def test_who_lacks_a_score_is_not_in_the_model(study, fitted):
    context = made(study, answered=0.8)
    result = asked(context, terms=["mutual"], exposure="help", differences=["perf"])
    assert (result.data.people, result.data.asked) == (80, 80)
    assert [one.term for one in result.data.terms][2:] == ["receiver", "sender", "difference"]
    assert np.std(fitted["terms"][2].values, ddof=1) == pytest.approx(1.0)
    assert max(fitted["ties"].source) < 80


def test_a_term_of_few_ties_is_left_out(study, fitted, monkeypatch):
    monkeypatch.setattr(
        engine, "statistics", lambda _t, terms, _d: np.array([400.0, 4.0, 50.0, 398.0])
    )
    result = asked(made(study), formal=["team"])
    assert [one.term for one in result.data.terms] == ["edges", "closure"]
    assert [one.code for one in result.caveats] == ["ergm_no_mutual", "ergm_no_same"]


def test_what_did_not_come_to_an_end_must_not_be_read(study, fitted, monkeypatch):
    for changed in ({"converged": False}, {"rhat": 1.4}, {"effective": 12.0}, {"off": 2.0}):
        fitted["changed"] = changed
        result = asked(made(study))
        assert ("ergm_unsound", "inadmissible") in {
            (one.code, one.severity) for one in result.caveats
        }
        assert not sound(result)

    def degenerate(*_args):
        raise engine.Degenerate

    monkeypatch.setattr(engine, "fit", degenerate)
    result = asked(made(study))
    assert [(one.code, one.severity) for one in result.caveats] == [
        ("ergm_degenerate", "not_done")
    ]


def test_what_the_model_does_not_reproduce_is_said(study, fitted):
    other = engine.Against(9.0, np.linspace(0.0, 2.0, 200))
    fitted["changed"] = {
        "against": dict.fromkeys(("indegree", "outdegree", "alone", "shared"), other)
    }
    result = asked(made(study))
    assert {one.code for one in result.caveats} == {"ergm_degrees", "ergm_closed"}
    assert sound(result)
    assert [one.pvalue for one in result.data.against] == [2.0 / 201.0] * 4
