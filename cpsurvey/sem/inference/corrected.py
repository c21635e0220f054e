"""Fit indices that mean under missing or ordered data what they mean without.

The sample statistics s (saturated moments, or polychoric correlations) have the covariance
Gamma and were fitted with weights V; what is left of them, A (s - sigma) with A = I -
D (D'VD)^-1 D'V, is measured by the normal-theory discrepancy X = N F_ML(s, sigma), whose
mean is k = tr(W A Gamma A') with W the complete data's weights. CFI and RMSEA then use X
and k where they use chi-square and df: Savalei (2021, doi:10.1080/00273171.2020.1717922) for
ordered, Zhang & Savalei (2023, doi:10.1037/met0000445) for missing data.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.inverses import pinv
from cpsurvey.sem.inference import casewise, saturated
from cpsurvey.sem.inference.asymptotic import Test
from cpsurvey.sem.objective import symmetric
from cpsurvey.sem.objective.constraints import null_space
from cpsurvey.sem.objective.leastsquares import LeastSquares
from cpsurvey.sem.objective.model import Model
from cpsurvey.sem.objective.ordinal import OrdinalMoments

Array = NDArray[np.float64]


FLAT = 1e-12
"""Share of the largest eigenvalue below which one counts as zero."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One group: derivatives D, V D, Gamma V D, W D, tr(W Gamma) and F."""

    weight: float
    D: Array
    VD: Array
    GVD: Array
    WD: Array
    trace: float
    F: float

    def along(self, K: Array) -> _Part:
        """The same in the directions (q, r) the constraints leave free."""
        turned = {name: getattr(self, name) @ K for name in ("D", "VD", "GVD", "WD")}
        return replace(self, **turned)


def corrected(model: Model, theta: Array, df: int, *, robust: bool, expected: bool) -> Test:
    """X with its mean over df as scaling factor.

    Parameters
    ----------
    robust : bool
        Take Gamma of missing data from the cases' scores and not from the information.
    expected : bool
        Weigh missing data by the expected information.
    """
    parts = (
        _ordinal_parts(model, theta)
        if isinstance(model.objective, LeastSquares)
        else _missing_parts(model, theta, robust=robust, expected=expected)
    )
    K = null_space(model.constraints.jacobian(theta), len(theta))
    if K.shape[0] > K.shape[1]:
        parts = [part.along(K) for part in parts]
    info = sum(part.weight * part.D.T @ part.VD for part in parts)
    meat = sum(part.weight * part.VD.T @ part.GVD for part in parts)
    bread, _ = symmetric.inverse(np.asarray(info), FLAT)
    if bread is None:
        bread = pinv(np.asarray(info), FLAT, hermitian=True)
    X = k = 0.0
    for part in parts:
        X += model.n * part.weight * part.F
        k += part.trace
        k -= 2.0 * part.weight * float(np.vdot(bread, part.WD.T @ part.GVD))
        turned = bread @ np.asarray(meat) @ bread
        k += part.weight * float(np.vdot(turned, part.D.T @ part.WD))
    return Test(X, df, k / df if df > 0 else None)


def _discrepancy(S: Array, mean: Array, sigma: Array, mu: Array) -> float:
    inverse = np.linalg.inv(sigma)
    d = mean - mu
    inner = S + d[:, None] * d
    logdet = float(np.linalg.slogdet(sigma)[1]) - float(np.linalg.slogdet(S)[1])
    return logdet + float(np.vdot(inverse, inner)) - len(S)


def _ordinal_parts(model: Model, theta: Array) -> list[_Part]:
    """Correlations alone: thresholds are fitted, or do not enter the discrepancy."""
    assert isinstance(model.objective, LeastSquares)
    found, weighed = [], []
    for group in model.objective.groups:
        assert isinstance(group, OrdinalMoments)
        VD = group.weigh(group.jacobian(theta))
        VD[: group.nth] = 0.0
        weighed.append(VD)
    spread = model.objective.spread(weighed)
    groups = zip(model.objective.groups, model.samples, weighed, spread, strict=True)
    for group, sample, VD, GVD in groups:
        assert isinstance(group, OrdinalMoments)
        k = group.nth
        implied = group.implied(theta)[k:]
        p = len(sample.cov)
        sigma = np.eye(p)
        sigma[group.ii, group.jj] = sigma[group.jj, group.ii] = implied
        i, j = group.ii, group.jj
        if np.abs(implied).max() < 1e-12:  # the baseline
            W = np.eye(len(i))
        else:
            inverse = np.linalg.inv(sigma)
            W = inverse[np.ix_(i, i)] * inverse[np.ix_(j, j)]
            W += inverse[np.ix_(i, j)] * inverse[np.ix_(j, i)]
        D = VD[k:] / group.weights[k:, None]
        gamma = group.gamma[k:, k:]
        zero = np.zeros(p)
        found.append(
            _Part(
                sample.n / model.n,
                D,
                VD[k:],
                GVD[k:],
                W @ D,
                float(np.vdot(W, gamma)),
                _discrepancy(sample.cov, zero, sigma, zero),
            )
        )
    return found


def _missing_parts(model: Model, theta: Array, *, robust: bool, expected: bool) -> list[_Part]:
    found = []
    for ram, sample in zip(model.rams, model.samples, strict=True):
        D, mu, sigma = casewise.moment_derivatives(ram, sample, theta)
        x = model.exogenous
        keep = saturated.kept(sample, x)
        info = saturated.saturated_information(sample, x, expected=expected)
        D = D[keep]
        gamma = saturated.saturated_spread(sample, x, robust=robust, expected=expected)
        VD = info @ D
        found.append(
            _Part(
                sample.n / model.n,
                D,
                VD,
                gamma.times(VD),
                saturated.weighed(sample, keep, D),
                saturated.saturated_weight(sample, x, robust=robust, expected=expected),
                _discrepancy(sample.cov, sample.mean, sigma, mu),
            )
        )
    return found
