"""Systems of equations whose matrix is a triangle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack

Array = NDArray[np.float64]


def solved(lower: Array, right: Array, *, turned: bool = False) -> Array:
    """Solution x of ``lower @ x = right``, or of ``lower.T @ x = right`` where `turned`.

    LAPACK itself: what checks its arguments takes longer than these small systems do.

    Parameters
    ----------
    lower : (p, p) array
        A lower triangle without zeros on its diagonal, as Cholesky's decomposition gives it.
    right : (p,) or (p, k) array
    """
    found, _ = lapack.dtrtrs(lower.T, right, trans=not turned)  # turned, as LAPACK wants it
    return np.asarray(found)
