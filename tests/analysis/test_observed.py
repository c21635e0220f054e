"""What is counted of a log: by hand, with few people hidden."""

import dataclasses

import pytest

from cpsurvey.kinds.observed.counting import Counting
from cpsurvey.kinds.observed.modes import _shown
from cpsurvey.seen.log import Episode, Log, Session

HOUR = Session(0, "complete_observer", 10.0, "2026-10-05", "2026-10-05")
SEEN = Episode(0, True, "a", ("b",), True, False, "story", True, False, "t1")


def episodes(count, agents=12, **said):
    """Episodes of different agents in turn."""
    return [
        dataclasses.replace(SEEN, agent=f"a{at % agents}", session=at % 4, **said)
        for at in range(count)
    ]


def counting(*some, k=5):
    return Counting(Log((HOUR,) * 4, tuple(e for part in some for e in part), ()), k)


def test_rates_are_episodes_with_help_by_all_hours():
    one = counting(
        episodes(24, routine=False),
        episodes(12, routine=True),
        episodes(36, helped=False, routine=True),
        episodes(10, timed=False, routine=False),
    )
    found = {rate.part: rate for rate in one.rates()}
    assert (found["all"].helped, found["all"].hours, found["all"].rate) == (36, 40.0, 0.9)
    assert (found["nonroutine"].rate, found["routine"].rate) == (0.6, 0.3)
    assert (found["routine"].episodes, found["routine"].share) == (48, 0.25)
    assert found["nonroutine"].episodes == 34  # those outside observed hours count as shares
    ratio, ci = one.ratio()
    assert ratio == pytest.approx(2.0)
    assert ci.lower < 2 < ci.upper


def test_unclear_work_is_in_neither_part():
    one = counting(episodes(12, routine=None), episodes(12), episodes(12, routine=True))
    assert {rate.part: rate.episodes for rate in one.rates()} == {
        "all": 36,
        "routine": 12,
        "nonroutine": 12,
    }


def test_parts_of_few_people_are_not_told():
    one = counting(episodes(40, agents=4, routine=True), episodes(40, routine=False))
    assert [rate.part for rate in one.rates()] == ["all", "nonroutine"]
    assert one.ratio() == (None, None)
    assert next(iter(one.contrasts())).measure == "crossing"
    assert list(counting(episodes(40, agents=4)).rates()) == []


def test_resolution_is_compared_outside_routine():
    one = counting(
        episodes(30, resolved=True),
        episodes(10, resolved=False),
        episodes(20, helped=False, resolved=True),
        episodes(20, helped=False, resolved=False),
        episodes(20, helped=False, routine=True, resolved=True),
        episodes(20, routine=True, resolved=True),
    )
    found = {c.measure: c for c in one.contrasts()}
    assert found["resolved"].est == pytest.approx(0.25)
    assert found["resolved_more"].est == pytest.approx(0.25)
    assert found["mobilised"].est == pytest.approx(0.0, abs=1e-12)
    assert found["resolved"].n == 80


def test_ways_of_few_people_are_put_together_so_that_none_can_be_found():
    some = [
        *episodes(30, mode="story"),
        *episodes(14, agents=7, mode="tip"),
        *episodes(3, agents=3, mode="document"),
    ]
    shown, group = _shown(some, counting(some))
    # three people alone would be the rest of the others: the next smallest joins them
    assert shown == ["story", "other"]
    assert (group["document"], group["tip"]) == ("other", "other")
    few = episodes(20, agents=3, mode="story")
    assert _shown(few, counting(few))[0] == []


def test_no_hours_no_rate():
    nobody = dataclasses.replace(HOUR, hours=None)
    log = Log((nobody,) * 4, tuple(episodes(20, timed=False)), ())
    (every, far) = Counting(log, 5).rates()
    assert (every.rate, every.ci, every.hours) == (None, None, None)
    assert every.share == 1.0
    assert far.part == "nonroutine"
