"""Parallel analysis of so few rows that permuted columns may be singular."""

import numpy as np

from cpsurvey.stats import dimensions


def test_permutations_of_few_rows_may_be_singular():
    rows = np.array([[0, 0, 1.0], [0, 1, 0], [1, 0, 0], [1, 1, 1]])  # two answers, four people
    columns = dimensions.standard_scores(rows)
    R = columns.T @ columns / len(rows)
    found = dimensions.parallel(R, columns, np.random.default_rng(1), 100)
    assert found.reduced is None
    assert np.isfinite(found.limit).all()
