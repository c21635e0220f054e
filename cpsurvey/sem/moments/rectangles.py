"""Probabilities that two normal variables fall between limits of each case's own.

Given covariates every case has limits of its own, so that there are no tables to count.
Between limits (a, b) and (c, d) the probability is a power series of the correlation whose
coefficients factor into one part of each variable (Pearson, 1901, the tetrachoric series):

    P = P1 P2 + sum_n r^n A_n(a, b) A_n(c, d),   A_n(a, b) = g_n(a) - g_n(b),
    g_n(x) = phi(x) He_(n-1)(x) / sqrt(n!)

The parts are worked out once a variable, and a pair is then sums of products.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.sem.moments.bivariate import cdf, density, pdf
from cpsurvey.sem.moments.cells import SMALL, integrated

Array = NDArray[np.float64]
TERMS = 100
CLOSE = 0.8
"""Correlation up to which that many terms are exact to 1e-11."""
EXACT = 1e-13


def parts(lower: Array, upper: Array) -> Array:
    """(n, 1 + TERMS) parts of one variable: its own probability, then A_1, A_2, ..."""
    found = np.empty((len(lower), 1 + TERMS))
    turn = lower > 0
    a, b = np.where(turn, -upper, lower), np.where(turn, -lower, upper)
    found[:, 0] = special.ndtr(b) - special.ndtr(a)
    found[:, 1:] = (_terms(lower) - _terms(upper)).T
    return found


def _terms(x: Array) -> Array:
    """(TERMS, n) values of g_1, g_2, ...; 0 at infinity."""
    finite = np.isfinite(x)
    at = np.where(finite, x, 0.0)
    found = np.empty((TERMS, len(x)))
    found[0] = np.where(finite, density(at), 0.0)
    found[1] = at * found[0] / np.sqrt(2.0)
    for n in range(2, TERMS):
        found[n] = at * found[n - 1] - (n - 1) / np.sqrt(n) * found[n - 2]
        found[n] /= np.sqrt(n + 1.0)
    return found


@dataclass(frozen=True, slots=True)
class Rectangles:
    """Limits of both variables for every case, and how often each occurs.

    Parameters
    ----------
    a, b, c, d : (n,) arrays
        Lower and upper limits of the first variable, then of the second.
    series : (n, 1 + TERMS) array or None
        Products of the variables' parts.
    """

    a: Array
    b: Array
    c: Array
    d: Array
    series: Array | None = None

    def at(self, r: float) -> tuple[Array, Array, Array]:
        """Probabilities, and their first and second derivatives by the correlation."""
        if self.series is not None and abs(r) <= CLOSE:
            P, D, second = self._summed(self.series, r)
        else:
            P, D, second = self._direct(r)
        small = np.flatnonzero(P < SMALL)
        if len(small):
            rho = np.full(len(small), r)
            limits = (self.a[small], self.b[small], self.c[small], self.d[small])
            P[small] = integrated(*limits, rho)
        return np.maximum(P, 1e-300), D, second

    @staticmethod
    def _summed(series: Array, r: float) -> tuple[Array, Array, Array]:
        size = max(abs(r), 1e-3)
        n = np.arange(1 + min(TERMS, 2 + int(np.log(EXACT) / np.log(size))), dtype=float)
        powers = np.zeros((len(n), 3))
        powers[:, 0] = r**n
        powers[1:, 1] = n[1:] * r ** (n[1:] - 1.0)
        powers[2:, 2] = n[2:] * (n[2:] - 1.0) * r ** (n[2:] - 2.0)
        found = series[:, : len(n)] @ powers
        return found[:, 0].copy(), found[:, 1], found[:, 2]

    def _direct(self, r: float) -> tuple[Array, Array, Array]:
        """By the four corners, all in one go."""
        x = np.concatenate([self.b, self.a, self.b, self.a])
        y = np.concatenate([self.d, self.d, self.c, self.c])
        q = 1.0 - r * r
        dense = pdf(x, y, r)
        with np.errstate(invalid="ignore"):
            bend = (r * q + (1.0 + r * r) * x * y - r * (x * x + y * y)) / q**2
            second = np.where(dense > 0, dense * bend, 0.0)
        return _between(cdf(x, y, r)), _between(dense), _between(second)


def _between(corners: Array) -> Array:
    """What is between limits, of what is below the four pairs of them."""
    both, left, below, neither = corners.reshape(4, -1)
    return np.asarray(both - left - below + neither)


def falls(
    own: tuple[Array, Array], other: tuple[Array, Array], r: float, P: Array
) -> tuple[Array, Array]:
    """Derivatives of the log-probability by the upper and by the lower limit of `own`."""
    root = np.sqrt(1.0 - r * r)
    low, high = (np.clip(x, -40.0, 40.0) for x in other)

    def by(limit: Array) -> Array:
        x = np.clip(limit, -40.0, 40.0)
        inside = special.ndtr((high - r * x) / root) - special.ndtr((low - r * x) / root)
        return np.asarray(density(x) * inside / P)

    return by(own[1]), -by(own[0])
