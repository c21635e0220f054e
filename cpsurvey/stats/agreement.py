"""Individuals and teams: how much people of a team resemble each other, and agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]
Codes = NDArray[np.int64]

SKEWED: Mapping[int, tuple[float, float, float]] = {
    5: (1.34, 0.90, 0.44),
    6: (1.85, 1.26, 0.69),
    7: (2.90, 2.14, 1.39),
    8: (3.47, 2.79, 2.35),
    9: (5.66, 4.73, 3.16),
    10: (6.30, 5.09, 3.46),
    11: (7.31, 6.32, 4.02),
}
"""Variances of a slightly, moderately and heavily skewed null by number of answers.

LeBreton & Senter (2008, doi:10.1177/1094428106296642), table 2.
"""
NULLS = ("uniform", "slight", "moderate", "heavy")


@dataclass(frozen=True, slots=True)
class Icc:
    """Intraclass correlations from a one-way analysis of variance.

    Parameters
    ----------
    icc1 : float
        Share of variance between groups, with the mean group size (Bliese, 2000): printed
        as it is when negative.
    icc1_k0 : float
        The same with the size that unequal groups count as, `k0` = (N - sum n^2 / N) / (J - 1).
    icc2 : float
        Reliability of group means.
    lower, upper, icc2_lower, icc2_upper : float
        Intervals from those of F (Shrout & Fleiss, 1979, case 1); exact where groups are of
        one size.
    F : float
        Infinite where nobody differs from the group.
    size : float
        Mean group size.
    """

    icc1: float
    icc1_k0: float
    icc2: float
    F: float
    df1: int
    df2: int
    pvalue: float
    lower: float
    upper: float
    icc2_lower: float
    icc2_upper: float
    groups: int
    size: float
    k0: float


def icc(x: Array, group: Codes, level: float = 0.95) -> Icc:
    """ICC(1) and ICC(2) of complete values by group.

    Raises
    ------
    ValueError
        Fewer than two groups, no group with two members, or values that do not vary.
    """
    codes, member = np.unique(group, return_inverse=True)
    size = np.bincount(member).astype(float)
    J, N = len(codes), len(x)
    if J < 2 or N <= J:
        raise ValueError("intraclass correlations need groups of two and more")
    mean = np.bincount(member, x) / size
    between = float(size @ (mean - x.mean()) ** 2) / (J - 1)
    within = float(np.sum((x - mean[member]) ** 2)) / (N - J)
    if between <= 0 and within <= 0:
        raise ValueError("the values do not vary")
    if within < 1e-14 * between:  # nobody differs from the group
        within = 0.0
    k, k0 = N / J, (N - float(size @ size) / N) / (J - 1)
    F = between / within if within > 0 else np.inf
    tail = (1.0 - level) / 2.0
    ends = [F / float(special.fdtri(J - 1, N - J, p)) for p in (1.0 - tail, tail)]
    lower, upper = (_icc1(f, k) for f in ends)
    return Icc(
        _icc1(F, k),
        _icc1(F, k0),
        _icc2(F),
        F,
        J - 1,
        N - J,
        float(special.fdtrc(J - 1, N - J, F)) if np.isfinite(F) else 0.0,
        lower,
        upper,
        _icc2(ends[0]),
        _icc2(ends[1]),
        J,
        k,
        k0,
    )


def _icc1(F: float, k: float) -> float:
    return (F - 1.0) / (F + k - 1.0) if np.isfinite(F) else 1.0


def _icc2(F: float) -> float:
    return 1.0 - 1.0 / F if F > 0 else np.nan


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of every group that is large enough, (G,) arrays.

    Parameters
    ----------
    rwgj : mapping of str to array
        James, Demaree & Wolf (1984) by null (`NULLS`); 0 where answers spread more than
        chance. Skewed nulls only where they are tabled for every item.
    lindell : array
        r*wg of Lindell, Brandt & Whitney (1999), uniform null, not truncated.
    ad : array
        Average deviation from the group's item means (Burke, Finkelstein & Dusig, 1999).
    """

    n: Codes
    rwgj: Mapping[str, Array]
    lindell: Array
    ad: Array


