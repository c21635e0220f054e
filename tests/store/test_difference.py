"""What several releases together tell of few people."""

import itertools

import numpy as np
import pytest

from cpsurvey.store.difference import PEOPLE, Facts, compare

K = 3


def facts(*people, answer=None, group=None):
    """A release of these people, who answer 1 unless `answer` says otherwise."""
    who = tuple(str(one).encode() for one in people)
    said = [(answer or {}).get(one, 1) for one in people]
    marks = np.array([[1, value] for value in said], dtype=np.uint64).reshape(len(who), 2)
    within = np.array([[(group or {}).get(one, 0)] for one in people], dtype=np.uint64).reshape(
        len(who), 1
    )
    return Facts(who, (PEOPLE, "value:h1"), ("lang",), marks, within)


def found(earlier, new):
    return {(one.kind, one.count) for one in compare(earlier, new, K)}


def test_few_people_are_no_release():
    assert found({}, facts(1, 2)) == {("few", 2)}
    assert found({}, facts()) == {("few", 0)}
    assert found({}, facts(1, 2, 3)) == set()


@pytest.mark.parametrize("more", [1, 2])
def test_few_new_and_few_gone(more):
    core, others = range(10), range(20, 20 + more)
    assert ("new", more) in found({1: facts(*core)}, facts(*core, *others))
    assert ("gone", more) in found({1: facts(*core, *others)}, facts(*core))
    assert ("gone", more) in found({1: facts(*core, *others)}, facts(*core, *range(30, 40)))
    assert found({1: facts(*core)}, facts(*core, *range(20, 23))) == set()


def test_a_changed_answer_is_gone_and_new():
    core = range(10)
    assert found({1: facts(*core)}, facts(*core, answer={4: 2})) == {("gone", 1), ("new", 1)}
    assert found({1: facts(*core)}, facts(*core, answer=dict.fromkeys((4, 5, 6), 2))) == set()


def test_a_question_few_answered_is_not_shown_and_not_compared():
    core = range(10)
    nobody = dict.fromkeys(range(8), 0)  # two of ten answered it
    assert found({1: facts(*core)}, facts(*core, answer=nobody)) == set()


def test_groups_are_compared_one_by_one():
    group = {n: 1 + n % 2 for n in range(40)}
    first = facts(*range(10), group=group)
    even, odd = facts(*range(10), 10, 12, 14, group=group), facts(*range(13), group=group)
    assert found({1: first}, even) == set()
    small = compare({1: first}, odd, K)
    assert {(one.kind, one.count, one.group) for one in small if one.group} == {
        ("new", 2, "lang"),
        ("new", 1, "lang"),
    }


def test_three_releases_that_are_harmless_two_by_two():
    """The sum of all three gives each of two people twice: half of it, less the rest."""
    parts = {"ab": range(5), "ac": range(5, 10), "bc": range(10, 15)}
    a = facts(*parts["ab"], *parts["ac"], 99)
    b = facts(*parts["ab"], *parts["bc"], 99)
    c = facts(*parts["ac"], *parts["bc"], 99)
    # a + b + c counts the parts twice and 99 three times: alone it tells no sum of few
    assert found({1: a, 2: b}, c) == set()
    whole = facts(*parts["ab"], *parts["ac"], *parts["bc"], 99)
    # 2 x whole - a - b - c is -1 times the answer of 99
    assert ("combined", 1) in found({1: a, 2: b, 3: c}, whole)


def test_the_old_sins_of_two_releases_do_not_hold_a_third_for_ever():
    core = range(10)
    old = {1: facts(*core), 2: facts(*core, 20)}
    assert found(old, facts(*core, 20)) == {("new", 1)}  # beside the first it still tells
    assert found({2: old[2]}, facts(*core, 20)) == set()


@pytest.mark.parametrize("seed", range(40))
def test_no_sum_of_accepted_releases_rests_on_few(seed):
    """Every combination with small weights is nobody's or at least k people's."""
    rng = np.random.default_rng(seed)
    blocks = [
        range(10 * at, 10 * at + int(size))
        for at, size in enumerate(rng.integers(1, 6, size=5))
    ]
    accepted: dict[int, Facts] = {}
    for number in range(1, 16):
        chosen = [block for block in blocks if rng.random() < 0.6]
        new = facts(*itertools.chain.from_iterable(chosen))
        if len(accepted) < 4 and not compare(accepted, new, K):
            accepted[number] = new
    everybody = sorted({who for one in accepted.values() for who in one.people})
    inside = np.array([[who in one.people for one in accepted.values()] for who in everybody])
    for weights in itertools.product(range(-2, 3), repeat=len(accepted)):
        support = int(np.count_nonzero(inside @ np.array(weights))) if everybody else 0
        assert support == 0 or support >= K, (weights, support)
