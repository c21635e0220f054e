"""Reliability of a sum of ordered answers (Green & Yang, 2009, doi:10.1007/s11336-008-9099-3).

An answer is a latent response cut at thresholds, so that the covariance of two answers is
a sum of bivariate normal probabilities. One factor is fitted to polychoric correlations by
diagonally weighted least squares; the share of the variance of the *answers'* sum that the
factor explains is categorical omega.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.inverses import pinv
from cpsurvey.sem.moments.bivariate import cdf, density, pdf
from cpsurvey.sem.moments.polychoric import Polychoric, pairs, polychoric

Array = NDArray[np.float64]
ROUNDS = 200
TOLERANCE = 1e-13


@dataclass(frozen=True, slots=True)
class Categorical:
    """One factor behind ordered answers.

    Parameters
    ----------
    omega : float
        Categorical omega, the denominator from the polychoric correlations.
    se : float
        By the delta method from the thresholds' and correlations' joint covariances; the
        least squares weights are taken as given.
    alpha : float
        "Ordinal alpha" (Zumbo, Gadermann & Zeisser, 2007): of the unobserved responses.
    loadings : (k,) array
        Standardised.
    definite : bool
        Whether the polychoric correlations are positive definite.
    converged, admissible : bool
        Admissible: no loading beyond one.
    clusters : int or None
        Clusters behind `se`.
    """

    omega: float
    se: float
    alpha: float
    loadings: Array
    definite: bool
    converged: bool
    admissible: bool
    clusters: int | None = None

    def interval(self, z: float = 1.959963984540054) -> tuple[float, float]:
        """Symmetric in log(1 - omega), the scale of alpha's interval (Bonett, 2002)."""
        if not (self.omega < 1 and np.isfinite(self.se)):
            return np.nan, np.nan
        spread = np.exp(z * self.se / (1.0 - self.omega))
        return 1.0 - (1.0 - self.omega) * spread, 1.0 - (1.0 - self.omega) / spread


def categorical(data: Array, cluster: NDArray[np.intp] | None = None) -> Categorical:
    """Estimate from complete (n, k) answers, k > 2, all varying.

    Parameters
    ----------
    cluster : (n,) int array, optional
        Cluster of each row; respondents of one may resemble each other.

    Raises
    ------
    ValueError
        Fewer than three items, or an item that does not vary.
    """
    k = data.shape[1]
    if k < 3 or not np.ptp(data, axis=0).all():
        raise ValueError("categorical omega needs three items that vary")
    found = polychoric(data)
    nth = sum(len(t) for t in found.thresholds)
    assert found.gamma is not None
    gamma = found.gamma
    if cluster is not None:  # errors only: the weights stay those of respondents
        together = polychoric(data, cluster=cluster, known=found).gamma
        assert together is not None
        gamma = together
    ii, jj = pairs(k)
    weights = 1.0 / np.diag(found.gamma)[nth:]
    loadings, slope, converged = one_factor(found.R, weights)
    sums = _Sums(data, found)
    common = np.outer(loadings, loadings)
    top, by_tau, S = sums.variance(common)
    below, by_tau_below, S_below = sums.variance(found.R)
    omega = top / below
    by_r = -omega * 2.0 * S_below[ii, jj] + (2.0 * S @ loadings) @ slope
    gradient = np.concatenate([by_tau - omega * by_tau_below, by_r]) / below
    variance = gradient @ gamma @ gradient / found.n
    return Categorical(
        omega=float(omega),
        se=float(np.sqrt(variance)) if variance >= 0 else np.nan,
        alpha=float(k / (k - 1) * (1.0 - k / found.R.sum())),
        loadings=loadings,
        definite=bool(np.linalg.eigvalsh(found.R)[0] > 0),
        converged=converged,
        admissible=bool((np.abs(loadings) <= 1.0).all()),
        clusters=None if cluster is None else len(np.unique(cluster)),
    )


