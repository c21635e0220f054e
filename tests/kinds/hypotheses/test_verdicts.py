"""Verdicts from numbers alone: no analysis is run, results are written by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypotheses_made import mediation, target, verdicts
from scipy import stats

from cpsurvey.design.hypotheses import Hypothesis
from cpsurvey.kinds.hypotheses import intervals
from cpsurvey.payload import Interval
from cpsurvey.results import Caveat

PLAN = {"intact": True, "first_data": None, "deviations": []}


def one(declared, numbers, plan=None, **options):
    return verdicts([declared], [mediation(numbers)], plan, **options).hypotheses[0]


@pytest.mark.parametrize(
    ("est", "se", "more", "verdict"),
    [
        (0.30, 0.05, {}, "as_expected"),
        (0.30, 0.05, {"direction": "negative"}, "opposite"),
        (-0.30, 0.05, {"direction": "negative"}, "as_expected"),
        (-0.30, 0.05, {"direction": "any"}, "as_expected"),
        (0.05, 0.05, {}, "not_supported"),
        (0.05, 0.05, {"smallest": 0.1}, "not_supported"),
        (0.02, 0.10, {"smallest": 0.1}, "cannot_be_judged"),
        (0.02, 0.10, {}, "not_supported"),
        (0.15, 0.10, {"smallest": 0.1}, "not_supported"),
    ],
)
def test_one_test(est, se, more, verdict):
    found = one({"tests": [target()], **more}, [(est, se)])
    assert found.verdict == verdict
    assert (found.why == "too_wide") == (verdict == "cannot_be_judged")


def test_supported_needs_a_plan_that_came_first_and_was_kept():
    numbers = [(0.3, 0.05)]
    for plan, why in (
        (None, "no_plan"),
        (PLAN, None),
        (PLAN | {"intact": False}, "edited"),
        (PLAN | {"first_data": "2026-01-01"}, "late"),
    ):
        found = one({"tests": [target()]}, numbers, plan)
        assert found.exploratory == why
        assert found.verdict == ("as_expected" if why else "supported")


@pytest.mark.parametrize(
    ("what", "name", "touches"),
    [
        ("hypothesis_changed", "H0.direction", True),
        ("hypothesis_changed", "H1.direction", False),
        ("hypothesis_added", "H0", True),
        ("analysis_changed", "m.cluster", True),
        ("analysis_added", "m", True),
        ("analysis_changed", "other.cluster", False),
        ("analysis_changed", "spec.cluster", True),
        ("analysis_changed", "hypotheses.alpha", True),
        ("analysis_removed", "flow", False),
        ("screening_changed", "attention", True),
        ("questionnaire_changed", "sha256", True),
        ("groups_changed", "team", True),
        ("measurement_changed", "items", True),
        ("seed_changed", "seed", True),
        ("other_changed", "drop_items", True),
        ("other_changed", "kpi.indicators", False),
        ("other_changed", "evidence", False),
    ],
)
def test_what_departs_from_the_plan_is_exploratory(what, name, touches):
    plan = PLAN | {"deviations": [{"what": what, "name": name, "before": None, "now": None}]}
    results = [mediation([(0.3, 0.05)]), mediation([(0.3, 0.05)], "spec")]
    declared = {"tests": [target()], "specifications": [target(name="spec")]}
    (found,) = verdicts([declared], results, plan).hypotheses
    assert found.verdict == ("as_expected" if touches else "supported")


def test_withdrawn_hypotheses_stay_in_the_family():
    gone = {"what": "hypothesis_removed", "before": None, "now": None}
    rows = [gone | {"name": "H8"}, gone | {"name": "H9"}]
    declared, results = [{"tests": [target()]}], [mediation([(0.115, 0.05)])]
    alone = verdicts(declared, results, PLAN)
    assert (alone.family, alone.withdrawn) == (1, 0)
    assert alone.hypotheses[0].verdict == "supported"
    found = verdicts(declared, results, PLAN | {"deviations": rows})
    assert (found.family, found.withdrawn) == (3, 2)
    assert found.hypotheses[0].pvalue_holm == pytest.approx(3 * found.hypotheses[0].pvalue)
    assert (found.hypotheses[0].verdict, found.hypotheses[0].why) == (
        "not_supported",
        "adjusted",
    )


def test_every_test_must_hold_and_go_the_same_way():
    both = {"tests": [target(0), target(1)]}
    assert one(both, [(0.3, 0.05), (0.2, 0.05)]).verdict == "as_expected"
    assert one(both, [(0.3, 0.05), (0.05, 0.05)]).verdict == "not_supported"
    assert one(both, [(-0.3, 0.05), (-0.2, 0.05)]).verdict == "opposite"
    apart = one(both, [(0.3, 0.05), (-0.2, 0.05)])
    assert (apart.verdict, apart.why) == ("not_supported", "directions")


@pytest.mark.parametrize(
    ("primary", "others", "verdict", "agree"),
    [
        ((0.3, 0.05), [(0.2, 0.05), (0.4, 0.1)], "as_expected", [True, True]),
        ((0.3, 0.05), [(0.2, 0.05), (0.09, 0.05)], "not_robust", [True, False]),
        ((0.3, 0.05), [(-0.2, 0.05)], "not_robust", [False]),
        ((0.02, 0.05), [(0.2, 0.05)], "not_robust", [False]),
        ((0.02, 0.05), [(-0.04, 0.05)], "not_supported", [True]),
        ((-0.3, 0.05), [(-0.2, 0.05)], "opposite", [True]),
    ],
)
def test_specifications_must_agree(primary, others, verdict, agree):
    declared = {
        "tests": [target()],
        "specifications": [target(at + 1) for at in range(len(others))],
    }
    found = one(declared, [primary, *others])
    assert found.verdict == verdict
    assert [s.agrees for s in found.specifications] == agree


def test_without_a_direction_specifications_go_the_way_of_the_test():
    declared = {"tests": [target()], "specifications": [target(1)], "direction": "any"}
    assert one(declared, [(-0.3, 0.05), (-0.3, 0.05)]).verdict == "as_expected"
    assert one(declared, [(-0.3, 0.05), (0.3, 0.05)]).verdict == "not_robust"


def test_a_specification_of_several_numbers_needs_all_of_them():
    declared = {
        "tests": [target(0), target(1)],
        "specifications": [{"tests": [target(2), target(3)]}],
    }
    numbers = [(0.3, 0.05)] * 3
    assert one(declared, [*numbers, (0.3, 0.05)]).verdict == "as_expected"
    assert one(declared, [*numbers, (0.01, 0.05)]).verdict == "not_robust"


def test_a_rival_is_said_and_decides_nothing():
    declared = {"tests": [target()], "rivals": [target(1)]}
    found = one(declared, [(0.3, 0.05), (0.35, 0.05)])
    assert found.verdict == "as_expected"
    assert [rival.side for rival in found.rivals] == ["expected"]


def test_what_rests_on_failed_analyses_cannot_be_judged():
    fail = Caveat("not_done", "not_done", {})
    wrong = Caveat("heywood", "inadmissible", {})
    few = Caveat("clusters_descriptive", "warning", {})
    unasked = Caveat("not_asked", "not_applicable", {"variables": "x"})
    for caveat, verdict, reason in (
        (fail, "cannot_be_judged", "not_done"),
        (wrong, "cannot_be_judged", "unsound"),
        (few, "cannot_be_judged", "too_few"),
        (unasked, "not_asked", "not_asked"),
    ):
        result = mediation([(0.3, 0.05)], caveats=(caveat,))
        (found,) = verdicts([{"tests": [target()]}], [result]).hypotheses
        assert (found.verdict, found.reason, found.pvalue) == (verdict, reason, None)
    (found,) = verdicts([{"tests": [target(7)]}], [mediation([(0.3, 0.05)])]).hypotheses
    assert (found.verdict, found.reason) == ("not_tested", "not_found")
    (found,) = verdicts([{"tests": [target()]}], []).hypotheses
    assert (found.verdict, found.reason) == ("not_tested", "no_analysis")


def test_a_number_without_p_or_interval_cannot_be_judged():
    for lacking, reason in (("pvalue", "no_p"), ("ci", "no_interval")):
        result = mediation([(0.3, 0.05)], **{lacking: None})
        (found,) = verdicts([{"tests": [target()]}], [result]).hypotheses
        assert (found.verdict, found.reason) == ("cannot_be_judged", reason)


def test_a_specification_that_cannot_be_judged_neither_agrees_nor_disagrees():
    wrong = mediation([(0.3, 0.05)], "spec", (Caveat("heywood", "inadmissible", {}),))
    declared = {"tests": [target()], "specifications": [target(name="spec")]}
    (found,) = verdicts([declared], [mediation([(0.3, 0.05)]), wrong]).hypotheses
    assert found.verdict == "as_expected"
    assert found.specifications[0].agrees is None
    assert found.specifications[0].tests[0].reason == "unsound"


def test_a_whole_interval_decides_where_p_says_otherwise():
    """An F test of groups has one side, its interval two."""
    result = mediation([(0.3, 0.05)], pvalue=0.03, ci=Interval(-0.01, 0.6))
    (found,) = verdicts([{"tests": [target()]}], [result]).hypotheses
    assert found.verdict == "not_supported"
    assert not found.tests[0].ci_holm.apart


def test_the_adjusted_interval_leaves_out_zero_where_the_verdict_says_so():
    rng = np.random.default_rng(5)
    seen = set()
    for _ in range(300):
        numbers = [(est, 0.05) for est in rng.uniform(-0.25, 0.25, 6)]
        declared = [{"tests": [target(at)], "direction": "any"} for at in range(6)]
        for found in verdicts(declared, [mediation(numbers)]).hypotheses:
            apart = found.tests[0].ci_holm.apart
            assert apart == (found.pvalue_holm < 0.05) == (found.verdict == "as_expected")
            seen.add((found.verdict, found.why))
    assert seen == {
        ("as_expected", None),
        ("not_supported", None),
        ("not_supported", "adjusted"),
    }


def test_intervals_at_other_levels_by_hand():
    (test,) = one({"tests": [target()]}, [(0.12, 0.05)]).tests
    low, high = intervals.at_level(test, 0.01)
    assert (low, high) == pytest.approx(
        (0.12 - 2.575829 * 0.05, 0.12 + 2.575829 * 0.05), abs=1e-6
    )
    assert test.seen == pytest.approx((1.959964 + 0.841621) * 0.05, rel=1e-6)
    few = replace(test, df=10.0)
    error = 0.05 * 1.959964 / stats.t.ppf(0.975, 10)
    assert intervals.seen(few, 0.05) == pytest.approx(
        error * (stats.t.ppf(0.975, 10) + 0.841621), rel=1e-6
    )


@pytest.mark.parametrize(
    ("est", "smaller"), [(0.0, True), (0.01, True), (0.02, False), (-0.03, False)]
)
def test_two_one_sided_tests(est, smaller):
    """Both at .05: |est| + 1.645 errors stays below the smallest effect."""
    found = one({"tests": [target()], "smallest": 0.1}, [(est, 0.05)])
    assert found.tests[0].smaller is smaller
    assert found.tests[0].smaller == (abs(est) + 1.644854 * 0.05 < 0.1)


def test_the_studys_smallest_effect_stands_where_a_hypothesis_has_none():
    declared = [{"tests": [target()]}, {"tests": [target()], "smallest": 0.5}]
    found = verdicts(declared, [mediation([(0.02, 0.1)])], smallest=0.1).hypotheses
    assert [h.smallest for h in found] == [0.1, 0.5]
    assert [h.verdict for h in found] == ["cannot_be_judged", "not_supported"]


def test_draws_give_p_and_interval_alike():
    from cpsurvey.sem.after import uncertain

    rng = np.random.default_rng(2)
    shift = np.linspace(-4, 4, 81)
    drawn = rng.standard_normal((20_000, 1)) + shift
    p = np.array(uncertain.beyond(drawn))
    assert p == pytest.approx(2 * stats.norm.sf(abs(shift)), abs=0.02)
    lower, upper = uncertain.percentiles(drawn)
    sure = abs(p - 0.05) > 2e-4
    assert ((p < 0.05) == ((lower > 0) | (upper < 0)))[sure].all()
    assert p.min() >= 2 / 20_001
    assert uncertain.beyond(np.full((10, 1), np.nan)) == [None]
    assert uncertain.beyond(np.zeros((10, 1))) == [1.0]


def test_keys_of_earlier_versions_are_read_on():
    old = Hypothesis.model_validate(
        {"id": "H4", "label": {"en": "x"}, "judged": "interval", "tests": [target()]}
    )
    assert "judged" not in old.model_dump()
    with pytest.raises(ValueError, match="untested has no spec"):
        Hypothesis.model_validate(
            {"id": "H4", "untested": {"en": "x"}, "specifications": [target()]}
        )
