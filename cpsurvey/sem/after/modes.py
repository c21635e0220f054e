"""Factor scores of models with ordered variables: empirical Bayes modal.

The score is where the density of the factors given the answers is highest: the likelihood
of every answer at these factors, times the normal density of the factors (Skrondal &
Rabe-Hesketh, 2004, section 7.3). What lavaan calls EBM, by Newton's method.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.moments.prepare import which_ordered
from cpsurvey.sem.objective.leastsquares import LeastSquares
from cpsurvey.sem.objective.ordinal import OrdinalMoments
from cpsurvey.sem.objective.ram import Ram
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
STEPS = 100
NEAR = 1e-10
LEAST = 1e-300
ROOT_TWO_PI = float(np.sqrt(2.0 * np.pi))


def modes(fitted: SemFit) -> list[Array]:
    """Scores (n, factors) per group; rows with missing answers use what they answered.

    Raises
    ------
    CpsurveyError
        CPS303 answers depend on each other beyond the factors.
    """
    model = fitted.model
    assert isinstance(model.objective, LeastSquares)
    standard = Standardized(model.table, model.rams, model.samples)
    residual = standard.spread(fitted.theta)[1]
    found = []
    for g, ram in enumerate(model.rams):
        group = model.objective.groups[g]
        data = model.samples[g].data
        assert isinstance(group, OrdinalMoments)
        assert data is not None
        m = _measured(fitted, ram, np.diagonal(residual[g])[: ram.p], data)
        low, high = (limit[:, m.inner] for limit in _limits(fitted, group, g))
        ordered = which_ordered(model.table)[m.inner]
        found.append(_climb(m, data[:, m.inner], low, high, ordered))
    return found


@dataclass(frozen=True, slots=True)
class _Measured:
    """Answers given factors and covariates, and the factors given covariates.

    Parameters
    ----------
    inner : (p,) int array
        Places of the answers among the observed variables.
    intercepts : (n, p) or (1, p) array
        With what covariates add to an answer directly.
    mean : (n, factors) or (1, factors) array
    """

    inner: NDArray[np.intp]
    intercepts: Array
    loadings: Array
    sd: Array
    mean: Array
    cov: Array


def _measured(fitted: SemFit, ram: Ram, variances: Array, data: Array) -> _Measured:
    A, P = ram.matrices(fitted.theta, np.zeros((ram.n_obs, ram.n_obs)))
    p, x = ram.p, fitted.model.exogenous
    y = np.setdiff1d(np.arange(p), x)
    lat = np.array([ram.place[name] for name in fitted.table.latent], dtype=np.intp)
    among = P[np.ix_(y, y)]
    off = among - np.diag(np.diag(among))
    if A[np.ix_(y, y)].any() or A[np.ix_(lat, y)].any() or off.any():
        raise CpsurveyError(
            "CPS303",
            "factor scores of ordered variables need answers that depend on factors alone "
            "(and on covariates that are taken as given)",
            fix="leave paths between answers, random covariates and residual covariances out "
            "of the model that gives the scores, or fit it by --estimator mlr without "
            "--ordered",
        )
    total, mean = ram.moments_of(A, P)
    effects = ram.paths(A)[np.ix_(lat, x)]
    given = data[:, x]
    return _Measured(
        y,
        A[y, p] + given @ A[np.ix_(y, x)].T,
        A[np.ix_(y, lat)],
        np.sqrt(np.maximum(variances[y], 1e-12)),
        mean[lat] + given @ effects.T,
        total[np.ix_(lat, lat)],
    )


def _limits(fitted: SemFit, group: OrdinalMoments, g: int) -> tuple[Array, Array]:
    """Thresholds below and above every answer (n, p), infinite at both ends."""
    model = fitted.model
    data = model.samples[g].data
    assert data is not None
    low, high = np.full(data.shape, -np.inf), np.full(data.shape, np.inf)
    tau = [fitted.theta[free] if free >= 0 else value for free, value in group.thresholds]
    for j in np.flatnonzero(which_ordered(model.table)):
        cuts = [t for t, v in zip(tau, group.variable, strict=True) if v == j]
        edges = np.array([-np.inf, *cuts, np.inf])
        every = np.concatenate([s.data[:, j] for s in model.samples if s.data is not None])
        known = ~np.isnan(data[:, j])
        code = np.searchsorted(np.unique(every[~np.isnan(every)]), data[known, j])
        low[known, j], high[known, j] = edges[code], edges[code + 1]
    return low, high


def _climb(m: _Measured, data: Array, low: Array, high: Array, ordered: Mask) -> Array:
    """Newton's method, everybody at once; the density has one top."""
    eta = np.broadcast_to(m.mean, (len(data), m.mean.shape[1])).copy()
    reach = np.sqrt(np.maximum(np.diag(m.cov), 1e-12))
    one = np.eye(len(reach))
    for _ in range(STEPS):
        slope, bend = _answers(m, eta, data, low, high, ordered)
        g = slope @ m.loadings
        M = np.einsum("nj,ja,jb->nab", bend, m.loadings, m.loadings)
        right = g @ m.cov - (eta - m.mean)
        step = np.linalg.solve(one + m.cov @ M, right[:, :, None])[:, :, 0]
        step = np.clip(step, -reach, reach)
        eta += step
        if np.abs(step / reach).max() < NEAR:
            break
    return eta


def _answers(
    m: _Measured, eta: Array, data: Array, low: Array, high: Array, ordered: Mask
) -> tuple[Array, Array]:
    """First and minus second derivatives (n, p) of each answer's log-density by its mean."""
    mu = m.intercepts + eta @ m.loadings.T
    a, b = (low - mu) / m.sd, (high - mu) / m.sd
    fa, fb = (np.exp(-0.5 * z * z) / ROOT_TWO_PI for z in (a, b))
    flip = a > 0  # in the upper tail differences keep their digits when turned round
    share = np.where(flip, ndtr(-a) - ndtr(-b), ndtr(b) - ndtr(a))
    share = np.maximum(share, LEAST)
    slope = (fa - fb) / share
    za, zb = (np.where(np.isfinite(z), z, 0.0) for z in (a, b))
    bend = (zb * fb - za * fa) / share + slope**2
    z = (data - mu) / m.sd
    slope = np.where(ordered, slope, z) / m.sd
    bend = np.where(ordered, bend, 1.0) / m.sd**2
    there = ~np.isnan(data)
    return np.where(there, slope, 0.0), np.where(there, np.maximum(bend, 0.0), 0.0)
