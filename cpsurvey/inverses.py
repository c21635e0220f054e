"""Inverses of matrices that may have lost a rank."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
ROUNDED = 10.0
"""Times what rounding may leave of a direction that is none."""


def pinv(matrix: Array, flat: float | None = None, *, hermitian: bool = False) -> Array:
    """Moore-Penrose inverse (..., n, m) of (..., m, n); symmetric ones may be called so.

    Directions below `flat` times the largest are none; by default those that rounding may
    leave. numpy keeps whatever is above 1e-15 of it, which rounding of five rows reaches.
    """
    if flat is None:
        flat = ROUNDED * max(matrix.shape[-2:]) * float(np.finfo(float).eps)
    found = np.linalg.pinv(matrix, rcond=flat, hermitian=hermitian)  # noqa: TID251
    return np.asarray(found, dtype=float)
