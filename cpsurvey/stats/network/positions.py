"""Where each node stands: degrees, core, PageRank, betweenness, constraint, E-I, exposure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats.network.ties import Arcs, Array, Codes


def indegree(ties: Arcs, *, valued: bool = False) -> Array:
    """Ties that end in each node, or the sum of their weights."""
    weight = ties.weight if valued else None
    return np.bincount(ties.target, weight, minlength=ties.n).astype(float)


def outdegree(ties: Arcs, asked: NDArray[np.bool_], *, valued: bool = False) -> Array:
    """Ties that begin in each node; NaN for who was not asked, of whom it is not known."""
    weight = ties.weight if valued else None
    found = np.bincount(ties.source, weight, minlength=ties.n).astype(float)
    return np.where(asked, found, np.nan)


def returned(ties: Arcs, asked: NDArray[np.bool_]) -> Array:
    """Share of each node's ties that come back, of those to nodes that were asked.

    NaN without such a tie.
    """
    known = asked[ties.target]
    back = np.isin(ties.reverse, ties.pair)
    every = np.bincount(ties.source[known], minlength=ties.n)
    both = np.bincount(ties.source[known & back], minlength=ties.n)
    return _ratio(both, every)


def core(ties: Arcs) -> Array:
    """Largest k such that the node is in the k-core of the undirected graph (Seidman, 1983)."""
    return np.array(ties.undirected().coreness(), dtype=float)


def pagerank(ties: Arcs, damping: float = 0.85) -> Array:
    """Share of a walk along weighted ties that is spent in each node (Brin & Page, 1998)."""
    graph = ties.directed()
    return np.array(graph.pagerank(weights=ties.weight.tolist(), damping=damping))


def betweenness(ties: Arcs) -> Array:
    """Share of shortest directed paths between two others that pass here (Freeman, 1977).

    Every tie is one step long: a weight is a frequency, no distance.
    """
    pairs = (ties.n - 1) * (ties.n - 2)
    found = np.array(ties.directed().betweenness(directed=True))
    return np.asarray(found / pairs) if pairs > 0 else np.full(ties.n, np.nan)


def constraint(ties: Arcs) -> Array:
    """Burt's constraint (1992): how far a node's contacts are tied to each other.

    NaN for who has no tie.
    """
    found = ties.directed().constraint(weights=ties.weight.tolist())
    return np.where(ties.tied, np.array(found, dtype=float), np.nan)


def outward(ties: Arcs, group: Codes) -> Array:
    """E-I index of each node's ties out and in (Krackhardt & Stern, 1988).

    Ties with a node of unknown group (-1) do not count; NaN without another.
    """
    known, external = _crossing(ties, group)
    ends = np.concatenate([ties.source[known], ties.target[known]])
    out = np.tile(external[known], 2)
    every = np.bincount(ends, minlength=ties.n)
    outside = np.bincount(ends, out.astype(float), minlength=ties.n)
    return _ratio(2.0 * outside - every, every)


def exposure(ties: Arcs, value: Array) -> Array:
    """Weighted mean of `value` among those whom a node names; NaN without a known one."""
    known = ~np.isnan(value[ties.target])
    weight = ties.weight[known]
    source = ties.source[known]
    every = np.bincount(source, weight, minlength=ties.n)
    reached = np.bincount(source, weight * value[ties.target[known]], minlength=ties.n)
    return _ratio(reached, every)


def ei_index(ties: Arcs, group: Codes) -> float:
    """(E - I) / (E + I) of all ties between nodes of known group; NaN without one."""
    known, external = _crossing(ties, group)
    every = np.count_nonzero(known)
    return (2.0 * np.count_nonzero(external) - every) / every if every else np.nan


def _crossing(ties: Arcs, group: Codes) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    begin, end = group[ties.source], group[ties.target]
    known = (begin >= 0) & (end >= 0)
    return known, known & (begin != end)


def _ratio(part: NDArray[np.generic], every: NDArray[np.generic]) -> Array:
    whole = np.asarray(every, dtype=float)
    found = np.full(len(whole), np.nan)
    np.divide(np.asarray(part, dtype=float), whole, out=found, where=whole > 0)
    return found
