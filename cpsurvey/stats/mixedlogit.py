"""Logistic regression with a random intercept, by adaptive Gauss-Hermite quadrature.

Pinheiro and Bates (1995), Journal of Computational and Graphical Statistics 4:12; as lme4's
``glmer(..., nAGQ = n)``. Gold: tests/gold/kpi.R.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray
from scipy import special

from cpsurvey.inverses import pinv

Array = NDArray[np.float64]
NODES = 15


@dataclass(frozen=True, slots=True)
class MixedLogit:
    """A fitted logistic regression with normal intercepts of groups.

    Parameters
    ----------
    b, se : (p,) array
        Log odds of one group (not of the average group), Wald errors.
    sd : float
        Standard deviation of the intercepts.
    loglik : float
        Without the binomial coefficients.
    """

    b: Array
    se: Array
    vcov: Array
    sd: float
    loglik: float
    converged: bool


@dataclass(frozen=True, slots=True)
class _Data:
    s: Array
    n: Array
    X: Array
    first: NDArray[np.int64]
    member: NDArray[np.int64]
    nodes: Array
    weights: Array

    def total(self, rows: Array) -> Array:
        """Sums over the rows of each group."""
        return np.asarray(np.add.reduceat(rows, self.first, axis=0))


def mixed_logit(
    s: Array,
    n: Array,
    X: Array,
    group: NDArray[np.int64],
    *,
    start: Array,
    nodes: int = NODES,
) -> MixedLogit:
    """Fit `s` successes of `n` trials on `X` (m, p), one random intercept per group.

    Parameters
    ----------
    group : (m,) int array
    start : (p,) array
        Coefficients without the random intercept.
    """
    order = np.argsort(group, kind="stable")
    _, first, member = np.unique(group[order], return_index=True, return_inverse=True)
    z, w = np.polynomial.hermite.hermgauss(nodes)
    data = _Data(s[order], n[order], X[order], first, member, z, np.log(w) + z**2)

    def minus(at: Array) -> tuple[float, Array]:
        value, slope = _loglik(at, data)
        return -value, -slope

    begin = np.append(start, 0.3)
    fit = scipy.optimize.minimize(minus, begin, jac=True, method="BFGS", options={"gtol": 1e-5})
    at = fit.x
    hessian = np.eye(len(at))
    moved = np.inf
    for _ in range(8):
        hessian = _hessian(at, data)
        if not np.isfinite(hessian).all() or np.linalg.eigvalsh(hessian).min() <= 0:
            break
        step = np.linalg.solve(hessian, _loglik(at, data)[1])
        at = at + step
        moved = float(np.max(np.abs(step)))
        if moved < 1e-9:
            break
    if not np.isfinite(hessian).all():
        hessian = np.eye(len(at))
    inverse = pinv(hessian)
    p = X.shape[1]
    vcov = inverse[:p, :p]
    return MixedLogit(
        b=at[:p],
        se=np.sqrt(np.maximum(np.diag(vcov), 0.0)),
        vcov=vcov,
        sd=abs(float(at[p])),
        loglik=_loglik(at, data)[0],
        converged=moved < 1e-6,
    )


def _loglik(at: Array, data: _Data) -> tuple[float, Array]:
    """Log likelihood and its gradient at coefficients and standard deviation."""
    b, sd = at[:-1], float(at[-1])
    fixed = data.X @ b
    mode, curve = _modes(fixed, sd, data)
    tau = 1.0 / np.sqrt(curve)
    u = mode[:, None] + np.sqrt(2.0) * tau[:, None] * data.nodes
    eta = fixed[:, None] + sd * u[data.member]
    rows = data.s[:, None] * eta - data.n[:, None] * np.logaddexp(0.0, eta)
    parts = data.total(rows) - 0.5 * u**2 + data.weights
    top = special.logsumexp(parts, axis=1)
    value = float(np.sum(top + np.log(tau)) - 0.5 * len(tau) * np.log(np.pi))
    weight = np.exp(parts - top[:, None])
    left = data.s[:, None] - data.n[:, None] * special.expit(eta)
    by_row = np.sum(weight[data.member] * left, axis=1)
    on_sd = float(np.sum(weight * u * data.total(left)))
    return value, np.append(data.X.T @ by_row, on_sd)


def _modes(fixed: Array, sd: float, data: _Data) -> tuple[Array, Array]:
    """Most likely intercept of each group in standard units, and the curvature there."""
    u = np.zeros(len(data.first))
    curve = np.ones(len(data.first))
    for _ in range(50):
        share = special.expit(fixed + sd * u[data.member])
        slope = sd * data.total(data.s - data.n * share) - u
        curve = 1.0 + sd**2 * data.total(data.n * share * (1.0 - share))
        step = slope / curve
        u = u + np.clip(step, -2.0, 2.0)
        if np.max(np.abs(step)) < 1e-10:
            break
    return u, curve


def _hessian(at: Array, data: _Data) -> Array:
    """Minus the second derivatives, by differences of the gradient."""
    h = 1e-5
    columns = [
        (_loglik(at + d, data)[1] - _loglik(at - d, data)[1]) / (2 * h)
        for d in h * np.eye(len(at))
    ]
    found = -np.column_stack(columns)
    return np.asarray((found + found.T) / 2)
