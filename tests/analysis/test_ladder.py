"""Ladders, score tests, distances and proportional odds against R."""

import itertools
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cpsurvey.analysis.ladder import Climb, Measured, Setting, climb, fitted, syntax
from cpsurvey.cutoffs import CHEN, chen, cheung_rensvold, variant
from cpsurvey.design import load_questionnaire
from cpsurvey.design.simulation import Simulation
from cpsurvey.kinds.invariance import distance
from cpsurvey.kinds.invariance.data import Gap
from cpsurvey.parts import Rung
from cpsurvey.sem.after.compare import difference
from cpsurvey.sem.after.release import released, score_tests, stepped
from cpsurvey.simulate import simulate
from cpsurvey.stats.ordered import dif, proportional_odds

FOLDER = Path(__file__).parents[1] / "gold"
GOLD = json.loads((FOLDER / "invariance.json").read_text())
HS = {
    "visual": ["x1", "x2", "x3"],
    "textual": ["x4", "x5", "x6"],
    "speed": ["x7", "x8", "x9"],
}
LETTERS = {
    "cop_me": "me",
    "cop_je": "je",
    "cop_sr": "sr",
    "tks_don": "don",
    "tks_col": "col",
    "crm": "crm",
    "perf_rp": "rp",
    "perf_ad": "ad",
}
EIGHT = {scale: [f"{s}{i}" for i in range(1, 6)] for scale, s in LETTERS.items()}
STEPS = ("configural", "metric", "scalar", "strict")
ORDINAL = ("configural", "thresholds", "metric", "scalar", "strict")
CLOSE = {"rel": 2e-5, "abs": 2e-6}
"""Scaled and robust measures inherit lavaan's distance from its optimum."""
ADEQUATE = CHEN["adequate"]


def measured(file, factors, group, *, ordinal=False):
    data = pd.read_csv(FOLDER / "data" / file)
    if group == "lang":
        data["lang"] = pd.read_csv(FOLDER / "data" / "synthetic_language.csv")["lang"]
    items = [i for names in factors.values() for i in names]
    labels = [str(g) for g in data[group]]
    categories = {i: data[i].nunique() for i in items} if ordinal else {}
    columns = {i: data[i].to_numpy(float) for i in items}
    return Measured("hs", factors, columns, labels, list(dict.fromkeys(labels)), categories)


def setting(estimator="ml"):
    return Setting(estimator, "chen", strict=True, limits=ADEQUATE)


def walked(one, estimator, steps=STEPS):
    """Fits of all steps, nothing freed."""
    found = {}
    for k, step in enumerate(steps, 1):
        found[step] = fitted(one, setting(estimator), steps[:k], {})
    return found


@pytest.fixture(scope="module")
def hs():
    return walked(measured("holzinger_swineford.csv", HS, "school"), "ml")


@pytest.fixture(scope="module")
def ordered():
    one = measured("holzinger_swineford_ordinal.csv", HS, "school", ordinal=True)
    return walked(one, "wlsmv", ORDINAL)


def agree(found, stored, steps, *, ordinal=False):
    for step in steps:
        for name, want in stored["steps"][step].items():
            if ordinal and (name.endswith(".robust") or name == "pvalue"):
                # lavaan weighs each group's baseline as the whole sample; 0.6-14 takes
                # weighted squares for a chi-square, which 0.7-2 no longer does
                continue
            assert found[step].fit[name] == pytest.approx(want, **CLOSE), (step, name)
    for before, step in itertools.pairwise(steps):
        if step not in stored["tests"]:
            continue
        mine, want = difference(found[step], found[before]), stored["tests"][step]
        assert mine.df == want["df"]
        assert mine.chisq == pytest.approx(want["chisq"], rel=2e-4)
        assert mine.pvalue == pytest.approx(want["pvalue"], rel=1e-3, abs=1e-9)


def test_the_ladder_of_complete_data_is_lavaans(hs):
    agree(hs, GOLD["ladders"]["hs_ml"], STEPS)


def test_the_ladder_with_missing_answers_is_lavaans():
    one = measured("holzinger_swineford_missing.csv", HS, "school")
    agree(walked(one, "mlr"), GOLD["ladders"]["hs_fiml"], STEPS)


def test_the_ladder_of_eight_scales_by_language_is_lavaans():
    found = walked(measured("synthetic_items.csv", EIGHT, "lang"), "mlr")
    agree(found, GOLD["ladders"]["synthetic"], STEPS)
    printed = [
        (found[s].fit["cfi.robust"], found[s].fit["rmsea.robust"], found[s].fit["srmr"])
        for s in STEPS[:3]
    ]
    told = [(0.9800, 0.0207, 0.0422), (0.9799, 0.0206, 0.0436), (0.9789, 0.0208, 0.0441)]
    assert np.round(printed, 4).tolist() == [list(row) for row in told]


