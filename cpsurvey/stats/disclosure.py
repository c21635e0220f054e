"""What may be shown of groups without telling about a few of their members."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def shown_groups(counts: NDArray[np.int64], k: int) -> NDArray[np.bool_]:
    """Which groups to show, (m,) bool: all of at least `k`, less what would reveal others.

    What is hidden could be found by subtraction, so at least two groups and `k` respondents
    are hidden, or nobody (complementary suppression; Hundepool et al., 2012, ch. 4).

    Parameters
    ----------
    counts : (m, v) int array
        Respondents of each group with each score.
    """
    sizes = counts.min(axis=1)
    shown = np.asarray(sizes >= k)
    for group in np.argsort(sizes, kind="stable"):
        hidden = ~shown & (counts.max(axis=1) > 0)
        if not hidden.any() or (hidden.sum() > 1 and sizes[hidden].sum() >= k):
            break
        shown[group] = False
    return shown
