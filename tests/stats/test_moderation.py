"""Johnson-Neyman's region and conditional effects."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cpsurvey.stats.moderation import johnson_neyman, slopes

GOLD = Path(__file__).parents[1] / "gold"


@pytest.fixture(scope="module")
def fitted():
    """AD on COP, TKS * NRW and tenure, classical errors."""
    d = pd.read_csv(GOLD / "data" / "synthetic_scores.csv")
    X = np.column_stack([np.ones(len(d)), d.COP, d.TKS, d.NRW, d.TKS * d.NRW, d.tenure])
    bread = np.linalg.inv(X.T @ X)
    b = bread @ X.T @ d.AD
    e = d.AD - X @ b
    V = e @ e / (len(d) - 6) * bread
    return b[[2, 4]], V[np.ix_([2, 4], [2, 4])], d.NRW.to_numpy(), len(d) - 6


def test_roots_and_share_are_the_independent_ones(fitted):
    b, V, w, df = fitted
    found = johnson_neyman(b, V, w, df)
    assert found.roots == pytest.approx((-2.2735, -0.9565), abs=5e-5)
    assert found.inside == found.roots[1:]  # the other lies outside the observed range
    assert found.outward
    assert found.share == pytest.approx(0.848, abs=5e-4)


def test_the_interval_touches_zero_at_the_roots(fitted):
    b, V, w, df = fitted
    at = slopes(b, V, johnson_neyman(b, V, w, df).roots, df)
    assert np.minimum(np.abs(at.lower), np.abs(at.upper)) == pytest.approx([0, 0], abs=1e-12)


def test_the_false_discovery_rate_asks_for_more(fitted):
    b, V, w, df = fitted
    plain, held = johnson_neyman(b, V, w, df), johnson_neyman(b, V, w, df, fdr=True)
    assert held.critical >= plain.critical
    assert held.share <= plain.share


def test_an_effect_that_never_reaches_significance_has_no_region():
    w = np.linspace(-1, 1, 50)
    found = johnson_neyman([0.01, 0.001], np.diag([0.04, 0.04]), w, 100)
    assert found.share == 0
    assert found.inside == ()


def test_the_rate_of_false_regions_is_held_under_no_effect():
    rng = np.random.default_rng(5)
    w = np.linspace(-2, 2, 40)
    V = np.diag([1.0, 1.0])
    draws = [rng.normal(size=2) for _ in range(2000)]
    plain = np.mean([johnson_neyman(b, V, w, 1e6).share > 0 for b in draws])
    held = np.mean([johnson_neyman(b, V, w, 1e6, fdr=True).share > 0 for b in draws])
    assert plain > 0.10  # many looks at one line
    assert held < plain
