"""What is minimised: discrepancies with exact first and second derivatives.

An objective gives F(theta), scaled so that N F is the chi-square of the model, and the
derivatives of l = -F / 2, which for maximum likelihood is the log-likelihood per case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.moments.blanks import inverse_of
from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective.incomplete import Incomplete
from cpsurvey.sem.objective.ram import Ram

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curvature:
    """Derivatives of l at one theta.

    Parameters
    ----------
    gradient : (q,) array
    expected, observed : (q, q) array
        Expected information per case, and minus the exact Hessian.
    """

    gradient: Array
    expected: Array
    observed: Array


class Objective(Protocol):
    """What the optimiser needs."""

    def value(self, theta: Array) -> float:
        """F at `theta`; infinity where the implied matrix is not positive definite."""

    def curvature(self, theta: Array) -> Curvature:
        """Derivatives at `theta`."""


class CompleteML:
    """Normal-theory maximum likelihood from sample moments (Joereskog, 1967)."""

    def __init__(self, rams: Sequence[Ram], samples: Sequence[GroupSample]) -> None:
        total = sum(sample.n for sample in samples)
        self.parts = [
            (ram, sample.moments(ram.means), sample.n / total)
            for ram, sample in zip(rams, samples, strict=True)
        ]
        self.saturated = [
            np.linalg.slogdet(moments)[1] + len(moments) for _, moments, _ in self.parts
        ]

    def value(self, theta: Array) -> float:
        """Sum over groups of w (log|Sigma| + tr(S Sigma^-1) - log|S| - p)."""
        F = 0.0
        for (ram, S, w), base in zip(self.parts, self.saturated, strict=True):
            sigma = ram.implied(theta, S)
            logdet, inverse = inverse_of(sigma)
            if inverse is None:
                return np.inf
            F += w * (logdet + float(np.vdot(inverse, S)) - base)
        return F

    def beside(self, theta: Array, first: int) -> tuple[Array, Array, Array]:
        """Gradient, rows (first, q) of the expected information, and its diagonal.

        What score tests of many more parameters, each in a cell of its own, ask for.
        """
        q = len(theta)
        g, info, own = np.zeros(q), np.zeros((first, q)), np.zeros(q)
        for ram, S, w in self.parts:
            at = ram.geometry(theta, S)
            Y = np.linalg.solve(at.sigma, at.Z)
            M = at.Z.T @ Y
            g += w * ram.gradient(Y.T @ S @ Y - M)
            rows, diagonal = ram.information_of(M, first)
            info += w * rows
            own += w * diagonal
        return g, info, own

    def curvature(self, theta: Array) -> Curvature:
        """Gathers from M = Z'Sigma^-1 Z and N = Z'Sigma^-1 S Sigma^-1 Z."""
        q = len(theta)
        g, info, H = np.zeros(q), np.zeros((q, q)), np.zeros((q, q))
        for ram, S, w in self.parts:
            at = ram.geometry(theta, S)
            Y = np.linalg.solve(at.sigma, at.Z)
            M = at.Z.T @ Y
            N = Y.T @ S @ Y
            g += w * ram.gradient(N - M)
            info += w * ram.information(M)
            H += w * ram.observed(ram.products(M, N), at, N - M)
        return Curvature(g, info, H)


class FullML:
    """Full-information maximum likelihood over missing patterns (Arbuckle, 1996)."""

    def __init__(self, rams: Sequence[Ram], samples: Sequence[GroupSample]) -> None:
        total = sum(sample.n for sample in samples)
        self.parts = [
            Incomplete(ram, sample, total) for ram, sample in zip(rams, samples, strict=True)
        ]
        self.base = sum(part.base for part in self.parts)

    def value(self, theta: Array) -> float:
        """-2 log-likelihood per case, less that of the saturated model."""
        F = -self.base
        for part in self.parts:
            F += part.minus_two_l(part.ram.implied(theta, part.saturated))
        return F

    def slope(self, theta: Array) -> tuple[float, Array]:
        """F and the gradient of l (q,), at the cost of F; infinity where F has none."""
        F, g = -self.base, np.zeros(len(theta))
        for part in self.parts:
            at = part.ram.geometry(theta, part.saturated)
            logdet, K = inverse_of(at.sigma)
            if K is None:
                return np.inf, g
            moments, extra = part.expected(K)
            F += part.total(logdet, K, extra)
            KZ = K @ at.Z
            G = KZ.T @ moments @ KZ - part.weight * (at.Z.T @ KZ)
            g += part.ram.gradient(G)
        return F, g

    def curvature(self, theta: Array) -> Curvature:
        """Sums over patterns, with blanks for what is missing."""
        q = len(theta)
        g, info, H = np.zeros(q), np.zeros((q, q)), np.zeros((q, q))
        for part in self.parts:
            G, expected, observed = part.curved(part.ram.geometry(theta, part.saturated))
            g += part.ram.gradient(G)
            info += expected
            H += observed
        return Curvature(g, info, H)
