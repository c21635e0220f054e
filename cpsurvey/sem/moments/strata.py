"""Pairs of ordered variables given covariates of few values: tables tell all there is.

Cases with the same covariates have the same limits, so that a pair is one table for every
combination of these values; all pairs are worked on together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.sem.moments.bivariate import cdf, density, pdf
from cpsurvey.sem.moments.cells import LIMIT, SMALL, integrated
from cpsurvey.sem.moments.covariates import Covariates
from cpsurvey.sem.moments.univariate import Variable

Array = NDArray[np.float64]
Codes = NDArray[np.intp]
ROWS = 2048
"""Cases worked on at a time."""
STEPS = 100
NEAR, SQUARED = 1e-11, 1e-6
FARTHEST = 0.2


class Found(NamedTuple):
    """What the tables tell of pairs (k,).

    Parameters
    ----------
    rho, squares : (k,) arrays
        Correlations, and the sums over cases of their squared scores.
    scores : (k, g, top, top) array
        Of every cell by the correlations.
    falls : list of two (k, top + q) arrays
        Sums over cases of scores by the correlation times those by the thresholds of the
        first variable and by its slopes; then of the second.
    """

    rho: Array
    squares: Array
    scores: Array
    falls: list[Array]


class Strata:
    """Tables (k, g, top, top) of pairs `ii`, `jj`, and limits (p, g, top + 1) between cells."""

    def __init__(
        self, found: Sequence[Variable], given: Covariates, ii: Codes, jj: Codes
    ) -> None:
        self.ii, self.jj = ii, jj
        self.given = given
        self.top = max(v.k for v in found) + 1
        first = np.unique(given.pattern, return_index=True)[1]
        self.z = given.z[first]
        self.tau = np.full((len(found), len(first), self.top + 1), np.inf)
        self.tau[..., 0] = -np.inf
        for j, v in enumerate(found):
            self.tau[j, :, 1 : v.k + 1] = v.first - (self.z @ v.slopes)[:, None]
        self.code = np.stack([v.code for v in found], axis=1)
        self.there = np.stack([v.there for v in found], axis=1)
        self.tables = np.zeros((len(ii), len(first), self.top, self.top))
        for g in range(len(first)):
            cases = np.flatnonzero(given.pattern == g)
            for begin in range(0, len(cases), ROWS):
                self.tables[:, g] += self._counted(cases[begin : begin + ROWS])

    def _counted(self, cases: Codes) -> Array:
        """Tables (k, top, top) of some cases, by one product."""
        p = self.code.shape[1]
        hot = np.zeros((len(cases), p, self.top))
        case, variable = np.nonzero(self.there[cases])
        hot[case, variable, self.code[cases][case, variable]] = 1.0
        lines = hot.reshape(len(hot), -1)
        whole = (lines.T @ lines).reshape(p, self.top, p, self.top)
        return np.asarray(whole[self.ii, :, self.jj, :])

    def found(self, known: Array) -> Found:
        """Correlations, `known` ones taken over, and what follows from them."""
        rho = known.copy()
        sought = np.flatnonzero(np.isnan(known))
        rho[sought] = self._climb(sought)
        every = np.arange(len(rho))
        P, D, _ = self._cells(every, rho)
        s = np.where(self.tables > 0, D / P, 0.0)
        weight = self.tables * s / P
        falls = [
            self._falls(self.ii, self.jj, rho, weight),
            self._falls(self.jj, self.ii, rho, np.swapaxes(weight, 2, 3)),
        ]
        squares = (self.tables * s * s).sum(axis=(1, 2, 3))
        return Found(rho, squares, s, falls)

    def of_cases(self, scores: Array) -> Iterator[tuple[slice, Array]]:
        """Scores (rows, k) of every case by its cells, 0 without an answer, some a time."""
        every = np.arange(len(scores))
        for begin in range(0, len(self.code), ROWS):
            part = slice(begin, begin + ROWS)
            code, there = self.code[part], self.there[part]
            pattern = self.given.pattern[part, None]
            found = scores[every, pattern, code[:, self.ii], code[:, self.jj]]
            yield part, found * (there[:, self.ii] & there[:, self.jj])

    def _cells(self, which: Codes, rho: Array) -> tuple[Array, Array, Array]:
        """Probabilities, and their first and second derivatives by the correlation."""
        r = rho[:, None, None, None]
        x, y = self.tau[self.ii[which]][..., None], self.tau[self.jj[which]][..., None, :]
        q = 1.0 - r * r
        dense = pdf(x, y, r)
        with np.errstate(invalid="ignore"):
            bend = (r * q + (1.0 + r * r) * x * y - r * (x * x + y * y)) / q**2
            second = np.where(dense > 0, dense * bend, 0.0)
        P, D, bent = (
            np.diff(np.diff(corners, axis=2), axis=3)
            for corners in (cdf(x, y, r), dense, second)
        )
        small = np.nonzero((self.tables[which] > 0) & (P < SMALL))
        pair, g, a, b = small
        one, other = self.tau[self.ii[which[pair]], g], self.tau[self.jj[which[pair]], g]
        at = np.arange(len(pair))
        P[small] = integrated(
            one[at, a], one[at, a + 1], other[at, b], other[at, b + 1], rho[pair]
        )
        return np.maximum(P, 1e-300), D, bent

    def _starts(self, which: Codes) -> Array:
        """Correlations of what is expected of each answer, as if that were all it varied."""
        low, high = self.tau[..., :-1], self.tau[..., 1:]
        share = np.maximum(special.ndtr(high) - special.ndtr(low), 1e-12)
        mean = (density(low) - density(high)) / share
        tables = self.tables[which]
        a, b = mean[self.ii[which]], mean[self.jj[which]]
        size = np.einsum("kgab,kga->k", tables, a * a) * np.einsum("kgab,kgb->k", tables, b * b)
        size /= tables.sum(axis=(1, 2, 3))
        both = np.einsum("kgab,kga,kgb->k", tables, a, b)
        found = np.where(size > 0, both / np.where(size > 0, size, 1.0), 0.0)
        return np.asarray(np.clip(found * 1.1, -0.9, 0.9))

    def _climb(self, which: Codes) -> Array:
        """Newton's method between ends that close in."""
        if not len(which):
            return np.zeros(0)
        rho = self._starts(which)
        low, high = np.full(len(rho), -LIMIT), np.full(len(rho), LIMIT)
        active = np.arange(len(rho))
        for _ in range(STEPS):
            r, tables = rho[active], self.tables[which[active]]
            P, D, bent = self._cells(which[active], r)
            s = np.where(tables > 0, D / P, 0.0)
            squares = (tables * s * s).sum(axis=(1, 2, 3))
            g = (tables * s).sum(axis=(1, 2, 3))
            h = np.where(tables > 0, tables * (bent / P), 0.0).sum(axis=(1, 2, 3)) - squares
            low[active] = np.where(g > 0, r, low[active])
            high[active] = np.where(g > 0, high[active], r)
            exact = h < 0
            h = np.where(exact, h, -squares)
            step = np.where(h < 0, -g / np.where(h < 0, h, -1.0), 0.0)
            to = r + np.clip(step, -FARTHEST, FARTHEST)
            a, b = low[active], high[active]
            # what an exact step leaves is its square: rounding alone closes ends in then
            there = np.abs(step) < np.where(exact, SQUARED, NEAR)
            to = np.where(there | ((a < to) & (to < b)), to, (a + b) / 2.0)
            rho[active] = to
            active = active[~there & (np.abs(to - r) >= NEAR)]
            if not len(active):
                break
        return rho

    def _falls(self, own: Codes, other: Codes, rho: Array, weight: Array) -> Array:
        """By thresholds (k, top - 1), then by slopes, of the variables `own`."""
        r = rho[:, None, None, None]
        x, y = self.tau[own][:, :, 1:-1, None], self.tau[other][:, :, None, :]
        with np.errstate(invalid="ignore"):
            below = special.ndtr((y - r * x) / np.sqrt(1.0 - r * r))
        slope = np.where(np.isfinite(x), density(x) * np.diff(below, axis=3), 0.0)
        falls = ((weight[:, :, :-1] - weight[:, :, 1:]) * slope).sum(axis=3)
        return np.concatenate([falls.sum(axis=1), -falls.sum(axis=2) @ self.z], axis=1)
