"""Inverses of symmetric matrices that may have lost a rank."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def inverse(matrix: Array, flat: float) -> tuple[Array | None, Array]:
    """The inverse and the eigenvalues, in a third of what eigenvectors take.

    None where an eigenvalue is at most that share of the largest, or none is there.
    """
    values = np.asarray(np.linalg.eigvalsh(matrix), dtype=float)
    if not len(values) or values[0] <= flat * max(float(values[-1]), 1e-300):
        return None, values
    found = np.asarray(np.linalg.inv(matrix), dtype=float)
    return np.asarray((found + found.T) / 2), values