def test_the_ladder_of_ordered_answers_is_that_of_wu_and_estabrook(ordered):
    """semTools writes the models under delta; the last one needs theta, as ours all are."""
    agree(ordered, GOLD["ordinal"], ORDINAL, ordinal=True)
    for want in GOLD["ordinal"]["means"]:
        (mine,) = (
            p
            for p in ordered["scalar"].estimates
            if (p.lhs, p.op, p.group) == (want["lhs"], "~1", 2)
        )
        assert mine.est == pytest.approx(want["est"], abs=1e-4)
        assert mine.se == pytest.approx(want["se"], abs=1e-4)


@pytest.mark.parametrize("step", ["metric", "scalar"])
def test_score_tests_and_expected_changes_are_lavaans(hs, step):
    wanted = GOLD["scores"][step]
    asked = {i: [(w["lhs"], w["op"], w["rhs"])] for i, w in enumerate(wanted)}
    found = score_tests(hs[step], asked)
    assert len(wanted) == (9 if step == "metric" else 18)
    for i, want in enumerate(wanted):
        assert found[i].df == 1
        assert found[i].chisq == pytest.approx(want["chisq"], rel=1e-3, abs=1e-4)
        key = (want["lhs"], want["op"], want["rhs"], want["group"])
        assert found[i].change[key] == pytest.approx(want["epc"], rel=1e-3, abs=1e-5)


def test_a_joint_release_has_the_degrees_it_opens(hs):
    both = score_tests(hs["scalar"], {"x3": [("visual", "=~", "x3"), ("x3", "~1", "")]})["x3"]
    assert both.df == 2
    free = released(hs["scalar"], [("x3", "~1", "")])
    assert free[("x3", "~1", "", 1)] != free[("x3", "~1", "", 2)]
    assert free[("x2", "~1", "", 1)] == free[("x2", "~1", "", 2)]
    nothing = score_tests(hs["configural"], {"x3": [("visual", "=~", "x3")]})["x3"]
    assert (nothing.df, nothing.chisq) == (0, 0.0)


def test_one_step_comes_close_to_a_refit(hs):
    one = measured("holzinger_swineford.csv", HS, "school")
    asked = {i: [*one.places("metric", i), *one.places("scalar", i)] for i in one.items}
    near = stepped(hs["scalar"], asked)
    for item, places in asked.items():
        end = released(hs["scalar"], places)
        for place in places:
            for group in (1, 2):
                assert near[item][*place, group] == pytest.approx(end[*place, group], abs=0.07)


def test_items_a_good_fit_hides_are_named():
    where = {"scale": "s", "item": "a", "group": "fr", "chisq": 9.0, "df": 2}
    line = Gap(**where, freed=None, holm=0.001, dmacs=0.5)
    lines = [
        line,
        replace(line, item="b", freed="scalar"),
        replace(line, item="c", dmacs=0.1),
        replace(line, item="d", holm=0.2),
        replace(line, item="e", holm=None),
        line,
    ]
    assert distance.hidden(lines) == ["a"]


def test_partial_scalar_means_and_distances_are_those_of_r():
    one = measured("holzinger_swineford.csv", HS, "school")
    freed = {"x3": "scalar", "x7": "scalar"}
    base = fitted(one, setting(), STEPS[:3], freed)
    sound = {"converged": True, "admissible": True, "remarks": (), "freed": ()}
    first = Rung(step="configural", decision="meets", **sound)
    found = Climb([first], freed, {"scalar": base})
    for mine, want in zip(distance.means(one, found), GOLD["means"], strict=True):
        assert mine.scale == want["lhs"]
        got = [mine.est, mine.se, mine.ci.lower]
        assert got == pytest.approx([want[k] for k in ("est", "se", "ci.lower")], abs=2e-4)
    lines = {line.item: line for line in distance.items(one, setting(), found)}
    for want in GOLD["distances"]:
        line = lines[want["item"]]
        mine = [line.loading_reference, line.loading]
        assert mine == pytest.approx(want["loading"], abs=2e-4)
        assert line.dmacs == pytest.approx(want["dmacs"], abs=1e-4)
        assert line.signed == pytest.approx(want["signed"], abs=1e-4)
    assert lines["x3"].freed == "scalar"
    assert lines["x3"].chisq is None
    assert all(lines[i].holm <= 1 for i in ("x1", "x2"))


