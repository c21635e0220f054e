"""Linear mixed models with nested or crossed random effects, by (restricted) likelihood.

The deviance is profiled over fixed effects and residual variance, so that only the
relative covariance factor of each random term is searched for (Bates, Maechler, Bolker &
Walker, 2015, doi:10.18637/jss.v067.i01). Degrees of freedom are Satterthwaite's, from the
curvature of the deviance (Kuznetsova, Brockhoff & Christensen, 2017,
doi:10.18637/jss.v082.i13).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from cpsurvey.stats.derivatives import gradient, hessian
from cpsurvey.stats.profile import Profile, Term, factors, triangle

Array = NDArray[np.float64]
BOUNDARY = 1e-5
"""A relative standard deviation below this is a random effect without variance."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """A fitted mixed model.

    Parameters
    ----------
    b, se, df : (p,) arrays
        Fixed effects, standard errors, Satterthwaite's degrees of freedom.
    vcov : (p, p) array
    sigma2 : float
        Residual variance.
    covariances : tuple of (r, r) arrays
        Of the random effects of each term.
    blups : tuple of (groups, r) arrays
        Predicted random effects (shrunk towards zero).
    theta : (k,) array
        Relative covariance factors, columns of lower triangles stacked.
    spread : (k + 1, k + 1) array
        Asymptotic covariance of `theta` and the residual standard deviation; zero for
        parameters at the boundary.
    loglik : float
        Restricted when `reml`.
    parameters : int
        Fixed effects, covariances and the residual variance.
    singular : bool
        A random effect has no variance of its own: a boundary estimate.
    fixed_variance, random_variance : float
        Of the fixed part (n - 1) and of the random part, averaged over rows.
    """

    reml: bool
    n: int
    b: Array
    se: Array
    df: Array
    vcov: Array
    sigma2: float
    covariances: tuple[Array, ...]
    blups: tuple[Array, ...]
    theta: Array
    spread: Array
    loglik: float
    parameters: int
    singular: bool
    converged: bool
    fixed_variance: float
    random_variance: float

    @property
    def aic(self) -> float:
        """Akaike's criterion."""
        return -2 * self.loglik + 2 * self.parameters

    @property
    def bic(self) -> float:
        """Schwarz's criterion, with the number of rows."""
        return float(-2 * self.loglik + np.log(self.n) * self.parameters)

    @property
    def marginal_r2(self) -> float:
        """Share of variance of the fixed effects (Nakagawa & Schielzeth, 2013)."""
        return self.fixed_variance / self._total

    @property
    def conditional_r2(self) -> float:
        """Share of variance of fixed and random effects (Johnson, 2014, with slopes)."""
        return (self.fixed_variance + self.random_variance) / self._total

    @property
    def _total(self) -> float:
        return self.fixed_variance + self.random_variance + self.sigma2


def mixed(
    y: Array, X: Array, terms: Sequence[Term], *, reml: bool = True, errors: bool = True
) -> Mixed:
    """Fit y = X b + sum of random terms + residual.

    Parameters
    ----------
    y : (n,) array
    X : (n, p) array
        Full column rank, intercept included.
    terms : sequence of Term
        Nested groups need codes of their own (team 1 of centre A is not team 1 of B).
    errors : bool
        Whether `spread` and `df` are asked for, which take as long as the fit; else NaN.

    Raises
    ------
    ValueError
        More random effects than rows for a term, rank deficient `X`, or no residual variance.
    """
    _refuse(y, X, terms)
    profile = Profile(y, X, terms, reml)
    theta, converged = _search(profile, terms)
    at = profile.at(theta)
    n, p = X.shape
    sigma2 = at.pwrss / (n - p if reml else n)
    spread = np.full((len(theta) + 1, len(theta) + 1), np.nan)
    df = np.full(p, np.nan)
    if errors:
        spread = _spread(profile, theta, np.sqrt(sigma2))
        df = _satterthwaite(profile, theta, np.sqrt(sigma2), spread)
    vcov = sigma2 * at.inverse
    covariances = tuple(sigma2 * L @ L.T for L in factors(theta, terms))
    random = float(
        sum(
            np.mean(np.einsum("ij,jk,ik->i", term.design, G, term.design))
            for term, G in zip(terms, covariances, strict=True)
        )
    )
    singular = any(np.linalg.eigvalsh(L @ L.T)[0] < BOUNDARY**2 for L in factors(theta, terms))
    return Mixed(
        reml=reml,
        n=n,
        b=at.b,
        se=np.sqrt(np.diag(vcov)),
        df=df,
        vcov=vcov,
        sigma2=float(sigma2),
        covariances=covariances,
        blups=profile.blups(at),
        theta=theta,
        spread=spread,
        loglik=-profile.deviance(theta) / 2,
        parameters=p + len(theta) + 1,
        singular=bool(singular),
        converged=converged,
        fixed_variance=float(np.var(X @ at.b, ddof=1)),
        random_variance=random,
    )


