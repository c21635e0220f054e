"""How far two partitions of the same nodes agree."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats.network.ties import Arcs, Array, Codes


def adjusted_rand(one: Codes, other: Codes) -> float:
    """Adjusted Rand index (Hubert & Arabie, 1985): 1 the same, 0 as by chance."""
    table = _table(one, other)
    n = table.sum()
    pairs = _pairs(table).sum()
    first, second = _pairs(table.sum(axis=1)).sum(), _pairs(table.sum(axis=0)).sum()
    every = _pairs(n)
    expected = first * second / every if every else 0.0
    best = (first + second) / 2.0
    return float((pairs - expected) / (best - expected)) if best != expected else 1.0


def mutual_information(one: Codes, other: Codes) -> float:
    """Mutual information by the mean of both entropies (Danon et al., 2005)."""
    p = _table(one, other) / len(one)
    first, second = _entropy(p.sum(axis=1)), _entropy(p.sum(axis=0))
    if first + second == 0:
        return 1.0
    return float(2.0 * (first + second - _entropy(p.ravel())) / (first + second))


def within(ties: Arcs, group: Codes) -> float:
    """Share of ties, of those between nodes of known group, that stay inside one."""
    begin, end = group[ties.source], group[ties.target]
    known = (begin >= 0) & (end >= 0)
    return float(np.mean(begin[known] == end[known])) if known.any() else np.nan


def modularity(ties: Arcs, group: Codes) -> float:
    """Newman's modularity of a partition of the symmetric weighted graph.

    Each node without a group (-1) is a group of its own.
    """
    label = group.copy()
    alone = np.flatnonzero(label < 0)
    label[alone] = max(int(label.max(initial=-1)), -1) + 1 + np.arange(len(alone))
    total = ties.weight.sum()
    strength = np.bincount(ties.source, ties.weight, minlength=ties.n)
    strength = strength + np.bincount(ties.target, ties.weight, minlength=ties.n)
    inside = ties.weight[label[ties.source] == label[ties.target]].sum()
    share = np.bincount(label, strength) / (2.0 * total)
    return float(inside / total - share @ share)


def relabelled(group: Codes) -> Codes:
    """Labels from 0 by the size of the groups, largest first; -1 stays."""
    found = np.full(len(group), -1, dtype=np.int64)
    there = group >= 0
    _, first, code, size = np.unique(
        group[there], return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(len(size), dtype=np.int64)
    rank[np.lexsort((first, -size))] = np.arange(len(size))
    found[there] = rank[code]
    return found


def _table(one: Codes, other: Codes) -> Array:
    _, a = np.unique(one, return_inverse=True)
    _, b = np.unique(other, return_inverse=True)
    width = int(b.max()) + 1
    counts = np.bincount(a * width + b, minlength=(int(a.max()) + 1) * width)
    return counts.reshape(-1, width).astype(float)


def _pairs(count: NDArray[np.float64] | float) -> Array:
    return np.asarray(count * (np.asarray(count) - 1.0) / 2.0)


def _entropy(p: Array) -> float:
    p = p[p > 0]
    return float(-(p @ np.log(p)))
