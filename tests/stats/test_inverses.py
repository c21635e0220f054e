"""Inverses of what has lost a rank: what rounding leaves of a direction is no direction."""

import numpy as np
import pytest

from cpsurvey.inverses import pinv


def rounded(n, rank, left, seed=1):
    """A matrix (n, rank + 1) whose last direction is `left` times the first."""
    rng = np.random.default_rng(seed)
    u = np.linalg.qr(rng.standard_normal((n, rank + 1)))[0]
    v = np.linalg.qr(rng.standard_normal((rank + 1, rank + 1)))[0]
    return (u * np.append(np.linspace(2.0, 1.0, rank), 2.0 * left)) @ v.T


@pytest.mark.parametrize("left", [0.0, 1e-16, 2e-15, 1e-14])
def test_what_rounding_leaves_is_no_direction(left):
    W = rounded(300, 40, left)
    assert np.trace(W @ pinv(W)) == pytest.approx(40, abs=1e-9)
    assert np.abs(pinv(W)).max() < 10


def test_a_weak_direction_is_one():
    W = rounded(300, 40, 1e-9)
    assert np.trace(W @ pinv(W)) == pytest.approx(41, abs=1e-6)


def test_symmetric_ones_stacked_and_with_a_limit():
    A = np.stack([np.diag([3.0, 1.0, 1e-11]), np.diag([3.0, 1.0, 1.0])])
    kept = pinv(A, hermitian=True)
    assert kept[0][2, 2] == pytest.approx(1e11)
    assert pinv(A, 1e-10, hermitian=True)[0][2, 2] == 0.0
    assert kept[1] == pytest.approx(np.diag([1 / 3, 1, 1]))
