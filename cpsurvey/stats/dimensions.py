"""Whether items can carry factors, how many, and whether the factors are apart."""

from __future__ import annotations

from collections.abc import Sequence
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


@dataclass(frozen=True, slots=True)
class Htmt:
    """Heterotrait-monotrait ratios, (k, k).

    Parameters
    ----------
    htmt : array
        Arithmetic means (Henseler, Ringle & Sarstedt, 2015): tau-equivalent items.
    htmt2 : array
        Geometric means (Roemer, Schuberth & Henseler, 2021): congeneric items; NaN where a
        correlation is zero.
    """

    htmt: Array
    htmt2: Array


def htmt(R: Array, members: Sequence[Sequence[int]]) -> Htmt:
    """From correlations of items already keyed the same way, and each scale's places."""
    size = np.abs(R)
    with np.errstate(divide="ignore"):
        logs = np.log(size)
    k = len(members)
    belongs = np.zeros((len(R), k))
    for scale, places in enumerate(members):
        belongs[list(places), scale] = 1.0
    count = belongs.sum(axis=0)
    pairs = np.outer(count, count)

    def means(table: Array, own: float) -> tuple[Array, Array]:
        """Mean of each block, and of each scale's own correlations below the diagonal."""
        with np.errstate(invalid="ignore"):
            sums = belongs.T @ table @ belongs
        inner = (np.diag(sums) - own * count) / (count * (count - 1.0))
        return sums / pairs, inner

    across, within = means(size, 1.0)
    if np.isfinite(logs).all():
        log_across, log_within = means(logs, 0.0)
        two = np.exp(log_across - (log_within[:, None] + log_within) / 2.0)
    else:  # a correlation of exactly zero has no logarithm
        two = np.full((k, k), np.nan)
    one = across / np.sqrt(np.outer(within, within))
    np.fill_diagonal(one, 1.0)
    np.fill_diagonal(two, 1.0)
    return Htmt(one, two)
