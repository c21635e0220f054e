"""Cut-offs between right and wrong models, by hand."""

import numpy as np
import pytest

from cpsurvey.stats import tailored

RIGHT = np.linspace(0.0, 1.0, 1001)


def test_what_most_right_models_are_better_than():
    assert tailored.right(RIGHT, high_is_good=False).value == pytest.approx(0.95)
    assert tailored.right(RIGHT, high_is_good=True).value == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("shift", "value", "sensitivity"),
    [(1.0, 1.05, 0.95), (0.905, 0.955, 0.95), (0.7005, 0.9505, 0.75), (0.4505, 0.9505, 0.5)],
)
def test_as_many_wrong_models_as_can_be_told(shift, value, sensitivity):
    found = tailored.between(RIGHT, RIGHT + shift, high_is_good=False)
    assert found.value == pytest.approx(value, abs=1e-9)
    assert found.sensitivity == pytest.approx(sensitivity)
    mirrored = tailored.between(1 - RIGHT, 1 - RIGHT - shift, high_is_good=True)
    assert mirrored.value == pytest.approx(1 - value, abs=1e-9)
    assert mirrored.sensitivity == found.sensitivity


def test_none_where_fewer_than_half_can_be_told():
    found = tailored.between(RIGHT, RIGHT + 0.3, high_is_good=False)
    assert (found.value, found.error) == (None, None)
    assert found.sensitivity == pytest.approx(0.35, abs=0.002)


def test_the_monte_carlo_error_is_that_of_repeated_draws():
    rng = np.random.default_rng(4)
    draws = rng.normal(size=(400, 500))
    errors = [tailored.error(one, 0.95) for one in draws]
    assert np.mean(errors) == pytest.approx(np.quantile(draws, 0.95, axis=1).std(), rel=0.1)
