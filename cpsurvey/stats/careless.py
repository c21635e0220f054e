"""Signs that somebody answered without reading.

Definitions follow Curran (2016, doi:10.1016/j.jesp.2015.07.006) and Johnson (2005,
doi:10.1016/j.jrp.2004.09.009). Answers are (n, p) arrays, one row per respondent, NaN where
missing; an index that cannot be computed for somebody is NaN. Gold: tests/gold/careless.R.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


def longstring(answers: Array) -> NDArray[np.int64]:
    """Longest run of equal answers, (n,), in the order in which items were presented.

    Answers as given, before reversal. A missing answer neither breaks nor lengthens a run:
    who ticks one column and skips a line still ticks one column.
    """
    n = len(answers)
    last = np.full(n, np.nan)
    run = np.zeros(n, dtype=np.int64)
    longest = np.zeros(n, dtype=np.int64)
    for column in answers.T:
        there = ~np.isnan(column)
        run = np.where(there, np.where(column == last, run + 1, 1), run)
        last = np.where(there, column, last)
        longest = np.maximum(longest, run)
    return longest


def irv(answers: Array) -> Array:
    """Standard deviation (n - 1) of each person's own answers, (n,), before reversal.

    Intra-individual response variability (Dunn, Heggestad, Shanock & Theilgard, 2018,
    doi:10.1007/s10869-016-9479-0): low when one column is ticked, high at random. NaN with
    fewer than two answers.
    """
    there = ~np.isnan(answers)
    count = there.sum(axis=1)
    filled = np.where(there, answers, 0.0)
    mean = filled.sum(axis=1) / np.maximum(count, 1)
    squares = (np.where(there, answers - mean[:, None], 0.0) ** 2).sum(axis=1)
    return np.where(count > 1, np.sqrt(squares / np.maximum(count - 1, 1)), np.nan)


def half_means(answers: Array) -> tuple[Array, Array]:
    """Means of a scale's odd and even items, (n,) each, after reversal; NaN without any."""
    halves = []
    for half in (answers[:, ::2], answers[:, 1::2]):
        there = ~np.isnan(half)
        count = there.sum(axis=1)
        total = np.where(there, half, 0.0).sum(axis=1)
        halves.append(np.where(count > 0, total / np.maximum(count, 1), np.nan))
    return halves[0], halves[1]


def within_person(x: Array, y: Array, fewest: int = 3) -> Array:
    """Correlation of each row of `x` with the same row of `y`, (n,).

    Pairs of columns (n, k) with a missing part are left out; NaN with fewer than `fewest`
    pairs or when one side does not vary.
    """
    there = ~np.isnan(x) & ~np.isnan(y)
    count = there.sum(axis=1)
    share = np.maximum(count, 1)

    def centred(side: Array) -> Array:
        filled = np.where(there, side, 0.0)
        mean = filled.sum(axis=1) / share
        return np.where(there, side - mean[:, None], 0.0)

    a, b = centred(x), centred(y)
    scale = np.sqrt((a * a).sum(axis=1) * (b * b).sum(axis=1))
    tiny = 1e-12 * (1.0 + np.abs(np.where(there, x * y, 0.0)).sum(axis=1))
    known = (count >= fewest) & (scale > tiny)
    r = (a * b).sum(axis=1) / np.where(known, scale, 1.0)
    return np.where(known, np.clip(r, -1.0, 1.0), np.nan)


def even_odd(odd: Array, even: Array, fewest: int = 6) -> Array:
    """Even-odd consistency of each person, (n,), high when answers hang together.

    Parameters
    ----------
    odd, even : (n, k) array
        Half means of `k` scales (`half_means`).
    fewest : int
        Scales a person needs.

    Returns
    -------
    array
        Within-person correlation over scales, corrected for length by Spearman-Brown
        ``2 r / (1 + r)`` and not below -1 (Johnson, 2005). The R package ``careless``, from
        version 1.2 on, gives the same number with the other sign.
    """
    r = within_person(odd, even, fewest)
    with np.errstate(divide="ignore", invalid="ignore"):
        longer = 2.0 * r / (1.0 + r)
    return np.where(np.isnan(r), np.nan, np.maximum(np.where(r <= -1.0, -1.0, longer), -1.0))


def contradictions(direct: Array, turned: Array, low: Array, high: Array) -> Array:
    """Pairs whose two answers both lie at the same end of the scale, (n,).

    Parameters
    ----------
    direct, turned : (n, k) array
        Answers as given to `k` direct items and to the reversed item of each.
    low, high : (k,) array
        Answers up to `low` and from `high` on are extreme.

    Returns
    -------
    array
        Count over the pairs answered; NaN for somebody who answered none.
    """
    judged = ~np.isnan(direct) & ~np.isnan(turned)
    same = ((direct <= low) & (turned <= low)) | ((direct >= high) & (turned >= high))
    return np.where(judged.any(axis=1), (same & judged).sum(axis=1), np.nan)


def pairwise(answers: Array) -> Array:
    """Correlations (p, p) over the rows that answered both items; NaN without variation."""
    there = ~np.isnan(answers)
    seen = there.astype(float)
    count = seen.T @ seen
    middle = np.where(there, answers, 0.0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1.0)
    x = np.where(there, answers - middle, 0.0)
    first, squares = x.T @ seen, (x * x).T @ seen
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = first / count
        spread = squares / count - mean**2
        spread = np.where(spread > 1e-12 * (1.0 + squares / count), spread, np.nan)
        return np.asarray((x.T @ x / count - mean * mean.T) / np.sqrt(spread * spread.T))


def correlated_pairs(R: Array, least: float) -> NDArray[np.int64]:
    """Pairs (k, 2) of items that correlate at `least` (or, below zero, at most) so much.

    Psychometric synonyms for a positive bound, antonyms for a negative one.
    """
    first, second = np.triu_indices(len(R), 1)
    r = R[first, second]
    with np.errstate(invalid="ignore"):
        found = r > least if least > 0 else r < least
    return np.column_stack([first[found], second[found]])


def synonyms(answers: Array, pairs: NDArray[np.int64], fewest: int = 3) -> Array:
    """Within-person correlation over `pairs` of items, (n,), answers as given.

    Near 1 for synonyms and near -1 for antonyms when somebody reads (Curran, 2016).
    """
    return within_person(answers[:, pairs[:, 0]], answers[:, pairs[:, 1]], fewest)
