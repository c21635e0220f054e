import json
from pathlib import Path

import numpy as np
import pytest

from cpsurvey.stats.association import correlations, within_between
from cpsurvey.stats.describe import describe, item_rest
from cpsurvey.stats.reliability import alpha, congeneric, feldt

GOLD = Path(__file__).parents[1] / "gold"
rng = np.random.default_rng(3)


def test_feldts_printed_example():
    """alpha .79, 26 items, 41 people, 90 %: [.705, .862] (Feldt, Woodruff & Salih, 1987)."""
    lower, upper = feldt(0.79, 41, 26, 0.90)
    assert (round(lower, 3), round(upper, 3)) == (0.705, 0.862)


def test_alpha_of_parallel_items_is_spearman_browns():
    common = rng.normal(size=(200_000, 1))
    items = common + rng.normal(size=(200_000, 4))
    found = alpha(items)
    assert found.alpha == pytest.approx(0.8, abs=0.01)
    assert found.if_deleted == pytest.approx([0.75] * 4, abs=0.01)


def test_alpha_can_be_negative():
    x = rng.normal(size=300)
    assert alpha(np.column_stack([x, -x + 0.5 * rng.normal(size=300)])).alpha < 0


def test_congeneric_coefficients_by_hand():
    loadings, theta = np.array([0.8, 0.7, 0.6]), np.array([0.36, 0.51, 0.64])
    found = congeneric(loadings, theta)
    assert found.omega == pytest.approx(2.1**2 / (2.1**2 + 1.51))
    assert found.ave == pytest.approx(1.49 / 3)
    ratio = 0.64 / 0.36 + 0.49 / 0.51 + 0.36 / 0.64
    assert found.h == pytest.approx(1 / (1 + 1 / ratio))


def test_descriptions_leave_missing_values_out():
    found = describe(np.array([1.0, 2, 3, 4, 10, np.nan]))
    assert (found.n, found.missing, found.mean) == (5, 1, 4.0)
    # SPSS: skewness 1.697, kurtosis 3.152 for 1 2 3 4 10
    assert found.skew == pytest.approx(1.697, abs=5e-4)
    assert found.kurtosis == pytest.approx(3.152, abs=5e-4)


def test_a_constant_has_no_shape():
    found = describe(np.full(10, 3.0))
    assert found.sd == 0
    assert np.isnan(found.skew)


def test_correlations_are_pairwise():
    x = rng.normal(size=(50, 3))
    x[:10, 0] = np.nan
    found = correlations(x)
    assert found.n[0, 1] == 40
    assert found.r[0, 1] == pytest.approx(np.corrcoef(x[10:, 0], x[10:, 1])[0, 1])
    assert found.r[1, 2] == pytest.approx(np.corrcoef(x[:, 1], x[:, 2])[0, 1])


def test_a_constant_correlates_with_nothing():
    x = np.column_stack([rng.normal(size=20), np.ones(20)])
    assert np.isnan(correlations(x).r[0, 1])


def test_within_and_between_are_told_apart():
    group = np.repeat(np.arange(40), 10)
    team = rng.normal(size=40)[group]
    own = rng.normal(size=400)
    x = np.column_stack([5 * team + own, -5 * team + own])
    within, between = within_between(x, group)
    assert within[0, 1] > 0.99
    assert between[0, 1] < -0.95


def test_item_rest_by_hand():
    items = rng.normal(size=(80, 3)) + rng.normal(size=(80, 1))
    expected = np.corrcoef(items[:, 0], items[:, 1] + items[:, 2])[0, 1]
    assert item_rest(items)[0] == pytest.approx(expected)


@pytest.mark.gold
def test_alpha_of_bfi_scales_equals_psychs():
    """Conscientiousness of psych::bfi; the value psych::alpha prints (.73 raw alpha)."""
    import pandas as pd

    data = pd.read_csv(GOLD / "data" / "bfi.csv")
    items = data[["C1", "C2", "C3", "C4", "C5"]].dropna().to_numpy(float)
    items[:, 3:] = 7 - items[:, 3:]
    assert round(alpha(items).alpha, 2) == 0.73


@pytest.mark.gold
def test_the_stored_numbers_are_rs():
    stored = json.loads((GOLD / "rse.json").read_text())
    for one in stored["reliability"]:
        assert one["alpha"] == pytest.approx(one["psych_alpha"], abs=1e-12)
        assert feldt(one["alpha"], one["n"], one["k"]) == pytest.approx(
            tuple(one["alpha_ci"]), abs=1e-10
        )
