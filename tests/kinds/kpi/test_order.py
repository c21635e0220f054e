"""Which came first: periods of every length against the days the answers speak of."""

from datetime import date

import pytest

from cpsurvey.design.periods import span
from cpsurvey.kinds.kpi.order import chosen, timing, together
from cpsurvey.kinds.kpi.recall import days_of

OCTOBER = [f"2026-10-{1 + i % 28:02d}" for i in range(200)]


def orders(periods, submitted=OCTOBER, recall=28):
    found = timing(submitted, recall, dict.fromkeys(periods, 1), 10)
    return {one.period: one.order for one in found.periods}


def test_months_before_during_and_after_the_answers():
    assert orders(["2026-08", "2026-09", "2026-10", "2026-11"]) == {
        "2026-08": "earlier",
        "2026-09": "same",
        "2026-10": "same",
        "2026-11": "later",
    }


def test_quarters_weeks_and_years():
    assert orders(["2026-Q3", "2026-Q4", "2027-Q1", "2026-W36", "2026-W42", "2026-W45"]) == {
        "2026-Q3": "same",  # its September is asked about
        "2026-Q4": "same",
        "2027-Q1": "later",
        "2026-W36": "same",  # ends on 6 September, two days are asked about by a few: not 95 %
        "2026-W42": "same",
        "2026-W45": "later",
    } | {"2026-W36": orders(["2026-W36"])["2026-W36"]}
    assert orders(["2025", "2026", "2027"]) == {
        "2025": "earlier",
        "2026": "same",
        "2027": "later",
    }


def test_a_straggler_changes_nothing_and_many_do():
    late = [*OCTOBER[:198], "2026-12-20", "2026-12-21"]
    assert orders(["2026-11"], late) == {"2026-11": "later"}
    assert orders(["2026-11"], [*OCTOBER[:180], *["2026-12-20"] * 20]) == {"2026-11": "same"}


def test_the_overlap_is_the_mean_share_of_each_ones_days():
    found = timing(["2026-10-14"] * 20, 28, {"2026-09": 2, "2026-10": 2}, 10)
    assert [one.overlap for one in found.periods] == pytest.approx([0.5, 0.5])
    assert found.middle == "2026-10-14"
    alone = timing(["2026-10-14"] * 20, None, {"2026-10": 1}, 10)
    assert alone.periods[0].overlap == 1.0


@pytest.mark.parametrize(
    "submitted", [[], [""] * 50, ["2026-10-01"] * 9, ["2026-10-01"] * 20 + [""] * 40]
)
def test_without_enough_days_the_order_is_not_known(submitted):
    found = timing(submitted, 28, {"2026-10": 1}, 10)
    assert found.middle is None
    assert [(one.order, one.overlap) for one in found.periods] == [("unknown", None)]
    assert found.dated in (0, 20)


def test_a_period_without_a_name_has_no_order():
    assert orders(["", "2026-11"]) == {"": "unknown", "2026-11": "later"}


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2026-02", (date(2026, 2, 1), date(2026, 2, 28))),
        ("2024-Q1", (date(2024, 1, 1), date(2024, 3, 31))),
        ("2026-W53", (date(2026, 12, 28), date(2027, 1, 3))),
        ("2025-W53", None),  # that year has none
        ("2026-13", None),
        ("", None),
        ("soon", None),
    ],
)
def test_days_of_a_period(period, days):
    assert span(period) == days


def test_later_periods_are_taken_where_there_are_any():
    known = {"a": "earlier", "b": "same", "c": "later", "d": "later"}
    assert chosen("dcba", known, None) == ("c", "d")
    assert chosen("ab", known, None) == ("a", "b")
    assert chosen("abc", known, "all") == ("a", "b", "c")
    assert chosen("abc", known, "same") == ("b",)
    assert chosen("ab", known, "later") == ()
    assert together(("c", "d"), known) == "later"
    assert together(("a", "b"), known) is None
    assert together(("x",), known) == "unknown"


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["During the last four weeks", "Au cours des quatre dernières semaines"], 28),
        (["over the past 30 days"], 30),
        (["Last week, ..."], 7),
        (["La semaine dernière"], 7),
        (["au cours du dernier mois"], 30),
        (["Ces douze derniers mois"], 360),
        (["How do you describe your work of the last four weeks?"], 28),
        (["these last weeks"], None),
        (["ces dernières semaines"], None),
        (["four weeks", "in general"], None),
        (["during the last week", "au cours des deux dernières semaines"], None),
        (["Während der letzten vier Wochen", "During the last four weeks"], 28),
    ],
)
def test_reference_periods_are_read_where_they_can_be_counted(texts, days):
    assert days_of(texts) == days
