"""Holm's adjustment in tables is that of analyses."""

import numpy as np
import pytest

from cpsurvey.report.family import held, holm
from cpsurvey.stats import multiple


@pytest.mark.parametrize("size", [1, 2, 7, 40])
def test_it_is_the_adjustment_of_analyses(size):
    p = np.random.default_rng(size).beta(0.4, 2.0, size)
    assert holm(p.tolist()) == pytest.approx(multiple.holm(p).tolist(), abs=1e-15)


def test_what_is_not_known_is_no_member_of_the_family():
    assert holm([0.02, None, 0.03]) == [0.04, None, 0.04]
    assert holm([None]) == [None]
    assert holm([]) == []


def test_equal_rows_keep_their_own_places():
    rows = [[0.01], [0.01], [0.5]]
    adjusted = held(rows, lambda row: row[0])
    assert [adjusted(row) for row in rows] == pytest.approx([0.03, 0.03, 0.5])
