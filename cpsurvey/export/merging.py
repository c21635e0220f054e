"""Categories and combinations of few people, before they stand beside a pseudonym.

Who stands behind a row is told by what is known of people elsewhere: team, centre, age. Each
category holds `k` people or is merged with others, and so must every combination.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
NOWHERE = -1
"""Category of who gave no answer: may be anything."""


def merged(member: Codes, k: int) -> Codes | None:
    """Categories of fewer than `k` people as one, the last; None where nothing is left apart.

    Where they are fewer than `k` together, the next smallest category joins them.

    Parameters
    ----------
    member : (n,) int array
        Category of each respondent from 0, `NOWHERE` where there is none.
    """
    counts = np.bincount(member[member >= 0])
    there = np.flatnonzero(counts)
    order = there[np.argsort(counts[there], kind="stable")]
    small = int(np.count_nonzero(counts[order] < k))
    while small and counts[order[:small]].sum() < k and small < len(order):
        small += 1
    if small == len(order):
        return None
    others = len(counts)
    place = np.arange(others)
    place[order[:small]] = others
    return np.where(member >= 0, place[member], NOWHERE)


def bands(values: NDArray[np.float64], k: int) -> list[tuple[float, float]]:
    """Neighbouring numbers joined until `k` people have them; none where all are one."""
    found, count = [], 0
    distinct, counts = np.unique(values[~np.isnan(values)], return_counts=True)
    low = 0
    for at, more in enumerate(counts.tolist()):
        count += more
        if count >= k:
            found.append((float(distinct[low]), float(distinct[at])))
            low, count = at + 1, 0
    if count and found:
        found[-1] = (found[-1][0], float(distinct[-1]))
    return found if len(found) > 1 else []


def few_share(members: Sequence[Codes], k: int) -> bool:
    """Whether any combination that somebody has is that of fewer than `k` people.

    Who has no answer somewhere may be anything there: counted are all who have the rest.
    """
    patterns, counts = np.unique(np.column_stack(members), axis=0, return_counts=True)
    for pattern in patterns:
        told = pattern != NOWHERE
        if told.any():
            alike = (patterns[:, told] == pattern[told]).all(axis=1)
            if counts[alike].sum() < k:
                return True
    return False


def by_wave(
    member: Codes, people: NDArray[np.object_], waves: NDArray[np.object_]
) -> list[Codes]:
    """Category of every person in each wave, `NOWHERE` in those that have no row of theirs.

    What somebody was in several waves tells more than each of it.

    Parameters
    ----------
    member, people, waves : (n,) arrays
        Category, pseudonym and wave of each row.
    """
    who, person = np.unique(people, return_inverse=True)
    _, wave = np.unique(waves.astype(str), return_inverse=True)
    found = [np.full(len(who), NOWHERE) for _ in range(int(wave.max(initial=0)) + 1)]
    for at, own in enumerate(found):
        there = wave == at
        own[person[there]] = member[there]
    return found
