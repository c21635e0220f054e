"""Content and substantive validity against published tables (tests/gold/content.json)."""

import json
from pathlib import Path

import pytest

from cpsurvey.stats.content import (
    by_chance,
    fewest_right,
    relevance,
    relevances,
    sorted_by,
)

GOLD = json.loads((Path(__file__).parents[1] / "gold" / "content.json").read_text("utf-8"))
KAPPA = GOLD["kappa"]


def found(experts, agreed):
    return relevance([4] * agreed + [2] * (experts - agreed))


def printed(value, digits):
    """A number that is printed with so many digits; halves may have been rounded either way."""
    return pytest.approx(value, abs=0.501 * 10**-digits)


@pytest.mark.parametrize("row", KAPPA["polit"]["rows"] + KAPPA["bmc"]["rows"])
def test_modified_kappa_as_printed(row):
    experts, agreed, icvi, chance, kappa = row
    one = found(experts, agreed)
    assert (one.experts, one.agreed) == (experts, agreed)
    assert one.icvi == printed(icvi, 2)
    assert one.chance == printed(chance, 3)
    if (experts, agreed) == (6, 5):  # there from the rounded I-CVI
        assert round((icvi - chance) / (1 - chance), 2) == kappa
        assert round(one.kappa, 2) == 0.82
    else:
        assert one.kappa == printed(kappa, 2)


@pytest.mark.parametrize("row", KAPPA["contentvalidR"]["rows"])
def test_modified_kappa_as_a_program_prints_it(row):
    experts, agreed, icvi, _, kappa = row
    assert found(experts, agreed).icvi == printed(icvi, 3)
    assert found(experts, agreed).kappa == printed(kappa, 3)


@pytest.mark.parametrize("row", GOLD["scales"]["rows"])
def test_scales_as_a_program_prints_them(row):
    experts, agreed, average, universal = row
    whole = relevances([found(experts, one) for one in agreed])
    assert (whole.average, whole.universal) == (printed(average, 3), universal)


@pytest.mark.parametrize("row", GOLD["sorting"]["rows"])
def test_substantive_validity_as_a_program_prints_it(row):
    judges, own, others, psa, csv, p, retain = row
    one = sorted_by(own, others, judges)
    assert (one.share, one.coefficient) == (pytest.approx(psa), pytest.approx(csv))
    assert by_chance(own, judges) == printed(p, 3)
    assert one.enough is retain


@pytest.mark.parametrize(("right", "judges", "p"), GOLD["by_chance"]["rows"])
def test_exact_probability_as_a_program_prints_it(right, judges, p):
    assert by_chance(right, judges) == printed(p, 8)


@pytest.mark.parametrize(("judges", "right"), GOLD["fewest_right"]["rows"])
def test_fewest_judges_as_a_program_prints_them(judges, right):
    assert fewest_right(judges) == right


def test_more_than_two_constructs_make_it_no_easier():
    """14 of 20 reach Anderson & Gerbing's critical c_sv when the others disagree."""
    one = sorted_by(14, [4, 2], GOLD["critical_csv"]["judges"])
    assert one.coefficient == one.critical == GOLD["critical_csv"]["critical"]
    assert not one.enough
    two = sorted_by(14, [6], 20)
    assert two.coefficient < one.critical
    assert not two.enough


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
