"""How often specifications would agree so well if there were no effect in any of them.

Simonsohn, Simmons & Nelson (2020, doi:10.1038/s41562-020-0912-z), for data that are no
experiment: in every specification its own estimate is taken out of the outcome, so that the
null is true there; clusters (or rows) are drawn with replacement, the same ones for every
specification; the curve is estimated on each draw. Three statistics of the whole curve are
held against their distribution over draws: the median estimate, the share of specifications
that are significant in the direction of most, and Stouffer's sum of z values. All three are
of two sides: distance from zero, and on each draw the direction of that draw.

Tests are by cluster-robust errors (CR1, t with J - 1 degrees of freedom; of indirect effects
by the delta method and the normal distribution), the same for the data and for the draws.
What a specification makes of its columns (ranks, z scores, the part of clusters' means taken
out) is held as it is in the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.stats.multiverse.effects import Asked, Specification
from cpsurvey.stats.multiverse.sums import Columns

Array = NDArray[np.float64]
LEVEL = 0.05
FARTHEST = 8.2
"""Largest z value: beyond it a p-value is zero to the computer."""
CELLS = 2_000_000
"""Draws times clusters worked on at a time."""
Gone = tuple[Columns, Array]
"""Columns, and the coefficients with which they are taken out of an outcome."""


@dataclass(frozen=True, slots=True)
class Statistic:
    """One statistic of a curve, and how often draws without an effect were as extreme."""

    value: float
    pvalue: float


@dataclass(frozen=True, slots=True)
class Joint:
    """Three statistics of a curve of `count` specifications against `draws`."""

    count: int
    draws: int
    median: Statistic
    significant: Statistic
    stouffer: Statistic


@dataclass(frozen=True, slots=True)
class Curve:
    """An effect over the draws: (R,) estimates and z values; the data's own are the first."""

    est: Array
    z: Array


def joint(curves: Iterable[Curve]) -> Joint:
    """Hold the curve of the data against those of the draws."""
    kept = list(curves)
    est, z = np.array([c.est for c in kept]), np.array([c.z for c in kept])
    cut = -special.ndtri(LEVEL / 2)
    median = np.median(est, axis=0)
    share = np.maximum((z > cut).mean(axis=0), (z < -cut).mean(axis=0))
    stouffer = z.sum(axis=0) / np.sqrt(len(z))
    return Joint(
        count=len(kept),
        draws=est.shape[1] - 1,
        median=_held(median),
        significant=_held(share),
        stouffer=_held(stouffer),
    )


def _held(over: Array) -> Statistic:
    """The first against the others; nothing is rarer than one in all of them."""
    size = np.abs(over)
    as_extreme = int(np.count_nonzero(size[1:] >= size[0] * (1.0 - 1e-12)))
    return Statistic(float(over[0]), (as_extreme + 1) / len(over))


# ------------------------------------------------------------------ one specification
@dataclass(frozen=True, slots=True)
class _Equation:
    """A regression on each of R draws.

    Parameters
    ----------
    b : (R, p) array
    bread : (R, p, p) array
    inner, outer : (J, p, p) and (J, p) arrays
        Of each cluster, the same for every draw.
    """

    b: Array
    bread: Array
    inner: Array
    outer: Array

    def moved(self, k: int) -> Array:
        """(R, J) what each cluster, drawn once, adds to coefficient `k`."""
        row = self.bread[:, k, :]
        R, p = row.shape
        both = (row[:, :, None] * self.b[:, None, :]).reshape(R, p * p)
        return np.asarray(row @ self.outer.T - both @ self.inner.reshape(-1, p * p).T)


def _equation(
    one: Specification, y: int, X: Columns, weights: Array, gone: Gone | None
) -> _Equation:
    crossed = one.crossed(y, X)
    inner, outer = crossed[:, X][:, :, X], crossed[:, X, y]
    if gone:
        outer = np.asarray(outer - crossed[:, X][:, :, gone[0]] @ gone[1], dtype=float)
    J, p = outer.shape
    bread = np.linalg.inv((weights @ inner.reshape(J, p * p)).reshape(-1, p, p))
    b = np.asarray((bread @ (weights @ outer)[:, :, None])[:, :, 0])
    return _Equation(b, np.asarray(bread, dtype=float), inner, outer)


def coefficient(one: Specification, asked: Asked, drawn: NDArray[np.uint16]) -> Curve:
    """The coefficient of the first of the predictors, over draws without its effect.

    Parameters
    ----------
    drawn : (R, J) array
        How often each cluster (row, where everybody is alone) was drawn.

    Raises
    ------
    LinAlgError
        The columns do not determine it on some draw.
    """
    y, X = asked[0], [*asked[1], *one.base]

    def test(weights: Array, gone: Gone | None) -> tuple[Array, Array]:
        equation = _equation(one, y, X, weights, gone)
        se = _errors(equation.moved(0), weights, one, len(X))
        return equation.b[:, 0], equation.b[:, 0] / se

    own, t = test(np.ones((1, drawn.shape[1])), None)
    gone = (X[:1], own)
    found = [(own, t), *(test(part, gone) for part in _parts(drawn))]
    est, ratio = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return Curve(est, _normal(ratio, drawn.shape[1] - 1.0))


def indirect(one: Specification, drawn: NDArray[np.uint16]) -> Curve:
    """All that passes through mediators, over draws in which they have no effect."""
    at = one.places
    after = [at.source, *at.mediators, *one.base]
    k = len(at.mediators)

    def test(weights: Array, gone: Gone | None) -> tuple[Array, Array, Array]:
        first = [at.source, *one.base]
        steps = [_equation(one, m, first, weights, None) for m in at.mediators]
        last = _equation(one, at.outcome, after, weights, gone)
        est = sum((s.b[:, 0] * last.b[:, j + 1] for j, s in enumerate(steps)), np.zeros(1))
        moved = np.zeros_like(weights)
        for j, step in enumerate(steps):
            moved += last.b[:, j + 1, None] * step.moved(0)
            moved += step.b[:, 0, None] * last.moved(j + 1)
        return est, est / _errors(moved, weights, one, len(after)), last.b[:, 1 : k + 1]

    own, z, paths = test(np.ones((1, drawn.shape[1])), None)
    gone = ([*at.mediators], paths[0])
    found = [(own, z), *(test(part, gone)[:2] for part in _parts(drawn))]
    est, ratio = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return Curve(est, np.clip(ratio, -FARTHEST, FARTHEST))


def _parts(drawn: NDArray[np.uint16]) -> Iterator[Array]:
    step = max(1, CELLS // drawn.shape[1])
    for begin in range(0, len(drawn), step):
        yield drawn[begin : begin + step].astype(float)


def _errors(moved: Array, weights: Array, one: Specification, p: int) -> Array:
    """(R,) CR1 errors of what clusters add; a cluster drawn twice is two clusters."""
    n, J = weights @ one.sums.size, weights.sum(axis=1)
    factor = J / (J - 1.0) * (n - 1.0) / (n - p)
    return np.asarray(np.sqrt(factor * np.einsum("rj,rj->r", weights, moved * moved)))


def _normal(t: Array, df: float) -> Array:
    """Normal deviates with the p-values of t."""
    z = -special.ndtri(special.stdtr(df, -np.abs(t)))
    return np.asarray(np.sign(t) * np.minimum(z, FARTHEST))
