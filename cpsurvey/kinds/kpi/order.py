"""Which came first: the periods of indicators, or what the answers speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design.periods import span
from cpsurvey.kinds.kpi.data import Order, Taken, Timed, Timing

Days = NDArray[np.float64]
MOST = 0.95
"""Share of the respondents for whom an order must hold: one straggler changes nothing."""
DATED = 0.5
"""Share of the respondents whose day must be known."""


def timing(
    submitted: Sequence[str],
    recall: int | None,
    periods: Mapping[str, int],
    k: int,
) -> Timing:
    """Order of every period against the answers.

    Each respondent's answers speak of the `recall` days up to the day they were given (of
    that day, where the questionnaire does not say). A period is earlier where it ends before
    those days begin, and later where it begins after the day, for nearly all respondents.

    Parameters
    ----------
    submitted : sequence of str
        Day of each respondent's answers, empty where unknown.
    periods : mapping of str to int
        Period -> number of indicators that have it.
    """
    days = np.array([date.fromisoformat(day).toordinal() for day in submitted if day], float)
    known = len(days) >= max(k, DATED * len(submitted), 1)
    return Timing(
        recall=recall,
        dated=len(days) if len(days) >= k else 0,
        middle=date.fromordinal(int(np.sort(days)[len(days) // 2])).isoformat()
        if known
        else None,
        periods=tuple(
            _timed(period, count, days, recall or 1)
            if known and span(period)
            else Timed(period=period, order="unknown", overlap=None, indicators=count)
            for period, count in sorted(periods.items())
        ),
    )


def _timed(period: str, count: int, days: Days, recall: int) -> Timed:
    bounds = span(period)
    assert bounds is not None
    first, last = (day.toordinal() for day in bounds)
    opens = days - recall + 1
    shared = np.maximum(np.minimum(last, days) - np.maximum(first, opens) + 1, 0.0)
    order: Order = "same"
    if np.mean(first > days) >= MOST:
        order = "later"
    elif np.mean(last < opens) >= MOST:
        order = "earlier"
    return Timed(
        period=period, order=order, overlap=float(np.mean(shared) / recall), indicators=count
    )


def chosen(
    periods: Iterable[str], orders: Mapping[str, Order], asked: Taken | None
) -> tuple[str, ...]:
    """Periods that are analysed: those asked for; else the later ones; else all."""
    there = tuple(sorted(periods))
    later = tuple(one for one in there if orders.get(one) == "later")
    if asked is None:
        return later or there
    return there if asked == "all" else tuple(p for p in there if orders.get(p) == asked)


def together(periods: Iterable[str], orders: Mapping[str, Order]) -> Order | None:
    """The order that periods share; None where they differ."""
    found = {orders.get(one, "unknown") for one in periods}
    return found.pop() if len(found) == 1 else None
