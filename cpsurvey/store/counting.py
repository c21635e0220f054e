"""Of everybody's versions in each wave, the one that counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.spool import array
from cpsurvey.store.blocks import Versions


def counting(found: Sequence[Versions]) -> list[NDArray[np.intp]]:
    """Places, file by file, of the versions that count.

    The greatest by how often somebody said that it replaces others, by state, number of
    answers and day (`responses.standing`); then the later file, and the lower row in it.

    Parameters
    ----------
    found : sequence of Versions
        Files in the order they came.
    """
    if not found:
        return []
    person = whose(found)
    standing = (
        _texts(found, "submitted"),
        *(_numbers(found, name) for name in ("answered", "state", "replaces")),
    )
    order = np.lexsort((*standing, *person))  # stable: equal ones stay as they came
    last = np.zeros(len(order), dtype=bool)
    last[-1:] = True
    for key in person:
        last[:-1] |= key[order[1:]] != key[order[:-1]]
    counts = np.zeros(len(order), dtype=bool)
    counts[order[last]] = True
    ends = np.cumsum([len(one) for one in found])[:-1]
    return [np.flatnonzero(part) for part in np.split(counts, ends)]


def whose(found: Sequence[Versions]) -> tuple[NDArray[Any], ...]:
    """Wave and person of each version, as keys to sort by."""
    halves = np.concatenate([array(one.who) for one in found]).view("<u8").reshape(-1, 2)
    return _texts(found, "wave"), halves[:, 0], halves[:, 1]


def _numbers(found: Sequence[Versions], fact: str) -> NDArray[np.int64]:
    return np.concatenate([numbers(one.facts[fact]) for one in found])


def numbers(column: Coded[Any]) -> NDArray[np.int64]:
    """A fact that is a whole number, row by row."""
    return np.array([kind or 0 for kind in column.kinds], dtype=np.int64)[column.at]


def _texts(found: Sequence[Versions], fact: str) -> NDArray[np.int64]:
    """Rank of each text among those of all files."""
    texts = sorted({kind or "" for one in found for kind in one.facts[fact].kinds})
    rank = {text: at for at, text in enumerate(texts)}
    return np.concatenate(
        [
            np.array([rank[kind or ""] for kind in one.facts[fact].kinds], dtype=np.int64)[
                one.facts[fact].at
            ]
            for one in found
        ]
    )
