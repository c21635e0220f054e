"""Individuals and teams: how much people of a team resemble each other, and agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]

SKEWED = {5: 1.34, 7: 2.90, 9: 4.80, 11: 6.20}
"""Variance of a slightly skewed null by answers (LeBreton & Senter, 2008, table 2)."""


@dataclass(frozen=True, slots=True)
class Icc:
    """Intraclass correlations from a one-way analysis of variance.

    Parameters
    ----------
    icc1 : float
        Share of variance between groups, with the mean group size (Bliese, 2000): printed
        as it is when negative.
    icc2 : float
        Reliability of group means.
    lower, upper : float
        Interval of icc1 (Searle's, from F).
    """

    icc1: float
    icc2: float
    F: float
    df1: int
    df2: int
    pvalue: float
    lower: float
    upper: float
    groups: int
    size: float


def icc(x: Array, group: NDArray[np.int64], level: float = 0.95) -> Icc:
    """ICC(1) and ICC(2) of complete values by group.

    Raises
    ------
    ValueError
        Fewer than two groups, or no group with two members.
    """
    codes, member = np.unique(group, return_inverse=True)
    size = np.bincount(member).astype(float)
    J, N = len(codes), len(x)
    if J < 2 or N <= J:
        raise ValueError("intraclass correlations need groups of two and more")
    mean = np.bincount(member, x) / size
    between = float(size @ (mean - x.mean()) ** 2) / (J - 1)
    within = float(np.sum((x - mean[member]) ** 2)) / (N - J)
    k = N / J
    F = between / within if within > 0 else np.inf
    tail = (1.0 - level) / 2.0
    ends = [F / special.fdtri(J - 1, N - J, p) for p in (1.0 - tail, tail)]
    lower, upper = ((f - 1.0) / (f + k - 1.0) for f in ends)
    return Icc(
        (between - within) / (between + (k - 1.0) * within),
        (between - within) / between if between > 0 else np.nan,
        F,
        J - 1,
        N - J,
        float(special.fdtrc(J - 1, N - J, F)),
        float(lower),
        float(upper),
        J,
        k,
    )


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of every group with at least two members, (J,) arrays.

    Parameters
    ----------
    rwgj : array
        James, Demaree & Wolf (1984) against a uniform null; 0 where answers spread more
        than chance.
    skewed : array or None
        The same against a slightly skewed null; None where it is not tabled.
    lindell : array
        r*wg of Lindell, Brandt & Whitney (1999), not truncated.
    ad : array
        Average deviation from the group's item means (Burke, Finkelstein & Dusig, 1999).
    """

    n: NDArray[np.int64]
    rwgj: Array
    skewed: Array | None
    lindell: Array
    ad: Array


def agreement(items: Array, group: NDArray[np.int64], answers: int) -> Agreement:
    """Agreement of groups on complete (n, J) items with so many `answers`."""
    uniform = (answers**2 - 1) / 12.0
    other = SKEWED.get(answers)
    rows = []
    for code in np.unique(group):
        mine = items[group == code]
        if len(mine) < 2:
            continue
        variance = float(np.mean(mine.var(axis=0, ddof=1)))
        spread = float(np.mean(np.abs(mine - mine.mean(axis=0))))
        rows.append(
            (
                len(mine),
                _rwgj(variance, uniform, items.shape[1]),
                _rwgj(variance, other, items.shape[1]) if other else np.nan,
                1.0 - variance / uniform,
                spread,
            )
        )
    table = np.array(rows).reshape(-1, 5)
    return Agreement(
        table[:, 0].astype(np.int64),
        table[:, 1],
        table[:, 2] if other else None,
        table[:, 3],
        table[:, 4],
    )


def _rwgj(variance: float, null: float, J: int) -> float:
    if variance > null:
        return 0.0
    share = variance / null
    return J * (1.0 - share) / (J * (1.0 - share) + share)
