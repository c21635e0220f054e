"""A scaled model against a saturated one: the difference is its own scaled test."""

import numpy as np
import pytest

from cpsurvey.sem.after.compare import difference
from cpsurvey.sem.fit import fit, watched

RNG = np.random.default_rng(3)
F = RNG.standard_normal(300)
DATA = {name: F + RNG.standard_t(4, 300) for name in ("a", "b", "c")}


def test_a_saturated_model_leaves_the_scaled_test():
    saturated = fit("f =~ a + b + c", DATA, estimator="mlr")
    equal = fit("f =~ a + l*b + l*c", DATA, estimator="mlr")
    assert saturated.test.df == 0
    told = difference(equal, saturated)
    assert told.method == "satorra.bentler.2001"
    assert told.chisq == pytest.approx(equal.fit["chisq.scaled"], abs=1e-6)
    assert told.chisq != pytest.approx(equal.fit["chisq"], rel=1e-3)


def test_plain_models_stay_plain():
    both = [fit(text, DATA) for text in ("f =~ a + l*b + l*c", "f =~ a + b + c")]
    assert difference(*both).method == "plain"


def test_who_watches_is_told_of_every_fit_and_no_longer_than_asked():
    seen = []
    with watched(lambda found, given: seen.append((found, given))):
        found = fit("f =~ a + b + c", DATA)
    fit("f =~ a + b + c", DATA)
    assert [one for one, _ in seen] == [found]
    assert set(seen[0][1].columns) == set(DATA)
