"""When does an effect depend on something else? Conditional effects and their regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cpsurvey.stats.tails import t_apart, t_quantile

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Slopes:
    """Effect of x at values of the moderator w.

    Parameters
    ----------
    at, effect, se, t, pvalue, lower, upper : (m,) arrays
    """

    at: Array
    effect: Array
    se: Array
    t: Array
    pvalue: Array
    lower: Array
    upper: Array


@dataclass(frozen=True, slots=True)
class Region:
    """Where the effect of x differs from zero (Johnson & Neyman, 1936; Bauer & Curran, 2005).

    Parameters
    ----------
    roots : tuple of float
        All values of w where the effect just reaches significance, ascending.
    inside : tuple of float
        Those within the observed range: only these may be printed.
    outward : bool
        Significant outside the roots (else between them).
    share : float
        Share of cases whose w lies in the region of significance.
    critical : float
        Critical t that was used.
    """

    roots: tuple[float, ...]
    inside: tuple[float, ...]
    outward: bool
    share: float
    critical: float


def slopes(
    b: Sequence[float], V: Array, at: ArrayLike, df: float, level: float = 0.95
) -> Slopes:
    """Effect b1 + b3 w of x at the values `at` of w.

    Parameters
    ----------
    b : (2,)
        Coefficients of x and of x times w.
    V : (2, 2) array
        Their covariance.
    """
    w = np.asarray(at, dtype=float)
    effect = b[0] + b[1] * w
    se = np.sqrt(np.maximum(V[0, 0] + 2 * w * V[0, 1] + w**2 * V[1, 1], 0.0))
    t = effect / se
    reach = t_quantile((1 + level) / 2, df) * se
    return Slopes(
        at=w,
        effect=effect,
        se=se,
        t=t,
        pvalue=t_apart(t, df),
        lower=effect - reach,
        upper=effect + reach,
    )


def johnson_neyman(
    b: Sequence[float],
    V: Array,
    w: Array,
    df: float,
    *,
    level: float = 0.95,
    fdr: bool = False,
) -> Region:
    """Values of the moderator where the effect of x just reaches significance.

    Roots of (b3^2 - t^2 V33) w^2 + 2 (b1 b3 - t^2 V13) w + b1^2 - t^2 V11 = 0.

    Parameters
    ----------
    w : (n,) array
        Observed values of the moderator.
    fdr : bool
        Critical t that holds the false discovery rate over the observed values (Esarey &
        Sumner, 2018, doi:10.1177/0010414017730080).
    """
    critical = t_quantile((1 + level) / 2, df)
    if fdr:
        critical = _fdr_critical(b, V, w, df, level, critical)
    t2 = critical**2
    A = b[1] ** 2 - t2 * V[1, 1]
    B = 2 * (b[0] * b[1] - t2 * V[0, 1])
    C = b[0] ** 2 - t2 * V[0, 0]
    gap = B**2 - 4 * A * C
    roots: tuple[float, ...] = ()
    if gap >= 0 and A != 0:
        ends = sorted([(-B - np.sqrt(gap)) / (2 * A), (-B + np.sqrt(gap)) / (2 * A)])
        roots = (float(ends[0]), float(ends[1]))
    low, high = float(w.min()), float(w.max())
    found = slopes(b, V, w, df, level)
    return Region(
        roots=roots,
        inside=tuple(root for root in roots if low <= root <= high),
        outward=bool(A > 0),
        share=float(np.mean(np.abs(found.t) >= critical)),
        critical=critical,
    )


def _fdr_critical(
    b: Sequence[float], V: Array, w: Array, df: float, level: float, plain: float
) -> float:
    """Benjamini-Hochberg over the distinct values of w; never below the plain value."""
    p = np.sort(slopes(b, V, np.unique(w), df).pvalue)
    limit = (1 - level) * np.arange(1, len(p) + 1) / len(p)
    passed = np.flatnonzero(p <= limit)
    threshold = limit[passed[-1]] if len(passed) else limit[0]
    return max(plain, -t_quantile(threshold / 2, df))
