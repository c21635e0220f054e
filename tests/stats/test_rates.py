"""Rates of contacts against R: glm, clubSandwich, glm.nb, glmer, a beta-binomial."""

import json
from pathlib import Path

import numpy as np
import pytest

from cpsurvey.stats import counts, mixedlogit, rates, shrinkage
from cpsurvey.stats.robust import cr2

GOLD = Path(__file__).parents[1] / "gold"
R = json.loads((GOLD / "kpi.json").read_text())
D = np.genfromtxt(GOLD / "data" / "kpi.csv", delimiter=",", names=True)
ONE = np.column_stack([np.ones(len(D)), D["tks"], D["cop"], D["tenure"]])
NR = np.repeat([0.0, 1.0], len(D))
BOTH = np.vstack([ONE, ONE])
TWO = np.column_stack([BOTH[:, 0], NR, BOTH[:, 1:], NR[:, None] * BOTH[:, 1:]])
TEAM = D["team"].astype(int)
AGENT = D["agent"].astype(int)


def long(name):
    return np.concatenate([D[f"{name}_r"], D[f"{name}_nr"]])


FITS = {
    "binomial": (D["s_nr"], ONE, "binomial", D["n_nr"], TEAM),
    "binomial_stacked": (long("s"), TWO, "binomial", long("n"), np.tile(TEAM, 2)),
    "binomial_by_agent": (long("s"), TWO, "binomial", long("n"), np.tile(AGENT, 2)),
    "poisson": (D["c_nr"], ONE, "poisson", D["n_nr"], TEAM),
    "poisson_stacked": (long("c"), TWO, "poisson", long("n"), np.tile(TEAM, 2)),
    "log_stacked": (np.log(long("t")), TWO, "gaussian", None, np.tile(TEAM, 2)),
}


@pytest.mark.parametrize("name", FITS)
def test_models_and_clustered_errors_agree_with_r(name):
    y, X, family, n, group = FITS[name]
    fit = rates.glm(y, X, family, n)
    assert fit.converged
    assert not fit.separated
    gold = R[name]
    two, one = rates.clustered(fit, X, group)
    assert fit.b == pytest.approx(gold["b"], abs=1e-8)
    assert np.sqrt(np.diag(fit.vcov)) == pytest.approx(gold["se"], abs=1e-8)
    assert np.sqrt(np.diag(one)) == pytest.approx(gold["cr1"], abs=1e-8)
    assert two.se == pytest.approx(gold["cr2"], abs=1e-8)
    assert two.df == pytest.approx(gold["df"], abs=1e-6)  # a ratio of squares of squares
    assert fit.pearson == pytest.approx(gold["pearson"], rel=1e-8)
    assert fit.deviance == pytest.approx(gold["deviance"], rel=1e-8)


def test_negative_binomial_agrees_with_glm_nb():
    fit = counts.negative_binomial(D["c_nr"], ONE, D["n_nr"])
    gold = R["nb"]
    assert fit.converged
    assert fit.b == pytest.approx(gold["b"], abs=5e-6)
    assert fit.se == pytest.approx(gold["se"], abs=5e-6)
    assert fit.theta == pytest.approx(gold["theta"], rel=5e-6)
    assert fit.loglik == pytest.approx(gold["loglik"], abs=1e-6)


def test_counts_without_more_than_chance_have_no_theta():
    rng = np.random.default_rng(3)
    y = np.full(200, 5.0) + (rng.random(200) < 0.5)
    fit = counts.negative_binomial(y, np.ones((200, 1)), np.ones(200))
    assert np.isinf(fit.theta)
    assert fit.b[0] == pytest.approx(np.log(y.mean()), abs=1e-9)


@pytest.mark.parametrize("gold", R["mixed"], ids=lambda one: f"{one['nodes']} nodes")
def test_intercepts_of_agents_agree_with_glmer(gold):
    start = rates.glm(long("s"), TWO, "binomial", long("n")).b
    fit = mixedlogit.mixed_logit(
        long("s"), long("n"), TWO, np.tile(AGENT, 2), start=start, nodes=gold["nodes"]
    )
    assert fit.converged
    assert fit.b == pytest.approx(gold["b"], abs=5e-6)
    assert fit.se == pytest.approx(gold["se"], abs=5e-6)
    assert fit.sd == pytest.approx(gold["sd"], abs=5e-6)


def test_shrunken_rates_agree_with_a_likelihood_maximised_in_r():
    fit = shrinkage.beta_binomial(D["s_nr"], D["n_nr"])
    gold = R["beta_binomial"]
    assert (fit.a, fit.b) == pytest.approx((gold["a"], gold["b"]), rel=5e-6)
    assert fit.loglik == pytest.approx(gold["loglik"], abs=1e-6)
    assert fit.shrunken == pytest.approx(gold["shrunken"], abs=1e-6)
    assert not fit.bounded


def test_agents_who_differ_by_chance_alone_are_all_the_mean():
    n = np.full(60, 50.0)
    s = np.tile([24.0, 25.0, 26.0], 20)  # less spread than chance
    fit = shrinkage.beta_binomial(s, n)
    assert fit.bounded
    assert fit.shrunken == pytest.approx(np.full(60, 0.5))
    with pytest.raises(ValueError, match="alike"):
        shrinkage.beta_binomial(n, n)


def test_shrinkage_recovers_the_distribution_it_was_drawn_from():
    rng = np.random.default_rng(11)
    n = rng.integers(30, 120, 800).astype(float)
    p = rng.beta(12.0, 4.0, 800)
    s = rng.binomial(n.astype(int), p).astype(float)
    fit = shrinkage.beta_binomial(s, n)
    assert (fit.a, fit.b) == pytest.approx((12.0, 4.0), rel=0.2)
    assert np.mean((fit.shrunken - p) ** 2) < np.mean((s / n - p) ** 2)


def test_a_predictor_that_tells_all_apart_is_called_separated():
    x = np.repeat([0.0, 1.0], 20)
    X = np.column_stack([np.ones(40), x])
    fit = rates.glm(30.0 * x, X, "binomial", np.full(40, 30.0))
    assert fit.separated


def test_weights_of_one_change_nothing_in_cr2():
    rng = np.random.default_rng(2)
    X = np.column_stack([np.ones(40), rng.normal(size=40)])
    e, group = rng.normal(size=40), np.repeat(np.arange(8), 5)
    plain, weighted = cr2(X, e, group), cr2(X, e, group, np.full(40, 7.0))
    assert weighted.se == pytest.approx(plain.se, rel=1e-12)
    assert weighted.df == pytest.approx(plain.df, rel=1e-12)
