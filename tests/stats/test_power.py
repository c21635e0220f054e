"""Power by simulation, against printed simulations and closed forms."""

import numpy as np
import pytest
from scipy import stats

from cpsurvey.engines.ols import ols
from cpsurvey.stats.power import simulate, sizes
from cpsurvey.stats.robust import cr2, cr2_many, hc3_many, sandwich

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


@pytest.mark.parametrize(
    ("n", "teams", "p"), [(50, 4, 3), (150, 8, 3), (90, 30, 5), (20, 20, 2)]
)
def test_errors_of_many_regressions_are_those_of_each(n, teams, p):
    rng = np.random.default_rng(6)
    team = sizes(n, teams)
    X = rng.normal(size=(3, n, p))
    X[:, :, 0] = 1.0
    if teams < n:
        X[0, :, 1] = team == 0  # decided by one team alone
    y = rng.normal(size=(3, n)) + rng.normal(size=(3, teams))[:, team]
    e = np.stack(
        [a - x @ np.linalg.lstsq(x, a, rcond=None)[0] for x, a in zip(X, y, strict=True)]
    )
    se, df = cr2_many(X, e, np.flatnonzero(np.diff(team, prepend=-1)))
    hc3, _ = hc3_many(X, e)
    for i in range(3):
        one = cr2(X[i], e[i], team)
        assert se[i] == pytest.approx(one.se, rel=1e-10)
        assert df[i] == pytest.approx(one.df, rel=1e-10)
        plain = sandwich(X[i], e[i], np.ones(n), None)
        assert hc3[i] == pytest.approx(np.sqrt(np.diag(plain)), rel=1e-10)


def test_power_that_is_claimed_is_delivered_by_the_regressions():
    """Few teams: the same studies drawn here by hand, each analysed as `regression` does."""
    n, teams, icc, r = 150, 8, 0.2, 0.82
    claimed = simulate(
        {"m": {"x": 0.30}, "y": {"m": 0.25, "x": 0.15}},
        dict.fromkeys("xmy", r),
        n,
        1500,
        np.random.default_rng(7),
        teams=teams,
        icc=icc,
    ).power([("m", "x"), ("y", "m")])
    rng = np.random.default_rng(8)
    team = np.arange(n) % teams

    def noise():
        shared = rng.normal(size=teams)[team]
        return np.sqrt(icc) * shared + np.sqrt(1 - icc) * rng.normal(size=n)

    def seen(true):
        return np.sqrt(r) * true + np.sqrt(1 - r) * rng.normal(size=n)

    def found(y, x):
        fit = ols(y, x, team)
        return 2 * stats.t.sf(abs(fit.b[1] / fit.se["cr2"][1]), fit.df["cr2"][1]) < 0.05

    delivered, draws = 0, 300
    for _ in range(draws):
        x = noise()
        m = 0.3 * x + np.sqrt(1 - 0.09) * noise()
        y = 0.25 * m + 0.15 * x + np.sqrt(1 - 0.0625 - 0.0225 - 2 * 0.0375 * 0.3) * noise()
        x, m, y = seen(x), seen(m), seen(y)
        delivered += found(m, x[:, None]) and found(y, np.column_stack([m, x]))
    spread = np.sqrt(0.3 * 0.7 * (1 / draws + 1 / 1500))
    assert claimed == pytest.approx(delivered / draws, abs=3 * spread)
