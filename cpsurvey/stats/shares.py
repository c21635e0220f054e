"""How the variance of an outcome is shared out between levels, with profile intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from cpsurvey.stats.intercepts import Intercepts, lie_in_one_another
from cpsurvey.stats.mixed import Mixed, mixed
from cpsurvey.stats.profile import Profile, Term
from cpsurvey.stats.tails import chi2_quantile

Array = NDArray[np.float64]
Deviances = Callable[[Array], Array]
"""-2 log restricted likelihoods (B,) of (B, terms) thetas."""
Lowest = Callable[[Callable[[Array], Array]], float]


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of variance of the random intercepts and, last, of the residual.

    Parameters
    ----------
    share, lower, upper : (levels + 1,) arrays
        Limits where twice the restricted log-likelihood, profiled over the other
        parameters, has fallen by the chi-square quantile; 0 or 1 where it never does.
    """

    share: Array
    lower: Array
    upper: Array
    fit: Mixed


def shares(y: Array, X: Array, terms: Sequence[Term], level: float = 0.95) -> Shares:
    """Split the variance of `y` that `X` leaves, by random intercepts.

    Raises
    ------
    ValueError
        As `mixed`, and a term with more than an intercept.
    """
    if any(term.design.shape[1] > 1 for term in terms):
        raise ValueError("shares of variance are those of random intercepts")
    fit = mixed(y, X, terms)
    deviances, lowest = _deviances(y, X, terms)
    parts = np.append(fit.theta**2, 1.0)
    share = parts / parts.sum()
    reach = chi2_quantile(level, 1)
    best = float(deviances(fit.theta[None])[0])
    ends = [
        _ends(_along(deviances, lowest, fit.theta, i), float(share[i]), best + reach)
        for i in range(len(parts))
    ]
    lower, upper = np.array(ends).T
    return Shares(share, lower, upper, fit)


def _deviances(y: Array, X: Array, terms: Sequence[Term]) -> tuple[Deviances, Lowest]:
    """Deviances, and how the lowest along one of the others is found."""
    if lie_in_one_another(terms):
        return Intercepts(y, X, terms).deviances, _lowest_at_once
    profile = Profile(y, X, terms, reml=True)

    def one(theta: Array) -> float:
        try:
            return profile.deviance(theta)
        except np.linalg.LinAlgError:
            return np.inf

    return lambda theta: np.array([one(row) for row in theta]), _lowest_in_turn


def _along(
    deviances: Deviances, lowest: Lowest, theta: Array, level: int
) -> Callable[[float], float]:
    """Lowest deviance when one level has a given share of the variance."""
    others = np.delete(theta, level) if level < len(theta) else theta
    free = len(others) if level < len(theta) else len(theta) - 1

    def deviance(share: float) -> float:
        def at(rest: Array) -> Array:
            """Of (B, free) rests."""
            with np.errstate(all="ignore"):
                found = deviances(_theta(share, level, np.abs(rest), len(theta)))
            return np.where(np.isfinite(found), found, BEYOND)

        if free == 0:
            return float(at(np.ones((1, 0)))[0])
        if free == 1:
            return lowest(lambda along: at(along[:, None]))
        start = np.maximum(others[:free], 0.05)
        if level == len(theta):
            start = np.maximum(theta[1:], 0.05) / max(theta[0], 0.05)

        def one(rest: Array) -> float:
            return float(at(rest[None])[0])

        return float(scipy.optimize.minimize(one, start, method="Nelder-Mead").fun)

    return deviance


def _lowest_in_turn(function: Callable[[Array], Array]) -> float:
    """Lowest value between 0 and `WIDEST` of a function that takes as long for each."""
    found = scipy.optimize.minimize_scalar(
        lambda one: float(function(np.array([one]))[0]), bounds=(0, WIDEST), method="bounded"
    )
    return float(found.fun)


def _lowest_at_once(function: Callable[[Array], Array]) -> float:
    """The same of many at a time: about the lowest of a grid, then of finer ones."""
    along = WIDEST * np.linspace(0.0, 1.0, COARSE) ** 2
    while True:
        values = function(along)
        at = int(values.argmin())
        low, high = along[max(at - 1, 0)], along[min(at + 1, len(along) - 1)]
        if high - low < NEAR * max(1.0, high):
            return float(values[at])
        along = np.linspace(low, high, FINE)


BEYOND = 1e12
"""Deviance of shares so near to one that of many rows rounding leaves nothing: beyond every
limit, and a number, as the search for limits needs."""
COARSE, FINE, NEAR = 41, 17, 1e-5


def _theta(share: float, level: int, rest: Array, size: int) -> Array:
    """Relative standard deviations (B, size) that give `level` its share.

    For a random term `rest` (B, size - 1) are the other terms' relative standard deviations;
    for the residual, the last level, they are ratios to the first term's.
    """
    if level < size:
        own = np.sqrt(share / (1 - share) * (1 + (rest**2).sum(axis=1)))
        return np.insert(rest, level, own, axis=1)
    direction = np.insert(rest, 0, 1.0, axis=1)
    length = (direction**2).sum(axis=1, keepdims=True)
    return np.asarray(direction * np.sqrt((1 - share) / share / length))


EDGE = 1e-9
WIDEST = 20.0
"""Largest relative standard deviation, or ratio of two, that is looked at."""


def _ends(
    deviance: Callable[[float], float], share: float, limit: float
) -> tuple[float, float]:
    def gap(at: float) -> float:
        return deviance(at) - limit

    inside = min(max(share, EDGE), 1 - EDGE)
    lower = 0.0 if gap(EDGE) <= 0 else scipy.optimize.brentq(gap, EDGE, inside, xtol=1e-9)
    upper = (
        1.0 if gap(1 - EDGE) <= 0 else scipy.optimize.brentq(gap, inside, 1 - EDGE, xtol=1e-9)
    )
    return float(lower), float(upper)
