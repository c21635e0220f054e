"""Probabilities of the cells of two ordered variables, and the correlation that fits best."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.sem.moments.bivariate import cdf, density, pdf

Array = NDArray[np.float64]
LIMIT = 0.9999
SMALL = 1e-9
"""Probabilities below, as differences, have lost too many digits."""
END = 9.0
RULE = np.polynomial.legendre.leggauss(96)
ROUNDS = 100


def cells_of(
    tau_i: Array, tau_j: Array, rho: Array, table: Array | None = None
) -> tuple[Array, Array]:
    """Probabilities and their derivatives by rho of every cell of every pair.

    Those of cells that `table` has cases in keep their digits however small they are.
    """
    h, k = tau_i[:, :, None], tau_j[:, None, :]
    r = rho[:, None, None]
    F = cdf(h, k, r)
    d = pdf(h, k, np.broadcast_to(r, F.shape))
    P = np.diff(np.diff(F, axis=1), axis=2)
    D = np.diff(np.diff(d, axis=1), axis=2)
    if table is not None:
        small = np.nonzero((table > 0) & (P < SMALL))
        pair, a, b = small
        ends = (tau_i[pair, a], tau_i[pair, a + 1], tau_j[pair, b], tau_j[pair, b + 1])
        P[small] = integrated(*ends, rho[pair])
    return np.maximum(P, 1e-300), D


def integrated(low: Array, high: Array, left: Array, right: Array, rho: Array) -> Array:
    """Probabilities of rectangles by integrating one variable: sums of what is positive."""
    low, high = np.maximum(low, -END), np.minimum(high, END)
    if not len(rho):
        return np.zeros(0)
    at, weight = RULE
    x = low[:, None] + (high - low)[:, None] * (at + 1.0) / 2.0
    root = np.sqrt(1.0 - rho**2)[:, None]
    c, d = (left[:, None] - rho[:, None] * x) / root, (right[:, None] - rho[:, None] * x) / root
    turn = c > 0  # the upper tail keeps digits only when looked at from above
    c, d = np.where(turn, -d, c), np.where(turn, -c, d)
    inside = density(x) * (special.ndtr(d) - special.ndtr(c))
    return np.asarray((high - low) / 2.0 * (inside @ weight))


def correlations(cells: Array, tau_i: Array, tau_j: Array) -> Array:
    """Maximum likelihood, all pairs at once, from the correlations of the codes."""
    n = cells.sum(axis=(1, 2))
    score = np.arange(cells.shape[1], dtype=float)
    mi, mj = cells.sum(2) @ score / n, cells.sum(1) @ score / n
    vi = cells.sum(2) @ score**2 / n - mi**2
    vj = cells.sum(1) @ score**2 / n - mj**2
    cross = np.einsum("pij,i,j->p", cells, score, score) / n
    rho: Array = np.clip((cross - mi * mj) / np.sqrt(vi * vj) * 1.1, -0.9, 0.9)
    return _climb(cells, tau_i, tau_j, rho)


def _climb(cells: Array, tau_i: Array, tau_j: Array, rho: Array) -> Array:
    """Where each pair's likelihood is highest: secant steps between ends that close in.

    The expected information is only the first step's: with a few answers far off the
    observed one is several times as large, and steps by it would leap to and fro.
    """
    n = cells.sum(axis=(1, 2))
    low, high = np.full(len(rho), -LIMIT), np.full(len(rho), LIMIT)
    before, best = rho.copy(), np.full(len(rho), -np.inf)
    slope = np.full(len(rho), np.nan)
    active = np.arange(len(rho))
    for _ in range(ROUNDS):
        P, D = cells_of(tau_i[active], tau_j[active], rho[active], cells[active])
        likely = (cells[active] * np.log(P)).sum((1, 2))
        worse = likely < best[active] - 1e-9 * np.abs(best[active])
        back, active, P, D = active[worse], active[~worse], P[~worse], D[~worse]
        up = rho[back] > before[back]
        high[back[up]], low[back[~up]] = rho[back[up]], rho[back[~up]]
        rho[back] = (rho[back] + before[back]) / 2.0  # it went too far, even over an edge
        there = P > 1e-290
        ratio = np.where(there, D / P, 0.0)
        gradient = (cells[active] * ratio).sum((1, 2))
        expected = n[active] * (D * ratio).sum((1, 2))
        at = rho[active]
        with np.errstate(all="ignore"):
            observed = (slope[active] - gradient) / (at - before[active])
        info = np.where(observed > 0, observed, np.maximum(expected, 1e-12))
        low[active], high[active] = (
            np.where(gradient > 0, at, low[active]),
            np.where(gradient > 0, high[active], at),
        )
        step = at + np.clip(gradient / info, -0.3, 0.3)
        a, b = low[active], high[active]
        closed = (np.abs(a) < LIMIT) & (np.abs(b) < LIMIT) & ((step <= a) | (step >= b))
        best[active], before[active], slope[active] = likely[~worse], at, gradient
        rho[active] = np.where(closed, (a + b) / 2.0, np.clip(step, a, b))
        moving = active[np.abs(rho[active] - at) > 1e-9]  # what is left is its square
        active = np.sort(np.concatenate([moving, back]))
        if not len(active):
            break
    return rho
