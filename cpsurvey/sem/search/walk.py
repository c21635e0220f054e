"""Quasi-Newton search with gradients only, for objectives whose curvature is dear."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.objective import symmetric
from cpsurvey.sem.search.newton import TOLERANCE, Solution

Array = NDArray[np.float64]
ROUNDS = 60
FLAT = 1e-9
"""Smallest eigenvalue of a metric, scaled to unit diagonal, that a step can be taken in."""


class Sloped(Protocol):
    """What the search needs."""

    def slope(self, theta: Array) -> tuple[float, Array]:
        """F and the gradient of l = -F / 2; infinity where F has none."""


def walk(objective: Sloped, start: Array, metric: Array) -> Solution | None:
    """Minimise from `start` (q,), by Broyden, Fletcher, Goldfarb and Shanno's updates.

    Parameters
    ----------
    metric : (q, q) array
        First guess of the information per case.

    Returns
    -------
    Solution or None
        None where the metric has flat directions or the search does not settle; the
        decrement is measured in the last metric.
    """
    inverse = _inverse(metric)
    theta = np.array(start, dtype=float)
    F, g = objective.slope(theta)
    if inverse is None or not np.isfinite(F):
        return None
    last = False
    for iteration in range(1, ROUNDS + 1):
        d = inverse @ g
        decrement = float(g @ d)
        if decrement < 0.0:
            return None
        allowed = F + 1e-13 * max(1.0, abs(F))
        for halvings in range(20):
            step = d / 2**halvings
            F_new, g_new = objective.slope(theta + step)
            if F_new <= allowed:
                break
        else:
            return None
        turned = g - g_new
        theta, F, g = theta + step, F_new, g_new
        if last or decrement == 0.0:
            return Solution(theta, F, True, iteration, decrement)
        last = decrement < TOLERANCE
        inverse = _update(inverse, step, turned)
    return None


def _inverse(metric: Array) -> Array | None:
    scale = 1.0 / np.sqrt(np.maximum(np.diag(metric), 1e-300))
    found, _ = symmetric.inverse(metric * scale[:, None] * scale, FLAT)
    return None if found is None else np.asarray(found * scale[:, None] * scale)


def _update(inverse: Array, step: Array, turned: Array) -> Array:
    """Inverse metric that has seen the gradient turn by `turned` over `step`."""
    along = float(step @ turned)
    if not along > 0.0:
        return inverse
    seen = inverse @ turned
    cross = np.outer(seen, step) / along
    size = (along + float(turned @ seen)) / along**2
    return np.asarray(inverse + size * np.outer(step, step) - cross - cross.T)
