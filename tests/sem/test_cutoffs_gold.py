"""Tailored cut-offs against printed examples of `dynamic`, and against samples in lavaan."""

import json
from pathlib import Path

import numpy as np
import pytest

from cpsurvey.sem.after import misspecified, tsize
from cpsurvey.sem.after.simulated import Normal
from cpsurvey.sem.after.simulated_ordered import Ordered
from cpsurvey.sem.fit import fit
from cpsurvey.stats import tailored

GOLD = Path(__file__).parents[1] / "gold"
PUBLISHED = json.loads((GOLD / "cutoffs_published.json").read_text())["examples"]
LAVAAN = json.loads((GOLD / "cutoffs.json").read_text())
NAMES = ("srmr", "rmsea", "cfi")
REPLICATIONS = 1000
WITHIN = 0.005

pytestmark = pytest.mark.gold


def of_moments(model, names, R, n):
    return fit(
        model, sample_cov=R * n / (n - 1), sample_names=names, nobs=n, kind="cfa", std_lv=True
    )


def of_answers(model, names, R, thresholds):
    """Ordered answers so many that the model's estimates are those of the population."""
    rng = np.random.default_rng(5)
    rows = rng.multivariate_normal(np.zeros(len(R)), R, 60_000, method="cholesky")
    data = {
        name: np.searchsorted(thresholds[name], rows[:, j]).astype(float)
        for j, name in enumerate(names)
    }
    return fit(model, data, kind="cfa", estimator="wlsmv", ordered="all", std_lv=True)


def population(example):
    L = np.zeros((len(example["loadings"]), 1 if "factors" not in example else 3))
    factors = np.array(example.get("factors", [[1.0]]))
    for at, value in enumerate(example["loadings"]):
        L[at, at * len(factors) // len(L)] = value
    R = L @ factors @ L.T
    np.fill_diagonal(R, 1.0)
    return R


def drawn(found, n, levels):
    """Fit measures of the samples of every level, the right model first."""
    left, lists = misspecified.omitted(found, levels)
    draw = (Ordered if found.settings.ordered else Normal.of)(found, n)
    for level, omitted in enumerate([[], *lists]):
        moments = misspecified.population(found, omitted)
        assert moments is not None, left
        yield draw.drawn(*moments, REPLICATIONS, np.random.default_rng([20261127, level]))


@pytest.mark.parametrize("example", PUBLISHED, ids=lambda one: one["name"])
def test_printed_cutoffs_of_dynamic(example):
    names = [part for part in example["model"].replace("\n", " ").split() if part[-1].isdigit()]
    found = of_moments(example["model"], names, population(example), example["n"])
    levels = list(drawn(found, example["n"], 3))
    for printed in example["cutoffs"]:
        for name in NAMES:
            good = name == "cfi"
            right, wrong = levels[0].values[name], levels[printed["level"]].values[name]
            if printed["level"]:
                cut = tailored.between(right, wrong, high_is_good=good)
                assert cut.sensitivity == 0.95
            else:
                cut = tailored.right(right, high_is_good=good)
            assert cut.value == pytest.approx(printed[name], abs=WITHIN), (printed, name)


@pytest.mark.parametrize("example", LAVAAN["examples"], ids=lambda one: one["name"])
def test_samples_fit_as_they_do_in_lavaan(example):
    """Quantiles of fit in samples drawn row by row; what is left out was written by hand."""
    R, names = np.array(example["population"]), example["variables"]
    if example["thresholds"]:
        found = of_answers(example["model"], names, R, example["thresholds"])
    else:
        found = of_moments(example["model"], names, R, example["n"])
    levels = list(drawn(found, example["n"], 3))
    assert len(levels) == len(example["levels"])
    at = example["quantiles"]
    for level, expected in zip(levels, example["levels"], strict=True):
        assert level.failed <= 0.01 * REPLICATIONS
        for name in NAMES:
            theirs = np.array(expected[name])
            assert np.quantile(level.values[name], at) == pytest.approx(theirs, abs=WITHIN), (
                name
            )


@pytest.mark.parametrize("case", LAVAAN["tsize"])
def test_tsize_by_rs_own_distribution(case):
    df, n = case["df"], case["n"]
    found = tsize.cfi(case["chisq"], df, case["base"], case["base_df"])
    assert found == pytest.approx(case["cfi"], abs=1e-7)
    from cpsurvey.sem.inference.asymptotic import Test
    from cpsurvey.sem.inference.measures import compare

    measures = compare(Test(case["chisq"], df), Test(case["base"], case["base_df"]), n, 1)
    assert tsize.of(measures) == pytest.approx((case["rmsea"], case["cfi"]), abs=1e-7)
