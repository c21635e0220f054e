"""Importance and performance, against lavaan and clubSandwich (tests/gold/ipma.R)."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cpsurvey.stats.importance import average, rescale, slopes, together, total_effects

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "ipma.json").read_text())


@pytest.fixture(scope="module")
def data():
    found = pd.read_csv(GOLD / "data" / "synthetic_scores.csv")
    for name in ("COP", "TKS", "AD"):
        found[name] = rescale(found[name].to_numpy(float), 1, 7)
    return found


def effects(data, group):
    stages = [data[["COP", "NRW"]].to_numpy(), data[["TKS"]].to_numpy()]
    return total_effects(data["AD"].to_numpy(), stages, data[["tenure"]].to_numpy(), group)


@pytest.mark.gold
def test_total_effects_are_lavaans_products_of_paths(data):
    (cop, nrw), (tks,) = effects(data, data["team_id"].to_numpy())
    for found, name in ((cop, "COP"), (nrw, "NRW"), (tks, "TKS")):
        assert found.est == pytest.approx(STORED["total"][f"total_{name}"], abs=1e-7), name


@pytest.mark.gold
def test_their_errors_are_clubsandwichs(data):
    (cop, nrw), (tks,) = effects(data, data["team_id"].to_numpy())
    for found, model, name in (
        (cop, "first", "COP"),
        (nrw, "first", "NRW"),
        (tks, "second", "TKS"),
    ):
        at = STORED[model]["names"].index(name)
        assert found.est == pytest.approx(STORED[model]["b"][at], abs=1e-9)
        assert found.se == pytest.approx(STORED[model]["se"][at], abs=1e-9)
        assert found.df == pytest.approx(STORED[model]["df"][at], rel=1e-8)


@pytest.mark.gold
def test_without_groups_they_are_hc3(data):
    (cop, nrw), _ = effects(data, None)
    assert [cop.se, nrw.se] == pytest.approx(STORED["first_hc3"][2:4], abs=1e-10)
    assert cop.df == 600 - 4


@pytest.mark.gold
@pytest.mark.parametrize("name", ["COP", "TKS", "AD"])
def test_levels_are_means_with_cr2_errors(data, name):
    found = average(data[name].to_numpy(), data["team_id"].to_numpy())
    stored = STORED["means"][name]
    assert found.est == pytest.approx(stored["b"], abs=1e-9)
    assert found.se == pytest.approx(stored["se"], abs=1e-9)
    assert found.df == pytest.approx(stored["df"], rel=1e-8)


def test_ends_of_the_scale_are_0_and_100():
    assert rescale(np.array([1.0, 4.0, 7.0]), 1, 7).tolist() == [0, 50, 100]


def test_a_repeated_predictor_is_refused():
    rng = np.random.default_rng(1)
    x = rng.normal(size=(50, 2))
    with pytest.raises(ValueError, match="repeats"):
        total_effects(x[:, 0], [x, x[:, [1]]])


def test_slopes_are_least_squares():
    rng = np.random.default_rng(2)
    X = np.column_stack([np.ones(40), rng.normal(size=(40, 2))])
    y = rng.normal(size=40)
    found = [e.est for e in slopes(y, X)]
    assert found == pytest.approx(np.linalg.lstsq(X, y, rcond=None)[0], abs=1e-12)


@pytest.mark.gold
def test_importance_over_completed_data_sets_is_pooled_as_mice_does_it():
    sets = json.loads((GOLD / "effects.json").read_text())["pooled"]["sets"]
    gold = json.loads((GOLD / "pooled.json").read_text())
    effects, levels = [], []
    for frame in map(pd.DataFrame, sets):
        stages = [frame[["COP"]].to_numpy(), frame[["TKS"]].to_numpy()]
        team, ad = frame["team_id"].to_numpy(), frame["AD"].to_numpy(float)
        (cop,), (tks,) = total_effects(ad, stages, frame[["tenure"]].to_numpy(), team)
        effects.append((cop, tks))
        levels.append(average(ad, team))
    expected = [*gold["importance"].values(), gold["level"]]
    for each, one in zip([*zip(*effects, strict=True), levels], expected, strict=True):
        found = together(each)
        assert found.est == pytest.approx(one["est"], rel=1e-7)
        assert found.se == pytest.approx(one["se"], rel=1e-7)
        assert found.df == pytest.approx(one["df"], rel=1e-6)
        assert found.lost == pytest.approx(one["fmi"], rel=1e-6)
