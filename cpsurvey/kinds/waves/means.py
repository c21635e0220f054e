"""Means of a scale by wave, in points, and their changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.analysis.context import LEVEL
from cpsurvey.analysis.numbers import number
from cpsurvey.design.scales import fewest_valid
from cpsurvey.kinds.waves.layout import Layout, Line
from cpsurvey.payload import Interval, limits
from cpsurvey.scoring import mean_of
from cpsurvey.stats.robust import cr2

Array = NDArray[np.float64]
MANY = 200
"""Clusters from which the plain sandwich is as good as CR2."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean or a change with its error."""

    est: float | None
    se: float | None
    df: float | None
    ci: Interval | None


def scores(layout: Layout, some: Sequence[Line]) -> Array:
    """Mean of the items by person and wave, (people, waves)."""
    few = fewest_valid(len(some))
    return np.column_stack(
        [
            mean_of([layout.column(line.columns[w], w) for line in some], few)
            for w in range(len(layout.labels))
        ]
    )


def by_wave(y: Array, clusters: NDArray[np.int64]) -> list[Estimate]:
    """Mean of each wave with an interval; rows of one cluster are not independent."""
    who, w = np.nonzero(~np.isnan(y))
    X = (w[:, None] == np.arange(y.shape[1])).astype(float)
    return _least_squares(X, y[who, w], clusters[who])


def change(y: Array, first: int, second: int, clusters: NDArray[np.int64]) -> Estimate:
    """Mean of the second wave less that of the first, over everybody in either."""
    two = y[:, [first, second]]
    who, w = np.nonzero(~np.isnan(two))
    X = np.column_stack([np.ones(len(who)), w.astype(float)])
    return _least_squares(X, two[who, w], clusters[who])[1]


def paired(y: Array, first: int, second: int, clusters: NDArray[np.int64]) -> Estimate:
    """The same over those who answered both."""
    gaps = y[:, second] - y[:, first]
    there = ~np.isnan(gaps)
    return _least_squares(np.ones((int(there.sum()), 1)), gaps[there], clusters[there])[0]


def _least_squares(X: Array, y: Array, group: NDArray[np.int64]) -> list[Estimate]:
    b, *_ = np.linalg.lstsq(X, y, rcond=None)
    e = y - X @ b
    _, member = np.unique(group, return_inverse=True)
    J = int(member.max()) + 1
    if J > MANY:
        bread = np.linalg.inv(X.T @ X)
        sums = np.zeros((J, X.shape[1]))
        np.add.at(sums, member, X * e[:, None])
        vcov = bread @ (sums.T @ sums) @ bread * J / (J - 1)
        se, df = np.sqrt(np.diag(vcov)), np.full(X.shape[1], J - 1.0)
    else:
        found = cr2(X, e, member)
        se, df = found.se, found.df
    reach = special.stdtrit(df, (1.0 + LEVEL) / 2.0) * se
    return [
        Estimate(
            number(b[j]), number(se[j]), number(df[j]), limits(*(b[j] + [-reach[j], reach[j]]))
        )
        for j in range(len(b))
    ]
