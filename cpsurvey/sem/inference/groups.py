"""Observed and implied moments of every group, as measures and residuals need them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.inference.measures import GroupFit
from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective.leastsquares import LeastSquares, Moments
from cpsurvey.sem.objective.model import Model
from cpsurvey.sem.objective.ordinal import OrdinalMoments
from cpsurvey.sem.objective.ram import Ram

Array = NDArray[np.float64]


def group_fits(model: Model, theta: Array) -> list[GroupFit]:
    """Observed and implied moments of every group."""
    if not isinstance(model.objective, LeastSquares):
        return [
            _group_fit(ram, sample, theta)
            for ram, sample in zip(model.rams, model.samples, strict=True)
        ]
    found = []
    groups = zip(model.objective.groups, model.rams, model.samples, strict=True)
    for group, ram, sample in groups:
        if not isinstance(group, OrdinalMoments):
            assert isinstance(group, Moments)
            found.append(_group_fit(ram, replace(sample, cov=group.cov), theta))
            continue
        implied, k = group.implied(theta), group.nth
        R, inner = np.eye(ram.p), group.found.inner
        R[group.line, group.line] = implied[k : group.begin]
        R[group.ii, group.jj] = R[group.jj, group.ii] = implied[group.begin : group.end]
        cut = np.flatnonzero(~group.is_mean)  # lavaan counts thresholds, not means
        left = np.ix_(inner, inner)
        found.append(
            GroupFit(
                sample.n,
                group.found.R[left],
                group.observed[cut],
                R[left],
                implied[cut],
                len(group.found.fixed),
            )
        )
    return found


def together(model: Model, theta: Array) -> list[GroupFit]:
    """The same, covariates that are given put back: latent responses beside them."""
    found = group_fits(model, theta)
    if not isinstance(model.objective, LeastSquares):
        return found
    for g, (group, sample) in enumerate(
        zip(model.objective.groups, model.samples, strict=True)
    ):
        if isinstance(group, OrdinalMoments) and len(group.found.fixed):
            implied = _joined(group, found[g].implied_cov, group.implied(theta), sample)
            found[g] = replace(found[g], cov=sample.cov, implied_cov=implied)
    return found


def _joined(group: OrdinalMoments, left: Array, values: Array, sample: GroupSample) -> Array:
    """Covariances of everything, from those given the covariates and the slopes on them."""
    x, y = group.found.fixed, group.found.inner
    spread = sample.cov[np.ix_(x, x)]
    slopes = np.zeros((len(sample.cov), len(x)))
    slopes[group.outcome, np.searchsorted(x, group.covariate)] = values[group.end :]
    slopes[x] = np.eye(len(x))
    joint = slopes @ spread @ slopes.T
    joint[np.ix_(y, y)] += left
    return np.asarray(joint)


def _group_fit(ram: Ram, sample: GroupSample, theta: Array) -> GroupFit:
    sigma = ram.implied(theta, sample.moments(ram.means))
    p = ram.p
    mean = sample.mean
    if ram.means:
        mean = sigma[:p, p]
        sigma = sigma[:p, :p] - mean[:, None] * mean
    return GroupFit(sample.n, sample.cov, sample.mean, sigma, mean)
