"""Small numbers worked out by hand, where an error of sign or a missing part would show."""

import numpy as np
import pytest

from cpsurvey.stats.dmacs import OrderedItem
from cpsurvey.stats.method import parts


def test_the_expected_category_falls_with_thresholds_that_are_not_symmetric():
    item = OrderedItem(np.array([0.5, 1.5]), loading=1.0, intercept=0.0, theta=1.0)
    at_zero, higher = item.expected(np.array([0.0, 1.0]))
    assert at_zero == pytest.approx(
        0.3085375 + 0.0668072, abs=1e-6
    )  # 1 - Phi(.5), 1 - Phi(1.5)
    assert higher == pytest.approx(0.6914625 + 0.3085375, abs=1e-6)  # Phi(.5), 1 - Phi(.5)


def test_a_reliability_is_split_into_substance_method_and_error():
    found = parts([0.6, 0.6], [0.3, 0.3], [0.55, 0.55])  # 1.44 + 0.36 + 1.10 = 2.90
    assert found.substantive == pytest.approx(1.44 / 2.90)
    assert found.method == pytest.approx(0.36 / 2.90)
    assert found.share == pytest.approx(0.2)
    assert parts([0.5, -0.5], [0.0], [1.0]).share is None
