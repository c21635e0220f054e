"""Exploratory factor analysis: extraction, and how well it reproduces the correlations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import scipy
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]
Method = Literal["ml", "minres", "pa"]
LOWEST = 0.005
"""Smallest uniqueness, as in factanal and psych: a solution that rests there is Heywood."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """Unrotated factors.

    Parameters
    ----------
    loadings : (p, k) array
        Orthogonal, by falling sum of squares.
    uniquenesses : (p,) array
    objective : float
        ``ml``: tr(S Sigma^-1) - ln|S Sigma^-1| - p. Else: sum of squared residual
        correlations below the diagonal.
    heywood : tuple of int
        Items whose uniqueness rests on its bound or is below zero.
    """

    loadings: Array
    uniquenesses: Array
    objective: float
    method: Method
    iterations: int
    converged: bool
    heywood: tuple[int, ...]


def most_factors(p: int) -> int:
    """Most factors of p items that leave no negative degrees of freedom (Ledermann)."""
    k = 0
    while (p - k - 1) ** 2 - (p + k + 1) >= 0 and k + 1 < p:
        k += 1
    return k


def extract(R: Array, factors: int, method: Method = "minres") -> Extracted:
    """Extract from (p, p) correlations.

    Maximum likelihood (Joreskog, 1967, doi:10.1007/BF02289658), minimum residuals (Harman
    & Jones, 1966, doi:10.1007/BF02289468) and iterated principal axes, which ends where
    minimum residuals does. Gold: tests/gold/efa.R.

    Raises
    ------
    ValueError
        Fewer than one factor or as many as items; ``ml`` on a singular matrix.
    """
    if not 1 <= factors < len(R):
        raise ValueError("factors must be fewer than items")
    if method == "ml" and np.linalg.eigvalsh(R)[0] < 1e-10:
        raise ValueError("maximum likelihood needs a positive definite matrix")
    if method == "pa":
        psi, iterations, converged = _axes(R, factors)
    else:
        function = _likelihood if method == "ml" else _residuals
        psi, iterations, converged = _minimise(function, R, factors, log=method == "ml")
    loadings = _loadings(R, psi, factors, method)
    if method != "ml":
        psi = 1.0 - (loadings**2).sum(axis=1)
    edge = np.flatnonzero(psi < LOWEST * 1.02)
    return Extracted(
        loadings=loadings,
        uniquenesses=psi,
        objective=discrepancy(R, loadings, psi) if method == "ml" else squares(R, loadings),
        method=method,
        iterations=iterations,
        converged=converged,
        heywood=tuple(int(i) for i in edge),
    )


def discrepancy(R: Array, loadings: Array, psi: Array) -> float:
    """tr(R Sigma^-1) - ln|R Sigma^-1| - p of a solution."""
    sigma = loadings @ loadings.T + np.diag(psi)
    ratio = np.linalg.solve(sigma, R)
    return float(np.trace(ratio) - np.linalg.slogdet(ratio)[1] - len(R))


def squares(R: Array, loadings: Array) -> float:
    """Sum of squared residual correlations below the diagonal."""
    rest = R - loadings @ loadings.T
    return float((np.tril(rest, -1) ** 2).sum())


# --------------------------------------------------------------------------- extraction
Curved = tuple[float, Array, Array]
"""Value, gradient, Hessian."""


def _minimise(
    function: Callable[[Array, Array, int], Curved], R: Array, k: int, *, log: bool
) -> tuple[Array, int, bool]:
    """Uniquenesses within bounds: L-BFGS-B to the neighbourhood, Newton to the end."""
    lower, upper = (np.log(LOWEST), 0.0) if log else (LOWEST, 1.0)
    start = np.clip((1.0 - 0.5 * k / len(R)) * _smallest_share(R), LOWEST * 2, 0.99)
    x = np.log(start) if log else start

    def sloped(at: Array) -> tuple[float, Array]:
        value, gradient, _ = function(at, R, k)
        return value, gradient

    rough = scipy.optimize.minimize(
        sloped,
        np.asarray(x),
        jac=True,
        method="L-BFGS-B",
        bounds=[(lower, upper)] * len(R),
        options={"maxiter": 500},
    )
    x, iterations = np.asarray(rough.x, dtype=float), int(rough.nit)
    left = np.inf
    for _ in range(50):
        new, left = _newton(function, x, R, k, (lower, upper))
        if left < 1e-10 or new is None:
            break
        x, iterations = new, iterations + 1
    psi = np.exp(x) if log else x
    return np.asarray(psi), iterations, bool(left < 1e-6)


def _newton(
    function: Callable[[Array, Array, int], Curved],
    x: Array,
    R: Array,
    k: int,
    bounds: tuple[float, float],
) -> tuple[Array | None, float]:
    """The next point, None where none is lower; and the largest free gradient here."""
    lower, upper = bounds
    value, gradient, hessian = function(x, R, k)
    free = ~(((x <= lower) & (gradient > 0)) | ((x >= upper) & (gradient < 0)))
    left = float(np.abs(gradient[free]).max(initial=0.0))
    if left < 1e-10:
        return None, left
    step = np.zeros_like(x)
    step[free] = -_descent(hessian[np.ix_(free, free)], gradient[free])
    size = 1.0
    while size > 1e-6:
        trial = np.clip(x + size * step, lower, upper)
        if function(trial, R, k)[0] <= value + 1e-14 * max(1.0, abs(value)):
            return trial, left
        size /= 2.0
    return None, left


def _descent(H: Array, gradient: Array) -> Array:
    """Newton's direction, with curvature of the wrong sign turned round."""
    values, vectors = np.linalg.eigh(H)
    values = np.maximum(np.abs(values), 1e-8 * np.abs(values).max())
    return np.asarray(vectors @ ((vectors.T @ gradient) / values))


