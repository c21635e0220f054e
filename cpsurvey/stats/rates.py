"""Rates of contacts: logistic, Poisson and negative-binomial regressions by weighted steps.

McCullagh and Nelder (1989), Generalized Linear Models, 2nd ed.; Venables and Ripley (2002),
Modern Applied Statistics with S, sec. 7.4, for the negative binomial. Gold:
tests/gold/kpi.R.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.stats.robust import Cr2, cr2

Array = NDArray[np.float64]
Family = Literal["binomial", "poisson", "gaussian"]
MOST_STEPS = 60
PRECISION = 1e-12
FLAT = 1e-9
"""Fitted shares closer than this to none or all: the estimate runs off to infinity."""


@dataclass(frozen=True, slots=True)
class Glm:
    """One fitted generalised linear model with its canonical link.

    Parameters
    ----------
    b : (p,) array
        Coefficients on the scale of the link: log odds, log rate, or the outcome itself.
    vcov : (p, p) array
        Of the model itself, dispersion 1 (gaussian: the residual variance).
    mu : (n,) array
        Fitted successes, events, or values.
    weights, working : (n,) array
        Of the last step: working weights and working residuals on the link's scale.
    slope : (n,) array
        Derivative of the fitted share, rate or value by the linear predictor.
    pearson : float
        Pearson's chi-squared; over `df_resid` it is the dispersion.
    separated : bool
        Some fitted share is zero or one: coefficients are not finite.
    """

    b: Array
    vcov: Array
    mu: Array
    weights: Array
    working: Array
    slope: Array
    deviance: float
    pearson: float
    df_resid: int
    converged: bool
    separated: bool

    @property
    def dispersion(self) -> float:
        """Pearson's chi-squared over its degrees of freedom; NaN without any."""
        return self.pearson / self.df_resid if self.df_resid > 0 else float("nan")


def glm(y: Array, X: Array, family: Family, n: Array | None = None) -> Glm:
    """Fit by iteratively reweighted least squares.

    Parameters
    ----------
    y : (n,) array
        Successes, events, or values.
    X : (n, p) array
        Full column rank, intercept included.
    n : (n,) array, optional
        Trials (binomial) or exposure (poisson), positive.
    """
    size = np.ones(len(y)) if n is None else n
    if family == "gaussian":
        return _least_squares(y, X)
    mu = size * (y + 0.5) / (size + 1.0) if family == "binomial" else y + 0.1
    eta = _link(mu, size, family)
    b = np.zeros(X.shape[1])
    deviance, converged = np.inf, False
    for _ in range(MOST_STEPS):
        w = _variance(mu, size, family)
        step = eta + (y - mu) / w
        b = _weighted(X, step, w)
        eta = np.clip(X @ b, -35.0, 35.0)
        mu = _mean(eta, size, family)
        before, deviance = deviance, _deviance(y, mu, size, family)
        if abs(before - deviance) < PRECISION * (abs(deviance) + 0.1):
            converged = True
            break
    w = _variance(mu, size, family)
    working = (y - mu) / w
    share = mu / size if family == "binomial" else mu
    away = bool(np.any(share < FLAT) or (family == "binomial" and np.any(share > 1 - FLAT)))
    return Glm(
        b=b,
        vcov=np.asarray(np.linalg.pinv(X.T @ (w[:, None] * X))),
        mu=mu,
        weights=w,
        working=working,
        slope=w / size if family == "binomial" else w,
        deviance=deviance,
        pearson=float(np.sum(w * working**2)),
        df_resid=len(y) - X.shape[1],
        converged=converged,
        separated=away,
    )


def _least_squares(y: Array, X: Array) -> Glm:
    b = _weighted(X, y, np.ones(len(y)))
    e = y - X @ b
    df = len(y) - X.shape[1]
    rss = float(e @ e)
    variance = rss / df if df > 0 else float("nan")
    return Glm(
        b=b,
        vcov=variance * np.asarray(np.linalg.pinv(X.T @ X)),
        mu=X @ b,
        weights=np.ones(len(y)),
        working=e,
        slope=np.ones(len(y)),
        deviance=rss,
        pearson=rss,
        df_resid=df,
        converged=True,
        separated=False,
    )


def _weighted(X: Array, y: Array, w: Array) -> Array:
    """Coefficients of weighted least squares."""
    root = np.sqrt(w)
    return np.asarray(np.linalg.lstsq(root[:, None] * X, root * y, rcond=None)[0], dtype=float)


def _link(mu: Array, size: Array, family: Family) -> Array:
    if family == "binomial":
        return np.asarray(special.logit(mu / size))
    return np.log(mu / size)


def _mean(eta: Array, size: Array, family: Family) -> Array:
    return np.asarray(size * (special.expit(eta) if family == "binomial" else np.exp(eta)))


def _variance(mu: Array, size: Array, family: Family) -> Array:
    if family == "binomial":
        return np.asarray(np.maximum(mu * (1.0 - mu / size), 1e-12 * size))
    return np.asarray(np.maximum(mu, 1e-12))


def _deviance(y: Array, mu: Array, size: Array, family: Family) -> float:
    if family == "binomial":
        parts = special.xlogy(y, y / mu) + special.xlogy(size - y, (size - y) / (size - mu))
    else:
        parts = special.xlogy(y, y / mu) - (y - mu)
    return 2.0 * float(np.sum(parts))


def clustered(fit: Glm, X: Array, group: NDArray[np.int64]) -> tuple[Cr2, Array]:
    """CR2 of a fitted model, working variance as the model says, and the CR1 covariance.

    CR2 is that of the least squares of the responses on their slopes, weighted by the inverse
    of their variances, as clubSandwich takes it. CR1 carries G/(G-1).
    """
    root = np.sqrt(fit.weights)
    rows, e = root[:, None] * X, root * fit.working
    d = fit.slope
    found = cr2(d[:, None] * X, d * fit.working, group, fit.weights / d**2)
    _, member = np.unique(group, return_inverse=True)
    J = int(member.max()) + 1
    scores = np.zeros((J, X.shape[1]))
    np.add.at(scores, member, rows * e[:, None])
    bread = np.linalg.inv(rows.T @ rows)
    return found, np.asarray(J / (J - 1) * bread @ (scores.T @ scores) @ bread)


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
            new = _weighted(X, step, w)
            moved = float(np.max(np.abs(new - b)))
            b = new
            mu = exposure * np.exp(np.clip(X @ b, -35.0, 35.0))
            if moved < 1e-11:
                break
        theta = _theta(y, mu)
        loglik = _negative_binomial_loglik(y, mu, theta)
        if abs(loglik - before) < PRECISION * (abs(loglik) + 1):
            converged = True
            break
        before = loglik
    w = mu / (1.0 + mu / theta)
    vcov = np.linalg.pinv(X.T @ (w[:, None] * X))
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
