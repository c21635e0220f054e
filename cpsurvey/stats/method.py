"""Common-method variance: shares of first factors, partial correlations, decompositions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]
STEPS = 10_000
CLOSE = 1e-12


def first_component(R: Array) -> float:
    """Share of the first principal component of a (p, p) correlation matrix (Harman, 1960)."""
    return float(np.linalg.eigvalsh(R)[-1]) / len(R)


def first_axis(R: Array) -> float | None:
    """Share of the first unrotated principal axis, iterated from squared multiple correlations.

    None where the correlations are singular, or the communalities do not settle below one.
    """
    if np.linalg.eigvalsh(R)[0] < 1e-10:
        return None
    h2 = 1.0 - 1.0 / np.diag(np.linalg.inv(R))
    for _ in range(STEPS):
        reduced = R - np.diag(1.0 - h2)
        values, vectors = np.linalg.eigh(reduced)
        new = np.maximum(values[-1], 0.0) * vectors[:, -1] ** 2
        if np.abs(new - h2).max() < CLOSE:
            return float(new.mean()) if new.max() <= 1.0 else None
        h2 = new
    return None


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A correlation from which the marker's was taken.

    Parameters
    ----------
    r : float
        (r - r_m) / (1 - r_m) (Lindell & Whitney, 2001, doi:10.1037/0021-9010.86.1.114).
    t, df : float, int
        r sqrt(n - 3) / sqrt(1 - r^2) on n - 3 degrees of freedom.
    """

    r: float
    t: float
    df: int
    pvalue: float


def adjusted(r: float, marker: float, n: int) -> Adjusted:
    """Take the marker's correlation out of `r`, both from `n` respondents.

    Raises
    ------
    ValueError
        Fewer than four respondents, or a marker's correlation of one.
    """
    if n < 4 or marker >= 1.0:
        raise ValueError("a partial correlation needs four respondents and a marker below 1")
    left = (r - marker) / (1.0 - marker)
    df = n - 3
    room = max(1.0 - left * left, 1e-300)
    t = left * np.sqrt(df / room)
    return Adjusted(left, float(t), df, float(2.0 * special.stdtr(df, -abs(t))))


@dataclass(frozen=True, slots=True)
class Crossed:
    """Mean correlation of two sets of items, with its standard error."""

    mean: float
    se: float
    pairs: int


def crossed(one: Array, other: Array) -> Crossed:
    """Mean correlation between the columns of two (n, k) arrays of complete answers.

    It is the covariance of the two means of standardised items; the error is that of a mean
    of products over respondents.
    """
    z = [(x - x.mean(axis=0)) / x.std(axis=0) for x in (one, other)]
    product = z[0].mean(axis=1) * z[1].mean(axis=1)
    n = len(product)
    se = float(product.std(ddof=1)) / np.sqrt(n) if n > 1 else np.nan
    return Crossed(float(product.mean()), float(se), one.shape[1] * other.shape[1])


@dataclass(frozen=True, slots=True)
class Parts:
    """Reliability of a sum of items in parts (Williams, Hartman & Cavazotte, 2010, eq. 1-3).

    Parameters
    ----------
    substantive, method : float
        Shares of the sum's variance due to the scale's factor and to the method factor.
    share : float or None
        Method over the two together; None when both are zero.
    """

    substantive: float
    method: float
    share: float | None


def parts(loadings: Sequence[float], method: Sequence[float], theta: Sequence[float]) -> Parts:
    """Split the reliability of a scale from completely standardised loadings and errors."""
    s, m = float(np.sum(loadings)) ** 2, float(np.sum(method)) ** 2
    whole = s + m + float(np.sum(theta))
    return Parts(s / whole, m / whole, m / (s + m) if s + m > 0 else None)
