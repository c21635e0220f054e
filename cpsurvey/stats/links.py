"""How a linear predictor becomes a mean, and how the variance follows it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Array = NDArray[np.float64]

LINKS = {"gaussian": "identity", "binomial": "logit", "poisson": "log", "gamma": "log"}
"""Family -> its link here."""


@dataclass(frozen=True, slots=True)
class Mean:
    """Mean of every row and its first two derivatives by the linear predictor, (n,) arrays."""

    value: Array
    slope: Array
    curvature: Array


def mean(family: str, eta: Array) -> Mean:
    """Mean at the linear predictor `eta`, any shape."""
    link = LINKS[family]
    if link == "identity":
        return Mean(eta, np.ones_like(eta), np.zeros_like(eta))
    if link == "log":
        value = np.exp(eta)
        return Mean(value, value, value)
    p = np.asarray(expit(eta))
    slope = p * (1 - p)
    return Mean(p, slope, slope * (1 - 2 * p))


def variance(family: str, mu: Array) -> Array:
    """Variance at the mean `mu`, up to the dispersion; of one trial when binomial."""
    shapes = {
        "gaussian": np.ones_like(mu),
        "binomial": mu * (1 - mu),
        "poisson": mu,
        "gamma": mu**2,
    }
    return shapes[family]
