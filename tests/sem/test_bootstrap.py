"""Batched refits end where cold fits end; bootstrap errors are lavaan's within their noise."""

import os
import signal

import gold
import numpy as np
import pandas as pd
import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.after.bootstrap import _counts, _moments, bias_corrected, bootstrap
from cpsurvey.sem.fit import fit
from cpsurvey.sem.search.newton import minimise
from cpsurvey.sem.search.refit import SMALL, _One, refit
from cpsurvey.sem.search.start import starts
from cpsurvey.sem.search.workers import in_order

HS = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"


@pytest.fixture(scope="module")
def hs():
    return pd.read_csv(gold.GOLD / "data" / "holzinger_swineford.csv")


@pytest.mark.parametrize("means", [False, True])
@pytest.mark.parametrize("small", [True, False], ids=["newton", "walk"])
def test_batched_refits_end_where_cold_fits_end(hs, means, small, monkeypatch):
    monkeypatch.setattr("cpsurvey.sem.search.refit.SMALL", SMALL if small else 0)
    found = fit(HS, hs, kind="cfa", meanstructure=means)
    model = found.model
    weights = _counts(model.n, 64, np.random.default_rng(4))
    S = _moments(model.samples[0], weights, means=means)
    batched = refit(model, found.theta, [S], [1.0])
    assert batched.converged.all()
    assert batched.alone < 16
    cold = next(starts(model.table, model.samples))
    for b in range(0, 64, 4):
        alone = minimise(_One(model.rams, [S[b]], [1.0]), cold, model.constraints)
        assert batched.theta[b] == pytest.approx(alone.theta, rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("fixed", [True, False])
def test_intercepts_follow_from_what_is_refitted(hs, fixed):
    """Where each mean has its own, refits search for the covariances alone."""
    text = f"{HS}\nvisual ~ ageyr\nspeed ~ visual + ageyr\nageyr ~~ ageyr"
    text = text if not fixed else text.replace("\nageyr ~~ ageyr", "")
    found = fit(text, hs, meanstructure=True, fixed_x=fixed)
    weights = _counts(found.model.n, 8, np.random.default_rng(4))
    S = _moments(found.model.samples[0], weights, means=True)
    batched = refit(found.model, found.theta, [S], [1.0])
    assert batched.converged.all()
    for b in range(8):
        objective = _One(found.model.rams, [S[b]], [1.0])
        alone = minimise(objective, found.theta, found.model.constraints)
        assert batched.theta[b] == pytest.approx(alone.theta, rel=1e-6, abs=1e-6)


def test_equality_constraints_hold_in_every_draw():
    stored = gold.case("sem_defined")
    found = gold.fitted(stored)
    drawn = bootstrap(found, 60, seed=1)
    table = found.table
    a = table.labels["a"]
    assert len(set(table.names)) == table.nfree
    assert drawn.theta[:, a].std() > 0
    constrained = gold.fitted(gold.case("equality_linear"))
    drawn = bootstrap(constrained, 60, seed=1)
    labels = constrained.table.labels
    assert drawn.theta[:, labels["a"]] == pytest.approx(drawn.theta[:, labels["b"]], abs=1e-9)


def test_standard_errors_are_near_the_robust_ones(hs):
    found = fit(HS, hs, kind="cfa", estimator="mlr")
    drawn = bootstrap(found, 2000, seed=3)
    assert drawn.failed == 0
    wide = [i for i, n in enumerate(found.table.names) if "=~" in n]
    for i in wide:
        middle = np.percentile(drawn.theta[:, i], [15.87, 84.13])
        half = (middle[1] - middle[0]) / 2
        assert half == pytest.approx(np.sqrt(found.vcov[i, i]), rel=0.25)


def test_the_same_seed_draws_the_same(hs):
    found = fit(HS, hs, kind="cfa")
    one, two = bootstrap(found, 50, seed=7), bootstrap(found, 50, seed=7)
    assert (one.theta == two.theta).all()
    assert (one.theta != bootstrap(found, 50, seed=8).theta).any()


def test_bollen_stine_p_value_of_holzinger_swineford(hs):
    """lavaan: bollen.stine p of about zero; of the saturated-like two-factor model larger."""
    found = fit(HS, hs, kind="cfa")
    drawn = bootstrap(found, 200, seed=5, kind="bollen-stine")
    assert drawn.theta.mean(axis=0) == pytest.approx(found.theta, abs=0.1)


def test_clusters_are_drawn_whole():
    stored = gold.case("sem_cluster_mlr")
    found = gold.fitted(stored)
    drawn = bootstrap(found, 200, seed=2)
    assert drawn.kind == "clusters"
    robust = np.sqrt(np.diag(found.vcov))
    ratio = drawn.theta.std(axis=0) / robust
    assert np.median(ratio) == pytest.approx(1.0, abs=0.12)


@pytest.mark.parametrize("name", ["cfa_fiml", "cfa_wlsmv"])
def test_missing_and_ordered_data_are_resampled_too(name):
    found = gold.fitted(gold.case(name))
    drawn = bootstrap(found, 12, seed=1)
    assert len(drawn.theta) + drawn.failed == 12
    assert drawn.failed <= 2


def test_bias_correction_moves_the_interval():
    rng = np.random.default_rng(1)
    values = rng.normal(size=(4000, 1)) ** 2
    plain = np.percentile(values, [2.5, 97.5])
    lower, upper = bias_corrected(values, np.array([values.mean()]))
    assert lower[0] > plain[0]
    assert upper[0] > plain[1]


def test_what_cannot_be_resampled_is_refused(hs):
    S = hs[["x1", "x2", "x3"]].cov().to_numpy()
    found = fit("f =~ x1 + x2 + x3", sample_cov=S, sample_names=["x1", "x2", "x3"], nobs=301)
    with pytest.raises(CpsurveyError) as caught:
        bootstrap(found, 10, seed=1)
    assert caught.value.code == "CPS303"


def _some_missing(hs):
    data = {name: hs[name].to_numpy(dtype=float) for name in hs if name.startswith("x")}
    data["x1"] = np.where(np.arange(len(hs)) % 9 == 0, np.nan, data["x1"])
    return data


@pytest.mark.parametrize("missing", ["listwise", "fiml"])
def test_draws_do_not_depend_on_the_workers(hs, missing):
    data = _some_missing(hs) if missing == "fiml" else hs
    found = fit(HS, data, kind="cfa", missing=missing)
    draws = 60 if missing == "fiml" else 2100
    alone = bootstrap(found, draws, seed=4, workers=1)
    told = []
    many = bootstrap(
        found, draws, seed=4, workers=3, progress=lambda done, _total: told.append(done)
    )
    np.testing.assert_array_equal(many.theta, alone.theta)
    assert told == sorted(told)
    assert told[-1] == draws


def test_a_killed_worker_changes_nothing():
    me = os.getpid()

    def square(job):
        if os.getpid() != me and job == 5:
            os.kill(os.getpid(), signal.SIGKILL)
        return job * job

    assert list(in_order(square, range(9), 2)) == [job * job for job in range(9)]


def test_full_information_refits_end_where_a_cold_fit_does(hs):
    data = _some_missing(hs)
    found = fit(HS, data, kind="cfa", missing="fiml")
    drawn = bootstrap(found, 2, seed=4)
    seeds = np.random.SeedSequence(4).spawn(1)
    n = len(data["x1"])
    rows = np.random.default_rng(seeds[0]).integers(0, n, (2, n))
    for b in range(2):
        again = {name: np.asarray(column)[rows[b]] for name, column in data.items()}
        cold = fit(HS, again, kind="cfa", missing="fiml")
        np.testing.assert_allclose(drawn.theta[b], cold.theta, atol=1e-6)
