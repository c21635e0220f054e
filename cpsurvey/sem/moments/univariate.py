"""One variable given covariates: thresholds or mean, slopes, and what each case adds to them.

Ordered variables by probit regression, others by linear regression; without covariates both
are the shares and the moments themselves. Parameters of a variable stand in this order:
thresholds (or the mean), slopes on the turned covariates, variance (if continuous).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.sem.moments.bivariate import density
from cpsurvey.sem.moments.covariates import Covariates

Array = NDArray[np.float64]
Codes = NDArray[np.intp]
Mask = NDArray[np.bool_]
STEPS = 60
NEAR = 1e-11
STEEP = 12.0
"""Standard deviation of what is predicted that has no end: the covariates tell answers."""
BEYOND = 40.0
"""A standard normal value as good as infinite, that can be multiplied."""
LEAST = 1e-300


class Told(ValueError):
    """The covariates tell the answers to a variable: no regression on them exists."""

    def __init__(self, place: int) -> None:
        super().__init__("the covariates tell the answers")
        self.place = place


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable's univariate estimates and casewise values.

    Parameters
    ----------
    there : (n,) bool array
        Cases that have an answer.
    first : (k,) array
        Thresholds, or the mean, where every covariate has its mean.
    slopes : (q,) array
        On the turned covariates.
    influence : (n, k + q [+ 1]) array
        What each case adds to the parameters, to first order; 0 without an answer.
    code : (n,) int array
        Category from 0 (ordered).
    lower, upper : (n,) arrays
        Thresholds around each answer, less what the covariates predict (ordered).
    z : (n,) array
        Standardised residuals (continuous).
    """

    ordered: bool
    there: Mask
    first: Array
    slopes: Array
    influence: Array
    code: Codes
    lower: Array
    upper: Array
    z: Array
    sd: float

    @property
    def k(self) -> int:
        """Thresholds, or the one mean."""
        return len(self.first)


def variable(x: Array, given: Covariates, *, ordered: bool, place: int) -> Variable:
    """Fit one variable, NaN where missing.

    Raises
    ------
    Told
        The covariates tell the answers.
    """
    there = ~np.isnan(x)
    z = given.z[there]
    make = _ordered if ordered else _continuous
    try:
        found = make(x[there], z)
    except np.linalg.LinAlgError:
        found = None
    if found is None:
        raise Told(place)
    first, slopes, sd, scores, code, lower, upper, residual = found
    n = len(x)

    def spread(values: NDArray[Any]) -> Any:
        whole = np.zeros((n, *values.shape[1:]), dtype=values.dtype)
        whole[there] = values
        return whole

    influence = spread(scores @ np.linalg.inv(scores.T @ scores))
    return Variable(
        ordered,
        there,
        first,
        slopes,
        influence,
        spread(code),
        spread(lower),
        spread(upper),
        spread(residual),
        sd,
    )


_Found = tuple[Array, Array, float, Array, Codes, Array, Array, Array]


def _continuous(x: Array, z: Array) -> _Found | None:
    design = np.column_stack([np.ones(len(x)), z])
    at: Array = np.asarray(np.linalg.lstsq(design, x, rcond=None)[0], dtype=float)
    rest = x - design @ at
    sd = float(np.sqrt(np.mean(rest**2)))
    if sd <= 1e-9 * float(np.std(x)):
        return None
    rest = np.asarray(rest / sd, dtype=float)
    variance = (rest * rest - 1.0) / (2.0 * sd * sd)
    scores = np.column_stack([(rest / sd)[:, None] * design, variance])
    nothing = np.zeros(len(x))
    code = np.zeros(len(x), dtype=np.intp)
    return at[:1], at[1:], sd, scores, code, nothing, nothing, rest


def _ordered(x: Array, z: Array) -> _Found | None:
    values, code = np.unique(x, return_inverse=True)
    code = code.reshape(-1)
    k, q = len(values) - 1, z.shape[1]
    shares = np.bincount(code, minlength=k + 1) / len(x)
    start = np.concatenate([special.ndtri(np.cumsum(shares)[:-1]), np.zeros(q)])
    hot = np.zeros((len(x), k + 2))
    hot[np.arange(len(x)), code + 1] = 1.0
    up = np.concatenate([hot[:, 1 : k + 1], -z], axis=1)
    low = np.concatenate([hot[:, 2:], -z], axis=1)
    theta = _climb(start, code, k, z, up, low) if q else start
    if theta is None:
        return None
    lower, upper, P = _limits(theta, code, k, z)
    by_up, by_low = density(upper) / P, -density(lower) / P
    scores = up * by_up[:, None] + low * by_low[:, None]
    ends = np.concatenate([[-np.inf], theta[:k], [np.inf]])
    shift = z @ theta[k:]
    nothing = np.zeros(len(x))
    limits = ends[code] - shift, ends[code + 1] - shift
    return theta[:k], theta[k:], 1.0, scores, code, *limits, nothing


def _limits(theta: Array, code: Codes, k: int, z: Array) -> tuple[Array, Array, Array]:
    """Thresholds around each answer, finite, and the answer's probability."""
    ends = np.concatenate([[-BEYOND], theta[:k], [BEYOND]])
    shift = z @ theta[k:]
    lower = ends[code] - np.where(code > 0, shift, 0.0)  # what is without end stays so
    upper = ends[code + 1] - np.where(code < k, shift, 0.0)
    turn = lower > 0  # the upper tail keeps digits only when looked at from above
    a, b = np.where(turn, -upper, lower), np.where(turn, -lower, upper)
    return lower, upper, np.maximum(special.ndtr(b) - special.ndtr(a), LEAST)


def _climb(theta: Array, code: Codes, k: int, z: Array, up: Array, low: Array) -> Array | None:
    """Newton's method; the likelihood has one top. None where it has no end."""
    lower, upper, P = _limits(theta, code, k, z)
    likely = float(np.log(P).sum())
    for _ in range(STEPS):
        a, b = density(upper) / P, -density(lower) / P
        g = up.T @ a + low.T @ b
        uu, ll, ul = -upper * a - a * a, -lower * b - b * b, -a * b
        cross = up.T @ (ul[:, None] * low)
        H = up.T @ (uu[:, None] * up) + low.T @ (ll[:, None] * low) + cross + cross.T
        step = np.linalg.solve(H, -g)
        for _ in range(STEPS):
            tried = theta + step
            sorted_ = bool((np.diff(tried[:k]) > 0).all())
            lower, upper, P = _limits(tried, code, k, z)
            now = float(np.log(P).sum())
            if sorted_ and now >= likely - 1e-9 * abs(likely):
                break
            step /= 2.0
        else:
            return None
        theta, likely = tried, now
        if np.linalg.norm(theta[k:]) > STEEP:
            return None
        if np.abs(step).max() < NEAR:
            return theta
    return None
