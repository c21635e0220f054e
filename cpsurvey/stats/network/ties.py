"""Ties as arrays, and the undirected graph they make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cpsurvey import graphs

if TYPE_CHECKING:
    import igraph

Array = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Arcs:
    """Ties between nodes 0 to n - 1; no pair twice, no node with itself.

    Parameters
    ----------
    source, target : (m,) int arrays
    weight : (m,) float array
        Positive.
    """

    n: int
    source: Codes
    target: Codes
    weight: Array

    @property
    def pair(self) -> Codes:
        """One number per tie."""
        return self.source * self.n + self.target

    @property
    def reverse(self) -> Codes:
        """Number of the opposite tie."""
        return self.target * self.n + self.source

    def kept(self, keep: NDArray[np.bool_]) -> Arcs:
        """Some of the ties among the same nodes."""
        return Arcs(self.n, self.source[keep], self.target[keep], self.weight[keep])

    def directed(self) -> igraph.Graph:
        """The same for igraph, weights in their order of the ties."""
        return graphs.igraph().Graph(
            self.n, np.column_stack([self.source, self.target]), directed=True
        )

    def symmetric(self) -> Arcs:
        """Undirected ties, written from the lower to the higher node; weights are added."""
        low = np.minimum(self.source, self.target)
        high = np.maximum(self.source, self.target)
        pair, at = np.unique(low * self.n + high, return_inverse=True)
        weight = np.bincount(at, self.weight, minlength=len(pair)).astype(float)
        return Arcs(self.n, pair // self.n, pair % self.n, weight)

    def undirected(self) -> igraph.Graph:
        """The symmetric ties for igraph, with the attribute ``weight``."""
        ties = self.symmetric()
        pairs = list(zip(ties.source.tolist(), ties.target.tolist(), strict=True))
        graph = graphs.igraph().Graph(self.n, pairs)
        graph.es["weight"] = ties.weight.tolist()
        return graph

    @property
    def tied(self) -> NDArray[np.bool_]:
        """(n,) nodes with a tie of any direction."""
        found = np.zeros(self.n, dtype=bool)
        found[self.source] = True
        found[self.target] = True
        return found
