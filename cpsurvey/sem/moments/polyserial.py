"""Correlations of two variables, ordered or continuous, given covariates.

Univariate parameters are known; each pair's correlation is the maximum of its likelihood
(Olsson, Drasgow & Dorans, 1982, doi:10.1007/BF02294164, for an ordered and a continuous one).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.sem.moments.bivariate import density
from cpsurvey.sem.moments.cells import LIMIT
from cpsurvey.sem.moments.covariates import Covariates
from cpsurvey.sem.moments.rectangles import Rectangles, falls
from cpsurvey.sem.moments.univariate import Variable

Array = NDArray[np.float64]
Codes = NDArray[np.intp]
Edges = tuple[Array, Array]
"""Casewise derivatives by the limits of an ordered variable, or by mean and variance."""
Scored = tuple[Array, Array]
"""Casewise first and second derivatives of the log-likelihood by the correlation."""
STEPS = 100
NEAR = 1e-12
FARTHEST = 0.2
SHARED = 2
"""Cases per distinct combination of values from which these are worked out once each."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two variables and who answered both.

    Parameters
    ----------
    rows : (m,) int array
        A case of every distinct combination of values.
    of_case : (n',) int array
        Which of these each case is, of those that answered both.
    cases : (n',) int array
        Their places.
    weights : (m,) array
        Cases of each combination.
    """

    one: Variable
    other: Variable
    given: Covariates
    rows: Codes
    of_case: Codes
    cases: Codes
    weights: Array
    series: Array | None = None

    def _limits(self) -> Rectangles:
        one, other, at = self.one, self.other, self.rows
        return Rectangles(
            one.lower[at], one.upper[at], other.lower[at], other.upper[at], self.series
        )

    @property
    def both(self) -> int:
        """How many of the two are ordered."""
        return int(self.one.ordered) + int(self.other.ordered)

    def correlation(self) -> float:
        """Where the likelihood is highest."""
        if not self.both and len(self.cases) == len(self.one.z):
            return float(np.mean(self.one.z * self.other.z))
        if self.both == 1:
            z, cut = (self.other, self.one) if self.one.ordered else (self.one, self.other)
            start = float(np.corrcoef(z.z[self.cases], cut.code[self.cases])[0, 1])
        else:
            start = self._moment()
        return _climb(self._scorer(), self.weights, float(np.clip(start * 1.1, -0.9, 0.9)))

    def _moment(self) -> float:
        """Correlation of what is expected of each answer, as if that were all it varied."""
        a, b = _expected(self.one, self.rows), _expected(self.other, self.rows)
        w = self.weights
        size = float(w @ (a * a)) * float(w @ (b * b)) / float(w.sum())
        return float(w @ (a * b)) / size if size > 0 else 0.0

    def _scorer(self) -> Callable[[float], Scored]:
        at, one, other = self.rows, self.one, self.other
        if self.both == 2:
            limits = self._limits()

            def ordered(r: float) -> Scored:
                P, D, second = limits.at(r)
                s = D / P
                return s, second / P - s * s

            return ordered
        if self.both == 1:
            line, cut = (other, one) if one.ordered else (one, other)
            return lambda r: _cut_scores(line.z[at], cut.lower[at], cut.upper[at], r)
        return lambda r: _line_scores(one.z[at], other.z[at], r)

    def scores(self, r: float) -> tuple[Array, Edges, Edges]:
        """Scores (m,) by the correlation, and by what is each variable's own."""
        at, one, other = self.rows, self.one, self.other
        if self.both == 2:
            P, D, _ = self._limits().at(r)
            first, second = (one.lower[at], one.upper[at]), (other.lower[at], other.upper[at])
            return D / P, falls(first, second, r, P), falls(second, first, r, P)
        if self.both == 0:
            x, y = one.z[at], other.z[at]
            return _line_scores(x, y, r)[0], _own(x, y, one.sd, r), _own(y, x, other.sd, r)
        line, cut = (other, one) if one.ordered else (one, other)
        z, lower, upper = line.z[at], cut.lower[at], cut.upper[at]
        s = _cut_scores(z, lower, upper, r)[0]
        of_cut, of_line = _cut_edges(z, line.sd, lower, upper, r)
        return (s, of_cut, of_line) if one.ordered else (s, of_line, of_cut)

    def crossed(self, mine: Variable, edges: Edges, s: Array) -> Array:
        """Sums over cases of scores by the correlation times those by `mine`'s parameters."""
        t, at, z = s * self.weights, self.rows, self.given.z
        first, second = t * edges[0], t * edges[1]
        if not mine.ordered:
            slopes = z[at].T @ first
            return np.concatenate([[first.sum()], slopes, [second.sum()]])
        code, k = mine.code[at], mine.k
        up = np.bincount(code, first, minlength=k + 1)[:k]
        low = np.bincount(code, second, minlength=k + 1)[1:]
        return np.concatenate([up + low, -z[at].T @ (first + second)])


def pair(
    one: Variable,
    other: Variable,
    given: Covariates,
    first: Array | None = None,
    second: Array | None = None,
) -> Pair:
    """Set two variables side by side; `first` and `second` are their parts of the series."""
    cases = np.flatnonzero(one.there & other.there)
    rows, of_case = cases, np.arange(len(cases))
    weights = np.ones(len(cases))
    if one.ordered and other.ordered:
        ki, kj = one.k + 1, other.k + 1
        if given.patterns * ki * kj * SHARED <= len(cases):
            cell = (given.pattern[cases] * ki + one.code[cases]) * kj + other.code[cases]
            _, at, of_case, counts = np.unique(
                cell, return_index=True, return_inverse=True, return_counts=True
            )
            rows, of_case, weights = cases[at], of_case.reshape(-1), counts.astype(float)
    series = None
    if first is not None and second is not None:
        series = first[rows] * second[rows]
    return Pair(one, other, given, rows, of_case, cases, weights, series)


def _expected(mine: Variable, rows: Codes) -> Array:
    """Mean of a standard normal between each case's limits, or the standardised value."""
    if not mine.ordered:
        return mine.z[rows]
    a, b = mine.lower[rows], mine.upper[rows]
    P = np.maximum(special.ndtr(b) - special.ndtr(a), 1e-12)
    return np.asarray((density(a) - density(b)) / P)


def _climb(scorer: Callable[[float], Scored], weights: Array, r: float) -> float:
    """Newton's method between ends that close in."""
    low, high = -LIMIT, LIMIT
    for _ in range(STEPS):
        s, bend = scorer(r)
        g, h = float(weights @ s), float(weights @ bend)
        low, high = (r, high) if g > 0 else (low, r)
        h = h if h < 0 else -float(weights @ (s * s))
        to = r + float(np.clip(-g / h, -FARTHEST, FARTHEST)) if h < 0 else r
        if not low < to < high:
            to = (low + high) / 2.0
        if abs(to - r) < NEAR * 10:
            return to
        r = to
    return r


def _line_scores(x: Array, y: Array, r: float) -> Scored:
    q, xy, squares = 1.0 - r * r, x * y, x * x + y * y
    N = r * q + (1.0 + r * r) * xy - r * squares
    return N / q**2, (1.0 - 3.0 * r * r + 2.0 * r * xy - squares) / q**2 + 4.0 * r * N / q**3


def _own(a: Array, b: Array, sd: float, r: float) -> Edges:
    q = 1.0 - r * r
    mean = (a - r * b) / (q * sd)
    return mean, ((a * a - r * a * b) / q - 1.0) / (2.0 * sd * sd)


def _turned(z: Array, lower: Array, upper: Array, r: float) -> tuple[Array, ...]:
    """Limits given the other variable, their densities, and the probability between."""
    root = np.sqrt(1.0 - r * r)
    low, high = np.clip(lower, -40.0, 40.0), np.clip(upper, -40.0, 40.0)
    a, b = (low - r * z) / root, (high - r * z) / root
    turn = a > 0
    bottom, top = np.where(turn, -b, a), np.where(turn, -a, b)
    P = np.maximum(special.ndtr(top) - special.ndtr(bottom), 1e-300)
    return low, high, a, b, density(a) / P, density(b) / P


def _cut_scores(z: Array, lower: Array, upper: Array, r: float) -> Scored:
    q = 1.0 - r * r
    low, high, a, b, at_low, at_high = _turned(z, lower, upper, r)

    def moves(limit: Array) -> tuple[Array, Array]:
        first = (limit * r - z) / q**1.5
        return first, limit / q**1.5 + 3.0 * r * first / q

    a1, a2 = moves(low)
    b1, b2 = moves(high)
    s = at_high * b1 - at_low * a1
    second = at_high * (b2 - b * b1 * b1) - at_low * (a2 - a * a1 * a1)
    return s, second - s * s


def _cut_edges(
    z: Array, sd: float, lower: Array, upper: Array, r: float
) -> tuple[Edges, Edges]:
    """By the limits of the ordered variable, by mean and variance of the continuous one."""
    root = np.sqrt(1.0 - r * r)
    _, _, _, _, at_low, at_high = _turned(z, lower, upper, r)
    by_z = -r / root * (at_high - at_low)
    mean = z / sd - by_z / sd
    variance = (z * z - 1.0) / (2.0 * sd * sd) - by_z * z / (2.0 * sd * sd)
    return (at_high / root, -at_low / root), (mean, variance)
