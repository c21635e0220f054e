"""Interactions of factors by maximum likelihood, against the integral written out in R."""

import json

import gold
import numpy as np
import pandas as pd
import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem import lms
from cpsurvey.sem.fit import fit
from cpsurvey.sem.lms import Interaction, difference, fit_lms

STORED = json.loads((gold.GOLD / "lms.json").read_text())
ITEMS = {v: [f"{v}{i}" for i in (1, 2, 3)] for v in "xwy"}
MODEL = Interaction("x", "w", "y", ITEMS)


@pytest.fixture(scope="module")
def data():
    return pd.read_csv(gold.GOLD / "data" / "latent_interaction.csv")


@pytest.fixture(scope="module")
def found(data):
    return fit_lms(MODEL, data)


@pytest.mark.gold
def test_likelihood_estimates_and_errors_are_those_of_the_integral(found):
    """tests/gold/lms.R: its own density on a finer grid, R's optimiser, numDeriv's Hessian."""
    assert found.converged
    assert found.loglik == pytest.approx(STORED["loglik"], abs=1e-6)
    for name, b, se in zip(("b1", "b2", "b3"), STORED["b"], STORED["se"], strict=True):
        assert found[name] == pytest.approx((b, se), abs=5e-6)
    assert found["cov"][0] == pytest.approx(STORED["cov"], abs=5e-6)
    free = [v for v in STORED["loadings"] if v != 1]
    ours = [found[n][0] for n in found.names if "=~" in n]
    assert ours == pytest.approx(free, abs=5e-6)
    theta = [found[f"{v}{i}~~{v}{i}"][0] for v in "xwy" for i in (1, 2, 3)]
    assert theta == pytest.approx(STORED["theta"], abs=5e-6)


@pytest.mark.gold
def test_without_the_product_it_is_the_linear_model(data, found):
    linear = fit_lms(MODEL, data, product=False, errors=False)
    assert linear.loglik == pytest.approx(STORED["linear"], abs=1e-6)
    text = "\n".join(f"{v} =~ {' + '.join(ITEMS[v])}" for v in "xwy") + "\ny ~ x + w"
    plain = fit(text, data, meanstructure=True)
    assert linear.loglik == pytest.approx(plain.fit["logl"], abs=1e-6)
    chisq, df, p = difference(found, linear)
    assert (df, p < 1e-6) == (1, True)
    assert chisq == pytest.approx(2 * (STORED["loglik"] - STORED["linear"]), abs=1e-5)


def test_where_a_scale_begins_changes_nothing_but_its_intercept(data, found):
    """Squares of columns far from zero would cancel; chunks of cases add up to the same."""
    far = data.assign(y1=data["y1"] + 1000.0, w2=data["w2"] - 500.0)
    moved = fit_lms(MODEL, far)
    assert moved.converged
    assert moved.loglik == pytest.approx(found.loglik, abs=1e-6)
    for name in found.names:
        shift = {"y1~1": 1000.0, "w2~1": -500.0}.get(name, 0.0)
        b, se = found[name]
        assert moved[name] == pytest.approx((b + shift, se), abs=2e-6)


def test_many_cases_are_worked_on_by_chunks(data, found, monkeypatch):
    monkeypatch.setattr(lms, "ROWS", 64)
    chunks = fit_lms(MODEL, data)
    np.testing.assert_allclose(chunks.est, found.est, atol=1e-8)
    np.testing.assert_allclose(chunks.se, found.se, atol=1e-8)


def draw(rng, n, b3):
    w = rng.normal(size=n)
    x = 0.4 * w + np.sqrt(0.84) * rng.normal(size=n)
    c = 0.3 * x + rng.normal(size=n)
    y = 0.3 * x + 0.2 * w + b3 * x * w + 0.2 * c + 0.8 * rng.normal(size=n)
    scores = {"x": x, "w": w, "y": y}
    found = {
        f"{v}{i}": s + 0.6 * rng.normal(size=n) for v, s in scores.items() for i in (1, 2, 3)
    }
    return {**found, "c": c, "y": y}


@pytest.mark.slow
def test_known_interactions_are_recovered_and_none_is_not_found():
    """Eight samples a line: coverage of b3, and how often none is called one."""
    rng = np.random.default_rng(3)
    model = Interaction("x", "w", "y", {v: ITEMS[v] for v in "xw"}, ("c",))
    for truth, most in ((0.25, 8), (0.0, 2)):
        covered = rejected = 0
        estimates = []
        for _ in range(8):
            sample = draw(rng, 200, truth)
            fitted = fit_lms(model, sample, step=0.5)
            b3, se = fitted["b3"]
            estimates.append(b3)
            covered += abs(b3 - truth) < 1.96 * se
            rejected += abs(b3) > 1.96 * se
        assert abs(np.mean(estimates) - truth) < 0.08
        assert covered >= 6
        assert rejected <= most


def test_what_cannot_be_fitted(data):
    with pytest.raises(CpsurveyError, match="need indicators"):
        fit_lms(Interaction("x", "w", "y", {"x": ITEMS["x"]}), data)
    with pytest.raises(CpsurveyError, match="too few"):
        fit_lms(MODEL, data.head(15))
    flat = data.assign(x2=1.0)
    with pytest.raises(CpsurveyError, match="x2 is the same"):
        fit_lms(MODEL, flat)
