"""People of one group answer alike: more than those of random groups of these sizes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cpsurvey.stats.agreement import icc
from cpsurvey.stats.network.ties import Array, Codes


@dataclass(frozen=True, slots=True)
class Alike:
    """ICC(1) with its interval by F, and a p-value by permutation of the labels."""

    icc1: float
    lower: float
    upper: float
    pvalue: float
    groups: int
    n: int


def alike(x: Array, group: Codes, rng: np.random.Generator, draws: int) -> Alike | None:
    """ICC(1) of complete values; None where groups or values do not allow one.

    Sizes of groups stay: ICC(1) is then as large as the variance between groups.
    """
    try:
        found = icc(x, group)
    except ValueError:
        return None
    _, member = np.unique(group, return_inverse=True)
    size = np.bincount(member).astype(float)

    def between(order: Codes) -> float:
        mean = np.bincount(member, x[order] - x.mean()) / size
        return float(size @ mean**2)

    observed = between(np.arange(len(x))) * (1.0 - 1e-12)
    reached = sum(between(rng.permutation(len(x))) >= observed for _ in range(draws))
    p = (1 + reached) / (1 + draws)
    return Alike(found.icc1, found.lower, found.upper, p, found.groups, len(x))
