"""Content and substantive validity against published tables."""

import pytest

from cpsurvey.stats.content import fewest_right, relevance, relevances, sorted_by

PRINTED = [  # Polit, Beck & Owen (2007, table 4): experts, agreed, I-CVI, pc, k*
    (4, 3, 0.75, 0.25, 0.67),
    (5, 4, 0.80, 0.156, 0.76),
    (6, 5, 0.83, 0.094, 0.81),
    (7, 6, 0.86, 0.055, 0.85),
    (8, 7, 0.88, 0.031, 0.87),
]


@pytest.mark.parametrize(("experts", "agreed", "icvi", "chance", "kappa"), PRINTED)
def test_modified_kappa_as_printed(experts, agreed, icvi, chance, kappa):
    found = relevance([4] * agreed + [2] * (experts - agreed))
    assert (found.experts, found.agreed) == (experts, agreed)
    assert found.icvi == pytest.approx(icvi, abs=0.00501)
    assert found.chance == pytest.approx(chance, abs=0.000501)
    assert found.kappa == pytest.approx(kappa, abs=0.0075)  # there from rounded parts


def test_modified_kappa_by_hand():
    found = relevance([4, 3, 1])  # pc = 3 / 8, k* = (2/3 - 3/8) / (5/8)
    assert found.chance == 3 / 8
    assert found.kappa == pytest.approx(7 / 15)
    assert relevance([4, 4, 4]).kappa == 1.0
    assert relevance([1]).kappa == -1.0


def test_all_of_five_agree_and_most_of_six():
    assert not relevance([4, 4, 4, 4, 2]).enough
    assert relevance([3, 3, 3, 3, 3]).enough
    assert relevance([4, 4, 4, 4, 4, 1]).enough  # .83
    assert not relevance([4, 4, 4, 4, 1, 1]).enough  # .67
    assert relevance([3] * 7 + [1] * 2).enough is False  # .777..., below .78
    assert relevance([3] * 18 + [1] * 5).enough  # .7826


def test_a_scale_by_its_items():
    found = relevances([relevance([4, 4, 4]), relevance([4, 4, 1]), relevance([3, 3, 3])])
    assert found.average == pytest.approx((1 + 2 / 3 + 1) / 3)
    assert found.universal == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("judges", "right"),
    # P(X >= m) < .05 for X of B(N, 1/2): tables of the binomial distribution
    [(5, 5), (6, 6), (8, 7), (10, 9), (12, 10), (15, 12), (20, 15), (25, 18), (30, 20)],
)
def test_fewest_judges_beyond_chance(judges, right):
    assert fewest_right(judges) == right


def test_four_judges_can_never_be_beyond_chance():
    assert fewest_right(4) is None
    assert sorted_by(4, [], 4).critical is None
    assert not sorted_by(4, [], 4).enough


def test_substantive_validity_of_twenty_judges():
    """Of 20, 15 are needed: p_sa .75, critical c_sv .50 (Anderson & Gerbing, 1991)."""
    found = sorted_by(15, [5], 20)
    assert (found.share, found.coefficient, found.critical) == (0.75, 0.5, 0.5)
    assert found.enough
    assert not sorted_by(14, [6], 20).enough
    assert sorted_by(14, [2, 2, 2], 20).coefficient == pytest.approx(0.6)


def test_an_item_that_fits_elsewhere_has_a_negative_coefficient():
    found = sorted_by(2, [7, 1], 10)
    assert (found.share, found.coefficient) == (0.2, -0.5)
