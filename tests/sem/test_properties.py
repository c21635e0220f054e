"""What must hold for any model: exact derivatives, and invariances."""

from functools import cache

import gold
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.fit import fit
from cpsurvey.sem.objective.gradients import Gradients

HS = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
CASES = ["cfa_ml", "cfa_ml_means", "sem_ml", "nonrecursive", "cfa_group_scalar", "growth_ml"]
CASES += ["cfa_fiml", "group_fiml", "cfa_second_order", "path_ml", "mimic_means"]


@pytest.fixture(scope="module")
def hs():
    return pd.read_csv(gold.GOLD / "data" / "holzinger_swineford.csv")


def away(found, scale=0.05):
    rng = np.random.default_rng(1)
    return found.theta * (1 + scale * rng.normal(size=len(found.theta)))


@pytest.mark.parametrize("name", CASES)
def test_gradient_and_hessian_are_the_derivatives_of_the_discrepancy(name):
    """Central differences of F, away from the optimum: -F/2 is what is differentiated."""
    found = gold.fitted(gold.case(name))
    objective, theta = found.model.objective, away(found)
    at = objective.curvature(theta)
    for k in range(0, len(theta), max(1, len(theta) // 8)):
        step = np.zeros(len(theta))
        step[k] = 1e-5 * max(1.0, abs(theta[k]))
        slope = -(objective.value(theta + step) - objective.value(theta - step)) / (4 * step[k])
        assert at.gradient[k] == pytest.approx(slope, rel=1e-5, abs=1e-7)
        ahead = objective.curvature(theta + step).gradient
        behind = objective.curvature(theta - step).gradient
        row = -(ahead - behind) / (2 * step[k])
        assert at.observed[k] == pytest.approx(row, rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("name", ["cfa_ml", "sem_ml", "nonrecursive", "mimic", "growth_ml"])
def test_implied_moments_agree_with_complex_steps(name):
    """Jacobian of the moments against an imaginary step: no cancellation, 1e-12."""
    found = gold.fitted(gold.case(name))
    ram, sample = found.model.rams[0], found.model.samples[0]
    S = sample.moments(ram.means)
    theta = away(found)
    rows, columns = np.tril_indices(ram.n_obs)
    exact = ram.jacobian(ram.geometry(theta, S), rows, columns)
    points = theta + 1e-30j * np.eye(len(theta))
    stepped = ram.implied(points, S).imag[:, rows, columns].T / 1e-30
    assert exact == pytest.approx(stepped, rel=1e-11, abs=1e-12)


@pytest.mark.parametrize(
    "name", ["cfa_ml", "sem_ml", "nonrecursive", "mimic_means", "growth_ml"]
)
def test_the_slim_gradient_is_the_full_one(name):
    found = gold.fitted(gold.case(name))
    ram, sample = found.model.rams[0], found.model.samples[0]
    S = sample.moments(ram.means)
    theta = away(found)
    slim, good = Gradients(ram).gradient(np.tile(theta, (3, 1)), np.tile(S, (3, 1, 1)))
    assert good.all()
    full = found.model.objective.curvature(theta).gradient
    assert slim[1] == pytest.approx(full, rel=1e-9, abs=1e-11)


@cache
def _plain():
    return fit(HS, pd.read_csv(gold.GOLD / "data" / "holzinger_swineford.csv"), kind="cfa")


@settings(max_examples=12, deadline=None)
@given(factor=st.floats(0.01, 200), which=st.integers(0, 8))
def test_the_unit_of_a_variable_changes_no_fit(factor, which):
    data = pd.read_csv(gold.GOLD / "data" / "holzinger_swineford.csv")
    plain = _plain()
    data[f"x{which + 1}"] *= factor
    scaled = fit(HS, data, kind="cfa")
    assert scaled.fit["chisq"] == pytest.approx(plain.fit["chisq"], rel=1e-8)
    ours = {(p.lhs, p.op, p.rhs): p.std_all for p in scaled.estimates}
    for p in plain.estimates:
        assert ours[p.lhs, p.op, p.rhs] == pytest.approx(p.std_all, rel=1e-6)


@settings(max_examples=8, deadline=None)
@given(order=st.permutations(range(1, 4)))
def test_the_marker_and_the_order_of_rows_change_no_fit(order):
    data = pd.read_csv(gold.GOLD / "data" / "holzinger_swineford.csv")
    text = HS.replace("x1 + x2 + x3", " + ".join(f"x{i}" for i in order))
    turned = fit(text, data.sample(frac=1.0, random_state=3), kind="cfa")
    free = fit(HS, data, kind="cfa", std_lv=True)
    assert turned.fit["chisq"] == pytest.approx(free.fit["chisq"], rel=1e-8)
    ours = {(p.lhs, p.rhs): abs(p.std_all) for p in turned.estimates if p.op == "=~"}
    for p in free.estimates:
        if p.op == "=~":
            assert ours[p.lhs, p.rhs] == pytest.approx(abs(p.std_all), rel=1e-6)


def test_our_optimum_is_at_least_as_good_as_lavaans():
    """lavaan's stored default objective is never below ours (N F = 2 N fmin)."""
    for name in gold.names():
        stored = gold.case(name)
        if stored["estimator"] != "ML" or stored["missing"] == "ml":
            continue  # with missing data lavaan's saturated model stops early as well
        default = (stored.get("objective") or {}).get("default")
        if default is None or "<" in stored["model"] or "nonlinear" in name:
            continue  # lavaan's optimum misses nonlinear constraints a little
        ours = gold.fitted(stored)
        assert ours.fit["fmin"] <= default + 1e-11, name


def test_large_means_lose_no_digits_or_are_refused(hs):
    plain = fit(HS, hs, kind="cfa", meanstructure=True)
    far = hs.copy()
    far["x4"] += 1e3
    moved = fit(HS, far, kind="cfa", meanstructure=True)
    assert moved.fit["chisq"] == pytest.approx(plain.fit["chisq"], rel=1e-7)
    far["x4"] += 1e7
    with pytest.raises(CpsurveyError, match="subtract a constant"):
        fit(HS, far, kind="cfa", meanstructure=True)
