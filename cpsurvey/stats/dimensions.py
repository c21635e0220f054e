"""Whether items can carry factors, and how many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Factorability:
    """Kaiser-Meyer-Olkin and Bartlett.

    Parameters
    ----------
    kmo : float
        Overall measure of sampling adequacy (Kaiser & Rice, 1974).
    msa : (p,) array
        The same per item.
    chisq, df, pvalue : Bartlett's (1951) test that all correlations are zero.
    """

    kmo: float
    msa: Array
    chisq: float
    df: int
    pvalue: float


def factorability(R: Array, n: int) -> Factorability:
    """From a (p, p) correlation matrix of n respondents.

    Raises
    ------
    ValueError
        The matrix is not positive definite.
    """
    p = len(R)
    sign, logdet = np.linalg.slogdet(R)
    if sign <= 0:
        raise ValueError("the correlations are not positive definite")
    inverse = np.linalg.inv(R)
    scale = 1.0 / np.sqrt(np.diag(inverse))
    partial = -inverse * scale[:, None] * scale
    r2, a2 = R**2, partial**2
    np.fill_diagonal(r2, 0.0)
    np.fill_diagonal(a2, 0.0)
    kmo = float(r2.sum() / (r2.sum() + a2.sum()))
    msa = r2.sum(axis=0) / (r2.sum(axis=0) + a2.sum(axis=0))
    chisq = -(n - 1 - (2 * p + 5) / 6.0) * float(logdet)
    df = p * (p - 1) // 2
    return Factorability(kmo, msa, chisq, df, float(special.chdtrc(df, chisq)))


@dataclass(frozen=True, slots=True)
class Parallel:
    """Parallel analysis of principal components (Horn, 1965), by permutation.

    Parameters
    ----------
    observed, limit : (p,) arrays
        Eigenvalues, and the 95th percentile of those of permuted columns, which keep every
        item's distribution (Buja & Eyuboglu, 1992).
    kept : int
        Leading eigenvalues above their limit.
    """

    observed: Array
    limit: Array
    kept: int


def parallel(items: Array, rng: np.random.Generator, draws: int = 500) -> Parallel:
    """Compare eigenvalues of complete (n, p) items with those of permuted columns."""
    observed: Array = np.linalg.eigvalsh(np.corrcoef(items.T))[::-1].astype(float)
    n, p = items.shape
    z = (items - items.mean(axis=0)) / items.std(axis=0)
    found = np.empty((draws, p))
    for d in range(draws):
        mixed = rng.permuted(z, axis=0)
        found[d] = np.linalg.eigvalsh(mixed.T @ mixed / n)[::-1]
    limit: Array = np.percentile(found, 95.0, axis=0).astype(float)
    above = observed > limit
    kept = int(p if above.all() else np.argmin(above))
    return Parallel(observed, limit, kept)
