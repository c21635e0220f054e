"""Segments of several coders put together, agreement on codes, counts of few people hidden."""

import numpy as np
import pytest

from cpsurvey.design.evidence_seen import Code, Codebook
from cpsurvey.kinds.coded.agreeing import Agreeing, grades
from cpsurvey.kinds.coded.run import _by_people, _codes, _found, _sources
from cpsurvey.kinds.coded.units import shared, units
from cpsurvey.seen.coded import Coded, CoderInfo, Segment

BOOK = Codebook(
    {name: Code(construct="tks") for name in ("story", "tip", "weak", "strong")},
    {"strength": ("weak", "strong")},
)
PERSON, LLM = CoderInfo(), CoderInfo("m", "p")


def held(segments, sources=("interview",), coders=(PERSON, PERSON)):
    return Coded(BOOK, tuple(sources), tuple(coders), tuple(segments), (), ())


def rows(one):
    return list(Agreeing(one, units(one.segments), 200, 1).rows())


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ((0, 10), (0, 10), 1.0),
        ((0, 10), (5, 15), 0.5),
        ((0, 10), (0, 20), 0.5),
        ((0, 10), (6, 16), 0.4),
        ((0, 10), (10, 20), 0.0),
        ((None, None), (None, None), 1.0),
        ((None, None), (0, 10), 0.0),
    ],
)
def test_overlap_is_a_share_of_the_longer_segment(one, other, share):
    assert shared(one, other) == share


def test_segments_that_share_half_are_one_unit():
    found = units(
        [
            Segment(0, 0, 10, 0, "story"),
            Segment(0, 5, 15, 1, "story"),
            Segment(0, 100, 110, 0, "tip"),
            Segment(0, 107, 117, 1, "tip"),
            Segment(1, 0, 10, 1, "tip"),
        ]
    )
    assert [(one.source, sorted(one.by)) for one in found] == [
        (0, [0, 1]),
        (0, [0]),
        (0, [1]),
        (1, [1]),
    ]


def test_agreement_is_of_sources_that_two_coders_read():
    segments = [
        Segment(0, 20 * at, 20 * at + 10, c, "story") for at in range(6) for c in (0, 1)
    ]
    segments += [
        Segment(0, 20 * at, 20 * at + 10, c, "tip") for at in range(6, 12) for c in (0, 1)
    ]
    segments += [Segment(1, 0, 10, 0, "tip")]
    (story, tip) = rows(held(segments, ("interview", "interview")))
    assert (story.code, story.units, story.kappa, story.alpha) == ("story", 12, 1.0, 1.0)
    assert tip.units == 12


def test_who_did_not_mark_a_segment_did_not_give_its_code():
    both = [Segment(0, 20 * at, 20 * at + 10, c, "story") for at in range(4) for c in (0, 1)]
    alone = [Segment(0, 500 + 20 * at, 510 + 20 * at, 0, "tip") for at in range(4)]
    story, tip = rows(held(both + alone))
    assert (story.agreement, story.kappa) == (1.0, 1.0)
    assert (tip.agreement, tip.kappa) == (0.5, 0.0)
    assert grades(rows(held(both + alone))) == {"story": "reliable", "tip": "left_out"}
    assert _found(held(both + alone), units(both + alone)) == 0.5


def test_a_model_is_compared_with_a_person_and_decides_only_alone():
    segments = [
        Segment(0, 20 * at, 20 * at + 10, c, "story" if at < 4 else "tip")
        for at in range(8)
        for c in (0, 1)
    ]
    found = rows(held(segments, coders=(CoderInfo(), LLM)))
    assert {one.between for one in found} == {"model"}
    assert grades(found)["story"] == "reliable"


def test_codes_in_an_order_are_weighed():
    rng = np.random.default_rng(4)
    segments = []
    for at in range(40):
        true = "weak" if at % 2 else "strong"
        other = true if rng.random() < 0.9 else ("strong" if true == "weak" else "weak")
        segments += [
            Segment(0, 20 * at, 20 * at + 10, 0, true),
            Segment(0, 20 * at, 20 * at + 10, 1, other),
        ]
    ordered = [one for one in rows(held(segments)) if one.ordered]
    assert [one.code for one in ordered] == ["strength"]
    assert ordered[0].units == 40
    assert 0.5 < ordered[0].alpha < 1.0


def test_a_stretch_counts_once_and_few_people_are_not_told():
    segments = [Segment(s, 0, 10, c, "story") for s in range(12) for c in (0, 1)]
    segments += [Segment(s, 20, 30, 0, "tip") for s in range(3)]
    one = held(segments, ("interview",) * 11 + ("document",))
    counted = _by_people(one, units(segments))
    found = {code.code: code for code in _codes(one, counted, {}, 10)}
    assert (found["story"].segments, found["story"].people) == (12, 11)
    assert found["story"].documents == 1
    assert (found["tip"].segments, found["tip"].people, found["tip"].mark) == (
        None,
        None,
        "small",
    )
    assert (found["weak"].segments, found["weak"].mark) == (0, "shown")
    assert [(t.type, t.sources, t.twice) for t in _sources(one, units(segments))] == [
        ("interview", 11, 11),
        ("document", 1, 1),
    ]


def test_what_a_model_alone_coded_counts_only_where_no_person_read():
    segments = [
        Segment(0, 0, 10, 0, "story"),
        Segment(0, 50, 60, 1, "tip"),
        Segment(1, 0, 10, 1, "tip"),
    ]
    one = held(segments, ("interview", "interview"), (CoderInfo(), LLM))
    counted = _by_people(one, units(segments))
    assert sorted((unit.source, *codes) for unit, codes in counted) == [
        (0, "story"),
        (1, "tip"),
    ]
