"""How sample statistics vary, from what each case adds to them, or each cluster of cases."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import blas

Array = NDArray[np.float64]
Codes = NDArray[np.intp]
Spread = tuple[Array, Array, Array | None]
"""`gamma`, `alone` and `sums` of `Polychoric`."""


def add_by(codes: Codes, rows: Array, sums: Array) -> None:
    """Add rows (t, m) to the sums (J, m) of their codes, in place."""
    order = np.argsort(codes, kind="stable")
    own, starts = np.unique(codes[order], return_index=True)
    sums[own] += np.add.reduceat(rows[order], starts, axis=0)


class Together:
    """Influences summed by cluster; their products, with the factor G / (G - 1)."""

    def __init__(self, cluster: Codes, m: int) -> None:
        names, of = np.unique(cluster, return_inverse=True)
        self.of = of.reshape(-1)
        self.sums = np.zeros((len(names), m))
        self.squares = np.zeros(m)

    def add(self, begin: int, rows: Array) -> None:
        """Those of the cases from `begin`."""
        add_by(self.of[begin : begin + len(rows)], rows, self.sums)
        self.squares += np.einsum("ij,ij->j", rows, rows)

    def spread(self, n: float) -> Spread:
        """What follows from the sums; NaN for a single cluster."""
        G = len(self.sums)
        factor = G / (G - 1) if G > 1 else np.nan
        gamma = n * factor * self.sums.T @ self.sums
        return np.asarray(gamma), n * self.squares, self.sums


def together(influence: Array, n: int, cluster: Codes | None) -> Spread:
    """Spread of statistics from each case's influence (rows, m) on them."""
    if cluster is None:
        return mirrored(blas.dsyrk(n, influence.T))
    by_cluster = Together(cluster, influence.shape[1])
    by_cluster.add(0, influence)
    return by_cluster.spread(n)


def mirrored(upper: Array) -> Spread:
    """What follows from the upper triangle of the covariances of independent cases."""
    gamma = np.asarray(np.triu(upper) + np.triu(upper, 1).T)
    return gamma, np.diag(gamma).copy(), None