def one_factor(R: Array, weights: Array) -> tuple[Array, Array, bool]:
    """Fit l_i l_j to the correlations by weighted least squares.

    Parameters
    ----------
    R : (k, k) array
    weights : (k (k - 1) / 2,) array
        In the order of ``pairs``.

    Returns
    -------
    loadings : (k,) array
        Their sum is not negative.
    slope : (k, pairs) array
        Derivatives of the loadings by the correlations.
    converged : bool
    """
    k = len(R)
    ii, jj = pairs(k)
    r = R[ii, jj]
    values, vectors = np.linalg.eigh(R)
    start = vectors[:, -1] * np.sqrt(max(values[-1] - 1.0, 0.1))
    at: Array = np.clip(start * (1.0 if start.sum() >= 0 else -1.0), -0.95, 0.95)
    W = np.zeros((k, k))
    W[ii, jj] = W[jj, ii] = weights

    def value(x: Array) -> float:
        return float(weights @ (r - x[ii] * x[jj]) ** 2)

    J = np.zeros((len(r), k))
    places = np.arange(len(r))
    converged = False
    damping = 0.0
    for _ in range(ROUNDS):
        J[places, ii], J[places, jj] = at[jj], at[ii]
        E = W * (R - np.outer(at, at))
        gradient = J.T @ (weights * (r - at[ii] * at[jj]))
        expected = J.T @ (weights[:, None] * J)
        H = expected - E
        if np.linalg.eigvalsh(H)[0] <= 1e-10 * np.trace(expected):
            H = expected + 1e-9 * np.trace(expected) * np.eye(k)
        step = np.linalg.solve(H + damping * np.diag(np.diag(expected)), gradient)
        if gradient @ step < TOLERANCE * weights.sum():
            at = at + step
            converged = True
            break
        before = value(at)
        if value(at + step) <= before:
            at, damping = at + step, damping / 4.0
        else:
            damping = max(4.0 * damping, 1e-3)
    J[places, ii], J[places, jj] = at[jj], at[ii]
    H = J.T @ (weights[:, None] * J) - W * (R - np.outer(at, at))
    slope = pinv(H) @ (J.T * weights)
    if at.sum() < 0:
        at, slope = -at, -slope
    return at, slope, converged


class _Sums:
    """Variances of the sum of answers, all thresholds in one line.

    An answer is its lowest code plus the gaps of the thresholds its response passes, so
    codes that nobody used leave larger gaps.
    """

    def __init__(self, data: Array, found: Polychoric) -> None:
        self.k = data.shape[1]
        self.tau = np.concatenate(found.thresholds)
        self.of = np.repeat(np.arange(self.k), [len(t) for t in found.thresholds])
        self.gap = np.concatenate([np.diff(np.unique(column)) for column in data.T])
        self.phi = special.ndtr(self.tau)

    def variance(self, R: Array) -> tuple[float, Array, Array]:
        """Of responses correlated by `R`, whose diagonal may be below one.

        Returns
        -------
        variance : float
        by_tau : (T,) array
            Derivatives by the thresholds.
        S : (k, k) array
            Derivatives by the correlations, each side of the diagonal.
        """
        tau, gap = self.tau, self.gap
        rho = R[np.ix_(self.of, self.of)]
        same = rho >= 1.0
        h, k = np.broadcast_arrays(tau[:, None], tau[None, :])
        inside = np.where(same, 0.0, rho)
        both = np.where(same, np.minimum.outer(self.phi, self.phi), cdf(h, k, inside))
        outer = np.outer(gap, gap)
        total = float(np.sum(outer * (both - np.outer(self.phi, self.phi))))
        step = (h < k) + 0.5 * (h == k)
        passing = special.ndtr((k - inside * h) / np.sqrt(1.0 - inside**2))
        given = np.where(same, step, passing) - self.phi
        by_tau = 2.0 * gap * density(tau) * (given @ gap)
        dense = np.where(same, 0.0, pdf(h, k, inside)) * outer
        hot = np.zeros((len(tau), self.k))
        hot[np.arange(len(tau)), self.of] = 1.0
        return total, by_tau, hot.T @ dense @ hot
