"""Ties from group to group: small groups become one, cells of few ties are hidden."""

from __future__ import annotations

import numpy as np

from cpsurvey.analysis.network import Net
from cpsurvey.kinds.network.data import Between
from cpsurvey.stats.network.ties import Codes

MOST = 15
"""Groups that are told apart in one picture."""


def between(net: Net, role: str, variable: str, k: int) -> Between | None:
    """Densities between groups of k people and more; None with fewer than two of them."""
    group, others = merged(net.group[role], k, MOST)
    count = int(group.max(initial=-1)) + 1
    if count < 2:
        return None
    source, target = group[net.ties.source], group[net.ties.target]
    known = (source >= 0) & (target >= 0)
    cell = source[known] * count + target[known]
    ties = np.bincount(cell, minlength=count * count).reshape(count, count)
    people = np.bincount(group[group >= 0], minlength=count)
    asked = np.bincount(group[(group >= 0) & net.asked], minlength=count)
    possible = asked[:, None] * (people[None, :] - np.eye(count))
    hidden = _hidden(ties, k) | (asked < k)[:, None]
    return Between(
        relation=net.relation,
        group=variable,
        people=tuple(int(one) for one in people),
        others=others,
        density=tuple(
            tuple(
                None
                if hidden[i, j] or possible[i, j] <= 0
                else float(ties[i, j] / possible[i, j])
                for j in range(count)
            )
            for i in range(count)
        ),
    )


def merged(group: Codes, k: int, most: int) -> tuple[Codes, bool]:
    """Groups by size, those below k and beyond `most` as the last one; where it exists.

    Others that are still fewer than k in all are in no group: nothing is told of them.
    """
    size = np.bincount(group[group >= 0], minlength=1)
    kept = int(min((size >= k).sum(), most))
    found = np.where(group >= kept, kept, group)
    rest = int((found == kept).sum())
    if rest < k:
        return np.where(found == kept, -1, found), False
    return found, True


def _hidden(ties: Codes, k: int) -> np.ndarray:
    """Cells of fewer than k ties, and where that is one cell of a line another with it.

    All ties of the network are known: a single hidden cell would follow from the others.
    """
    hidden = (ties > 0) & (ties < k)
    if hidden.sum() == 1:
        rest = np.where(hidden, np.iinfo(np.int64).max, ties)
        hidden[np.unravel_index(int(rest.argmin()), ties.shape)] = True
    return np.asarray(hidden)
