"""No category and no combination of few people, whatever the numbers."""

from itertools import pairwise

import numpy as np
import pytest

from cpsurvey.export.merging import NOWHERE, bands, few_share, merged

K = 10


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([12, 30], [12, 30]),
        ([12, 30, 4, 6], [12, 30, 10]),
        ([12, 30, 4], [16, 30]),  # the next smallest joins
        ([3, 3, 3, 3, 40], [12, 40]),
    ],
)
def test_small_categories_become_one_of_k(sizes, expected):
    member = np.repeat(np.arange(len(sizes)), sizes)
    counts = np.bincount(merged(member, K))
    assert sorted(counts[counts > 0]) == sorted(expected)


@pytest.mark.parametrize("sizes", [[4], [9, 9], [9, 40], [3, 8]])
def test_where_one_category_is_left_there_is_none(sizes):
    assert merged(np.repeat(np.arange(len(sizes)), sizes), K) is None


def test_whoever_has_no_answer_stays_without():
    member = np.append(np.repeat([0, 1, 2], [12, 12, 3]), [NOWHERE] * 4)
    assert (merged(member, K)[-4:] == NOWHERE).all()


@pytest.mark.parametrize("seed", range(20))
def test_bands_hold_k_people_and_everybody(seed):
    rng = np.random.default_rng(seed)
    values = rng.integers(18, 65, size=rng.integers(25, 200)).astype(float)
    values[rng.random(len(values)) < 0.1] = np.nan
    found = bands(values, K)
    counts = [((values >= low) & (values <= high)).sum() for low, high in found]
    assert min(counts) >= K
    assert sum(counts) == np.count_nonzero(~np.isnan(values))
    assert all(a[1] < b[0] for a, b in pairwise(found))


def test_bands_of_few_people_are_none():
    assert bands(np.arange(19.0), K) == []
    assert bands(np.full(50, np.nan), K) == []


def brute(table, k):
    """Whether somebody's known values are shared by fewer than k people, one by one."""
    for row in table:
        told = [at for at, code in enumerate(row) if code != NOWHERE]
        if told and sum(all(other[at] == row[at] for at in told) for other in table) < k:
            return True
    return False


@pytest.mark.parametrize("seed", range(30))
def test_combinations_are_counted_as_by_hand(seed):
    rng = np.random.default_rng(seed)
    table = rng.integers(-1, 2, size=(80, rng.integers(1, 4)))
    k = int(rng.integers(5, 16))
    assert few_share(list(table.T), k) == brute(table.tolist(), k)
