"""Days of a period of indicators: a year, a quarter, a month or a week."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_PERIOD = re.compile(r"(\d{4})(?:-(?:(\d\d)|Q([1-4])|W(\d\d)))?")


def span(period: str) -> tuple[date, date] | None:
    """First and last day of a period as the store writes it; None of what has no days."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        return None
    year, month, quarter, week = (int(part) if part else 0 for part in found.groups())
    try:
        if week:
            monday = date.fromisocalendar(year, week, 1)
            return monday, monday + timedelta(days=6)
        first = month or (3 * quarter - 2 if quarter else 1)
        final = month or (3 * quarter if quarter else 12)
        return date(year, first, 1), date(year, final, monthrange(year, final)[1])
    except ValueError:
        return None
