"""How far people who code the same things agree: kappa, weighted kappa, Krippendorff's alpha.

Cohen (1960, doi:10.1177/001316446002000104), errors by Fleiss, Cohen & Everitt (1969,
doi:10.1037/h0028106); Krippendorff (2011), Computing Krippendorff's alpha-reliability. Gold:
tests/gold/coders.json.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]
Weights = Literal["none", "linear", "quadratic"]
Level = Literal["nominal", "ordinal", "interval"]


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement of two coders beyond chance.

    Parameters
    ----------
    kappa : float
        NaN where both use one and the same category alone.
    agreement : float
        Share of things coded alike.
    prevalence, bias : float
        Of two categories: |a - d| / n and |b - c| / n (Byrt, Bishop & Carlin, 1993); NaN of
        more.
    """

    n: int
    kappa: float
    se: float
    lower: float
    upper: float
    agreement: float
    prevalence: float
    bias: float


def crossed(first: NDArray[np.int64], second: NDArray[np.int64], categories: int) -> Array:
    """(c, c) table of how often `first` and `second` chose each pair of categories."""
    found = np.zeros((categories, categories))
    np.add.at(found, (first, second), 1.0)
    return found


def kappa(table: Array, weights: Weights = "none", level: float = 0.95) -> Kappa:
    """Kappa of a table of two coders, with its large-sample interval.

    Parameters
    ----------
    weights : str
        How much two categories agree, for those in an order: by distance, or its square.
    """
    n = float(table.sum())
    p = table / n
    size = len(table)
    agree = _agreeing(size, weights)
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    observed = float(np.sum(agree * p))
    expected = float(rows @ agree @ columns)
    two = size == 2
    prevalence = abs(p[0, 0] - p[1, 1]) if two else float("nan")
    bias = abs(p[0, 1] - p[1, 0]) if two else float("nan")
    alike = float(np.trace(p))
    if expected >= 1.0:
        nan = float("nan")
        return Kappa(int(n), nan, nan, nan, nan, alike, prevalence, bias)
    value = (observed - expected) / (1.0 - expected)
    pulled = (agree @ columns)[:, None] + (rows @ agree)[None, :]
    inside = np.sum(p * (agree - pulled * (1.0 - value)) ** 2)
    variance = (inside - (value - expected * (1.0 - value)) ** 2) / (n * (1.0 - expected) ** 2)
    se = float(np.sqrt(max(variance, 0.0)))
    reach = float(special.ndtri(0.5 + level / 2.0)) * se
    low, high = max(value - reach, -1.0), min(value + reach, 1.0)
    return Kappa(int(n), value, se, low, high, alike, prevalence, bias)


def _agreeing(size: int, weights: Weights) -> Array:
    """(size, size) how much each pair of categories agrees: 1 on the diagonal."""
    if weights == "none" or size < 2:
        return np.eye(size)
    apart = np.abs(np.subtract.outer(np.arange(size), np.arange(size))) / (size - 1)
    return np.asarray(1.0 - (apart if weights == "linear" else apart**2), dtype=float)


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha.

    Parameters
    ----------
    alpha : float
        NaN where nothing varies: neither agreement nor its lack can then be seen.
    lower, upper : float
        Percentiles of resampled units; NaN where they were not drawn.
    units : int
        Things that two coders or more have coded.
    failed : int
        Resamples in which nothing varied.
    """

    alpha: float
    lower: float
    upper: float
    units: int
    failed: int = 0


def alpha(
    values: Array,
    level: Level = "nominal",
    *,
    draws: int = 0,
    rng: np.random.Generator | None = None,
) -> Alpha:
    """Alpha of (coders, units) numbers, NaN where a coder did not code a unit.

    Parameters
    ----------
    draws : int
        Resamples of units, for the 95% interval.
    """
    if not np.any(np.sum(~np.isnan(values), axis=0) >= 2):
        return Alpha(float("nan"), float("nan"), float("nan"), 0)
    pairs, categories = _coincidences(values)
    value = float(_alphas(pairs.sum(axis=0)[None], categories, level)[0])
    nan = float("nan")
    if not draws or len(pairs) < 2:
        return Alpha(value, nan, nan, len(pairs))
    assert rng is not None
    n = len(pairs)
    times = rng.multinomial(n, np.full(n, 1.0 / n), size=draws).astype(float)
    drawn = _alphas(np.tensordot(times, pairs, axes=1), categories, level)
    good = drawn[~np.isnan(drawn)]
    failed = draws - len(good)
    if len(good) < draws / 2:
        return Alpha(value, nan, nan, n, failed)
    low, high = np.quantile(good, [0.025, 0.975])
    return Alpha(value, float(low), float(high), n, failed)


def _coincidences(values: Array) -> tuple[Array, Array]:
    """(units, c, c) pairs of values within each unit coded twice or more, and the values."""
    categories = np.unique(values[~np.isnan(values)])
    counts = np.stack([np.sum(values == one, axis=0) for one in categories], axis=1)
    counts = counts[counts.sum(axis=1) >= 2].astype(float)
    within = counts.sum(axis=1)
    pairs = counts[:, :, None] * counts[:, None, :]
    diagonal = np.arange(len(categories))
    pairs[:, diagonal, diagonal] -= counts
    return pairs / (within - 1.0)[:, None, None], categories


def _alphas(pairs: Array, categories: Array, level: Level) -> Array:
    """Alpha of each of (draws, c, c) matrices of coincidences."""
    n_c = pairs.sum(axis=2)
    n = n_c.sum(axis=1)
    apart = _apart(n_c, categories, level)
    seen = np.sum(pairs * apart, axis=(1, 2))
    chance = np.sum(n_c[:, :, None] * n_c[:, None, :] * apart, axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        found = 1.0 - (n - 1.0) * seen / chance
    return np.where(chance > 0, found, np.nan)


def _apart(n_c: Array, categories: Array, level: Level) -> Array:
    """(draws, c, c) squared differences between values."""
    size = len(categories)
    if level == "nominal":
        return np.broadcast_to(1.0 - np.eye(size), (len(n_c), size, size))
    if level == "interval":
        away = np.subtract.outer(categories, categories) ** 2
        return np.broadcast_to(away, (len(n_c), size, size))
    middle = np.cumsum(n_c, axis=1) - n_c / 2.0
    return np.asarray((middle[:, :, None] - middle[:, None, :]) ** 2)
