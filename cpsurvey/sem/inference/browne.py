"""Browne's residual-based test (1984, doi:10.1111/j.2044-8317.1984.tb00789.x).

What is left of the moments after any consistent fit, e = s - sigma, measured by normal-theory
weights W in the directions the model does not reach: e'We - b'(D'WD)^-1 b with b = D'We. It
has chi-square's distribution where the minimised function has not (least squares without
weights), and the goodness of fit index is made of it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.inverses import pinv
from cpsurvey.sem.inference.groups import group_fits
from cpsurvey.sem.objective.constraints import Functions, null_space
from cpsurvey.sem.objective.model import Model

Array = NDArray[np.float64]


def residual_statistic(
    model: Model, theta: Array, constraints: Functions, *, at_model: bool
) -> float:
    """Chi-square of what the moments leave.

    Parameters
    ----------
    at_model : bool
        Take the weights at the implied moments and not at the sample's.
    """
    span = null_space(constraints.jacobian(theta), len(theta))
    info, b, total = np.zeros((len(theta), len(theta))), np.zeros(len(theta)), 0.0
    groups = zip(model.rams, model.samples, group_fits(model, theta), strict=True)
    for ram, sample, group in groups:
        weigh = np.asarray(np.linalg.inv(group.implied_cov if at_model else group.cov))
        R, d = group.cov - group.implied_cov, group.mean - group.implied_mean
        inner = weigh @ R
        n = sample.n - int(model.least_squares)
        total += n * (0.5 * float(np.sum(inner * inner.T)) + float(d @ weigh @ d))
        Z = ram.geometry(theta, sample.moments(ram.means)).Z
        KZ = _inverse(weigh, group.implied_mean) @ Z if ram.means else weigh @ Z
        left = _left(R, d, group.implied_mean) if ram.means else R
        b += n * ram.gradient(KZ.T @ left @ KZ)
        info += n * ram.information(Z.T @ KZ)
    b, info = span.T @ b, span.T @ info @ span
    return max(total - float(b @ pinv(info, hermitian=True) @ b), 0.0)


def _inverse(weigh: Array, mean: Array) -> Array:
    """Inverse of the moments with the constant, of covariances whose inverse is `weigh`."""
    p = len(mean)
    K = np.empty((p + 1, p + 1))
    K[:p, :p] = weigh
    K[:p, p] = K[p, :p] = -weigh @ mean
    K[p, p] = 1.0 + float(mean @ weigh @ mean)
    return K


def _left(R: Array, d: Array, mean: Array) -> Array:
    """What moments with the constant leave, linear in what covariances and means leave."""
    p = len(mean)
    found = np.zeros((p + 1, p + 1))
    found[:p, :p] = R + np.outer(d, mean) + np.outer(mean, d)
    found[:p, p] = found[p, :p] = d
    return found
