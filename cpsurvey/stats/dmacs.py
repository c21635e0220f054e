"""How far apart two groups are on an item at the same factor: d_MACS."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Distance:
    """d_MACS and its signed companion, in pooled standard deviations of the item."""

    dmacs: float
    signed: float


def pooled_sd(reference: ArrayLike, focal: ArrayLike) -> float:
    """Standard deviations of two groups, weighed by n - 1, as Nye and Drasgow pool them."""
    groups = [np.asarray(x, dtype=float) for x in (reference, focal)]
    groups = [x[~np.isnan(x)] for x in groups]
    weight = [len(x) - 1 for x in groups]
    total = sum(w * float(x.std(ddof=1)) for w, x in zip(weight, groups, strict=True))
    return total / sum(weight)


def dmacs(
    reference: tuple[float, float],
    focal: tuple[float, float],
    mean: float,
    variance: float,
    sd: float,
) -> Distance:
    """Expected difference in the answer at the same factor, over the focal group.

    d = sqrt(E[(X_R - X_F)^2]) / SD, X = intercept + loading * eta, eta normal with the
    focal group's `mean` and `variance`; both groups' parameters on one scale.

    Parameters
    ----------
    reference, focal : (intercept, loading)

    References
    ----------
    Nye & Drasgow (2011, doi:10.1037/a0022955), eq. 3; signed: Nye et al. (2019).
    """
    a, b = reference[0] - focal[0], reference[1] - focal[1]
    middle = a + b * mean
    return Distance(float(np.sqrt(middle**2 + b**2 * variance)) / sd, -middle / sd)


_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(61)


@dataclass(frozen=True, slots=True)
class OrderedItem:
    """An ordered item of one group: thresholds, loading, intercept, residual variance."""

    thresholds: Array
    loading: float
    intercept: float
    theta: float

    def expected(self, eta: Array) -> Array:
        """Expected category, from 0, at factor values (m,)."""
        z = self.intercept + self.loading * eta[:, None] - self.thresholds
        return np.asarray(special.ndtr(z / np.sqrt(self.theta)).sum(axis=1))


def dmacs_ordered(
    reference: OrderedItem, focal: OrderedItem, mean: float, variance: float, sd: float
) -> Distance:
    """The same with expected categories, by Gauss-Hermite quadrature."""
    eta = mean + np.sqrt(max(variance, 0.0)) * _NODES
    gap = reference.expected(eta) - focal.expected(eta)
    weights = _WEIGHTS / _WEIGHTS.sum()
    return Distance(float(np.sqrt(weights @ gap**2)) / sd, -float(weights @ gap) / sd)
