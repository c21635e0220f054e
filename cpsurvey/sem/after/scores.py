"""Factor scores and residuals of a fitted model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.errors import CpsurveyError
from cpsurvey.inverses import pinv
from cpsurvey.sem.after.modes import modes
from cpsurvey.sem.inference.groups import together
from cpsurvey.sem.objective.ram import Ram
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]


def factor_scores(fitted: SemFit, method: str = "regression") -> list[Array]:
    """Scores (n, factors) per group; rows with missing values use what they answered.

    Parameters
    ----------
    method : str
        ``regression`` (Thurstone, 1935): E(factor | answers); ``bartlett`` (1937): unbiased,
        by generalised least squares. Models with ordered variables have empirical Bayes
        modal scores under ``regression``, as in lavaan.

    Raises
    ------
    CpsurveyError
        CPS303 a model with ordered variables has no such scores.
    """
    if method not in ("regression", "bartlett"):
        raise ValueError(f"no factor scores are called '{method}'")
    if fitted.settings.ordered:
        if method != "regression":
            raise CpsurveyError(
                "CPS303",
                "Bartlett's scores are of numbers, and the model has ordered variables",
                fix="take method regression: their scores are empirical Bayes modal ones",
            )
        return modes(fitted)
    model = fitted.model
    found = []
    for ram, sample in zip(model.rams, model.samples, strict=True):
        assert sample.data is not None
        S = sample.moments(ram.means)
        make = _regression if method == "regression" else _bartlett
        scorer = make(fitted, ram, S)
        scores = np.empty((sample.n, len(fitted.table.latent)))
        seen = ~np.isnan(sample.data)
        patterns, of_case = np.unique(seen, axis=0, return_inverse=True)
        mean = sample.mean
        for k, there in enumerate(patterns):
            rows = np.flatnonzero(of_case.reshape(-1) == k)
            weights, centre, shift = scorer(there)
            at = np.flatnonzero(there)
            e = sample.data[np.ix_(rows, at)] - (centre if ram.means else mean)[at]
            scores[rows] = shift + e @ weights.T
        found.append(scores)
    return found


Scorer = Callable[[NDArray[np.bool_]], tuple[Array, Array, Array]]
"""Answered variables in; weights (factors, answered), centre (p,), shift (factors,) out."""


def _latent(fitted: SemFit, ram: Ram) -> NDArray[np.intp]:
    return np.array([ram.place[name] for name in fitted.table.latent], dtype=np.intp)


def _regression(fitted: SemFit, ram: Ram, S: Array) -> Scorer:
    total, mean = ram.all_moments(fitted.theta, S)
    lat, p = _latent(fitted, ram), ram.p
    sigma, cross = total[:p, :p], total[np.ix_(lat, np.arange(p))]

    def scorer(there: NDArray[np.bool_]) -> tuple[Array, Array, Array]:
        weights = np.linalg.solve(sigma[np.ix_(there, there)], cross[:, there].T).T
        return weights, mean[:p], mean[lat]

    return scorer


def _bartlett(fitted: SemFit, ram: Ram, S: Array) -> Scorer:
    """From the measurement model alone: what predicts the factors does not enter."""
    A, P = ram.matrices(fitted.theta, S)
    lat, p = _latent(fitted, ram), ram.p
    among = np.linalg.inv(np.eye(p) - A[:p, :p])
    loadings = among @ A[:p][:, lat]
    measured = np.abs(loadings).sum(axis=1) > 0
    rest = among @ P[:p, :p] @ among.T
    intercepts = among @ A[:p, p] if ram.means else np.zeros(p)

    def scorer(there: NDArray[np.bool_]) -> tuple[Array, Array, Array]:
        use = there & measured
        L = loadings[use]
        inverse = pinv(rest[np.ix_(use, use)], hermitian=True)
        inner = pinv(L.T @ inverse @ L, hermitian=True) @ L.T @ inverse
        weights = np.zeros((len(lat), int(there.sum())))
        weights[:, measured[there]] = inner
        return weights, intercepts, np.zeros(len(lat))

    return scorer


@dataclass(frozen=True, slots=True)
class Residuals:
    """Observed less implied moments of one group.

    Parameters
    ----------
    cov, mean : arrays
        Raw differences.
    cor : (p, p) array
        Differences of correlations (Bollen).
    """

    cov: Array
    mean: Array
    cor: Array


def residuals(fitted: SemFit) -> list[Residuals]:
    """Residuals per group; of ordered variables given covariates, with those put back."""
    found = []
    for group in together(fitted.model, fitted.theta):
        sd, implied_sd = np.sqrt(np.diag(group.cov)), np.sqrt(np.diag(group.implied_cov))
        cor = group.cov / np.outer(sd, sd) - group.implied_cov / np.outer(
            implied_sd, implied_sd
        )
        found.append(
            Residuals(group.cov - group.implied_cov, group.mean - group.implied_mean, cor)
        )
    return found
