"""Scores of the same people, twice: agreement, error of measurement, smallest change seen."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Retest:
    """ICC(A,1) of `n` people with its interval, and what follows from it.

    Parameters
    ----------
    sd : float
        Of all scores.
    sem : float
        Standard error of measurement, SD times the root of 1 - ICC; NaN where the ICC is 1 or
        more by rounding.
    smallest : float
        Smallest detectable change of one person, 1.96 times the root of 2 times SEM.
    """

    n: int
    icc: float
    lower: float
    upper: float
    sd: float
    sem: float
    smallest: float


def retest(scores: Array, level: float = 0.95) -> Retest:
    """Absolute agreement of complete (n, k) scores: people by occasions, both at random.

    ICC(A,1) with the interval of McGraw & Wong (1996, doi:10.1037/1082-989X.1.1.30), which is
    ICC(2,1) of Shrout & Fleiss (1979). Gold: tests/gold/retest.R (psych) and the printed .29
    of Shrout & Fleiss.

    Raises
    ------
    ValueError
        Fewer than two people or occasions, or people who do not differ.
    """
    n, k = scores.shape
    if n < 2 or k < 2:
        raise ValueError("agreement needs two people and two occasions")
    whole = scores.mean()
    people, occasions = scores.mean(axis=1), scores.mean(axis=0)
    between = k * float(((people - whole) ** 2).sum()) / (n - 1)
    shift = n * float(((occasions - whole) ** 2).sum()) / (k - 1)
    rest = scores - people[:, None] - occasions[None, :] + whole
    error = float((rest**2).sum()) / ((n - 1) * (k - 1))
    below = between + (k - 1) * error + k * (shift - error) / n
    if between <= 0 or below <= 0:
        raise ValueError("nobody differs from the others")
    value = (between - error) / below
    lower, upper = _interval(value, (between, shift, error), n, k, level)
    sd = float(scores.std(ddof=1))
    sem = sd * sqrt(max(0.0, 1.0 - value))
    return Retest(n, value, lower, upper, sd, sem, 1.96 * sqrt(2.0) * sem)


def _interval(
    icc: float, squares: tuple[float, float, float], n: int, k: int, level: float
) -> tuple[float, float]:
    """Limits by Satterthwaite's degrees of freedom of occasions and error together."""
    between, shift, error = squares
    if error <= 0 and shift <= 0:
        return 1.0, 1.0
    a = k * icc / (n * (1.0 - icc))
    b = 1.0 + k * icc * (n - 1) / (n * (1.0 - icc))
    mixed = a * shift + b * error
    df = mixed**2 / ((a * shift) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1)))
    tail = (1.0 + level) / 2.0
    below = float(special.fdtri(n - 1, df, tail))
    above = float(special.fdtri(df, n - 1, tail))
    noise = k * shift + (k * n - k - n) * error
    lower = n * (between - below * error) / (below * noise + n * between)
    upper = n * (above * between - error) / (noise + n * above * between)
    return lower, upper
