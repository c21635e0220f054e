"""Group comparisons against R (tests/gold/compare.R)."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.special import gammaln

from cpsurvey.engines.compare import compare
from cpsurvey.stats.effects import (
    eta_squared,
    games_howell,
    hedges_g,
    omega_squared,
    range_sf,
)
from cpsurvey.stats.multiple import holm

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "compare.json").read_text())
pytestmark = pytest.mark.gold


def split(values, by):
    values, by = np.asarray(values, dtype=float), np.asarray(by)
    return [values[by == one] for one in np.unique(by)]


def agents():
    return pd.read_csv(GOLD / "data" / "agents.csv")


def test_two_groups():
    d, want = agents(), STORED["two"]
    a, b = split(d.score, d.team > 13)
    found = compare([a, b])
    assert found.statistic == pytest.approx(want["t"], rel=1e-10)
    assert found.df2 == pytest.approx(want["df"], rel=1e-10)
    assert found.pvalue == pytest.approx(want["p"], rel=1e-10)
    assert (found.rank, found.rank_pvalue) == pytest.approx((want["U"], want["p_rank"]))
    g = hedges_g(a, b)
    assert g.est == pytest.approx(want["g"], rel=1e-10)
    # effectsize searches the noncentrality, to about seven digits
    assert (g.lower, g.upper) == pytest.approx((want["lower"], want["upper"]), abs=1e-6)


LARGE = json.loads((GOLD / "large_eta.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("want", LARGE, ids=lambda want: str(want["step"]))
def test_eta_squared_of_many_people(want):
    """Far above F the noncentral distribution has no numbers to be searched among."""
    found = eta_squared([want["step"] * i + np.tile([-1.0, 1.0], 5000) for i in range(5)])
    assert (found.est, found.lower, found.upper) == pytest.approx(
        (want["est"], want["lower"], want["upper"]), rel=1e-8
    )


@pytest.mark.parametrize("key", ["several", "several_x"])
def test_several_groups(key):
    d, want = agents(), STORED[key]
    y = d.score if key == "several" else d.x + 2 * (d.channel == 2)
    groups = split(y, d.channel)
    found = compare(groups)
    assert (found.statistic, found.df1, found.df2, found.pvalue) == pytest.approx(
        (want["F"], want["df1"], want["df2"], want["p"]), rel=1e-9
    )
    assert (found.rank, found.rank_pvalue) == pytest.approx((want["H"], want["p_rank"]))
    eta = eta_squared(groups)
    assert eta.est == pytest.approx(want["eta2"], rel=1e-10)
    assert (eta.lower, eta.upper) == pytest.approx(
        (want["eta2_lower"], want["eta2_upper"]), abs=1e-6
    )
    omega = omega_squared(groups)
    assert max(omega, 0) == pytest.approx(want["omega2"], rel=1e-10)
    pairs = games_howell(groups)
    for pair, row in zip(pairs, want["pairs"], strict=True):
        assert (pair.difference, pair.t, pair.df) == pytest.approx(
            (row["diff"], row["t"], row["df"]), rel=1e-10
        )
        assert pair.pvalue == pytest.approx(row["p"], abs=1e-8)
        assert pair.g.est == pytest.approx(row["g"], rel=1e-10)


@pytest.mark.parametrize(
    ("q", "k", "df", "want"),
    # Table of the studentised range (Harter, 1960), upper 5 % and 1 %
    [(3.151, 2, 10, 0.05), (3.877, 3, 10, 0.05), (4.232, 5, 20, 0.05), (5.294, 5, 20, 0.01)],
)
def test_the_studentised_range_agrees_with_printed_tables(q, k, df, want):
    (found,) = range_sf(np.array([q]), k, np.array([float(df)]))
    assert found == pytest.approx(want, abs=3e-4)


def test_intervals_of_g_cover_by_definition():
    a, b = split(agents().score, agents().team > 13)
    g = hedges_g(a, b)
    per = np.sqrt(1 / len(a) + 1 / len(b))
    df = len(a) + len(b) - 2
    j = np.exp(gammaln(df / 2) - gammaln((df - 1) / 2)) / np.sqrt(df / 2)
    t = g.est / j / per
    assert stats.nct.cdf(t, df, g.lower / j / per) == pytest.approx(0.975, abs=1e-9)
    assert stats.nct.cdf(t, df, g.upper / j / per) == pytest.approx(0.025, abs=1e-9)


def test_holm_agrees_with_p_adjust():
    want = STORED["holm"]
    np.testing.assert_allclose(holm(np.array(want["p"])), want["adjusted"], rtol=1e-12)
