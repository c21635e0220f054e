"""Power by simulation, against printed simulations and closed forms."""

import numpy as np
import pytest
from scipy import stats

from cpsurvey.stats.power import simulate, sizes

BIG = {"m": {"x": 0.35}, "y": {"x": 0.15, "m": 0.25, "w": 0.0, "m:w": 0.10}}
SMALL = {"m": {"x": 0.20}, "y": {"x": 0.10, "m": 0.15, "w": 0.0, "m:w": 0.05}}
RELIABLE = dict.fromkeys("xmwy", 0.82)
PRINTED = {
    100: (0.45, 0.11, 0.09),
    200: (0.82, 0.17, 0.28),
    400: (0.99, 0.34, 0.67),
    800: (1.00, 0.58, 0.94),
}
"""domain.md 2.7: joint significance from 1,500 replications of another program (numpy,
``power_net.py``): indirect effect, second-stage index, small indirect effect."""


@pytest.mark.parametrize("n", PRINTED)
def test_the_printed_table_is_met(n):
    """Two simulations of 1,500: differences beyond 3.5 standard errors do not happen."""
    rng = np.random.default_rng(4)
    big = simulate(BIG, RELIABLE, n, 1500, rng)
    small = simulate(SMALL, RELIABLE, n, 1500, rng)
    indirect = [("m", "x"), ("y", "m")]
    found = (
        big.power(indirect),
        big.power([("m", "x"), ("y", "m:w")]),
        small.power(indirect),
    )
    for ours, theirs in zip(found, PRINTED[n], strict=True):
        spread = np.sqrt(2 * theirs * (1 - theirs) / 1500) + 0.005
        assert abs(ours - theirs) < 3.5 * spread + 0.01


def test_power_of_one_slope_is_the_noncentral_t():
    """R: pwr.r.test-like closed form, R2 = .09, n = 80."""
    n, r = 80, 0.3
    found = simulate({"y": {"x": r}}, {}, n, 4000, np.random.default_rng(1))
    shift = r / np.sqrt(1 - r**2) * np.sqrt(n)
    critical = stats.t.ppf(0.975, n - 2)
    closed = stats.nct.sf(critical, n - 2, shift) + stats.nct.cdf(-critical, n - 2, shift)
    assert found.power([("y", "x")]) == pytest.approx(closed, abs=0.03)


def test_no_effect_is_found_in_one_sample_of_twenty():
    rng = np.random.default_rng(2)
    plain = simulate({"y": {"x": 0.0}}, {}, 100, 4000, rng)
    assert plain.power([("y", "x")]) == pytest.approx(0.05, abs=0.012)
    teams = simulate({"y": {"x": 0.0}}, {}, 300, 2000, rng, teams=40, icc=0.2)
    assert teams.power([("y", "x")]) == pytest.approx(0.05, abs=0.025)


def test_teams_that_are_ignored_are_found_too_often():
    """Errors by team are wider than classical ones where members resemble each other."""
    rng = np.random.default_rng(3)
    with_teams = simulate({"y": {"x": 0.2}}, {}, 200, 500, rng, teams=20, icc=0.3)
    without = simulate({"y": {"x": 0.2}}, {}, 200, 500, rng)
    assert with_teams.se[("y", "x")].mean() > 1.1 * without.se[("y", "x")].mean()


def test_unreliable_scores_are_drawn_towards_zero():
    found = simulate(
        {"y": {"x": 0.5}}, {"x": 0.64, "y": 0.81}, 500, 400, np.random.default_rng(5)
    )
    assert found.est[("y", "x")].mean() == pytest.approx(0.5 * 0.8 * 0.9, abs=0.01)


def test_sizes_of_teams():
    assert sizes(7, 3).tolist() == [0, 0, 0, 1, 1, 2, 2]


@pytest.mark.parametrize(("n", "teams"), [(3, None), (50, 2), (50, 60)])
def test_too_few(n, teams):
    with pytest.raises(ValueError, match="too few"):
        simulate({"y": {"x": 0.1, "z": 0.1}}, {}, n, 10, np.random.default_rng(1), teams=teams)
