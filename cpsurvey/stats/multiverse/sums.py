"""Cross-products cluster by cluster: all that least squares and their errors ask for.

A specification needs several regressions of the same rows. Their cross-products are summed
up once per cluster; every regression then picks its columns. What part of a cluster's mean
is taken out of its members is a matter of the sums, too: nothing of it is least squares over
all, all of it is regression within clusters, what random intercepts take lies between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats.robust import cr2_of_sums

Array = NDArray[np.float64]
Columns = list[int]


@dataclass(frozen=True)
class Sums:
    """Columns of the rows of one specification; the last one is the constant.

    Parameters
    ----------
    z : (n, q) array
        Members of a cluster side by side.
    begins : (J,) int array or None
        First row of each cluster; None where everybody is alone.
    """

    z: Array
    begins: NDArray[np.int64] | None

    @property
    def n(self) -> int:
        """Rows."""
        return len(self.z)

    @cached_property
    def size(self) -> Array:
        """(J,) members of each cluster."""
        if self.begins is None:
            return np.ones(self.n)
        return np.diff(np.append(self.begins, self.n)).astype(float)

    @cached_property
    def crossed(self) -> Array:
        """(J, q, q) cross-products of each cluster."""
        q = self.z.shape[1]
        if self.begins is None:
            return self.z[:, :, None] * self.z[:, None, :]
        made = np.empty((len(self.begins), q, q))
        for i in range(q):
            made[:, :, i] = np.add.reduceat(self.z * self.z[:, i, None], self.begins)
        return made

    def less(self, part: Array | float) -> Array:
        """Cross-products with a part, (J,), of each cluster's mean taken out of its members.

        Of a cross-product it is that part that goes; of a value 1 - sqrt(1 - part).
        """
        total = self.crossed[:, -1, :]
        gone = np.broadcast_to(part / self.size, self.size.shape)
        return np.asarray(
            self.crossed - gone[:, None, None] * total[:, :, None] * total[:, None, :]
        )


@dataclass(frozen=True, slots=True)
class Equation:
    """A regression.

    Parameters
    ----------
    b, df : (p,) arrays
        Coefficients, and degrees of freedom of their errors.
    moved : (J, p) array
        What each cluster, or row, adds: moved' moved is the covariance.
    """

    b: Array
    moved: Array
    df: Array


def clustered(asked: Sequence[tuple[Array, int, Columns]]) -> list[Equation]:
    """Least squares with CR2 errors and Satterthwaite's degrees of freedom.

    Parameters
    ----------
    asked : sequence of (J, q, q) array, int and list of int
        Cross-products, outcome and predictors of each regression; all have as many predictors.

    Raises
    ------
    LinAlgError
        The columns are combinations of each other.
    """
    inner = np.array([crossed[:, X][:, :, X] for crossed, _, X in asked])
    outer = np.array([crossed[:, X, y] for crossed, y, X in asked])
    b = np.linalg.solve(inner.sum(axis=1), outer.sum(axis=1)[:, :, None])[:, :, 0]
    moved, df = cr2_of_sums(inner, outer - (inner @ b[:, None, :, None])[..., 0])
    return [Equation(*one) for one in zip(b, moved, df, strict=True)]


def alone(z: Array, y: int, X: Columns) -> Equation:
    """Least squares with HC3 errors.

    Raises
    ------
    LinAlgError
        As above.
    """
    x = z[:, X]
    bread = np.linalg.inv(x.T @ x)
    b = bread @ (x.T @ z[:, y])
    pulled = x @ bread
    leverage = np.einsum("np,np->n", pulled, x)
    moved = pulled * ((z[:, y] - x @ b) / (1.0 - leverage))[:, None]
    return Equation(b, moved, np.full(len(X), float(len(z) - len(X))))


def shared(sums: Sums, y: int, X: Columns) -> Array:
    """(J,) part of each cluster's mean that a random intercept takes out.

    n_g t / (s + n_g t) with the variances between (t) and within (s) clusters of what least
    squares leave, by analysis of variance (Swamy & Arora's weights; none below zero).
    """
    inner, outer = sums.crossed[:, X][:, :, X], sums.crossed[:, X, y]
    b = np.linalg.solve(inner.sum(axis=0), outer.sum(axis=0))
    left = float(sums.crossed[:, y, y].sum() - b @ outer.sum(axis=0))
    total = sums.crossed[:, -1, y] - sums.crossed[:, -1, X] @ b
    n, J = float(sums.n), len(sums.size)
    between = float(np.sum(total * total / sums.size))
    if n <= J or J < 2:
        return np.zeros(J)
    within = (left - between) / (n - J)
    members = (n - float(np.sum(sums.size**2)) / n) / (J - 1)
    variance = max(0.0, (between / (J - 1) - within) / members)
    return np.asarray(sums.size * variance / (within + sums.size * variance))
