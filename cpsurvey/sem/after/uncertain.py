"""How sure a function of the estimates is: delta method, Monte Carlo draws, bootstrap draws.

MacKinnon, Lockwood & Williams (2004, doi:10.1207/s15327906mbr3901_4).
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.inference.reference import NORMAL, Reference

Array = NDArray[np.float64]
Values = Callable[[Any], Any]
"""Free parameters (..., q) in, quantities (..., k) out; real or complex."""
Ends = tuple[float | None, float | None]
DRAWS = 20_000
NOTHING = 1e-8
"""Errors below are those of arithmetic: what is standardised to one has none."""
ROWS = 1000
"""Draws made and taken through a function at a time; they stay in the cache."""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A quantity with its delta-method error and test, and its intervals.

    `mc` (with `mc_p`) and `boot` are None where nothing was drawn; `mc` of what is one
    parameter is its `ci`: there is no product whose distribution draws would have to find.
    """

    est: float | None
    se: float | None
    z: float | None
    pvalue: float | None
    ci: Ends
    mc: Ends | None = None
    mc_p: float | None = None
    boot: Ends | None = None


def as_path(one: Uncertain) -> Uncertain:
    """A quantity that is one parameter: read by the interval and the test that this has."""
    return replace(one, mc=one.ci, mc_p=one.pvalue)


def delta(
    values: Values, theta: Array, vcov: Array, against: Reference = NORMAL
) -> list[Uncertain]:
    """Each quantity with its error by exact derivatives (complex steps)."""
    est = np.asarray(values(theta), dtype=float)
    J = np.imag(values(theta + 1e-30j * np.eye(len(theta)))).T / 1e-30
    variance = np.einsum("ij,jk,ik->i", J, vcov, J)
    return [_one(float(e), float(v), against) for e, v in zip(est, variance, strict=True)]


def _one(est: float, variance: float, against: Reference) -> Uncertain:
    if not math.isfinite(est):
        return Uncertain(None, None, None, None, (None, None))
    if not variance >= 0 or not math.isfinite(variance):
        return Uncertain(est, None, None, None, (None, None))
    se = math.sqrt(variance)
    se = 0.0 if se < NOTHING * max(1.0, abs(est)) else se
    z = est / se if se else None
    p = against.pvalue(z) if z is not None else None
    reach = against.reach * se
    return Uncertain(est, se, z, p, (est - reach, est + reach))


def drawn(
    values: Values,
    theta: Array,
    vcov: Array,
    places: NDArray[np.intp],
    seed: int,
    count: int = DRAWS,
    against: Reference = NORMAL,
) -> Array:
    """A function (count, k) of draws from the estimates' distribution; only `places` move."""
    rng = np.random.default_rng(seed)
    own = vcov[np.ix_(places, places)]
    root = np.full_like(own, np.nan)
    if np.isfinite(own).all():
        spread, vectors = np.linalg.eigh((own + own.T) / 2)
        root = vectors * np.sqrt(np.maximum(spread, 0.0))
    some = np.repeat(theta[:, None], min(ROWS, count), axis=1)  # a parameter's side by side
    found: list[Array] = []
    for begin in range(0, count, ROWS):
        some = some[:, : count - begin]
        moved = rng.standard_normal((some.shape[1], len(root))) @ root.T
        some[places] = theta[places, None] + against.widened(moved, rng).T
        found.append(np.array(values(some.T)))  # a copy: the next draws stand in their place
    return np.concatenate(found)


def percentiles(drawn: Array) -> tuple[Array, Array]:
    """Limits that 95 % of the draws (n, k) lie between; NaN where none has a value."""
    has = np.isfinite(drawn)
    if has.all() and len(drawn):
        ordered = np.sort(drawn.T, axis=1)  # in a third of the time that percentile takes
        return _quantile(ordered, 0.025), _quantile(ordered, 0.975)
    known = np.where(has, drawn, np.nan)
    with warnings.catch_warnings():  # what has no value in any draw has no interval
        warnings.simplefilter("ignore", RuntimeWarning)
        lower, upper = np.nanpercentile(known, [2.5, 97.5], axis=0)
    return np.asarray(lower), np.asarray(upper)


def _quantile(ordered: Array, share: float) -> Array:
    """Quantiles of ordered rows (k, n), between two values as NumPy puts them."""
    last = ordered.shape[1] - 1
    at = math.floor(share * last)
    over = share * last - at
    low, high = ordered[:, at], ordered[:, min(at + 1, last)]
    gap = high - low
    return np.asarray(low + gap * over if over < 0.5 else high - gap * (1.0 - over))


def beyond(drawn: Array) -> list[float | None]:
    """Two-sided p of each quantity by its draws (n, k): twice the share beyond zero.

    One more draw is counted on either side than there were, so that no p is zero (Davison
    & Hinkley, 1997, 4.2). The 95% limits leave out zero where p is below .05, up to one draw.
    """
    known = np.isfinite(drawn)
    count = known.sum(axis=0)
    tail = np.minimum((known & (drawn <= 0)).sum(axis=0), (known & (drawn >= 0)).sum(axis=0))
    p = np.minimum(2.0 * (tail + 1) / (count + 1), 1.0)
    return [float(one) if n else None for one, n in zip(p, count, strict=True)]


def ends(lower: Array, upper: Array) -> Iterator[Ends]:
    """Limits one by one, None for what is no number."""
    for pair in zip(lower.tolist(), upper.tolist(), strict=True):
        yield pair if all(map(math.isfinite, pair)) else (None, None)
