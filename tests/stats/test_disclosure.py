"""What may be shown of counts of people."""

import numpy as np
import pytest

from cpsurvey.stats.disclosure import protect, ranges, safe, shown_groups, solved_range

S, L, W = "shown", "small", "withheld"


@pytest.mark.parametrize(
    ("counts", "marks"),
    [
        ([31, 15, 4], [S, W, L]),  # one alone could be found by subtraction
        ([31, 15, 0], [S, S, S]),  # nobody is hidden
        ([60, 37, 0, 1, 1], [S, W, S, L, L]),  # two that are one each, or their sum tells
        ([31, 4, 4], [W, L, L]),  # together still below 10
        ([30, 6, 5], [S, L, L]),
        ([40, 10, 1], [W, S, L]),  # 10 is the least that is not small: 11 less 10 is 1
        ([90, 9], [W, L]),
        ([9, 9], [W, W]),  # 18 is twice 9: not even that both are small is told
        ([10, 10, 10, 1], [W, W, W, W]),
        ([4], [L]),  # the total is no secret
        ([], []),
    ],
)
def test_each_category_is_shown_or_small_or_withheld(counts, marks):
    assert list(protect(np.array(counts, dtype=int), 10)) == marks


def test_of_those_that_protect_the_one_with_fewest_people_is_withheld():
    assert protect(np.array([50, 20, 12, 3]), 5) == (S, S, W, L)


def test_a_count_of_no_answers_is_shown_and_protects_nothing():
    quality = np.array([False, False, True])
    assert protect(np.array([60, 37, 3]), 10, quality=quality) == (S, S, S)
    assert protect(np.array([60, 7, 30]), 10, quality=quality) == (W, L, S)


@pytest.mark.parametrize("k", [5, 10, 30])
def test_no_small_count_is_left_with_few_possible_values(k):
    rng = np.random.default_rng(k)
    for _ in range(400):
        counts = rng.choice([0, 1, 2, k - 1, k, k + 1, 3 * k, 90], size=rng.integers(2, 8))
        marks = np.array(protect(counts, k))
        hidden = marks != S
        assert hidden[(counts > 0) & (counts < k)].all()
        if (marks == W).all() or counts.max() == counts.sum():  # only the total is told
            continue
        assert safe(counts, hidden, k)
        low, high = ranges(counts, hidden, k)
        small = marks == L
        assert (low[hidden] <= counts[hidden]).all()
        assert (high[hidden] >= counts[hidden]).all()
        assert (high[small] - low[small] + 1 >= k / 2).all()


def test_a_group_small_in_one_score_is_left_out_in_all():
    counts = np.array([[40, 40, 40], [30, 30, 4], [20, 20, 20], [25, 25, 25]])
    apart = np.zeros(3, dtype=int)
    assert shown_groups(counts, apart, 10, 3).tolist() == [True, False, False, True]


@pytest.mark.parametrize(("apart", "shown"), [(0, 3), (1, 2), (2, 2), (3, 3)])
def test_one_or_two_people_are_not_left_over(apart, shown):
    counts = np.array([[40], [30], [20]])
    assert shown_groups(counts, np.array([apart]), 10, 3).sum() == shown


def test_ranges_of_one_total_are_those_of_linear_programming():
    counts, hide, k = np.array([40, 12, 3, 4]), np.array([False, True, True, True]), 10
    low, high = ranges(counts, hide, k)
    least = np.array([40.0, 10.0, 1.0, 1.0])
    most = np.array([40.0, 59.0, 9.0, 9.0])
    for i in range(4):
        found = solved_range(i, least, most, np.ones((1, 4)), np.array([59.0]))
        assert found == pytest.approx((low[i], high[i]))
