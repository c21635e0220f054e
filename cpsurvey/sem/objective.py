"""What is minimised: discrepancies with exact first and second derivatives.

An objective gives F(theta), scaled so that N F is the chi-square of the model, and the
derivatives of l = -F / 2, which for maximum likelihood is the log-likelihood per case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.ram import Ram
from cpsurvey.sem.sample import GroupSample

Array = NDArray[np.float64]
CHUNK = 64
"""Missing patterns worked on at a time; bounds memory."""
KEPT = 512
"""Most patterns whose inverses are kept from a step to its derivatives."""


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
            logdet, inverse = _invert(sigma)
            if inverse is None:
                return np.inf
            F += w * (logdet + float(np.vdot(inverse, S)) - base)
        return F

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
        self.parts = []
        for ram, sample in zip(rams, samples, strict=True):
            found = sample.patterns
            assert found is not None
            r, p = found.seen.shape
            seen = np.ones((r, p + 1))
            seen[:, :p] = found.seen
            moments = np.zeros((r, p + 1, p + 1))
            moments[:, :p, :p] = found.cov + found.mean[:, :, None] * found.mean[:, None, :]
            moments[:, p, :p] = moments[:, :p, p] = found.mean
            moments[:, p, p] = 1.0
            fixed = sample.moments(True)
            self.parts.append((ram, seen, moments, found.n / total, fixed))
        self._last: tuple[bytes, list[tuple[Array | None, Array]]] = (b"", [])
        self.base = self._saturated(samples)

    def _saturated(self, samples: Sequence[GroupSample]) -> float:
        """The same sum at the saturated moments."""
        return sum(
            _minus_two_l(_by_chunks(sample.moments(True), seen), moments, weights)
            for sample, (_, seen, moments, weights, _) in zip(samples, self.parts, strict=True)
        )

    def _inverses(
        self, theta: Array, place: int, sigma: Array, seen: Array
    ) -> Iterator[tuple[Array | None, Array]]:
        """Inverses of one group's patterns, chunk by chunk.

        Those of a step that was tried are kept for the derivatives at the same `theta`,
        where there is one group and few enough patterns.
        """
        if place or len(self.parts) > 1 or len(seen) > KEPT:
            return _by_chunks(sigma, seen)
        key = theta.tobytes()
        if self._last[0] != key:
            self._last = (key, list(_by_chunks(sigma, seen)))
        return iter(self._last[1])

    def value(self, theta: Array) -> float:
        """-2 log-likelihood per case, less that of the saturated model."""
        F = -self.base
        for i, (ram, seen, moments, weights, fixed) in enumerate(self.parts):
            inverses = self._inverses(theta, i, ram.implied(theta, fixed), seen)
            F += _minus_two_l(inverses, moments, weights)
        return F

    def curvature(self, theta: Array) -> Curvature:
        """Sum of the gathers over patterns, with blanks for what is missing."""
        q = len(theta)
        g, info, H = np.zeros(q), np.zeros((q, q)), np.zeros((q, q))
        for i, (ram, seen, moments, weights, fixed) in enumerate(self.parts):
            at = ram.geometry(theta, fixed)
            G = np.zeros((at.Z.shape[1], at.Z.shape[1]))
            first = np.zeros(ram.length * (ram.length + 1) // 2)
            half = np.zeros_like(first)
            for begin, (P, _) in zip(
                range(0, len(seen), CHUNK),
                self._inverses(theta, i, at.sigma, seen),
                strict=True,
            ):
                part = slice(begin, begin + CHUNK)
                assert P is not None
                PZ = P @ at.Z
                M = at.Z.T @ PZ
                N = np.swapaxes(PZ, 1, 2) @ (moments[part] @ PZ)
                w = weights[part]
                G += np.tensordot(w, N - M, 1)
                expected, observed = ram.summed(M, N, w)
                half += expected
                first += observed
            info += ram.square(half)
            g += ram.gradient(G)
            H += ram.observed(first, at, G)
        return Curvature(g, info, H)


def _invert(sigma: Array) -> tuple[float, Array | None]:
    """Log-determinant and inverse; None where `sigma` is not positive definite."""
    try:
        root = np.linalg.cholesky(sigma)
    except np.linalg.LinAlgError:
        return np.inf, None
    inverse_root = np.linalg.inv(root)
    return 2.0 * float(np.log(np.diag(root)).sum()), inverse_root.T @ inverse_root


def _by_chunks(sigma: Array, seen: Array) -> Iterator[tuple[Array | None, Array]]:
    for begin in range(0, len(seen), CHUNK):
        yield _pattern_inverses(sigma, seen[begin : begin + CHUNK])


def _minus_two_l(
    inverses: Iterator[tuple[Array | None, Array]], moments: Array, weights: Array
) -> float:
    """Infinity where a pattern's matrix is not positive definite."""
    total = 0.0
    for begin, (P, logdet) in zip(range(0, len(weights), CHUNK), inverses, strict=True):
        if P is None:
            return np.inf
        part = slice(begin, begin + CHUNK)
        fit = np.einsum("rij,rij->r", P, moments[part]) - 1.0
        total += float(weights[part] @ (logdet + fit))
    return total


def _pattern_inverses(sigma: Array, seen: Array) -> tuple[Array | None, Array]:
    """Inverses of the seen part of `sigma`, zero elsewhere, and log-determinants."""
    both = seen[:, :, None] * seen[:, None, :]
    padded = sigma * both + np.eye(len(sigma)) * (1.0 - seen)[:, :, None]
    try:
        root = np.linalg.cholesky(padded)
    except np.linalg.LinAlgError:
        return None, np.full(len(seen), np.inf)
    logdet = 2.0 * np.log(np.einsum("rii->ri", root)).sum(axis=1)
    return np.linalg.inv(padded) * both, logdet


def pattern_weights(sigma: Array, sample: GroupSample) -> Array:
    """(r, p+1, p+1) inverses of the moments each pattern shows, zero elsewhere."""
    found = sample.patterns
    assert found is not None
    seen = np.ones((len(found.seen), found.seen.shape[1] + 1))
    seen[:, :-1] = found.seen
    P, _ = _pattern_inverses(sigma, seen)
    if P is None:
        raise np.linalg.LinAlgError("implied matrix is not positive definite")
    return P
