"""Many refits of one model at once: all samples along one array axis.

Started at the full sample's estimates, small models take exact Newton steps; in large ones
each refit is a quasi-Newton walk (L-BFGS, Nocedal, 1980) whose first metric is the full
sample's inverse Hessian: it needs gradients only, and they are products of small matrices.
Refits that do not settle are done again one by one by the ordinary optimiser, so that every
one ends where a cold fit would.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.objective.constraints import null_space
from cpsurvey.sem.objective.likelihood import CompleteML, Curvature
from cpsurvey.sem.objective.model import Model
from cpsurvey.sem.objective.ram import Ram
from cpsurvey.sem.search.newton import minimise

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
TOLERANCE = 1e-13
"""On the decrement per case in the full sample's metric: at 1,000 cases the estimates are
within 1e-5 of their standard errors."""
WALKED = 1e-11
"""The same for a walk, whose last step is still taken."""
SMALL = 45
"""Parameters up to which exact Hessians are cheaper than more steps."""
MEMORY = 8
ROUNDS = 40
NEWTON_ROUNDS = 25
NEAR = 0.02
"""Decrement per case below which the Hessian can be trusted."""
SQUARED = 1e-9
SINGULAR = 1e-12
"""Share of the largest eigenvalue below which a matrix has lost a rank."""
FAR = 0.2
"""Decrement per case above which a step is tried before it is taken."""


@dataclass(frozen=True, slots=True)
class Refits:
    """Estimates of every sample.

    Parameters
    ----------
    theta : (B, q) array
    converged : (B,) bool array
    alone : int
        Refits the ordinary optimiser had to do.
    """

    theta: Array
    converged: Mask
    alone: int


def refit(
    model: Model,
    theta: Array,
    moments: list[Array],
    weights: list[float],
    *,
    rescue: bool = True,
) -> Refits:
    """Refit complete-data maximum likelihood to moment matrices.

    Samples whose moments are singular (fewer different rows than variables) have no
    maximum: they are not converged.

    Parameters
    ----------
    theta : (q,) array
        Estimates of the full sample.
    moments : list of (B, p', p') arrays
        Per group; augmented by the constant where means are modelled.
    weights : list of float
        Shares of the groups.
    rescue : bool
        Do refits that do not settle again, one by one. Nearly all of those of small samples
        with negative variances have no minimum, which takes a tenth of a second each to see.
    """
    at = model.objective.curvature(theta)
    K = null_space(model.constraints.jacobian(theta), len(theta))
    metric = _inverse(K.T @ at.observed @ K)
    full = np.all([_full_rank(S) for S in moments], axis=0)
    some = [S[full] for S in moments]
    walker = _Walker(model.rams, some, weights, K)
    small = max(ram.length for ram in model.rams) <= SMALL
    found = np.tile(theta, (len(full), 1))
    done = np.zeros(len(full), dtype=bool)
    if full.any():
        found[full], done[full] = walker.newton(theta) if small else walker.walk(theta, metric)
    alone = np.flatnonzero(~done & full) if rescue else np.arange(0)
    linear = _is_linear(model, theta)
    if not linear:
        alone = np.flatnonzero(full)
    for b in alone:
        objective = _One(model.rams, [S[b] for S in moments], weights)
        solution = minimise(objective, theta, model.constraints)
        found[b], done[b] = solution.theta, solution.converged
    return Refits(found, done, len(alone))


def _full_rank(S: Array) -> Mask:
    values = np.linalg.eigvalsh(S)
    return np.asarray(values[:, 0] > SINGULAR * values[:, -1])


def _inverse(H: Array) -> Array:
    values, vectors = np.linalg.eigh((H + H.T) / 2)
    floor = 1e-8 * max(float(values[-1]), 1e-12)
    return np.asarray((vectors / np.maximum(values, floor)) @ vectors.T)


def _safe_inverse(sigma: Array) -> Array:
    """One singular matrix must not stop the others."""
    try:
        return np.asarray(np.linalg.inv(sigma))
    except np.linalg.LinAlgError:
        return np.asarray(np.linalg.pinv(sigma, hermitian=True))


def _solve(C: Array, g: Array) -> Array:
    try:
        return np.asarray(np.linalg.solve(C, g[..., None])[..., 0])
    except np.linalg.LinAlgError:
        return np.asarray((np.linalg.pinv(C, hermitian=True) @ g[..., None])[..., 0])


def _is_linear(model: Model, theta: Array) -> bool:
    """Whether the equality constraints have the same Jacobian everywhere."""
    if not model.constraints.nodes:
        return True
    J = model.constraints.jacobian(theta)
    elsewhere = model.constraints.jacobian(theta * 1.1 + 0.1)
    return bool(np.allclose(J, elsewhere, atol=1e-10))


class _Walker:
    """Gradients of l and the batched walk."""

    def __init__(
        self, rams: tuple[Ram, ...], moments: list[Array], weights: list[float], K: Array
    ) -> None:
        self.rams, self.moments, self.weights = rams, moments, weights
        self.K = K
        self.plain = K.shape[0] == K.shape[1]
        self.slim = [_Slim(ram) for ram in rams]

    def gradient(self, theta: Array, active: NDArray[np.intp]) -> tuple[Array, Mask]:
        """(B, r) gradients in the free directions, and where Sigma could be inverted."""
        total: Array | float = 0.0
        good = np.ones(len(theta), dtype=bool)
        for slim, S, w in zip(self.slim, self.moments, self.weights, strict=True):
            g, fine = slim.gradient(theta, S[active])
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
            # an exact step squares what is left of the error
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
        for ram, moments, w in zip(self.rams, self.moments, self.weights, strict=True):
            S = moments[active]
            at = ram.geometry(theta, S)
            Y = _safe_inverse(at.sigma) @ at.Z
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
            good &= np.linalg.eigvalsh(ram.implied(theta, S))[:, 0] > 0
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


class _Slim:
    """Gradients of one group, from the vertices that arrows leave and nothing else.

    With J those vertices and N the other observed ones, the observed rows of (I - A)^-1 are
    unit vectors but for the columns J, so that every product has |J| columns and not m.
    """

    def __init__(self, ram: Ram) -> None:
        self.ram = ram
        p, J = ram.n_obs, ram.tails
        self.J = J
        self.N = np.setdiff1d(np.arange(p), J)
        place = np.full(ram.m, -1)
        place[J] = np.arange(len(J))
        covariance = ram.fixed_s != 0
        w = ram.arrow
        covariance[ram.i[~w], ram.j[~w]] = covariance[ram.j[~w], ram.i[~w]] = True
        for matrix, i, j in ram.sampled:
            if matrix == "S":
                covariance[i, j] = covariance[j, i] = True
        self.crossed = bool(covariance[np.ix_(self.N, J)].any())
        in_j, k = place >= 0, len(J)
        i, j = ram.i[~w], ram.j[~w]
        first, second = np.where(in_j[i], i, j), np.where(in_j[i], j, i)
        both = in_j[first] & in_j[second]
        one = in_j[first] & ~both
        self.at_s = np.where(
            both,
            p * p + k * p + place[first] * k + place[second],
            np.where(one, p * p + place[first] * p + second, first * p + second),
        )
        i, j = ram.i[w], ram.j[w]
        self.at_a = np.where(in_j[i], p * k + place[i] * k + place[j], i * k + place[j])

    def gradient(self, theta: Array, S: Array) -> tuple[Array, Mask]:
        """Gradients (B, q) of l; False where the implied matrix is singular."""
        ram, J, N = self.ram, self.J, self.N
        B, p = len(theta), ram.n_obs
        A, P = ram.matrices(theta, S)
        onward = A[..., J]
        if ram.tails_linked:
            onward = onward @ np.linalg.inv(np.eye(len(J)) - A[..., J[:, None], J])
        onward[:, J, np.arange(len(J))] += 1.0
        T, G = onward[:, :p], onward[:, J]
        PJ = P[:, J[:, None], J]
        TP = T @ PJ
        across = P[:, N[:, None], J] if self.crossed else PJ
        if self.crossed:
            TP[:, N] += across
        sigma = TP @ np.swapaxes(T, -1, -2)
        sigma[:, N[:, None], N] += P[:, N[:, None], N]
        if self.crossed:
            sigma[:, :, N] += T @ np.swapaxes(across, -1, -2)
        C = TP @ np.swapaxes(G, -1, -2)
        with np.errstate(all="ignore"):
            inverse = _safe_inverse(sigma)
        Q = inverse @ (S @ inverse) - inverse
        TQ = np.swapaxes(T, -1, -2) @ Q
        flat = (Q.reshape(B, -1), TQ.reshape(B, -1), (TQ @ T).reshape(B, -1))
        cells = np.empty((B, ram.length))
        w = ram.arrow
        cells[:, ~w] = np.concatenate(flat, axis=1).take(self.at_s, axis=1)
        QC = Q @ C
        pair = (QC.reshape(B, -1), (TQ @ C).reshape(B, -1))
        cells[:, w] = np.concatenate(pair, axis=1).take(self.at_a, axis=1)
        cells *= ram.s
        good = np.asarray(np.isfinite(cells).all(axis=1))
        return (cells if ram.direct else cells @ ram.K), good


class _One(CompleteML):
    """The ordinary objective of one sample's moments."""

    def __init__(
        self, rams: tuple[Ram, ...], moments: list[Array], weights: list[float]
    ) -> None:
        self.parts = list(zip(rams, moments, weights, strict=True))
        self.saturated = [np.linalg.slogdet(S)[1] + len(S) for S in moments]

    def curvature(self, theta: Array) -> Curvature:
        """As for any sample."""
        return super().curvature(theta)
