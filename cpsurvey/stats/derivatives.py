"""Numerical derivatives of smooth functions, accurate to about ten digits."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
STEP = 1e-3


def gradient(function: Callable[[Array], float], x: Array) -> Array:
    """Gradient by central differences of fourth order."""
    found = np.zeros(len(x))
    for i in range(len(x)):
        h = np.zeros(len(x))
        h[i] = STEP * max(abs(x[i]), 0.1)
        found[i] = (
            8 * (function(x + h) - function(x - h)) - function(x + 2 * h) + function(x - 2 * h)
        ) / (12 * h[i])
    return found


def hessian(function: Callable[[Array], float], x: Array) -> Array:
    """Symmetric matrix of second derivatives, by differences extrapolated once."""
    coarse, fine = _hessian(function, x, 4 * STEP), _hessian(function, x, 2 * STEP)
    return (4 * fine - coarse) / 3


def _hessian(function: Callable[[Array], float], x: Array, step: float) -> Array:
    k = len(x)
    h = step * np.maximum(np.abs(x), 0.1)
    middle = function(x)
    found = np.zeros((k, k))
    for i in range(k):
        one = np.zeros(k)
        one[i] = h[i]
        found[i, i] = (function(x + one) - 2 * middle + function(x - one)) / h[i] ** 2
        for j in range(i):
            two = np.zeros(k)
            two[j] = h[j]
            found[i, j] = found[j, i] = (
                function(x + one + two)
                - function(x + one - two)
                - function(x - one + two)
                + function(x - one - two)
            ) / (4 * h[i] * h[j])
    return found
