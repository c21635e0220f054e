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
        R = np.eye(len(sample.cov))
        R[group.line, group.line] = implied[k : group.begin]
        R[group.ii, group.jj] = R[group.jj, group.ii] = implied[group.begin :]
        cut = np.flatnonzero(~group.is_mean)  # lavaan counts thresholds, not means
        found.append(GroupFit(sample.n, sample.cov, group.observed[cut], R, implied[cut]))
    return found


def _group_fit(ram: Ram, sample: GroupSample, theta: Array) -> GroupFit:
    sigma = ram.implied(theta, sample.moments(ram.means))
    p = ram.p
    mean = sample.mean
    if ram.means:
        mean = sigma[:p, p]
        sigma = sigma[:p, :p] - mean[:, None] * mean
    return GroupFit(sample.n, sample.cov, sample.mean, sigma, mean)
