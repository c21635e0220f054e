"""The test of an estimate against zero, as rows of results hold it."""

from __future__ import annotations

from typing import TypedDict

from cpsurvey.analysis.context import LEVEL
from cpsurvey.analysis.numbers import number
from cpsurvey.payload import Interval, limits
from cpsurvey.stats.tails import t_above, t_quantile


class Tested(TypedDict):
    """Fields of a row: ``Term(term=name, b=est, **tested(est, se, df))``."""

    se: float | None
    df: float | None
    t: float | None
    pvalue: float | None
    ci: Interval | None


def tested(est: float, se: float, df: float) -> Tested:
    """Test against zero and interval; with infinite `df` a z test, whose df is None."""
    if not se > 0:
        return Tested(se=None, df=None, t=None, pvalue=None, ci=None)
    reach = t_quantile((1 + LEVEL) / 2, df) * se
    return Tested(
        se=number(se),
        df=number(df),
        t=number(est / se),
        pvalue=number(2 * t_above(abs(est / se), df)),
        ci=limits(est - reach, est + reach),
    )
