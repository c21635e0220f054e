"""What analyses of several levels share: groups, centring, how many groups are enough."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.results import Caveat, Sample
from cpsurvey.stats.mixed import Term

Array = NDArray[np.float64]


def members(context: Context, name: str, used: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Group of each used row, as codes from 0 without gaps."""
    return np.unique(context.group(name)[used], return_inverse=True)[1]


def intercepts(name: str, group: NDArray[np.int64]) -> Term:
    """A random intercept."""
    return Term(name, group, np.ones((len(group), 1)))


def parted(x: Array, group: NDArray[np.int64]) -> tuple[Array, Array]:
    """Deviation from the group's mean, and the group's mean."""
    size = np.bincount(group).astype(float)
    between = (np.bincount(group, x) / size)[group]
    return x - between, between


def sample(context: Context, group: NDArray[np.int64], used: NDArray[np.bool_]) -> Sample:
    """Who is analysed; the others by whether their group or a value is missing."""
    lost = {
        "missing_group": int((group < 0).sum()),
        "missing_value": int(((group >= 0) & ~used).sum()),
    }
    return context.scored.counted(int(used.sum()), lost)


def crossing(context: Context, names: Sequence[str]) -> list[Caveat]:
    """Groups that stand in several groups of the next name: crossed, or codes used twice."""
    found = []
    for one, other in pairwise(names):
        a, b = context.group(one), context.group(other)
        there = (a >= 0) & (b >= 0)
        pairs = {(int(i), int(j)) for i, j in zip(a[there], b[there], strict=True)}
        twice = len(pairs) - len({i for i, _ in pairs})
        if twice:
            found.append(
                Caveat(
                    "groups_cross",
                    "note",
                    {"variable": context.variable(one), "outcome": context.variable(other)},
                )
            )
    return found
