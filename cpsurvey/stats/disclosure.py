"""What may be shown of people counted by category, without telling about a few of them.

One rule for every count: a category of fewer than `k` people is not shown, nor is what would
let a reader find it from the others and their total (complementary suppression; Hundepool et
al., 2012, Statistical Disclosure Control, ch. 4).
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]
Mark = Literal["shown", "small", "withheld"]
"""What a reader is told of a count: the count, that it is below `k`, or nothing."""


def protect(
    counts: Counts,
    k: int,
    *,
    hidden: Flags | None = None,
    quality: Flags | None = None,
) -> tuple[Mark, ...]:
    """What to tell of each category of one table whose total is known.

    Categories of 1 to `k` - 1 people are ``small``. Others are ``withheld`` until the marks
    are `safe`: one of them where one is enough, the one with the fewest people. Where no
    choice is safe, all are withheld, and nobody is told which ones are small.

    Parameters
    ----------
    counts : (m,) int array
        They add up to a total that a reader knows.
    hidden : (m,) bool array, optional
        Categories that another table already needs hidden.
    quality : (m,) bool array, optional
        Counts that tell about no category of people (no answer): shown though small.
    """
    counts = np.asarray(counts, dtype=np.int64)
    kept = np.zeros(len(counts), dtype=bool) if quality is None else quality
    hide = (counts > 0) & (counts < k) & ~kept
    if hidden is not None:
        hide = hide | hidden
    while not safe(counts, hide, k):
        free = np.flatnonzero(~hide & ~kept & (counts > 0))
        free = free[np.argsort(counts[free], kind="stable")]
        if not free.size:
            return _nothing(counts, hide, kept, k)
        enough = (i for i in free if safe(counts, _with(hide, i), k))
        hide = _with(hide, next(enough, free[-1]))
    return tuple(
        "shown" if not hide[i] else "small" if counts[i] < k else "withheld"
        for i in range(len(counts))
    )


def _nothing(counts: Counts, hide: Flags, kept: Flags, k: int) -> tuple[Mark, ...]:
    """All withheld; a category that is alone is the total, which hides nothing."""
    if np.count_nonzero(hide) == 1 and counts[hide].sum() == counts.sum():
        return tuple(
            "small" if h and c < k else "shown" for h, c in zip(hide, counts, strict=True)
        )
    return tuple("shown" if q else "withheld" for q in kept)


def _with(hide: Flags, place: np.intp) -> Flags:
    more = hide.copy()
    more[place] = True
    return more


def safe(counts: Counts, hide: Flags, k: int) -> bool:
    """Whether no small count can be found from the shown ones and the total.

    The hidden ones hold `k` people together, so that what they have in common is nobody's,
    and each small one could still have half of the counts below `k`.
    """
    if not hide.any():
        return True
    low, high = ranges(counts, hide, k)
    small = hide & (counts < k)
    wide = high - low + 1 >= (k + 1) // 2
    return bool(counts[hide].sum() >= k and wide[small].all())


def ranges(counts: Counts, hide: Flags, k: int) -> tuple[Counts, Counts]:
    """Least and most people each category can have, (m,) each, for who reads the marks."""
    total = int(counts.sum())
    small = hide & (counts < k)
    low = np.where(small, 1, np.where(hide, k, counts))
    high = np.where(small, k - 1, np.where(hide, total, counts))
    return (
        np.maximum(low, total - (high.sum() - high)),
        np.minimum(high, total - (low.sum() - low)),
    )


def shown_groups(counts: Counts, apart: Counts, k: int, fewest: int) -> Flags:
    """Which groups to show side by side, (m,) bool: the same ones in every column.

    Groups that are large enough as a whole may be small among those with a score. The mean
    of who is left over is that of everybody less those of the groups: they are `k` people
    where groups are hidden among them, else `fewest`, or nobody.

    Parameters
    ----------
    counts : (m, v) int array
        Respondents of each group with each score.
    apart : (v,) int array
        Respondents with each score who are in none of these groups.
    """
    hide = np.asarray(counts.min(axis=1) < k)
    while not hide.all():
        left = counts[hide].sum(axis=0) + apart
        if not ((left > 0) & (left < (k if hide.any() else fewest))).any():
            break
        sizes = np.where(hide, counts.max() + 1, counts.min(axis=1))
        hide[sizes.argmin()] = True
    return ~hide


def solved_range(
    place: int,
    least: NDArray[np.float64],
    most: NDArray[np.float64],
    sums: NDArray[np.float64],
    totals: NDArray[np.float64],
) -> tuple[float, float]:
    """One of the `ranges` where more than one sum is known: by linear programming.

    Parameters
    ----------
    least, most : (m,) arrays
        What the marks themselves say of each category.
    sums : (s, m) array
        Weights of the categories whose sums, `totals`, are known.
    """
    from scipy.optimize import linprog

    bounds = list(zip(least.tolist(), most.tolist(), strict=True))
    ends = []
    for sign in (1.0, -1.0):
        goal = np.zeros(len(least))
        goal[place] = sign
        found = linprog(goal, A_eq=sums, b_eq=totals, bounds=bounds, method="highs")
        assert found.x is not None  # the true counts are a solution
        ends.append(float(found.x[place]))
    return ends[0], ends[1]
