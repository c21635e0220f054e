"""Dates as platforms write them; what is ambiguous is not read."""

import pytest

from cpsurvey.intake import dates


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2026-11-02", None, "2026-11-02"),
        ("2026-11-02 09:03:11", None, "2026-11-02"),
        ("2026-11-02T09:03:11.250Z", None, "2026-11-02"),
        ("2026-11-02T09:03:11+01:00", None, "2026-11-02"),
        ("20261102 09:03", None, "2026-11-02"),
        ("2026/11/02 9:03:11 AM UTC+1", None, "2026-11-02"),
        ("2 Nov 2026 9:03", None, "2026-11-02"),
        ("Nov 2, 2026 9:03:11 PM", None, "2026-11-02"),
        ("lundi 2 novembre 2026", None, "2026-11-02"),
        ("1er août 2026", None, "2026-08-01"),
        ("02/11/2026 09:03", "dmy", "2026-11-02"),
        ("11/2/2026 9:03", "mdy", "2026-11-02"),
        ("02.11.26", "dmy", "2026-11-02"),
        ("26-11-02", "ymd", "2026-11-02"),
        ("46328.5", None, "2026-11-02"),
        ("02/11/2026", None, ""),
        ("1980-01-01 00:00:00", None, ""),
        ("2026-13-45", None, ""),
        ("31/02/2026", "dmy", ""),
    ],
)
def test_days(cell, order, day):
    assert dates.read(cell, order).day == day


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        " ",
        "N/A",
        "NULL",
        "-",
        "never",
        "jamais",
        "[not completed]",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "1970-01-01 00:00:00",
        "1900-01-00",
        "0",
        "00/00/0000",
    ],
)
def test_what_is_no_date_is_no_submission(cell):
    assert dates.read(cell, None).happened is False


def test_what_may_be_two_days_needs_its_order():
    found = dates.read("02/11/2026", None)
    assert (found.happened, found.ordered, found.moment) == (True, False, "")
    assert dates.read("Q4 2026", None).happened is None


def test_times_are_compared_across_zones_and_halves_of_the_day():
    def moment(cell):
        return dates.read(cell, None).moment

    assert moment("2026-11-02T10:00:00+01:00") == moment("2026-11-02 9:00 AM UTC")
    assert (
        moment("2026-11-02 12:30 AM") < moment("2026-11-02 9:00") < moment("2026-11-02 9:00 PM")
    )