def null_variances(answers: Codes) -> dict[str, Array]:
    """Variance (J,) of each item under every null that is known for all items."""
    found = {"uniform": (answers.astype(float) ** 2 - 1.0) / 12.0}
    if all(int(a) in SKEWED for a in answers):
        table = np.array([SKEWED[int(a)] for a in answers])
        found |= {name: table[:, i] for i, name in enumerate(NULLS[1:])}
    return found


def agreement(items: Array, group: Codes, answers: Codes, smallest: int = 2) -> Agreement:
    """Agreement of groups on complete (n, J) items.

    Parameters
    ----------
    answers : (J,) int array
        Answers each item offers; the ratio of observed to null variance is averaged over
        items, which for items alike is the ratio of the averages.
    smallest : int
        Members from which a group is counted.
    """
    order, begin, size = _sorted(group, max(2, smallest))
    x = items[order]
    J = items.shape[1]
    if not len(size):
        empty = np.zeros(0)
        nulls = dict.fromkeys(null_variances(answers), empty)
        return Agreement(np.zeros(0, dtype=np.int64), nulls, empty, empty)
    variance = _variances(x, begin, size)
    mean = np.add.reduceat(x, begin, axis=0) / size[:, None]
    spread = np.abs(x - np.repeat(mean, size, axis=0)).mean(axis=1)
    ratios = {name: (variance / v).mean(axis=1) for name, v in null_variances(answers).items()}
    return Agreement(
        size,
        {name: _rwgj(ratio, J) for name, ratio in ratios.items()},
        1.0 - ratios["uniform"],
        np.add.reduceat(spread, begin) / size,
    )


@dataclass(frozen=True, slots=True)
class Chance:
    """Random-group resampling (Bliese & Halverson, 1996).

    Parameters
    ----------
    observed, expected : float
        Mean variance of an item within groups; its mean over random groups of these sizes.
    pvalue : float
        Share of the draws, the data among them, with no more variance within groups.
    """

    observed: float
    expected: float
    pvalue: float
    draws: int


def beyond_chance(
    items: Array, group: Codes, rng: np.random.Generator, draws: int, smallest: int = 2
) -> Chance | None:
    """Compare the variance within groups with that of random groups of the same sizes.

    None without two groups that are large enough.
    """
    order, begin, size = _sorted(group, max(2, smallest))
    if len(size) < 2:
        return None
    x = items[order] - items[order].mean(axis=0)
    squares = (x**2).sum(axis=1)
    of_one, of_all = np.repeat(1.0 / (size - 1), size), 1.0 / (size * (size - 1))

    def within(at: NDArray[np.intp]) -> float:
        """Mean variance in groups of the rows in this order, by squares of sums alone."""
        sums = np.add.reduceat(x[at], begin, axis=0)
        total = squares[at] @ of_one - of_all @ (sums**2).sum(axis=1)
        return float(total) / sums.size

    observed = within(np.arange(len(x)))
    drawn = np.array([within(rng.permutation(len(x))) for _ in range(draws)])
    below = int((drawn <= observed * (1.0 + 1e-12)).sum())
    return Chance(observed, float(drawn.mean()), (1 + below) / (1 + draws), draws)


def _sorted(group: Codes, smallest: int) -> tuple[NDArray[np.intp], NDArray[np.intp], Codes]:
    """Rows of large enough groups, group by group; where each begins; how large it is."""
    _, member, count = np.unique(group, return_inverse=True, return_counts=True)
    keep = count >= smallest
    order = np.argsort(member, kind="stable")
    order = order[keep[member[order]]]
    size = count[keep].astype(np.int64)
    begin = np.cumsum(size) - size
    return order, begin.astype(np.intp), size


def _variances(x: Array, begin: NDArray[np.intp], size: Codes) -> Array:
    """Variance (G, J) of each item in each group."""
    n = size[:, None]
    mean = np.add.reduceat(x, begin, axis=0) / n
    rest = (x - np.repeat(mean, size, axis=0)) ** 2
    return np.asarray(np.add.reduceat(rest, begin, axis=0) / (n - 1))


def _rwgj(ratio: Array, J: int) -> Array:
    share = np.minimum(ratio, 1.0)
    return np.asarray(J * (1.0 - share) / (J * (1.0 - share) + share))
