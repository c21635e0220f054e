"""Which choice moves an estimate most: the spread of specifications, choice by choice."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def shares(est: Array, levels: NDArray[np.int64]) -> Array:
    """(c,) share of the variance of estimates that lies between the levels of each choice.

    Of each choice by itself (eta squared): where all are crossed with all, the shares are
    those of main effects in an analysis of variance and sum to less than one; the rest are
    choices that matter only together.

    Parameters
    ----------
    est : (m,) array
    levels : (m, c) array
        Level of each choice in each specification.
    """
    left = est - est.mean()
    total = float(left @ left)
    if total <= 0.0:
        return np.zeros(levels.shape[1])
    found = []
    for column in levels.T:
        _, member = np.unique(column, return_inverse=True)
        sums = np.bincount(member, weights=left)
        found.append(float(np.sum(sums * sums / np.bincount(member))) / total)
    return np.array(found)
