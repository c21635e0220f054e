"""Covariates as regressions take them: turned, so that no digit depends on their scale."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Codes = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Covariates:
    """Fixed covariates of every case.

    Parameters
    ----------
    z : (n, q) array
        Uncorrelated combinations of variance one: (x - mean) @ turn.
    mean : (q,) array
    turn : (q, q) array
        Slopes on x are `turn` times those on z.
    pattern : (n,) int array
        Cases of one number have the same values.
    patterns : int
        How many such numbers there are.
    """

    z: Array
    mean: Array
    turn: Array
    pattern: Codes
    patterns: int

    @property
    def q(self) -> int:
        """How many there are."""
        return int(self.z.shape[1])


def covariates(x: Array) -> Covariates:
    """Of (n, q) values, none of them missing."""
    n, q = x.shape
    if not q:
        return Covariates(x, np.zeros(0), np.zeros((0, 0)), np.zeros(n, dtype=np.intp), 1)
    mean, sd = x.mean(axis=0), x.std(axis=0)
    z = (x - mean) / sd
    root = np.linalg.inv(np.linalg.cholesky(z.T @ z / n)).T
    found, pattern = np.unique(x, axis=0, return_inverse=True)
    turn = root / sd[:, None]
    return Covariates(z @ root, mean, turn, pattern.reshape(-1), len(found))
