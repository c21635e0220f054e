"""Two networks of the same people: how many ties they share, and whether beyond chance.

Quadratic assignment: the people of one network change places, which keeps its shape
(Krackhardt, 1988, doi:10.1016/0378-8733(88)90004-4).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Edges = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Shared:
    """Directed ties of two networks over the same `n` people.

    Parameters
    ----------
    first, second, both : int
        Ties of each, and of both.
    r : float
        Correlation of the two matrices off their diagonals; NaN where one is empty or full.
    pvalue : float
        Share of permutations with a correlation as far from zero, two-sided.
    """

    n: int
    first: int
    second: int
    both: int
    r: float
    pvalue: float


def shared(
    first: Edges, second: Edges, n: int, rng: np.random.Generator, draws: int = 2000
) -> Shared:
    """Compare two lists of (m, 2) ties without repetitions among people 0 to n - 1.

    Margins stay as they are under permutation, so the correlation goes with the number of
    shared ties alone.
    """
    there = np.unique(second[:, 0] * n + second[:, 1])
    both = _in(first, there, n)
    value = _correlation(both, len(first), len(second), n)
    if np.isnan(value):
        return Shared(n, len(first), len(second), both, value, float("nan"))
    beyond = 0
    for _ in range(draws):
        moved = rng.permutation(n)
        r = _correlation(_in(moved[first], there, n), len(first), len(second), n)
        beyond += abs(r) >= abs(value) - 1e-12
    p = (beyond + 1.0) / (draws + 1.0)
    return Shared(n, len(first), len(second), both, value, p)


def _in(edges: Edges, there: NDArray[np.int64], n: int) -> int:
    return int(np.isin(edges[:, 0] * n + edges[:, 1], there, assume_unique=True).sum())


def _correlation(both: int, first: int, second: int, n: int) -> float:
    pairs = n * (n - 1)
    if not (0 < first < pairs and 0 < second < pairs):
        return float("nan")
    a, b = first / pairs, second / pairs
    return float((both / pairs - a * b) / np.sqrt(a * (1 - a) * b * (1 - b)))
