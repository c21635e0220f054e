"""How often something happens, and in which share of cases: exact and clustered intervals.

Poisson: Garwood (1936); ratio of two rates: conditional on their sum, Przyborowski &
Wilenski (1940); share: Clopper & Pearson (1934).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.stats.rates import clustered, glm
from cpsurvey.stats.robust import cr2
from cpsurvey.stats.tails import t_quantile

Array = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Found:
    """A number with its interval; an end is infinite or NaN where there is none."""

    est: float
    lower: float
    upper: float


def rate(count: int, exposure: float, level: float = 0.95) -> Found:
    """Events per unit of exposure with the exact Poisson interval."""
    tail = (1.0 - level) / 2.0
    low = float(special.chdtri(2 * count, 1.0 - tail)) / 2.0 if count else 0.0
    high = float(special.chdtri(2 * (count + 1), tail)) / 2.0
    return Found(count / exposure, low / exposure, high / exposure)


def ratio(count: int, exposure: float, other: int, beside: float, level: float = 0.95) -> Found:
    """First rate over the second, exact given the sum of both counts."""
    together = share(count, count + other, level)

    def odds(p: float) -> float:
        return float("inf") if p >= 1.0 else p / (1.0 - p) * beside / exposure

    return Found(odds(together.est), odds(together.lower), odds(together.upper))


def share(count: int, of: int, level: float = 0.95) -> Found:
    """Share with the exact binomial interval."""
    if not of:
        return Found(float("nan"), 0.0, 1.0)
    tail = (1.0 - level) / 2.0
    low = float(special.betaincinv(count, of - count + 1, tail)) if count else 0.0
    rest = of - count
    high = float(special.betaincinv(count + 1, rest, 1.0 - tail)) if rest else 1.0
    return Found(count / of, low, high)


def dispersion(counts: Array, exposure: Array) -> float:
    """Pearson's chi-squared over its degrees of freedom: 1 where events come by chance."""
    expected = exposure * counts.sum() / exposure.sum()
    if len(counts) < 2 or not counts.sum():
        return float("nan")
    return float(np.sum((counts - expected) ** 2 / expected) / (len(counts) - 1))


def clustered_share(yes: Array, group: Codes, level: float = 0.95) -> Found:
    """Share of cases with the interval that clusters leave it (log odds, CR2).

    Of one cluster, or where none or all are, that of independent cases.
    """
    n, hits = len(yes), int(yes.sum())
    if len(np.unique(group)) < 2 or hits in (0, n):
        return share(hits, n, level)
    X = np.ones((n, 1))
    fit = glm(yes, X, "binomial")
    error, _ = clustered(fit, X, group)
    se, df = float(error.se[0]), float(error.df[0])
    if not (np.isfinite(se) and df > 0):
        return share(hits, n, level)
    reach = t_quantile(0.5 + level / 2.0, df) * se
    ends = special.expit([fit.b[0] - reach, fit.b[0] + reach])
    return Found(hits / n, float(ends[0]), float(ends[1]))


def clustered_contrast(y: Array, X: Array, at: int, group: Codes, level: float = 0.95) -> Found:
    """Coefficient `at` of least squares, such as a difference of shares, with CR2 errors.

    The interval is NaN where clusters are too few to estimate it.
    """
    b = np.linalg.lstsq(X, y, rcond=None)[0]
    nan = float("nan")
    if len(np.unique(group)) < 2 or np.linalg.matrix_rank(X) < X.shape[1]:
        return Found(float(b[at]), nan, nan)
    error = cr2(X, y - X @ b, group)
    se, df = float(error.se[at]), float(error.df[at])
    if not (np.isfinite(se) and np.isfinite(df) and df > 0):
        return Found(float(b[at]), nan, nan)
    reach = t_quantile(0.5 + level / 2.0, df) * se
    return Found(float(b[at]), float(b[at]) - reach, float(b[at]) + reach)
