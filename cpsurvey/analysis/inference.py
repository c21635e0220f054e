"""The test of an estimate against zero, as rows of results hold it."""

from __future__ import annotations

from typing import TypedDict

from cpsurvey.analysis.context import LEVEL
from cpsurvey.analysis.numbers import number
from cpsurvey.payload import Interval, Limits, limits
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


class Standardised(TypedDict):
    """Fields of a row: ``Standing(term=name, b=est, **test, **standardised(...))``."""

    beta: float | None
    beta_ci: Limits


def standardised(ratio: float | None, est: float, ci: Limits) -> Standardised:
    """An estimate and its limits in standard deviations, which are taken as known.

    `ratio`: deviation of the predictor over the outcome's; None for an intercept.
    """
    if ratio is None:
        return Standardised(beta=None, beta_ci=None)
    ends = None if ci is None else limits(ci.lower * ratio, ci.upper * ratio)
    return Standardised(beta=number(est * ratio), beta_ci=ends)
