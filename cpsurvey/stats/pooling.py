"""What several completed data sets say together: Rubin's rules and pooled tests.

Rubin (1987); degrees of freedom of Barnard & Rubin (1999, doi:10.1093/biomet/86.4.948).
Several coefficients: D1 of Li, Raghunathan & Rubin (1991, doi:10.1080/01621459.1991.10475152)
with the degrees of freedom of Reiter (2007, doi:10.1093/biomet/asm028). Chi-squares: D2 of
Li, Meng, Raghunathan & Rubin (1991).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats.tails import chi2_above, f_above

Array = NDArray[np.float64]
LEAST = 1e-4
"""Share of variance due to missing answers below which degrees of freedom do not move."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """Coefficients over completed data sets.

    Parameters
    ----------
    b : (p,) array
    within, between, total : (p, p) arrays
        Mean of the covariances, covariance of the estimates, and both as Rubin adds them.
    m : int
    """

    b: Array
    within: Array
    between: Array
    total: Array
    m: int

    @property
    def se(self) -> Array:
        """Standard errors."""
        return np.sqrt(np.diag(self.total))

    def due(self, combination: Array) -> float:
        """Share of the variance of a (p,) combination that is due to missing answers."""
        total = float(combination @ self.total @ combination)
        if not total > 0:
            return 0.0
        return float(combination @ self.between @ combination) * (1 + 1 / self.m) / total

    def df(self, combination: Array, complete: float) -> float:
        """Degrees of freedom; `complete` are those of completed data, infinite for z."""
        return degrees(self.due(combination), self.m, complete)

    def lost(self, combination: Array, complete: float) -> float:
        """Fraction of missing information of a combination."""
        share = self.due(combination)
        df = self.df(combination, complete)
        if share >= 1:
            return 1.0
        more = share / (1 - share)
        return (more + 2 / (df + 3)) / (1 + more)


def rubin(b: Array, V: Array) -> Pooled:
    """Pool (m, p) estimates with their (m, p, p) covariances."""
    m = len(b)
    within = V.mean(axis=0)
    apart = b - b.mean(axis=0)
    between = apart.T @ apart / (m - 1)
    return Pooled(b.mean(axis=0), within, between, within + (1 + 1 / m) * between, m)


def degrees(due: float, m: int, complete: float) -> float:
    """Degrees of freedom of Barnard & Rubin (1999)."""
    share = max(due, LEAST)
    old = (m - 1) / share**2
    if not np.isfinite(complete):
        return old
    seen = (complete + 1) / (complete + 3) * complete * (1 - min(share, 1.0))
    return old * seen / (old + seen)


@dataclass(frozen=True, slots=True)
class Joint:
    """A pooled test of several numbers."""

    f: float
    df1: int
    df2: float
    pvalue: float


@dataclass(frozen=True, slots=True)
class Single:
    """A number over completed data sets; `lost` is its fraction of missing information."""

    est: float
    se: float
    df: float
    lost: float


def single(est: Sequence[float], se: Sequence[float], df: Sequence[float]) -> Single:
    """Pool a number from its m estimates, errors and degrees of freedom of completed data.

    One data set, of which nothing was imputed, is taken as it is.
    """
    if len(est) == 1:
        return Single(est[0], se[0], df[0], 0.0)
    rules = rubin(np.array(est)[:, None], np.square(se)[:, None, None])
    alone, complete = np.ones(1), float(np.mean(df))
    return Single(
        float(rules.b[0]),
        float(rules.se[0]),
        rules.df(alone, complete),
        rules.lost(alone, complete),
    )


def d1(found: Pooled, places: NDArray[np.int64], complete: float) -> Joint:
    """D1: that the coefficients at `places` are zero."""
    k, m = len(places), found.m
    b = found.b[places]
    U, B = found.within[np.ix_(places, places)], found.between[np.ix_(places, places)]
    more = (1 + 1 / m) * float(np.trace(np.linalg.solve(U, B))) / k
    F = float(b @ np.linalg.solve(U, b)) / (k * (1 + more))
    df2 = _reiter(max(more, LEAST), k * (m - 1), k, complete)
    return Joint(F, k, df2, f_above(F, k, df2))


def _reiter(more: float, t: int, k: int, complete: float) -> float:
    """Denominator df; of Li et al. where completed data have infinitely many."""
    if not np.isfinite(complete) or t <= 4:
        if t > 4:
            return 4 + (t - 4) * (1 + (1 - 2 / t) / more) ** 2
        return t * (1 + 1 / k) * (1 + 1 / more) ** 2 / 2
    a = more * t / (t - 2)
    seen = (complete + 1) / (complete + 3) * complete
    c0, c1, c2 = 1 / (t - 4), seen - 2 * (1 + a), seen - 4 * (1 + a)
    if c2 <= 0:
        return 1.0  # completed data themselves have too few
    z = 1 / c2 + c0 * (a**2 * c1 / ((1 + a) ** 2 * c2))
    z += c0 * (8 * a**2 * c1 / ((1 + a) * c2**2) + 4 * a**2 / ((1 + a) * c2))
    z += c0 * (4 * a**2 / (c2 * c1) + 16 * a**2 * c1 / c2**3) + c0 * (8 * a**2 / c2**2)
    return 4 + 1 / z


def d2(statistics: Array, k: int) -> Joint:
    """D2: pool (m,) chi-squares of `k` degrees of freedom."""
    m = len(statistics)
    more = (1 + 1 / m) * float(np.sqrt(np.maximum(statistics, 0.0)).var(ddof=1))
    F = (float(statistics.mean()) / k - (m + 1) / (m - 1) * more) / (1 + more)
    if more < 1e-12:
        return Joint(F, k, np.inf, chi2_above(F * k, k))
    df2 = k ** (-3 / m) * (m - 1) * (1 + 1 / more) ** 2
    return Joint(F, k, df2, f_above(F, k, df2) if F > 0 else 1.0)


def r2(shares: Array) -> float:
    """Pooled R2 by Fisher's z of its root (Harel, 2009, doi:10.1080/02664760802553000)."""
    z = np.arctanh(np.sqrt(np.clip(shares, 0.0, 1 - 1e-12)))
    return float(np.tanh(z.mean()) ** 2)
