"""Rates of contacts: logistic and Poisson regressions by weighted steps.

McCullagh and Nelder (1989), Generalized Linear Models, 2nd ed. Gold: tests/gold/kpi.R.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.inverses import pinv
from cpsurvey.stats.robust import Cr2, cr2

Array = NDArray[np.float64]
Family = Literal["binomial", "poisson", "gaussian"]
MOST_STEPS = 60
PRECISION = 1e-12
FARTHEST = 30.0
"""Linear predictors are held within this distance of zero."""
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
        b = weighted(X, step, w)
        eta = np.clip(X @ b, -FARTHEST, FARTHEST)
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
        vcov=pinv(X.T @ (w[:, None] * X)),
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
    b = weighted(X, y, np.ones(len(y)))
    e = y - X @ b
    df = len(y) - X.shape[1]
    rss = float(e @ e)
    variance = rss / df if df > 0 else float("nan")
    return Glm(
        b=b,
        vcov=variance * pinv(X.T @ X),
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


def weighted(X: Array, y: Array, w: Array) -> Array:
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
