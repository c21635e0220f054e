"""Regression of ties: who is tied to whom, by what both have in common (MRQAP).

Ties of one person are not independent: coefficients are those of least squares over ordered
pairs, and a p-value compares t with that of networks whose people changed places. What is
permuted is the residual of a predictor on the others (double semi-partialling: Dekker,
Krackhardt & Snijders, 2007, doi:10.1007/s11336-007-9016-1), which holds its level where
predictors go together and where ties are not normal. Gold: tests/gold/network.R (sna::netlm).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

DRAWS, FEWEST = 2000, 199
"""Permutations, and how many at least of a large network."""
PAIRS = 100_000
"""Ordered pairs up to which all of them are drawn."""


@dataclass(frozen=True, slots=True)
class Mrqap:
    """Coefficients with permutation tests, the intercept first (it has no test: NaN).

    Parameters
    ----------
    b, t, pvalue : (p + 1,) arrays
        `pvalue` is two-sided, with the observed network among the draws.
    pairs : int
        Ordered pairs.
    """

    b: Array
    t: Array
    pvalue: Array
    r2: float
    pairs: int
    draws: int


def draws_for(people: int, asked: int = DRAWS) -> int:
    """Permutations for the ordered pairs of so many people."""
    pairs = people * (people - 1)
    return asked if pairs <= PAIRS else max(min(FEWEST, asked), asked * PAIRS // pairs)


def mrqap(y: Array, predictors: Sequence[Array], seed: int, draws: int | None = None) -> Mrqap:
    """Regress ties on matrices of pairs.

    Parameters
    ----------
    y : (n, n) array
        Ties of everybody who was asked, to the others of them.
    predictors : sequence of (n, n) arrays
        Complete outside the diagonal, which counts nowhere.

    Raises
    ------
    ValueError
        A predictor does not vary, or follows from the others.
    """
    n = len(y)
    off = ~np.eye(n, dtype=bool)
    draws = draws or draws_for(n)
    rng = np.random.default_rng([seed, 7])
    # the diagonal is zero in every column, the intercept included: it counts nowhere
    flat = np.where(off, y, 0.0).ravel()
    X = np.column_stack([off.ravel(), *(np.where(off, one, 0.0).ravel() for one in predictors)])
    X = X.astype(float)
    if np.linalg.matrix_rank(X.T @ X, hermitian=True) < X.shape[1] or np.ptp(y[off]) == 0:
        raise ValueError("the predictors of ties are not independent")
    b = np.linalg.lstsq(X, flat, rcond=None)[0]
    df = n * (n - 1) - X.shape[1]
    tests = [_semipartial(flat, X, at, df, rng, draws) for at in range(1, X.shape[1])]
    t, pvalue = np.array([(np.nan, np.nan), *tests]).T
    rest = flat - X @ b
    total = float(((y[off] - y[off].mean()) ** 2).sum())
    return Mrqap(b, t, pvalue, 1.0 - float(rest @ rest) / total, n * (n - 1), draws)


def _semipartial(
    y: Array, X: Array, at: int, df: int, rng: np.random.Generator, draws: int
) -> tuple[float, float]:
    """Statistic t of one coefficient, and its p among permuted residuals.

    What `y` leaves is orthogonal to the other predictors, and a permutation leaves the length
    of a residual as it is: only its part along them is new.
    """
    Q, _ = np.linalg.qr(np.delete(X, at, axis=1))
    rest = y - Q @ (Q.T @ y)
    own = X[:, at] - Q @ (Q.T @ X[:, at])
    n = round(np.sqrt(len(y)))
    square, length, left = own.reshape(n, n), float(own @ own), float(rest @ rest)
    # the sum of a residual is zero, in whatever order: the intercept comes first in Q
    against = np.vstack([Q.T[1:], rest])

    def t(drawn: Array) -> float:
        *along, common = against @ drawn
        size = length - float(np.square(along).sum())
        unexplained = left - common * common / size
        return float(common / np.sqrt(size * unexplained / df)) if unexplained > 0 else np.inf

    observed = t(own)
    reached = 0
    rows, both = np.empty_like(square), np.empty_like(square)
    for _ in range(draws):
        order = rng.permutation(n)
        # into the same memory, unchecked: a quarter of the time of square[order][:, order]
        square.take(order, axis=0, out=rows, mode="clip")
        rows.take(order, axis=1, out=both, mode="clip")
        reached += abs(t(both.ravel())) >= abs(observed) * (1.0 - 1e-12)
    return observed, (1 + reached) / (1 + draws)
