"""Agreement of coders against published examples, psych, statsmodels and krippendorff."""

import json
from pathlib import Path

import krippendorff
import numpy as np
import pytest
from statsmodels.stats.inter_rater import cohens_kappa

from cpsurvey.stats.coders import alpha, crossed, kappa

GOLD = json.loads((Path(__file__).parents[1] / "gold" / "coders.json").read_text("utf-8"))
_ = np.nan
FOUR = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
)
"""Krippendorff (2011), part C: four observers, twelve units, seven values missing."""
TWO = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], dtype=float)
"""Krippendorff (2011), part A."""


@pytest.mark.gold
@pytest.mark.parametrize(
    ("level", "printed"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_of_four_observers_as_printed(level, printed):
    found = alpha(FOUR, level)
    assert round(found.alpha, 3) == printed
    other = krippendorff.alpha(FOUR, level_of_measurement=level)
    assert found.alpha == pytest.approx(other, abs=1e-12)
    assert found.units == 11


@pytest.mark.gold
def test_alpha_of_two_observers_as_printed():
    assert round(alpha(TWO).alpha, 3) == 0.095


def test_alpha_has_an_interval_by_resampled_units():
    rng = np.random.default_rng(3)
    truth = rng.integers(0, 2, 200).astype(float)
    wrong = rng.random((2, 200)) < 0.1
    values = np.where(wrong, 1 - truth, truth)
    found = alpha(values, draws=500, rng=np.random.default_rng(1))
    assert found.lower < found.alpha < found.upper
    again = alpha(values, draws=500, rng=np.random.default_rng(1))
    assert (again.lower, again.upper) == (found.lower, found.upper)


def test_nothing_that_varies_has_no_alpha():
    same = alpha(np.ones((2, 8)), draws=50, rng=np.random.default_rng(1))
    assert np.isnan(same.alpha)
    assert np.isnan(same.lower)
    assert np.isnan(alpha(np.full((2, 3), np.nan)).alpha)


@pytest.mark.gold
@pytest.mark.parametrize("name", list(GOLD["values"]))
def test_kappa_is_that_of_psych(name):
    gold = GOLD["values"][name]
    table = np.array(gold["table"], dtype=float)
    plain = kappa(table)
    assert plain.kappa == pytest.approx(gold["kappa"], abs=1e-10)
    assert plain.se == pytest.approx(gold["se"], abs=1e-10)
    for weights in ("linear", "quadratic"):
        found = kappa(table, weights)
        assert found.kappa == pytest.approx(gold[weights], abs=1e-10)
        other = cohens_kappa(table, wt=weights)
        assert found.se == pytest.approx(other.std_kappa, abs=1e-10)


@pytest.mark.parametrize("name", ["cohen1968", "ordered"])
def test_the_error_of_weighted_kappa_is_the_spread_of_drawn_tables(name):
    """Of sixteen times as many segments, so that the error holds; psych's is 5 and 22 % off."""
    table = np.array(GOLD["values"][name]["table"], dtype=float)
    rng = np.random.default_rng(1)
    share, n = (table / table.sum()).ravel(), int(16 * table.sum())
    drawn = rng.multinomial(n, share, 4000).reshape(-1, *table.shape).astype(float)
    spread = 4 * np.std([kappa(one, "quadratic").kappa for one in drawn])
    assert kappa(table, "quadratic").se == pytest.approx(spread, rel=0.035)


def test_kappa_of_cohen_1968_as_printed():
    assert (
        round(kappa(np.array(GOLD["values"]["cohen1968"]["table"], dtype=float)).kappa, 3)
        == 0.492
    )


def test_prevalence_and_bias_of_two_categories():
    table = crossed(np.array([0, 0, 0, 1]), np.array([0, 1, 1, 1]), 2)
    found = kappa(table)
    assert found.agreement == 0.5
    assert found.prevalence == 0.0
    assert found.bias == 0.5


def test_one_category_alone_has_no_kappa():
    found = kappa(np.array([[10.0, 0.0], [0.0, 0.0]]))
    assert np.isnan(found.kappa)
    assert found.agreement == 1.0
