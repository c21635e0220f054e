"""Generalised linear models against R (tests/gold/glm.R)."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cpsurvey.engines import glm as engine
from cpsurvey.engines.ols import diagnostics, ols
from cpsurvey.stats import margins, without
from cpsurvey.stats.robust import without_each
from cpsurvey.stats.separation import separation

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "glm.json").read_text())["fits"]
FAMILIES = {
    "binomial": ("yes", "binomial"),
    "trials": ("resolved", "binomial"),
    "poisson": ("helps", "poisson"),
    "gamma": ("seconds", "gamma"),
    "gaussian": ("score", "gaussian"),
}


def agents():
    return pd.read_csv(GOLD / "data" / "agents.csv")


def columns(d, **at):
    x, z = at.get("x", d.x), at.get("z", d.z)
    channel = at.get("channel", d.channel)
    two, three = (np.broadcast_to(channel == c, len(d)).astype(float) for c in (2, 3))
    x, z = (np.broadcast_to(np.asarray(v, dtype=float), len(d)) for v in (x, z))
    return np.column_stack([x, z, two, three, x * z])


def fitted(name):
    d = agents()
    outcome, family = FAMILIES[name]
    y = d[outcome].to_numpy(float)
    clusters = d.team.to_numpy()
    if name == "gaussian":
        return ols(y, columns(d), clusters)
    return engine.glm(
        y,
        columns(d),
        family,
        trials=d.trials.to_numpy(float) if name == "trials" else None,
        offset=np.log(d.hours.to_numpy()) if name == "poisson" else None,
        clusters=clusters,
    )


@pytest.fixture(scope="module", params=FAMILIES)
def case(request):
    return request.param, fitted(request.param), STORED[request.param]


@pytest.mark.gold
def test_estimates_and_every_error_agree(case):
    _, fit, want = case
    np.testing.assert_allclose(fit.b, want["b"], rtol=0, atol=1e-8)
    for kind in ("classical", "hc3", "cr1", "cr2"):
        np.testing.assert_allclose(fit.se[kind], want["se"][kind], rtol=1e-8)
    np.testing.assert_allclose(fit.df["cr2"], want["df_cr2"], rtol=1e-7)
    np.testing.assert_allclose(fit.vif, want["vif"], rtol=1e-8)
    F, _, df2, p = fit.clustered.wald(fit.b, np.array([3, 4, 5]))
    assert (F, df2, p) == pytest.approx(
        (want["htz"]["F"], want["htz"]["df2"], want["htz"]["p"]), rel=1e-7
    )


@pytest.mark.gold
def test_fit_measures_agree(case):
    name, fit, want = case
    if name == "gaussian":
        return
    for key in ("deviance", "null_deviance", "pearson", "dispersion"):
        assert getattr(fit, key) == pytest.approx(want[key], rel=1e-9), key
    assert fit.cook.max() == pytest.approx(want["cook"], rel=1e-8)
    assert fit.leverage.max() == pytest.approx(want["leverage"], rel=1e-8)
    if name != "gamma":
        assert fit.loglik == pytest.approx(want["loglik"], rel=1e-10)
        assert fit.loglik_null == pytest.approx(want["loglik_null"], rel=1e-10)


@pytest.mark.gold
def test_average_marginal_effects_and_their_errors_agree(case):
    name, fit, want = case
    d = agents()
    family = FAMILIES[name][1]
    offset = np.log(d.hours.to_numpy()) if name == "poisson" else np.zeros(len(d))

    def design(**at):
        return np.column_stack([np.ones(len(d)), columns(d, **at)])

    def slope(variable, **at):
        here = design(**at)
        now = {"x": d.x, "z": d.z} | at
        there = design(**(at | {variable: now[variable] + 1}))
        return margins.slope(family, fit.b, here, there - here, offset)

    low, mid, high = want["quantiles"]
    found = {
        "x": slope("x"),
        "z": slope("z"),
        "channel=2": margins.contrast(
            family, fit.b, design(channel=2), design(channel=1), offset
        ),
        "channel=3": margins.contrast(
            family, fit.b, design(channel=3), design(channel=1), offset
        ),
        "x_low": slope("x", z=low),
        "x_mid": slope("x", z=mid),
        "x_high": slope("x", z=high),
        "predicted": margins.level(family, fit.b, design(x=1, z=high), offset),
    }
    for key, one in found.items():
        assert one.est == pytest.approx(want["margins"][key]["est"], abs=1e-8, rel=1e-8), key
        for kind, V in fit.vcov.items():
            # numDeriv's gradients hold about nine digits
            assert one.se(V) == pytest.approx(want["margins"][key][kind], rel=1e-7), key


@pytest.mark.gold
def test_coefficients_without_each_team_agree(case):
    name, fit, want = case
    d = agents()
    X = columns(d)
    if name == "gaussian":
        design = np.column_stack([np.ones(len(d)), X])
        found = without_each(design, fit.residuals, fit.b, d.team.to_numpy())[:, 5]
    else:
        outcome, family = FAMILIES[name]
        y, trials = d[outcome].to_numpy(float), d.trials.to_numpy(float)
        offset = np.log(d.hours.to_numpy())
        found = without.without_each(
            y,
            X,
            family,
            d.team.to_numpy(),
            fit.b,
            trials=trials if name == "trials" else None,
            offset=offset if name == "poisson" else None,
        )[:, 5]
    np.testing.assert_allclose(found, want["without"], rtol=0, atol=1e-8)


def made(groups, each, seed=1):
    """Answers of many groups, yes or no, of which a tenth is of their group."""
    rng = np.random.default_rng(seed)
    group = np.repeat(np.arange(groups), each)
    x = rng.normal(size=(groups * each, 3)) + 0.3 * rng.normal(size=groups)[group, None]
    eta = -1 + x @ [0.6, -0.3, 0.0] + 0.6 * rng.normal(size=groups)[group]
    return (rng.random(len(eta)) < 1 / (1 + np.exp(-eta))).astype(float), x, group


def refitted(y, x, group, one):
    return engine.glm(y[group != one], x[group != one], "binomial").b


@pytest.mark.parametrize(("groups", "each"), [(6, 30), (40, 8), (600, 10)])
def test_coefficients_without_each_of_few_or_many_groups_are_those_of_a_refit(groups, each):
    y, x, group = made(groups, each)
    whole = engine.glm(y, x, "binomial")
    found = without.without_each(y, x, "binomial", group, whole.b)
    some = np.unique(np.linspace(0, groups - 1, 12).astype(int))
    want = np.array([refitted(y, x, group, one) for one in some])
    misses = np.abs(found[some] - want) / whole.se["classical"]
    assert misses.max() < (1e-4 if groups > 100 else 1e-8)


def test_without_many_small_groups_few_are_fitted_anew(monkeypatch):
    """Work must not grow with the groups times the people."""
    y, x, group = made(1500, 8)
    fitted_anew = []
    own = without._own_fits
    monkeypatch.setattr(without, "_own_fits", lambda *a: fitted_anew.extend(a[2]) or own(*a))
    monkeypatch.setattr(without, "CELLS", 40 * len(y))
    without.without_each(y, x, "binomial", group, engine.glm(y, x, "binomial").b)
    assert 40 <= len(fitted_anew) < 500


def test_without_the_one_group_that_tells_there_is_no_coefficient():
    y, x, group = made(8, 20)
    x[group != 3, 2] = 0.0
    found = without.without_each(y, x, "binomial", group, engine.glm(y, x, "binomial").b)
    assert np.flatnonzero(np.isnan(found).any(axis=1)).tolist() == [3]


def test_a_group_without_which_there_is_nothing_does_not_end_the_steps_of_others(monkeypatch):
    y, x, group = made(8, 20)
    x[group != 3, 2] = 0.0
    monkeypatch.setattr(without, "CELLS", len(y))  # one group at a time
    b = engine.glm(y, x, "binomial").b
    found = without.without_each(y, x, "binomial", group, b)
    np.testing.assert_allclose(found[0], refitted(y, x, group, 0), rtol=0, atol=1e-8)


@pytest.mark.gold
def test_the_test_of_linearity_agrees():
    d = agents()
    found = diagnostics(d.score.to_numpy(float), columns(d))
    want = STORED["gaussian"]["reset"]
    assert (found.reset_f, found.reset_p) == pytest.approx((want["F"], want["p"]), rel=1e-8)
    assert (found.reset_df1, found.reset_df2) == (want["df1"], want["df2"])


# --------------------------------------------------------------------------- separation
ONE = np.ones(8)
X = np.column_stack([ONE, np.arange(8.0), [0, 1, 0, 1, 0, 1, 0, 1]])


@pytest.mark.parametrize(
    ("y", "kind", "columns"),
    [
        ([0, 0, 0, 0, 1, 1, 1, 1], "complete", {0, 1, 2}),
        ([0, 1, 0, 1, 1, 0, 1, 1], None, set()),
    ],
)
def test_separation_is_told_from_overlap(y, kind, columns):
    found = separation(X, np.where(np.array(y) == 1, 1, -1))
    assert (found.kind if found else None) == kind
    assert set(found.columns if found else ()) == columns


def test_a_category_without_successes_is_quasi_separation():
    x = np.array([0.3, -1, 0.2, 2, 0.1, -0.4, 1, 0.5, 0.9, -0.2])
    dummy = np.array([0.0] * 7 + [1.0] * 3)
    y = np.array([1, 0, 0, 1, 1, 0, 0, 1, 1, 1])
    found = separation(np.column_stack([np.ones(10), x, dummy]), np.where(y == 1, 1, -1))
    assert found is not None
    assert found.kind == "quasi"
    assert found.columns == (2,)


def test_counts_that_are_zero_in_a_whole_category_have_no_finite_estimate():
    dummy = np.array([0.0] * 5 + [1.0] * 5)
    y = np.array([1, 0, 3, 2, 1, 0, 0, 0, 0, 0])
    found = separation(np.column_stack([np.ones(10), dummy]), np.where(y == 0, -1, 0))
    assert found is not None
    assert found.columns == (1,)
    assert (
        separation(np.column_stack([np.ones(10), dummy]), np.where(y + dummy > 0, 0, -1))
        is None
    )
