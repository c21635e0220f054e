"""Comparison of two networks: the correlation by hand, the size of its test."""

import numpy as np
import pytest

from cpsurvey.stats.qap import shared


def ties(rng, n, p):
    there = rng.random((n, n)) < p
    np.fill_diagonal(there, val=False)
    return np.argwhere(there)


def test_the_correlation_is_that_of_the_two_matrices():
    rng = np.random.default_rng(1)
    first, second = ties(rng, 20, 0.2), ties(rng, 20, 0.15)
    off = ~np.eye(20, dtype=bool)
    a, b = np.zeros((20, 20)), np.zeros((20, 20))
    a[tuple(first.T)] = 1
    b[tuple(second.T)] = 1
    found = shared(first, second, 20, rng, 50)
    assert found.r == pytest.approx(np.corrcoef(a[off], b[off])[0, 1])
    assert found.both == int((a * b).sum())


def test_random_networks_are_told_alike_in_one_of_twenty():
    rng = np.random.default_rng(7)
    p = [
        shared(ties(rng, 25, 0.12), ties(rng, 25, 0.12), 25, rng, 99).pvalue for _ in range(300)
    ]
    assert np.mean(np.array(p) <= 0.05) < 0.085


def test_an_empty_network_has_no_correlation():
    rng = np.random.default_rng(1)
    found = shared(np.zeros((0, 2), dtype=int), ties(rng, 9, 0.3), 9, rng)
    assert np.isnan(found.r)
    assert found.first == 0
