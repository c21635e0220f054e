"""Many tests at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def holm(pvalues: Array) -> Array:
    """Adjusted p-values (m,) that hold the familywise error (Holm, 1979).

    The i-th smallest is multiplied by m - i + 1; none is smaller than those before it.
    Gold: R ``p.adjust`` (tests/gold/compare.R).
    """
    order = np.argsort(pvalues, kind="stable")
    m = len(pvalues)
    grown = np.maximum.accumulate(pvalues[order] * np.arange(m, 0, -1))
    adjusted = np.empty(m)
    adjusted[order] = np.minimum(grown, 1.0)
    return adjusted
