"""Bivariate normal probabilities, vectorised."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]
_RULES: tuple[tuple[float, Array, Array], ...] = tuple(
    (limit, *np.polynomial.legendre.leggauss(nodes))
    for limit, nodes in ((0.5, 10), (0.75, 14), (0.92, 24), (1.0, 120))
)
"""Nodes that keep the arcsine integral exact to 1e-14 up to each correlation."""
AT_ONCE = 16384
"""Cases times nodes that are worked out together: few calls, all of it close at hand."""


def cdf(h: Array, k: Array, r: Array | float) -> Array:
    """P(X < h, Y < k) of standard normals with correlation `r`; arrays broadcast.

    Drezner & Wesolowsky (1990) in Genz's (2004) arcsine form; infinite limits allowed. One
    correlation for all is a number: its nodes are worked out once.
    """
    h, k = np.broadcast_arrays(h, k) if np.ndim(r) == 0 else np.broadcast_arrays(h, k, r)[:2]
    marginal = special.ndtr(h) * special.ndtr(k)
    finite = np.isfinite(h) & np.isfinite(k)
    out = np.where(finite, 0.0, marginal)
    x, y = h[finite], k[finite]
    if np.ndim(r) == 0:
        all_of = float(r)
        fine = (rule for rule in _RULES if abs(all_of) <= rule[0])
        _, nodes, weights = next(fine, _RULES[-1])
        total = _integral(x, y, np.array([all_of]), nodes, weights)
    else:
        total = _by_size(x, y, np.broadcast_to(r, h.shape)[finite])
    out[finite] = marginal[finite] + total
    return out


def _by_size(x: Array, y: Array, r: Array) -> Array:
    """Every case by the rule for its correlation."""
    total = np.empty_like(x)
    size, below = np.abs(r), -1.0
    for limit, nodes, weights in _RULES:
        part = (size > below) & (size <= limit)
        below = limit
        if part.any():
            total[part] = _integral(x[part], y[part], r[part], nodes, weights)
    return total


def _integral(h: Array, k: Array, r: Array, nodes: Array, weights: Array) -> Array:
    """All nodes at once for a stretch of cases; `r` is of every case, or of all (1,)."""
    half = np.arcsin(r) / 2.0
    product, squares = h * k, (h * h + k * k) / 2.0
    total = np.empty_like(h)
    step = max(1, AT_ONCE // len(nodes))
    for begin in range(0, len(h), step):
        part = slice(begin, begin + step)
        s = np.sin((half if len(r) == 1 else half[part]) * (1.0 + nodes[:, None]))
        dense = np.exp((s * product[part] - squares[part]) / (1.0 - s * s))
        total[part] = (weights[:, None] * dense).sum(axis=0)
    return np.asarray(total * half / (2.0 * np.pi))


def pdf(h: Array, k: Array, r: Array | float) -> Array:
    """Density at (h, k); 0 at infinite limits."""
    q = 1.0 - r * r
    with np.errstate(invalid="ignore", over="ignore"):
        value = np.exp(-(h * h - 2.0 * r * h * k + k * k) / (2.0 * q)) / (
            2.0 * np.pi * np.sqrt(q)
        )
    return np.where(np.isfinite(h) & np.isfinite(k), value, 0.0)


def density(h: Array) -> Array:
    """Standard normal density; 0 at infinity."""
    with np.errstate(over="ignore"):
        return np.asarray(np.exp(-h * h / 2.0) / np.sqrt(2.0 * np.pi))
