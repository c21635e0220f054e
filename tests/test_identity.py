"""One rule for sameness."""

import pytest

from cpsurvey.identity import (
    Background,
    alike,
    are_cut,
    contradiction,
    is_nobody,
    is_rounded,
    normal,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12", "12.0"),
        ("12", "12,0"),
        ("12", " 12\u00a0"),
        ("AB 12", "AB\u00a0\u00a012"),
        ("ann", "\ufeffann"),
        ("ann", "<b>ann</b>"),
        ("Team A", "Team\u202fA"),
        ("é", "e\u0301"),
        ("AB", "ＡＢ"),
    ],
)
def test_one_normal_form(one, other):
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("7", "007"), ("AB12", "ab12"), ("AB 12", "AB12"), ("0", "000"), ("007.0", "7")],
)
def test_alike_is_not_the_same(one, other):
    assert normal(one) != normal(other)
    assert alike(one) == alike(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("A-12", "A12"), ("12.5", "12"), ("1.000", "1"), ("70", "7"), ("A07", "A7")],
)
def test_what_is_not_even_alike(one, other):
    assert alike(one) != alike(other)


def test_words_for_nobody_and_numbers_that_were_cut():
    assert all(map(is_nobody, ("NA", "n/a", "#N/A", "Anonymous", "anonyme", " - ", "NULL")))
    assert not any(map(is_nobody, ("0", "Nan-12", "Anne")))
    assert not is_nobody("NA", alone=True)
    assert all(map(is_rounded, ("1.189E+11", "1,23E+12", "2e+15", "########")))
    assert not any(map(is_rounded, ("5E10", "E+11", "1.189", "R_1E+1")))
    assert are_cut(["12345678901234500", "12345678901234600", "12345678901234000"])
    assert not are_cut(["12345678901234512", "12345678901234600", "12345678901234000"])


def test_numbers_of_responses_have_one_seed_and_day_and_people_one_language():
    one = Background("platform", "en", "11", "2026-10-01")
    assert contradiction(one, Background("platform", "en", "12", "2026-10-01")) == "seed"
    assert contradiction(one, Background("platform", "en", "", "2026-10-02")) == "day"
    assert contradiction(one, Background("platform", "fr", "11", "")) == "language"
    again = Background("declared", "en", "12", "2026-10-02")
    assert contradiction(Background("declared", "en", "11", "2026-10-01"), again) is None
