"""Counts that vary more than chance: negative-binomial regression.

Venables and Ripley (2002), Modern Applied Statistics with S, sec. 7.4. Gold:
tests/gold/kpi.R.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.inverses import pinv
from cpsurvey.stats.rates import FARTHEST, MOST_STEPS, PRECISION, glm, weighted

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class NegativeBinomial:
    """Counts with variance mu + mu^2 / theta, log link.

    Parameters
    ----------
    b, se : (p,) array
        Coefficients and their errors at the estimated theta.
    theta : float
        Infinite when counts vary no more than a Poisson.
    """

    b: Array
    se: Array
    theta: float
    loglik: float
    converged: bool


def negative_binomial(y: Array, X: Array, exposure: Array) -> NegativeBinomial:
    """Fit a negative binomial by turns: coefficients, then theta, by maximum likelihood."""
    fit = glm(y, X, "poisson", exposure)
    mu, b = fit.mu, fit.b
    theta = _theta(y, mu)
    if not np.isfinite(theta):
        se = np.sqrt(np.diag(fit.vcov))
        loglik = float(np.sum(special.xlogy(y, mu) - mu - special.gammaln(y + 1)))
        return NegativeBinomial(b, se, theta, loglik, fit.converged)
    converged, before, loglik = False, -np.inf, -np.inf
    w = mu
    for _ in range(200):
        for _ in range(MOST_STEPS):
            w = mu / (1.0 + mu / theta)
            step = np.log(mu / exposure) + (y - mu) / mu
            new = weighted(X, step, w)
            moved = float(np.max(np.abs(new - b)))
            b = new
            mu = exposure * np.exp(np.clip(X @ b, -FARTHEST, FARTHEST))
            if moved < 1e-11:
                break
        theta = _theta(y, mu)
        loglik = _negative_binomial_loglik(y, mu, theta)
        if abs(loglik - before) < PRECISION * (abs(loglik) + 1):
            converged = True
            break
        before = loglik
    w = mu / (1.0 + mu / theta)
    vcov = pinv(X.T @ (w[:, None] * X))
    return NegativeBinomial(b, np.sqrt(np.diag(vcov)), theta, loglik, converged)


def _theta(y: Array, mu: Array) -> float:
    """Theta of given means by Newton's method on its logarithm; infinite at the boundary."""
    spread = float(np.sum((y / mu - 1.0) ** 2 - 1.0 / mu))
    if spread <= 0:
        return float("inf")
    t = np.log(max(len(y) / spread, 1e-3))
    for _ in range(100):
        theta = np.exp(t)
        score = np.sum(
            special.psi(y + theta)
            - special.psi(theta)
            + np.log(theta)
            + 1.0
            - np.log(theta + mu)
            - (y + theta) / (mu + theta)
        )
        slope = np.sum(
            special.polygamma(1, y + theta)
            - special.polygamma(1, theta)
            + 1.0 / theta
            - 2.0 / (mu + theta)
            + (y + theta) / (mu + theta) ** 2
        )
        first, second = theta * score, theta**2 * slope + theta * score
        move = first / second if second < 0 else -np.sign(first) * 0.5
        t -= float(np.clip(move, -1.0, 1.0))
        if t > 16:
            return float("inf")
        if abs(move) < 1e-12:
            break
    return float(np.exp(t))


def _negative_binomial_loglik(y: Array, mu: Array, theta: float) -> float:
    if not np.isfinite(theta):
        return float(np.sum(special.xlogy(y, mu) - mu - special.gammaln(y + 1)))
    return float(
        np.sum(
            special.gammaln(theta + y)
            - special.gammaln(theta)
            - special.gammaln(y + 1)
            + theta * np.log(theta)
            + special.xlogy(y, mu)
            - (theta + y) * np.log(theta + mu)
        )
    )