def _smallest_share(R: Array) -> Array:
    """Share of each item that the others do not predict; a half where R is singular."""
    values = np.linalg.eigvalsh(R)
    if values[0] < 1e-10:
        return np.full(len(R), 0.5)
    return np.asarray(1.0 / np.diag(np.linalg.inv(R)))


def _likelihood(x: Array, R: Array, k: int) -> Curved:
    """Discrepancy of log uniquenesses x, with loadings at their best.

    With eigenvalues t of psi^-1/2 R psi^-1/2, f is the sum of t - ln t - 1 over the p - k
    smallest (Joreskog, 1967); derivatives are those of eigenvalues and eigenvectors.
    """
    root = np.exp(-x / 2.0)
    t, w = np.linalg.eigh(R * root * root[:, None])
    rest, main = slice(0, len(R) - k), slice(len(R) - k, None)
    t2, w2, t1, w1 = t[rest], w[:, rest], t[main], w[:, main]
    value = float((t2 - np.log(t2) - 1.0).sum())
    gradient = (w2**2) @ (1.0 - t2)
    hessian = (w2 @ w2.T) * ((w2 * t2) @ w2.T)
    gap = np.maximum(t1[None, :] - t2[:, None], 1e-10)
    weight = (1.0 - t2)[:, None] * (t1[None, :] + t2[:, None]) / gap
    hessian += _crossed(w1, w2, weight)
    return value, gradient, hessian


def _residuals(psi: Array, R: Array, k: int) -> Curved:
    """Half the sum of squares of the p - k smallest eigenvalues of R - psi.

    Its minimum is that of the squared residual correlations.
    """
    t, w = np.linalg.eigh(R - np.diag(psi))
    rest, main = slice(0, len(R) - k), slice(len(R) - k, None)
    t2, w2, t1, w1 = t[rest], w[:, rest], t[main], w[:, main]
    hessian = (w2 @ w2.T) ** 2
    gap = np.minimum(t2[:, None] - t1[None, :], -1e-10)
    hessian += _crossed(w1, w2, 2.0 * t2[:, None] / gap)
    return float(0.5 * (t2**2).sum()), -(w2**2) @ t2, hessian


