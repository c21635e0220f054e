"""Discriminant validity against semTools and lavaan (tests/gold/validity.R)."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cpsurvey.sem.moments.polychoric import influences, pairs, polychoric
from cpsurvey.stats import resampled
from cpsurvey.stats.association import correlations, holm_pairs, interval, within_between
from cpsurvey.stats.htmt import htmt

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "validity.json").read_text())
EIGHT = [list(range(at, at + 5)) for at in range(0, 40, 5)]
THREE = EIGHT[:3]


@pytest.fixture(scope="module")
def items():
    return pd.read_csv(GOLD / "data" / "synthetic_items.csv").iloc[:, 1:].to_numpy(float)


@pytest.fixture(scope="module")
def bfi():
    return pd.read_csv(GOLD / "data" / "bfi.csv").iloc[:, :15].to_numpy(float)


@pytest.mark.gold
def test_ratios_are_semtools(items):
    found = htmt(np.corrcoef(items.T), EIGHT)
    assert found.htmt == pytest.approx(np.array(STORED["htmt"]), abs=1e-10)
    assert found.htmt2 == pytest.approx(np.array(STORED["htmt2"]), abs=1e-10)
    assert found.htmt[0, 1:4].round(4).tolist() == [0.7034, 0.6446, 0.3341]
    assert found.htmt2[0, 1:4].round(4).tolist() == [0.6904, 0.6382, 0.3224]


@pytest.mark.gold
def test_pairwise_and_polychoric_ratios_are_semtools(bfi):
    whole = bfi[~np.isnan(bfi).any(axis=1)]
    for R, key in (
        (correlations(bfi).r, "bfi_pairwise"),
        (polychoric(whole, gamma=False).R, "bfi_ordinal"),
        (polychoric(bfi, gamma=False).R, "bfi_ordinal_pairwise"),
    ):
        assert htmt(R, THREE).htmt2 == pytest.approx(np.array(STORED[key]), abs=1e-6)


def test_many_matrices_at_once_are_each_of_them(items):
    half = [np.corrcoef(items[:300].T), np.corrcoef(items[300:].T)]
    together = htmt(np.array(half), EIGHT)
    for d, R in enumerate(half):
        assert together.htmt2[d] == pytest.approx(htmt(R, EIGHT).htmt2, abs=1e-14)


@pytest.mark.parametrize("missing", [0.0, 0.1])
def test_a_resample_is_the_sample_it_stands_for(items, missing):
    rng = np.random.default_rng(1)
    x = items[:, :12].copy()
    x[rng.random(x.shape) < missing] = np.nan
    drawn = resampled.weights(rng, len(x), 3)
    found = resampled.correlations(x, drawn)
    for d in range(3):
        again = x[np.repeat(np.arange(len(x)), drawn[d].astype(int))]
        assert found[d] == pytest.approx(correlations(again).r, abs=1e-12)


def test_whole_clusters_are_drawn():
    cluster = np.array([0, 0, 1, 1, 1, -1])
    drawn = resampled.weights(np.random.default_rng(1), 6, 50, cluster)
    assert (drawn[:, 0] == drawn[:, 1]).all()
    assert (drawn[:, 2] == drawn[:, 4]).all()
    assert (drawn[:, [0, 2, 5]].sum(axis=1) == 3).all()


def test_an_item_that_does_not_vary_in_a_draw_is_unknown_there():
    x = np.array([[1.0, 1.0], [1.0, 2.0], [2.0, 3.0], [1.0, 4.0]])
    found = resampled.correlations(x, np.array([[2.0, 1.0, 0.0, 1.0], [1.0, 1.0, 1.0, 1.0]]))
    assert np.isnan(found[0, 0, 1])
    assert np.isfinite(found[1, 0, 1])


def test_influence_is_the_first_order_change(bfi):
    """Counting a case a little more moves the correlations by its influence."""
    x = bfi[:400, :4]
    at = influences(x, polychoric(x, gamma=False))
    assert np.abs(at.sum(axis=0)).max() < 1e-8
    i, j = pairs(4)
    twice = np.vstack([x, x[:1]])
    moved = polychoric(twice, gamma=False).R[i, j] - polychoric(x, gamma=False).R[i, j]
    assert at[0] == pytest.approx(moved, abs=2e-4)


def test_zero_and_unknown_correlations_touch_their_scales_only():
    R = np.full((6, 6), 0.4)
    np.fill_diagonal(R, 1.0)
    R[0, 2] = R[2, 0] = 0.0
    R[0, 4] = R[4, 0] = np.nan
    found = htmt(R, [[0, 1], [2, 3], [4, 5]])
    assert np.isnan(found.htmt2[0, 1])
    assert found.htmt[0, 1] == pytest.approx(0.3 / 0.4)
    assert found.htmt2[1, 2] == pytest.approx(1.0)
    assert np.isnan(found.htmt[0, 2])


@pytest.mark.gold
def test_correlations_of_scores_are_rs():
    """cor.test's limits, p.adjust's Holm, correlations of deviations and of team means."""
    frame = pd.read_csv(GOLD / "data" / "synthetic_items.csv")
    scales = ("me", "je", "crm", "ad")
    scores = np.column_stack(
        [frame[[f"{s}{i}" for i in range(1, 6)]].mean(axis=1) for s in scales]
    )
    want = STORED["correlations"]
    found = correlations(scores)
    lower, upper = interval(found.r, found.n.astype(float))
    at = (np.array(want["first"]) - 1, np.array(want["second"]) - 1)
    assert found.r[at] == pytest.approx(want["r"], abs=1e-12)
    assert found.pvalue[at] == pytest.approx(want["p"], rel=1e-9)
    assert holm_pairs(found.pvalue)[at] == pytest.approx(want["holm"], rel=1e-9)
    assert lower[at] == pytest.approx(want["lower"], abs=1e-12)
    assert upper[at] == pytest.approx(want["upper"], abs=1e-12)
    within, between = within_between(scores, frame["team_id"].to_numpy())
    assert within == pytest.approx(np.array(want["within"]), abs=1e-12)
    assert between == pytest.approx(np.array(want["between"]), abs=1e-12)


def test_limits_and_correction_where_little_is_known():
    lower, upper = interval(np.array([0.5, 0.5, 1.0]), np.array([3.0, 50.0, 50.0]))
    assert np.isnan(lower[[0, 2]]).all()
    assert lower[1] < 0.5 < upper[1]
    p = np.array([[0.0, 0.01, np.nan], [0.01, 0.0, 0.04], [np.nan, 0.04, 0.0]])
    adjusted = holm_pairs(p)
    assert adjusted[0, 1] == pytest.approx(0.02)
    assert adjusted[1, 2] == pytest.approx(0.04)
    assert np.isnan(adjusted[0, 2])
