"""Communities by Leiden's method, run many times and agreed upon."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cpsurvey import graphs
from cpsurvey.stats.communities.partitions import adjusted_rand, modularity, relabelled
from cpsurvey.stats.network.ties import Arcs, Codes

if TYPE_CHECKING:
    import igraph

ROUNDS = 2
"""Rounds of one run of Leiden's method (Traag, Waltman & van Eck, 2019)."""
TOGETHER = 0.5
"""Share of runs in which two tied nodes must be together to count as so."""
SETTLED = 10
"""Most times that a consensus is sought in the consensus before."""


@dataclass(frozen=True, slots=True)
class Consensus:
    """What many runs agree upon.

    Parameters
    ----------
    group : (n,) int array
        Communities from 0, the largest first; -1 without any tie.
    q : float
        Modularity of that partition.
    stability : float
        Mean adjusted Rand index between runs; 1: they all say the same.
    runs : int
    """

    group: Codes
    q: float
    stability: float
    runs: int


RUNS, FEWEST, TIES = 100, 20, 25_000
"""Runs that are agreed upon, how many at least, and ties up to which all are made."""


def runs_for(ties: int, asked: int = RUNS) -> int:
    """Runs that are agreed upon, of so many ties."""
    return asked if ties <= TIES else max(min(FEWEST, asked), asked * TIES // ties)


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Inside, igraph draws from `seed` alone."""
    draw = graphs.igraph().set_random_number_generator
    draw(random.Random(seed))  # noqa: S311
    try:
        yield
    finally:
        draw(random)


def consensus(ties: Arcs, seed: int, runs: int = 100) -> Consensus:
    """Communities of the symmetric weighted graph (Lancichinetti & Fortunato, 2012).

    Ties are weighted by the share of runs in which both ends are together, those below
    one half left out, until all runs agree.
    """
    symmetric = ties.symmetric()
    tied = ties.tied
    with seeded(seed):
        graph = ties.undirected()
        every = _runs(graph, runs)
        stability = _agreement(every[:, tied])
        for _ in range(SETTLED):
            if (every == every[0]).all():
                break
            same = every[:, symmetric.source] == every[:, symmetric.target]
            share = same.mean(axis=0)
            graph.es["weight"] = np.where(share >= TOGETHER, share, 0.0).tolist()
            every = _runs(graph, runs)
    group = relabelled(np.where(tied, _central(every), -1))
    return Consensus(group, modularity(symmetric, group), stability, runs)


def qualities(graph: igraph.Graph, runs: int) -> Iterator[float]:
    """Modularity that each of so many runs finds, of an undirected graph with weights."""
    for _ in range(runs):
        yield _run(graph)[1]


def _runs(graph: igraph.Graph, runs: int) -> NDArray[np.int32]:
    """(runs, n) partitions, each with labels in the order of their first nodes."""
    found = (_first(np.array(_run(graph)[0], dtype=np.int64)) for _ in range(runs))
    return np.array(list(found), dtype=np.int32)


def _run(graph: igraph.Graph) -> tuple[list[int], float]:
    """Groups and their modularity by one run, without the object that counts both again."""
    found: tuple[list[int], float] = graphs.igraph().GraphBase.community_leiden(
        graph,
        edge_weights="weight",
        resolution=1.0,
        normalize_resolution=True,
        n_iterations=ROUNDS,
    )
    return found


def _first(group: Codes) -> Codes:
    _, first, code = np.unique(group, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[code])


def _agreement(every: NDArray[np.int32]) -> float:
    """Mean adjusted Rand index of pairs of runs: each with the next ones, ten at most."""
    runs = len(every)
    codes = every.astype(np.int64)
    pairs = [
        adjusted_rand(codes[i], codes[j])
        for i in range(runs)
        for j in range(i + 1, min(runs, i + 1 + NEXT))
    ]
    return float(np.mean(pairs)) if pairs else 1.0


NEXT = 10
"""Runs that each is held against: runs are exchangeable, and all pairs say no more."""


def _central(every: NDArray[np.int32]) -> Codes:
    """The partition that most runs gave, the first of them where several did."""
    _, at, count = np.unique(every, axis=0, return_index=True, return_counts=True)
    most = at[count == count.max()].min()
    return np.asarray(every[most], dtype=np.int64)
