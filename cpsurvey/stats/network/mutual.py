"""Whether people name back who names them, beyond how many each names and is named by.

In a regression of ties the opposite tie cannot be tested by permuting people: it is made of the
same ties, and who names many and is named by many puts both into the observed network, but into
the permuted ones only by halves, so that p is too small. Here mutual ties are held against
random networks with the same degrees (Snijders, 1991, Psychometrika 56, 397), and the same ties
within and beyond groups.
"""

from __future__ import annotations

from itertools import islice

import numpy as np

from cpsurvey.stats.communities.rewired import walks
from cpsurvey.stats.network.ties import Arcs, Codes


def mutual(ties: Arcs) -> int:
    """Pairs that name each other."""
    return int(np.isin(ties.pair, ties.reverse).sum()) // 2


def reciprocated(ties: Arcs, blocks: Codes | None, seed: int, draws: int) -> float:
    """Two-sided p of the number of mutual pairs.

    Parameters
    ----------
    blocks : (g, n) int array or None
        Groups that the random networks keep (`walks`).
    """
    observed = mutual(ties)
    walk = walks(ties, blocks, np.random.default_rng([seed, 22]))
    drawn = np.array([mutual(one) for one in islice(walk, draws)])
    more, fewer = (drawn >= observed).sum(), (drawn <= observed).sum()
    return min(1.0, 2.0 * (1 + int(min(more, fewer))) / (1 + draws))
