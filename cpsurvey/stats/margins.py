"""Effects on the scale of the outcome, averaged over respondents, with delta-method errors.

Greene (2018), Econometric Analysis, ch. 17; the covariance may be any robust one.
Gold: tests/gold/glm.R.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats.links import mean

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Margin:
    """An average over respondents.

    Parameters
    ----------
    est : float
        In units of the outcome (of the probability when binomial).
    gradient : (p,) array
        Its derivatives by the coefficients.
    """

    est: float
    gradient: Array

    def se(self, vcov: Array) -> float:
        """Standard error under the (p, p) covariance of the coefficients."""
        return float(np.sqrt(max(0.0, float(self.gradient @ vcov @ self.gradient))))


def mean_of(found: Iterable[Margin]) -> Margin:
    """Average of averages over as many respondents each."""
    every = list(found)
    if len(every) == 1:
        return every[0]
    gradient = np.mean([one.gradient for one in every], axis=0)
    return Margin(float(np.mean([one.est for one in every])), gradient)


def level(family: str, b: Array, X: Array, offset: Array) -> Margin:
    """Average predicted outcome on the (n, p) design `X`."""
    found = mean(family, X @ b + offset)
    return Margin(float(found.value.mean()), found.slope @ X / len(X))


def slope(family: str, b: Array, X: Array, D: Array, offset: Array) -> Margin:
    """Average effect of a small change; `D` (n, p) is the change of `X` per unit."""
    found = mean(family, X @ b + offset)
    change = D @ b
    gradient = ((found.curvature * change) @ X + found.slope @ D) / len(X)
    return Margin(float(np.mean(found.slope * change)), gradient)


def contrast(family: str, b: Array, X1: Array, X0: Array, offset: Array) -> Margin:
    """Average difference of the outcome between two designs, as of two categories."""
    one, zero = level(family, b, X1, offset), level(family, b, X0, offset)
    return Margin(one.est - zero.est, one.gradient - zero.gradient)
