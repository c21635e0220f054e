"""Steps of many samples at once: Newton's, or a quasi-Newton walk by gradients alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.inverses import pinv
from cpsurvey.sem.objective.gradients import Gradients, safe_inverse
from cpsurvey.sem.objective.ram import Ram

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
TOLERANCE = 1e-13
"""On the decrement per case in the full sample's metric: at 1,000 cases the estimates are
within 1e-5 of their standard errors."""
WALKED = 1e-11
"""The same for a walk, whose last step is still taken."""
MEMORY = 8
ROUNDS = 40
NEWTON_ROUNDS = 25
NEAR = 0.02
"""Decrement per case below which the Hessian can be trusted."""
SQUARED = 1e-7
SINGULAR = 1e-12
"""Share of the largest eigenvalue below which a matrix has lost a rank."""
FAR = 0.2
"""Decrement per case above which a step is tried before it is taken."""


class Batch:
    """Samples of one model, and two ways from shared estimates to their own."""

    def __init__(
        self, rams: tuple[Ram, ...], moments: list[Array], weights: list[float], K: Array
    ) -> None:
        self.rams, self.moments, self.weights = rams, moments, weights
        self.K = K
        self.plain = K.shape[0] == K.shape[1]
        self.gradients = [Gradients(ram) for ram in rams]

    def gradient(self, theta: Array, active: NDArray[np.intp]) -> tuple[Array, Mask]:
        """(B, r) gradients in the free directions, and where Sigma could be inverted."""
        total: Array | float = 0.0
        good = np.ones(len(theta), dtype=bool)
        for one, S, w in zip(self.gradients, self.moments, self.weights, strict=True):
            g, fine = one.gradient(theta, S[active])
            total = total + w * g
            good &= fine
        g = np.asarray(total)
        return (g if self.plain else g @ self.K), good

    def walk(self, theta: Array, metric: Array) -> tuple[Array, Mask]:
        """Every sample from `theta`; those that settle leave the batch."""
        B = len(self.moments[0])
        found = np.tile(theta, (B, 1))
        done = np.zeros(B, dtype=bool)
        active = np.arange(B)
        g, good = self.gradient(found, active)
        active, g = active[good], g[good]
        steps: list[tuple[Array, Array, Array]] = []
        last = np.full(len(active), np.inf)
        for _ in range(ROUNDS):
            d = _two_loops(g, metric, steps)
            decrement = np.einsum("br,br->b", g, d)
            settled = np.abs(decrement) < WALKED
            found[active[settled]] += d[settled] if self.plain else d[settled] @ self.K.T
            done[active[settled]] = True
            stay = ~settled & (decrement > 0) & (decrement < 50.0 * last)
            active, g, d = active[stay], g[stay], d[stay]
            last = np.minimum(last[stay], decrement[stay])
            steps = [(s[stay], y[stay], r[stay]) for s, y, r in steps]
            if not len(active):
                break
            # far from the optimum a full step may leave the region of valid matrices
            size = np.minimum(1.0, 1.0 / np.sqrt(np.maximum(decrement[stay], 1e-300)))
            s = d * size[:, None]
            found[active] += s if self.plain else s @ self.K.T
            new, good = self.gradient(found[active], active)
            y = g - new
            curved = np.einsum("br,br->b", s, y)
            keep = good & (curved > 1e-16)
            active, s, y, new = active[keep], s[keep], y[keep], new[keep]
            last = last[keep]
            steps = [(a[keep], b[keep], r[keep]) for a, b, r in steps]
            steps = [*steps[-(MEMORY - 1) :], (s, y, 1.0 / curved[keep])]
            g = new
        return found, np.asarray(done & self._valid(found))

    def newton(self, theta: Array) -> tuple[Array, Mask]:
        """Every sample from `theta`: scoring, then exact Newton steps; the settled leave."""
        B = len(self.moments[0])
        found = np.tile(theta, (B, 1))
        done = np.zeros(B, dtype=bool)
        active = np.arange(B)
        last = np.full(B, np.inf)
        for _ in range(NEWTON_ROUNDS):
            try:
                d, decrement = self._steps(found[active], active, last)
            except np.linalg.LinAlgError:
                break
            fine = np.isfinite(decrement)
            active, d, decrement, last = active[fine], d[fine], decrement[fine], last[fine]
            if not self.plain:
                d = d @ self.K.T
            doubtful = np.flatnonzero((decrement > 0.5 * last) | (decrement > FAR))
            if len(doubtful):
                self._shorten(found, active, d, doubtful)
            found[active] += d
            # an exact step squares what is left: 1e-5 of a standard error at most
            settled = decrement < np.where(last < NEAR, SQUARED, TOLERANCE)
            done[active[settled]] = True
            active, last = active[~settled], decrement[~settled]
            if not len(active):
                break
        return found, done & self._valid(found)

    def _shorten(
        self, found: Array, active: NDArray[np.intp], d: Array, doubtful: NDArray[np.intp]
    ) -> None:
        """Halve steps until the discrepancy falls; in place."""
        start = self.value(found[active[doubtful]], active[doubtful])
        waiting = doubtful
        for _ in range(12):
            there = self.value(found[active[waiting]] + d[waiting], active[waiting])
            worse = ~(there <= start + 1e-12)
            waiting, start = waiting[worse], start[worse]
            if not len(waiting):
                return
            d[waiting] *= 0.5

    def value(self, theta: Array, active: NDArray[np.intp]) -> Array:
        """F of each sample up to a constant; infinite where Sigma is not valid."""
        total = np.zeros(len(theta))
        for ram, moments, w in zip(self.rams, self.moments, self.weights, strict=True):
            S = moments[active]
            sigma = ram.implied(theta, S)
            values = np.linalg.eigvalsh(sigma)
            good = values[:, 0] > SINGULAR * np.abs(values[:, -1])
            logdet = np.log(np.where(good[:, None], values, 1.0)).sum(axis=1)
            safe = np.where(good[:, None, None], sigma, np.eye(sigma.shape[-1]))
            fit = np.einsum("bij,bji->b", np.linalg.inv(safe), S)
            total += w * np.where(good, logdet + fit, np.inf)
        return total

    def _steps(
        self, theta: Array, active: NDArray[np.intp], last: Array
    ) -> tuple[Array, Array]:
        """Steps and decrements: by the Hessian near the optimum, else by the information."""
        near = last < NEAR
        d = np.empty((len(theta), self.K.shape[1]))
        decrement = np.empty(len(theta))

        def solve(which: Mask, *, exact: bool) -> None:
            g, C = self._second_order(theta[which], active[which], exact=exact)
            step = _solve(C, g)
            d[which] = step
            decrement[which] = np.einsum("br,br->b", g, step)

        if near.any():
            solve(near, exact=True)
        far = ~near
        far[near] = ~(decrement[near] > 0)
        if far.any():
            solve(far, exact=False)
        return d, decrement

    def _second_order(
        self, theta: Array, active: NDArray[np.intp], *, exact: bool
    ) -> tuple[Array, Array]:
        """Gradient, and Hessian or expected information, in the free directions."""
        total: Array | float = 0.0
        curvature: Array | float = 0.0
        alone = not exact and not any(ram.sampled for ram in self.rams)
        if alone and (theta == theta[0]).all():
            theta = theta[:1]  # where all begin they share one information
        for ram, moments, w in zip(self.rams, self.moments, self.weights, strict=True):
            S = moments[active]
            at = ram.geometry(theta, S)
            Y = safe_inverse(at.sigma) @ at.Z
            M = np.swapaxes(at.Z, -1, -2) @ Y
            N = np.swapaxes(Y, -1, -2) @ (S @ Y)
            G = N - M
            total = total + w * ram.gradient(G)
            if exact:
                curvature = curvature + w * ram.observed(ram.products(M, N), at, G)
            else:
                curvature = curvature + w * ram.information(M)
        g, C = np.asarray(total), np.asarray(curvature)
        if self.plain:
            return g, C
        return g @ self.K, np.asarray(self.K.T @ C @ self.K)

    def _valid(self, theta: Array) -> Mask:
        """Whether every implied matrix is positive definite."""
        good = np.ones(len(theta), dtype=bool)
        for ram, S in zip(self.rams, self.moments, strict=True):
            sigma = ram.implied(theta, S)
            try:
                np.linalg.cholesky(sigma)  # a fifth of the work, where all of them are
            except np.linalg.LinAlgError:
                good &= np.linalg.eigvalsh(sigma)[:, 0] > 0
        return good


def _two_loops(g: Array, metric: Array, steps: list[tuple[Array, Array, Array]]) -> Array:
    """The inverse Hessian, as the last steps show it, times the gradients."""
    q = g.copy()
    alphas = []
    for s, y, r in reversed(steps):
        alpha = r * np.einsum("br,br->b", s, q)
        q -= alpha[:, None] * y
        alphas.append(alpha)
    d = q @ metric
    for (s, y, r), alpha in zip(steps, reversed(alphas), strict=True):
        beta = r * np.einsum("br,br->b", y, d)
        d += (alpha - beta)[:, None] * s
    return np.asarray(d)


def _solve(C: Array, g: Array) -> Array:
    try:
        if len(C) == 1:
            return np.asarray(np.linalg.solve(C[0], g.T).T)
        return np.asarray(np.linalg.solve(C, g[..., None])[..., 0])
    except np.linalg.LinAlgError:
        return np.asarray((pinv(C, hermitian=True) @ g[..., None])[..., 0])