def _refuse(y: Array, X: Array, terms: Sequence[Term]) -> None:
    for term in terms:
        if term.groups < 2:
            raise ValueError(f"'{term.name}' has one group")
        if term.groups * term.design.shape[1] >= len(y):
            raise ValueError(f"'{term.name}' has as many random effects as there are rows")
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise ValueError("a fixed effect is an exact combination of the others")
    rest = y - X @ np.linalg.lstsq(X, y, rcond=None)[0]
    if rest @ rest <= 1e-12 * max(1.0, float(y @ y)):
        raise ValueError("the fixed effects leave no residual variance")


STARTS = (1.0, 0.1)
"""Relative standard deviations to start from: the slope at zero is zero, so a search that
jumps there stays."""


def _search(profile: Profile, terms: Sequence[Term]) -> tuple[Array, bool]:
    """Minimum of the deviance: bounded quasi-Newton searches, polished by Newton's method."""
    diagonal = np.concatenate([rows == columns for rows, columns in _places(terms)])
    bounds = [(0.0, None) if one else (None, None) for one in diagonal]
    theta, best = np.zeros(len(diagonal)), np.inf
    for start in STARTS:
        found = scipy.optimize.minimize(
            profile.deviance,
            start * diagonal,
            method="L-BFGS-B",
            bounds=bounds,
            options={"maxiter": 500, "ftol": 1e-14, "gtol": 1e-7},
        )
        if found.fun < best - 1e-9:
            theta, best = np.asarray(found.x), float(found.fun)
        if (theta[diagonal] > BOUNDARY).all():
            break
    inside = ~diagonal | (theta > BOUNDARY)
    theta = np.where(inside, theta, 0.0)
    if not inside.any():
        return theta, True
    theta = _polish(profile, theta, inside, diagonal)
    slope = gradient(_among(profile.deviance, theta, inside), theta[inside])
    return theta, bool(np.abs(slope).max() < 1e-3)


def _polish(
    profile: Profile,
    theta: Array,
    inside: NDArray[np.bool_],
    diagonal: NDArray[np.bool_],
    steps: int = 5,
) -> Array:
    """Newton steps among the parameters off the boundary, as long as they lead down."""
    deviance = profile.deviance(theta)
    for _ in range(steps):
        function = _among(profile.deviance, theta, inside)
        curve = hessian(function, theta[inside])
        if np.linalg.eigvalsh(curve)[0] <= 0:
            break
        step = np.linalg.solve(curve, gradient(function, theta[inside]))
        tried = theta.copy()
        tried[inside] -= step
        reached = profile.deviance(tried)
        if (tried[diagonal] < 0).any() or reached > deviance + 1e-9 * abs(deviance):
            break
        theta, deviance = tried, reached
        if np.abs(step).max() < 1e-9:
            break
    return theta


def _places(
    terms: Sequence[Term],
) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    return [triangle(term.design.shape[1]) for term in terms]


def _among(
    function: Callable[[Array], float], theta: Array, inside: NDArray[np.bool_]
) -> Callable[[Array], float]:
    """`function` of the parameters inside the bounds, the others held."""

    def of_some(values: Array) -> float:
        whole = theta.copy()
        whole[inside] = values
        return function(whole)

    return of_some


def _spread(profile: Profile, theta: Array, sigma: float) -> Array:
    """Asymptotic covariance of theta and sigma: twice the inverse curvature."""
    point = np.append(theta, sigma)
    inside = np.append(theta != 0, True)
    curve = hessian(_among(profile.deviance_with_sigma, point, inside), point[inside])
    values, vectors = np.linalg.eigh(curve)
    kept = values > 1e-8 * values.max()
    found = np.zeros((len(point), len(point)))
    found[np.ix_(inside, inside)] = 2 * (vectors[:, kept] / values[kept]) @ vectors[:, kept].T
    return found


def _satterthwaite(profile: Profile, theta: Array, sigma: float, spread: Array) -> Array:
    """2 V^2 / var(V) of each fixed effect's variance V."""
    point = np.append(theta, sigma)
    inside = np.append(theta != 0, True)

    def covariance(values: Array) -> Array:
        whole = point.copy()
        whole[inside] = values
        return np.asarray(whole[-1] ** 2 * np.diag(profile.at(whole[:-1]).inverse))

    V = covariance(point[inside])
    slopes = np.array([gradient(_one(covariance, i), point[inside]) for i in range(len(V))])
    A = spread[np.ix_(inside, inside)]
    return np.asarray(2 * V**2 / np.einsum("ij,jk,ik->i", slopes, A, slopes))


def _one(function: Callable[[Array], Array], i: int) -> Callable[[Array], float]:
    def of_one(values: Array) -> float:
        return float(function(values)[i])

    return of_one


__all__ = ["Mixed", "Term", "mixed"]
