"""Numbers are printed with the digits that what is said of them needs."""

import pytest

from cpsurvey.report.rounding import PAIR_OF
from cpsurvey.report.table import Head, Row, Table, show
from cpsurvey.report.words import Words


@pytest.mark.parametrize(
    ("value", "kind", "limits", "text"),
    [
        (0.0496, "p", (), ".0496"),
        (0.0504, "p", (), ".0504"),
        (0.05, "p", (), ".050"),
        (0.0512, "p", (), ".051"),
        (0.6996, "unit2", (0.70,), ".6996"),
        (0.7004, "unit2", (0.70,), ".7004"),
        (0.7, "unit2", (0.70,), ".70"),
        (0.1 + 0.2, "unit2", (0.30,), ".30"),  # equal but for the machine's rounding
        (0.8499, "unit2", (0.85, 0.90), ".8499"),
        (0.87, "unit2", (0.85, 0.90), ".87"),
        (-0.00996, "unit3", (-0.010,), "−.00996"),
        (0.0096, "unit3", (0.010,), ".0096"),
        (0.0802, "unit3", (0.08,), ".0802"),
        (0.0497, "p", (0.01,), ".0497"),
        (0.00998, "p", (0.01,), ".00998"),
    ],
)
def test_a_number_is_seen_on_its_side_of_what_it_is_held_against(value, kind, limits, text):
    assert show(value, kind, "en", limits=limits) == text


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        ((0.0004, 0.31), "[0.0004, 0.3100]"),
        ((-0.00002, 0.5), "[−0.00002, 0.50000]"),
        ((0.0, 0.31), "[0.00, 0.31]"),
        ((-0.2, 0.31), "[−0.20, 0.31]"),
    ],
)
def test_limits_stand_on_their_side_of_zero(ends, text):
    assert show(ends, "interval", "en") == text


def table(cells, kinds=("dec3", "dec3", "interval")):
    keys = ("b", "se", "ci")
    columns = tuple(Head(k, k, kind) for k, kind in zip(keys, kinds, strict=True))
    made = Table("T", "T", columns, (Row(dict(zip(keys, cells, strict=True))),))
    return [made.shown(made.rows[0], "en")[at] for at in range(3)]


def test_small_units_show_two_digits_of_their_errors():
    """Hand computation: SE .00063 has its second digit at the fifth decimal."""
    assert table((0.00147, 0.00063, (0.00024, 0.0027))) == [
        "0.00147",
        "0.00063",
        "[0.00024, 0.00270]",
    ]
    tiny = table((3.5e-6, 1.5e-6, (0.6e-6, 6.4e-6)))
    assert tiny == ["0.0000035", "0.0000015", "[0.0000006, 0.0000064]"]
    assert table((2e-9, 1e-9, (0.0, 4e-9)))[:2] == ["2.00e−9", "1.00e−9"]


def test_usual_units_are_printed_as_ever():
    assert table((0.412, 0.09, (0.24, 0.59))) == ["0.412", "0.090", "[0.240, 0.590]"]
    assert table((0.0001, 0.2, (-0.39, 0.39)))[0] == "0.000"  # zero, for such an error
    assert table((None, None, (None, None))) == ["–", "–", "–"]
    exact = table((3.284, 3e-14, (3.284, 3.284)))  # an error that is rounding only
    assert exact == ["3.284", "0.000", "[3.284, 3.284]"]


def test_headlines_too():
    words = Words("en", {})
    assert words.estimate(0.00147, (0.00024, 0.0027)) == {
        "est": "0.00147",
        "ci": "[0.00024, 0.00270]",
    }
    assert words.estimate(0.05, (0.02, 0.09)) == {"est": "0.05", "ci": "[0.02, 0.09]"}


def test_an_estimate_has_the_decimals_that_its_interval_asks_for():
    words = Words("en", {})
    found = {"est": "0.070", "ci": "[0.002, 0.147]"}
    assert words.estimate(0.0701, (0.0018, 0.1466)) == found
    assert table((0.0701, 0.037, (0.0018, 0.1466)), ("dec2", "dec3", "interval")) == [
        "0.070",
        "0.037",
        "[0.002, 0.147]",
    ]
    closer = words.estimate(0.2, (0.1, 0.3), beside=((0.0004, 0.4),))
    assert closer == {"est": "0.2000", "ci": "[0.1000, 0.3000]"}


@pytest.mark.parametrize(
    ("key", "kind", "cells", "shown"),
    [
        ("rate", "dec2", (0.052, (0.042, 0.0604)), ["0.0520", "[0.0420, 0.0604]"]),
        ("icc1", "unit2", (0.06, (-0.004, 0.161)), [".060", "[−.004, .161]"]),
        ("performance", "dec1", (60.31, (58.04, 62.59)), ["60.3", "[58.0, 62.6]"]),
        ("eta2", "unit3", (0.011, (0.0, 0.04)), [".011", "[.000, .040]"]),
        ("rmsea", "unit3", (0.0501, (0.03, 0.07)), [".050", "[.030, .070]"]),
    ],
)
def test_an_interval_belongs_to_the_estimate_before_it(key, kind, cells, shown):
    """Held against .06: a limit of .0604 shows on which side it lies, its estimate with it."""
    heads = (
        Head(key, key, kind),
        Head("se", "se", "dec3"),
        Head("ci", "ci", PAIR_OF[kind], (0.06,)),
    )
    row = Row({key: cells[0], "se": None, "ci": cells[1]})
    said = Table("T", "T", heads, (row,)).said(row, "en")
    assert [said[key], said["ci"]] == shown
