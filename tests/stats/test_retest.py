"""Agreement of repeated scores against R's psych, and Shrout & Fleiss as printed."""

import json
from math import sqrt
from pathlib import Path

import numpy as np
import pytest

from cpsurvey.stats.retest import retest

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "retest.json").read_text())


@pytest.mark.parametrize("name", ["shrout_fleiss", "twice", "apart"])
def test_absolute_agreement_as_psych_has_it(name):
    want = STORED[name]
    found = retest(np.array(want["data"], dtype=float))
    assert found.icc == pytest.approx(want["icc"], abs=1e-10)
    assert found.lower == pytest.approx(want["lower"], abs=1e-8)
    assert found.upper == pytest.approx(want["upper"], abs=1e-8)


def test_printed_by_shrout_and_fleiss():
    found = retest(np.array(STORED["shrout_fleiss"]["data"], dtype=float))
    assert round(found.icc, 2) == 0.29  # ICC(2,1), their table 4


def test_error_of_measurement_follows():
    scores = np.array(STORED["twice"]["data"], dtype=float)
    found = retest(scores)
    sd = scores.std(ddof=1)
    assert found.sd == pytest.approx(sd)
    assert found.sem == pytest.approx(sd * sqrt(1 - found.icc))
    assert found.smallest == pytest.approx(1.96 * sqrt(2) * found.sem)


def test_a_shift_of_everybody_is_no_agreement():
    first = np.arange(10.0)
    assert retest(np.column_stack([first, first])).icc == 1.0
    assert retest(np.column_stack([first, first + 5])).icc < 0.5


@pytest.mark.parametrize("scores", [np.zeros((5, 2)), np.zeros((1, 2)), np.ones((5, 1))])
def test_nothing_without_people_who_differ(scores):
    with pytest.raises(ValueError, match=r"people|nobody"):
        retest(scores)
