"""Fits shared within a run: the same object for the same question, never for another."""

from __future__ import annotations

import numpy as np
import pytest

from cpsurvey.analysis import fits as module
from cpsurvey.analysis.fits import SAMPLES, Fits
from cpsurvey.sem.fit import fit

MODEL = "f =~ a + b + c + d"
Columns = dict[str, np.ndarray]


@pytest.fixture
def data() -> Columns:
    rng = np.random.default_rng(1)
    f = rng.normal(size=300)
    found = {name: f + rng.normal(size=300) for name in "abcd"}
    found["a"][:20] = np.nan
    return found


def test_the_same_question_is_asked_once(data: Columns) -> None:
    fits = Fits()
    one = fits.fit(MODEL, data, missing="fiml")
    assert fits.fit(MODEL.replace(" + ", "+"), dict(data), missing="fiml") is one
    assert fits.fit(MODEL, data, missing="listwise") is not one
    assert fits.fit(MODEL, data, missing="fiml", std_lv=True) is not one
    alone = fit(MODEL, data, missing="fiml")
    np.testing.assert_array_equal(one.theta, alone.theta)
    assert one.fit == alone.fit


def test_models_of_one_sample_share_it(data: Columns) -> None:
    fits = Fits()
    one = fits.fit(MODEL, data, kind="cfa", missing="fiml", estimator="mlr")
    text = "f =~ a + b\ng =~ c + d"
    other = fits.fit(text, data, kind="cfa", missing="fiml", estimator="mlr")
    assert other.model.samples[0] is one.model.samples[0]
    alone = fit(text, data, kind="cfa", missing="fiml", estimator="mlr")
    assert other.fit == pytest.approx(alone.fit, nan_ok=True)


def test_another_sample_is_another_question(data: Columns) -> None:
    fits = Fits()
    one = fits.fit(MODEL, data, missing="fiml")
    fewer = {name: column[:200] for name, column in data.items()}
    assert sum(fits.fit(MODEL, fewer, missing="fiml").nobs) == 200
    data["b"][0] += 1.0  # a changed answer, in place
    again = fits.fit(MODEL, data, missing="fiml")
    assert again is not one
    assert again.model.samples[0] is not one.model.samples[0]
    swapped = data | {"c": data["d"], "d": data["c"]}
    assert fits.fit(MODEL, swapped, missing="fiml") is not again


def test_clusters_are_part_of_the_question(data: Columns) -> None:
    fits = Fits()
    teams = [i // 10 for i in range(300)]
    one = fits.fit(MODEL, data, missing="fiml", cluster=teams)
    other = fits.fit(MODEL, data, missing="fiml", cluster=teams[::-1])
    assert one is not other
    assert one.model.samples[0] is not other.model.samples[0]
    assert fits.fit(MODEL, data, missing="fiml", cluster=list(teams)) is one


def test_baselines_that_differ_are_not_shared(data: Columns) -> None:
    """With c a covariate that is random the baseline keeps no covariance of it, or all."""
    fits = Fits()
    fits.fit("f =~ a + b\nf ~ c + d", data, missing="fiml", fixed_x=False)
    for text in ("f =~ a + b + c + d", "f =~ a + b\nf ~ c\nd ~ c"):
        found = fits.fit(text, data, missing="fiml", fixed_x=False)
        alone = fit(text, data, missing="fiml", fixed_x=False)
        assert found.fit["baseline.df"] == alone.fit["baseline.df"]
        assert found.fit["cfi"] == pytest.approx(alone.fit["cfi"], abs=1e-9)


def test_of_old_samples_only_the_fits_are_kept(data: Columns) -> None:
    fits = Fits()
    first = fits.fit(MODEL, data, missing="fiml", estimator="mlr")
    patterns = first.model.samples[0].patterns
    assert patterns is not None
    assert patterns.known
    for k in range(SAMPLES):
        fits.fit(MODEL, {name: column[k + 1 :] for name, column in data.items()})
    assert not patterns.known
    assert fits.fit(MODEL, data, missing="fiml", estimator="mlr") is first
    text = "f =~ a + b\ng =~ c + d"
    other = fits.fit(text, data, missing="fiml", estimator="mlr")
    alone = fit(text, data, missing="fiml", estimator="mlr")
    assert other.fit == pytest.approx(alone.fit, nan_ok=True)


def test_of_large_samples_fewer_are_kept(
    data: Columns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ROWS", 500)
    fits = Fits()
    other = {name: column + 1.0 for name, column in data.items()}
    one = fits.fit(MODEL, data)
    two = fits.fit(MODEL, other)
    assert fits.fit(MODEL, other) is two
    assert fits.fit(MODEL, data) is not one