def _crossed(w1: Array, w2: Array, weight: Array) -> Array:
    """Sum over pairs of eigenvectors of their products' outer products, weighted."""
    p = len(w1)
    both = (w2[:, :, None] * w1[:, None, :]).reshape(p, -1)
    return np.asarray((both * weight.reshape(-1)) @ both.T)


def _axes(R: Array, k: int, limit: int = 5000) -> tuple[Array, int, bool]:
    """Communalities from loadings from communalities, until they stay."""
    h2 = 1.0 - _smallest_share(R)
    for done in range(1, limit + 1):
        loadings = _loadings(R, 1.0 - h2, k, "pa")
        new = (loadings**2).sum(axis=1)
        change = float(np.abs(new - h2).max())
        h2 = new
        if h2.max() > 1.0 - LOWEST:  # on its way past one: Heywood
            return 1.0 - h2, done, False
        if change < 1e-9:
            return 1.0 - h2, done, True
    return 1.0 - h2, limit, False


def _loadings(R: Array, psi: Array, k: int, method: Method) -> Array:
    if method == "ml":
        root = np.sqrt(psi)
        t, w = np.linalg.eigh(R / root / root[:, None])
        t, w = t[::-1][:k], w[:, ::-1][:, :k]
        return np.asarray(root[:, None] * w * np.sqrt(np.maximum(t - 1.0, 0.0)))
    t, w = np.linalg.eigh(R - np.diag(psi))
    return np.asarray(w[:, ::-1][:, :k] * np.sqrt(np.maximum(t[::-1][:k], 0.0)))


# -------------------------------------------------------------------------------- fit
@dataclass(frozen=True, slots=True)
class Fit:
    """How well factors reproduce the correlations.

    Parameters
    ----------
    rmsr : float
        Root mean square of the residual correlations.
    chisq, pvalue, tli, rmsea, rmsea_lower, rmsea_upper : float or None
        Only for maximum likelihood with degrees of freedom left; chi-square with Bartlett's
        (1951) correction n - 1 - (2p + 5)/6 - 2k/3, RMSEA's 90 % interval.
    """

    df: int
    rmsr: float
    chisq: float | None = None
    pvalue: float | None = None
    tli: float | None = None
    rmsea: float | None = None
    rmsea_lower: float | None = None
    rmsea_upper: float | None = None


def fit(R: Array, found: Extracted, n: int) -> Fit:
    """Fit of extracted factors to (p, p) correlations of n respondents."""
    p, k = found.loadings.shape
    df = ((p - k) ** 2 - (p + k)) // 2
    rest = (R - found.loadings @ found.loadings.T)[np.tril_indices(p, -1)]
    rmsr = float(np.sqrt(np.mean(rest**2)))
    scale = n - 1 - (2 * p + 5) / 6 - 2 * k / 3
    if found.method != "ml" or df < 1 or scale <= 0:
        return Fit(df, rmsr)
    chisq = max(scale * found.objective, 0.0)
    null = -float(np.linalg.slogdet(R)[1])
    null_df = p * (p - 1) / 2
    tli = (null / null_df - found.objective / df) / (null / null_df - 1.0 / scale)
    lower, upper = (_noncentral(chisq, df, q) for q in (0.95, 0.05))
    return Fit(
        df=df,
        rmsr=rmsr,
        chisq=chisq,
        pvalue=float(special.chdtrc(df, chisq)),
        tli=float(tli),
        rmsea=float(np.sqrt(max(chisq - df, 0.0) / (df * n))),
        rmsea_lower=float(np.sqrt(lower / (df * n))),
        rmsea_upper=float(np.sqrt(upper / (df * n))),
    )


def _noncentral(chisq: float, df: int, quantile: float) -> float:
    """Noncentrality under which `chisq` is that quantile; 0 where none is."""
    if special.chdtr(df, chisq) <= quantile:
        return 0.0
    return float(max(special.chndtrinc(chisq, df, quantile), 0.0))
