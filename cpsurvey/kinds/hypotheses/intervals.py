"""What an interval says beyond its own level: other levels, power, equivalence."""

from __future__ import annotations

from scipy import special

from cpsurvey.kinds.hypotheses.data import Evidence
from cpsurvey.payload import Interval, limits

LEVEL = 0.05
"""What the intervals of analyses leave out."""
POWER = 0.8


def quantile(alpha: float, df: float | None) -> float:
    """Errors from the estimate to the end of a two-sided interval."""
    if df is None:
        return float(-special.ndtri(alpha / 2))
    return float(-special.stdtrit(df, alpha / 2))


def at_level(test: Evidence, alpha: float) -> Interval | None:
    """The interval that leaves out `alpha`, which leaves out zero where p is below it.

    Each side keeps its own length (intervals of indirect effects are skew). Where that would
    say otherwise than p, the side towards zero is as long as p says; it is never shorter
    where the 95% interval includes zero.
    """
    if test.est is None or test.ci is None:
        return None
    wanted = quantile(alpha, test.df)
    scale = wanted / quantile(LEVEL, test.df)
    below, above = (scale * arm for arm in _arms(test))
    near, size = (below, test.est) if test.est > 0 else (above, -test.est)
    p = test.pvalue
    if p is not None and 0 < p < 1 and test.ci.apart and (near < size) != (p < alpha):
        near = size * wanted / quantile(p, test.df)
        below, above = (near, above) if test.est > 0 else (below, near)
    return limits(test.est - below, test.est + above)


def seen(test: Evidence, alpha: float) -> float | None:
    """The effect that a test with such an error finds four times in five."""
    if test.ci is None:
        return None
    error = (test.ci.upper - test.ci.lower) / 2 / quantile(LEVEL, test.df)
    return error * (quantile(alpha, test.df) + float(special.ndtri(POWER)))


def smaller(test: Evidence, smallest: float | None, alpha: float) -> bool | None:
    """Whether both one-sided tests place the effect between minus and plus `smallest`.

    Lakens (2017, doi:10.1177/1948550617697177); the interval leaves out twice `alpha`.
    """
    if smallest is None or test.est is None or test.ci is None:
        return None
    scale = quantile(2 * alpha, test.df) / quantile(LEVEL, test.df)
    below, above = (scale * arm for arm in _arms(test))
    return -smallest < test.est - below and test.est + above < smallest


def _arms(test: Evidence) -> tuple[float, float]:
    assert test.est is not None
    assert test.ci is not None
    return max(test.est - test.ci.lower, 0.0), max(test.ci.upper - test.est, 0.0)
