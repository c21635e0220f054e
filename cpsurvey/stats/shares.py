"""How the variance of an outcome is shared out between levels, with profile intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from cpsurvey.stats.mixed import Mixed, mixed
from cpsurvey.stats.profile import Profile, Term
from cpsurvey.stats.tails import chi2_quantile

Array = NDArray[np.float64]


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
    profile = Profile(y, X, terms, reml=True)
    parts = np.append(fit.theta**2, 1.0)
    share = parts / parts.sum()
    reach = chi2_quantile(level, 1)
    best = profile.deviance(fit.theta)
    ends = [
        _ends(_along(profile, fit.theta, i), float(share[i]), best + reach)
        for i in range(len(parts))
    ]
    lower, upper = np.array(ends).T
    return Shares(share, lower, upper, fit)


def _along(profile: Profile, theta: Array, level: int) -> Callable[[float], float]:
    """Lowest deviance when one level has a given share of the variance."""
    others = np.delete(theta, level) if level < len(theta) else theta

    def deviance(share: float) -> float:
        def at(rest: Array) -> float:
            return _deviance(profile, _theta(share, level, np.abs(rest), len(theta)))

        free = len(others) if level < len(theta) else len(theta) - 1
        if free == 0:
            return at(np.ones(0))
        if free == 1:
            along = optimize.minimize_scalar(
                lambda one: at(np.array([one])), bounds=(0, WIDEST), method="bounded"
            )
            return float(along.fun)
        start = np.maximum(others[:free], 0.05)
        if level == len(theta):
            start = np.maximum(theta[1:], 0.05) / max(theta[0], 0.05)
        found = optimize.minimize(at, start, method="Nelder-Mead")
        return float(found.fun)

    return deviance


BEYOND = 1e12
"""Deviance of shares so near to one that of many rows rounding leaves nothing: beyond every
limit, and a number, as the search for limits needs."""


def _deviance(profile: Profile, theta: Array) -> float:
    try:
        with np.errstate(invalid="ignore"):
            found = profile.deviance(theta)
    except np.linalg.LinAlgError:
        return BEYOND
    return found if np.isfinite(found) else BEYOND


def _theta(share: float, level: int, rest: Array, size: int) -> Array:
    """Relative standard deviations that give `level` its share.

    For a random term `rest` are the other terms' relative standard deviations; for the
    residual, the last level, they are ratios to the first term's.
    """
    if level < size:
        own = np.sqrt(share / (1 - share) * (1 + rest @ rest))
        return np.insert(rest, level, own)
    direction = np.append(1.0, rest)
    return np.asarray(direction * np.sqrt((1 - share) / share / (direction @ direction)))


EDGE = 1e-9
WIDEST = 20.0
"""Largest relative standard deviation, or ratio of two, that is looked at."""


def _ends(
    deviance: Callable[[float], float], share: float, limit: float
) -> tuple[float, float]:
    def gap(at: float) -> float:
        return deviance(at) - limit

    inside = min(max(share, EDGE), 1 - EDGE)
    lower = 0.0 if gap(EDGE) <= 0 else optimize.brentq(gap, EDGE, inside, xtol=1e-9)
    upper = 1.0 if gap(1 - EDGE) <= 0 else optimize.brentq(gap, inside, 1 - EDGE, xtol=1e-9)
    return float(lower), float(upper)
