"""Rates, ratios and shares with exact intervals; clustered ones by their coverage."""

import numpy as np
import pytest
from scipy import stats

from cpsurvey.stats import incidence


def test_a_rate_has_the_exact_poisson_interval():
    found = incidence.rate(10, 4.0)
    assert found.est == 2.5
    assert found.lower == pytest.approx(stats.chi2.ppf(0.025, 20) / 2 / 4)
    assert found.upper == pytest.approx(stats.chi2.ppf(0.975, 22) / 2 / 4)
    none = incidence.rate(0, 4.0)
    assert (none.est, none.lower) == (0.0, 0.0)
    assert none.upper == pytest.approx(-np.log(0.025) / 4)


def test_a_ratio_of_rates_is_exact_given_their_sum():
    found = incidence.ratio(20, 10.0, 5, 10.0)
    exact = stats.binomtest(20, 25).proportion_ci(method="exact")
    assert found.est == pytest.approx(4.0)
    assert found.lower == pytest.approx(exact.low / (1 - exact.low))
    assert found.upper == pytest.approx(exact.high / (1 - exact.high))
    assert incidence.ratio(4, 2.0, 0, 2.0).upper == float("inf")


def test_a_share_of_none_and_of_all():
    assert incidence.share(0, 10).lower == 0.0
    assert incidence.share(10, 10).upper == 1.0
    assert np.isnan(incidence.share(0, 0).est)


def test_a_clustered_share_covers_the_truth():
    rng = np.random.default_rng(5)
    group = np.repeat(np.arange(30), 10)
    covered = 0
    for _ in range(300):
        p = rng.beta(2.0, 3.0, 30)  # intraclass correlation 1/6, mean .40
        yes = (rng.random(300) < p[group]).astype(float)
        found = incidence.clustered_share(yes, group)
        covered += found.lower <= 0.4 <= found.upper
    assert 0.91 <= covered / 300 <= 0.985


def test_a_share_of_one_cluster_is_that_of_independent_cases():
    yes = np.array([1.0, 0.0, 0.0, 1.0])
    assert incidence.clustered_share(yes, np.zeros(4, dtype=int)) == incidence.share(2, 4)


def test_dispersion_is_one_by_chance_and_more_in_clusters():
    rng = np.random.default_rng(2)
    hours = np.full(400, 3.0)
    assert incidence.dispersion(rng.poisson(2.0 * hours), hours) == pytest.approx(1, abs=0.2)
    heavy = rng.poisson(rng.gamma(1.0, 2.0, 400) * hours)
    assert incidence.dispersion(heavy, hours) > 3