@pytest.mark.parametrize("want", GOLD["dif"], ids=lambda w: w["item"])
def test_proportional_odds_and_r2_are_those_of_polr(want):
    """polr stops at a relative tolerance of its own: coefficients agree to 1e-5."""
    data = pd.read_csv(FOLDER / "data" / "holzinger_swineford_ordinal.csv")
    y, rest = data[want["item"]].to_numpy(float), data[want["rest"]].mean(axis=1).to_numpy()
    schools = list(dict.fromkeys(data["school"]))
    group = np.array([schools.index(s) for s in data["school"]])
    r = rest - rest.mean()
    full = proportional_odds(y, np.column_stack([r, group, r * group]))
    assert full.converged
    assert full.b == pytest.approx(want["b"], abs=1e-5)
    assert full.alpha == pytest.approx(want["cuts"], abs=1e-5)
    assert [full.null, full.loglik] == pytest.approx(
        [want["loglik"][0], want["loglik"][3]], abs=1e-9
    )
    found = dif(y, rest, group)
    assert [found.r2, found.r2_uniform, found.r2_full] == pytest.approx(
        want["nagelkerke"], abs=1e-9
    )
    assert found.mcfadden == pytest.approx(want["mcfadden"][2] - want["mcfadden"][0], abs=1e-9)
    assert found.b == pytest.approx([want["uniform_b"]], abs=1e-5)


def test_an_answer_that_the_group_decides_has_no_maximum():
    group = np.repeat([0, 1], 30)
    rest = np.tile([1.0, 2.0, 3.0], 20)
    assert dif(1.0 + group, rest, group) is None


def test_rules_hold_where_their_authors_put_them():
    assert variant([300, 300]) == "adequate"
    assert variant([150, 150]) == variant([400, 200]) == "stricter"
    assert not chen("scalar", -0.005, 0.010, 0.0, CHEN["stricter"])
    assert not chen("metric", -0.010, 0.015, 0.0, ADEQUATE)
    assert chen("metric", -0.010, 0.014, 0.029, ADEQUATE)
    assert not chen("scalar", -0.020, 0.0, 0.010, ADEQUATE)
    assert chen("scalar", -0.009, 0.05, 0.05, ADEQUATE)
    assert cheung_rensvold(-0.01)
    assert not cheung_rensvold(-0.0101)


def test_models_can_be_written_down_for_lavaan():
    one = measured("holzinger_swineford_ordinal.csv", HS, "school", ordinal=True)
    text, equal, partial = syntax(one, ORDINAL[:3], {"x2": "thresholds", "x5": "metric"})
    assert "x1 ~ c(0, NA)*1\nx1 ~~ c(1, NA)*x1\nx2 ~ c(0, 0)*1\nx2 ~~ c(1, 1)*x2" in text
    assert equal == ["thresholds", "loadings"]
    assert partial == ["x2|t1", "x2|t2", "x2|t3", "visual=~x2", "textual=~x5"]
    scalar = syntax(one, ORDINAL[:4], {"x5": "metric"})[0]
    assert "x5 ~ c(0, NA)*1" in scalar
    assert "visual ~ c(0, NA)*1" in scalar


def test_at_least_half_of_the_items_stay_the_same(monkeypatch):
    """When nothing ever meets the rule, the search still stops."""
    monkeypatch.setattr("cpsurvey.analysis.ladder.chen", lambda *_: False)
    found = climb(measured("synthetic_items.csv", {"me": EIGHT["cop_me"]}, "lang"), setting())
    assert found.stopped == "not_met"
    assert len(found.freed) == 2
    assert list(found.best) == ["configural"]
    assert [len(row.freed) for row in found.rows] == [0, 0, 1, 2]


@pytest.mark.parametrize("seed", [1, 2])
def test_planted_shifts_are_found_and_no_other(seed):
    """An intercept and a loading of French respondents; `bench.invariance` has the rates."""
    shipped = load_questionnaire("cop-callcentre-0.1.0").questionnaire
    shifts = [
        {"item": "je3", "group": "fr", "intercept": -0.6},
        {"item": "me2", "group": "fr", "loading": -0.4},
    ]
    said = shipped.simulation.model_dump() | {"shifts": shifts}
    asked = shipped.model_copy(update={"simulation": Simulation.model_validate(said)})
    drawn = simulate(asked, 1200, seed=seed, careless=0, missing=0.015, dropout=0)
    spoken = np.array(drawn.language)
    rows = np.concatenate([np.flatnonzero(spoken == one)[:350] for one in ("fr", "en")])
    freed = {}
    for scale in ("cop_me", "cop_je", "cop_sr"):
        data = {}
        for item in asked.scale_by_id[scale].items:
            answer = drawn.answers[item.id][rows].astype(float)
            answer[answer < 0] = np.nan
            data[item.id] = 8 - answer if item.reverse else answer
        group = spoken[rows].tolist()
        found = climb(
            Measured(scale, {scale: list(data)}, data, group, ["fr", "en"]), setting()
        )
        assert "scalar" in found.best
        freed |= found.freed
    assert freed == {"je3": "scalar", "me2": "metric"}
