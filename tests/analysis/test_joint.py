"""Verdicts of the joint display, by rule."""

import pytest

from cpsurvey.kinds.coded.data import OfCode
from cpsurvey.kinds.joint.data import Number
from cpsurvey.kinds.joint.gather import said
from cpsurvey.kinds.joint.judge import side, verdict
from cpsurvey.payload import Interval


def number(lies):
    return Number(name="x", est=0.1, ci=None, n=10, side=lies)


@pytest.mark.parametrize(
    ("sides", "says", "found"),
    [
        (("for", None, "for"), "silent", ("convergent", 2, 2)),
        (("against", None, "against"), "for", ("convergent", 2, 2)),
        (("for", "for", "open"), "silent", ("convergent", 2, 3)),
        (("for", None, "against"), "silent", ("divergent", 1, 2)),
        (("for", "for", "against"), "silent", ("divergent", 2, 3)),
        (("for", None, None), "silent", ("complementary", 1, 1)),
        (("for", None, "open"), "for", ("inconclusive", 1, 2)),
        (("open", None, "open"), "for", ("inconclusive", 0, 2)),
        ((None, None, None), "for", ("complementary", 0, 0)),
        ((None, None, None), "silent", ("silent", 0, 0)),
        ((None, None, "told"), "silent", ("complementary", 0, 0)),
    ],
)
def test_a_verdict_weighs_intervals_and_nothing_people_said(sides, says, found):
    numbers = [number(None) if one == "told" else number(one) if one else None for one in sides]
    assert verdict(numbers, says) == found


def test_a_side_is_that_of_a_whole_interval():
    assert side(Interval(0.1, 0.3)) == "for"
    assert side(Interval(-0.3, -0.1)) == "against"
    assert side(Interval(-0.1, 0.3)) == "open"
    assert side(Interval(0.1, 0.3), turned=True) == "against"
    assert side(None) is None


def code(name, grade="reliable", stance="for", segments=12, mark="shown"):
    return OfCode(
        code=name,
        label={},
        construct="tks",
        mode=None,
        claims=(),
        stance=stance,
        mark=mark,
        segments=segments,
        people=segments,
        documents=1,
        grade=grade,
    )


def test_codes_without_agreement_are_not_read():
    rows, says, documents = said([code("a"), code("b", grade="left_out")])
    assert ([one.code for one in rows], says, documents) == (["a"], "for", 1)
    assert said([code("b", grade="left_out")])[1] == "silent"
    assert said([code("a", segments=0)])[1] == "silent"


def test_codes_of_both_stances_speak_both_ways():
    assert said([code("a"), code("b", stance="against")])[1] == "mixed"
    assert said([code("a", stance="either")])[1] == "mixed"
    assert said([code("a", stance="against", mark="small", segments=None)])[1] == "against"
