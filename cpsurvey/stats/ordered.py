"""Proportional odds, and differential item functioning by it.

P(Y <= k) = logistic(alpha_k - x'b) (McCullagh, 1980), by Newton's method on the exact
Hessian: the log-likelihood is concave, so halved steps find its maximum where there is one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.stats.tails import chi2_above

Array = NDArray[np.float64]
FARTHEST = 15.0
"""A coefficient beyond it (per standard deviation) says that groups are separated."""


@dataclass(frozen=True, slots=True)
class ProportionalOdds:
    """A fitted model.

    Parameters
    ----------
    alpha : (K - 1,) array
        Cut points.
    b : (p,) array
        Log odds of a higher answer per unit.
    loglik, null : float
        Log-likelihood, and without predictors.
    """

    alpha: Array
    b: Array
    loglik: float
    null: float
    n: int
    converged: bool

    @property
    def nagelkerke(self) -> float:
        """Share of the likelihood's possible gain (Nagelkerke, 1991)."""
        gain = 1.0 - np.exp(2.0 * (self.null - self.loglik) / self.n)
        return float(gain / (1.0 - np.exp(2.0 * self.null / self.n)))

    @property
    def mcfadden(self) -> float:
        """One less the ratio of log-likelihoods."""
        return 1.0 - self.loglik / self.null


def proportional_odds(y: Array, X: Array) -> ProportionalOdds:
    """Fit answers (n,) on predictors (n, p).

    Not converged where the maximum lies at infinity (an answer that predictors separate).
    """
    values, codes = np.unique(y, return_inverse=True)
    codes = codes.reshape(-1)
    K, n = len(values), len(y)
    counts = np.bincount(codes, minlength=K)
    null = float(counts @ np.log(counts / n))
    mean = X.mean(axis=0)
    sd = X.std(axis=0)
    sd = np.where(sd > 0, sd, 1.0)
    Z = (X - mean) / sd
    theta = np.concatenate([special.logit(np.cumsum(counts)[:-1] / n), np.zeros(Z.shape[1])])
    value, converged = _loglik(theta, codes, Z, K), False
    for _ in range(100):
        g, H = _derivatives(theta, codes, Z, K)
        step = np.linalg.lstsq(-H, g, rcond=None)[0]
        size, moved, new = 1.0, None, value
        while size > 1e-8 and moved is None:
            there = theta + size * step
            new = _loglik(there, codes, Z, K)
            if new >= value - 1e-12 * abs(value):
                moved = there
            size /= 2
        if moved is None or np.abs(moved[K - 1 :]).max(initial=0.0) > FARTHEST:
            break
        theta, value = moved, new
        if float(g @ step) < 1e-16 * n:
            converged = True
            break
    b = theta[K - 1 :] / sd
    return ProportionalOdds(theta[: K - 1] + mean @ b, b, value, null, n, converged)


def _cells(theta: Array, codes: NDArray[np.intp], Z: Array, K: int) -> tuple[Array, Array]:
    """Cumulative probabilities (n,) above and below each answer."""
    eta = Z @ theta[K - 1 :]
    cuts = np.concatenate([[-np.inf], theta[: K - 1], [np.inf]])
    return special.expit(cuts[codes + 1] - eta), special.expit(cuts[codes] - eta)


def _loglik(theta: Array, codes: NDArray[np.intp], Z: Array, K: int) -> float:
    upper, lower = _cells(theta, codes, Z, K)
    gap = upper - lower
    if not (gap > 0).all():
        return -np.inf
    return float(np.log(gap).sum())


def _derivatives(
    theta: Array, codes: NDArray[np.intp], Z: Array, K: int
) -> tuple[Array, Array]:
    upper, lower = _cells(theta, codes, Z, K)
    p = upper - lower
    fu, fl = upper * (1 - upper), lower * (1 - lower)
    du, dl = fu / p, -fl / p
    huu = fu * (1 - 2 * upper) / p - du**2
    hll = -fl * (1 - 2 * lower) / p - dl**2
    hul = -du * dl
    rows = np.arange(len(codes))
    U = np.zeros((len(codes), K + 1))
    L = np.zeros_like(U)
    U[rows, codes + 1] = L[rows, codes] = 1.0
    U, L = U[:, 1:K], L[:, 1:K]
    U, L = np.column_stack([U, -Z]), np.column_stack([L, -Z])
    g = U.T @ du + L.T @ dl
    cross = (U * hul[:, None]).T @ L
    H = (U * huu[:, None]).T @ U + (L * hll[:, None]).T @ L + cross + cross.T
    return g, H


@dataclass(frozen=True, slots=True)
class Dif:
    """One item: three nested models, and what the group adds.

    Parameters
    ----------
    r2, r2_uniform, r2_full : float
        Nagelkerke's R2 on the rest score; with the groups; with their slopes.
    mcfadden : float
        McFadden's R2 change from the first to the third.
    b : (G - 1,) array
        Log odds of a higher answer at the same rest score, against the first group.
    chisq, df, pvalue
        Likelihood ratio of the first and third model.
    """

    n: int
    r2: float
    r2_uniform: float
    r2_full: float
    mcfadden: float
    b: Array
    chisq: float
    df: int
    pvalue: float

    @property
    def change(self) -> float:
        """R2 that groups and their slopes add."""
        return self.r2_full - self.r2


def dif(item: Array, rest: Array, group: NDArray[np.int64]) -> Dif | None:
    """Whether people of different groups answer otherwise at the same rest score.

    Parameters
    ----------
    item, rest : (n,) array
        Answers, and the score of the scale's other items.
    group : (n,) int array
        From 0, the group others are held against.

    Returns
    -------
    Dif or None
        None where a model has no maximum (answers that predictors separate).

    References
    ----------
    Zumbo (1999), A handbook on the theory and methods of DIF; Jodoin & Gierl (2001,
    doi:10.1207/S15324818AME1404_2) for .035 and .070.
    """
    dummies = (group[:, None] == np.arange(1, group.max() + 1)).astype(float)
    centred = rest - rest.mean()
    first = proportional_odds(item, centred[:, None])
    uniform = proportional_odds(item, np.column_stack([centred, dummies]))
    full = proportional_odds(
        item, np.column_stack([centred, dummies, dummies * centred[:, None]])
    )
    if not (first.converged and uniform.converged and full.converged):
        return None
    chisq = max(2.0 * (full.loglik - first.loglik), 0.0)
    df = 2 * dummies.shape[1]
    return Dif(
        n=len(item),
        r2=first.nagelkerke,
        r2_uniform=uniform.nagelkerke,
        r2_full=full.nagelkerke,
        mcfadden=full.mcfadden - first.mcfadden,
        b=uniform.b[1:],
        chisq=chisq,
        df=df,
        pvalue=chi2_above(chisq, df),
    )
