"""Whether items can carry factors, and how many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]
QUANTILE = 95.0
"""Percentile of the permuted eigenvalues that an eigenvalue must exceed."""
CHUNK = 25
CELLS = 160_000
"""Most permuted data sets held at once, and their cells, which stay in the cache: which draws
are made together changes none."""


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
    """Parallel analysis (Horn, 1965), by permutation.

    Parameters
    ----------
    observed, limit : (p,) arrays
        Eigenvalues of the correlations (principal components), and the 95th percentile of
        those of permuted columns, which keep every item's distribution (Buja & Eyuboglu,
        1992).
    kept : int
        Leading eigenvalues above their limit.
    reduced, reduced_limit, reduced_kept
        The same with squared multiple correlations on the diagonal (principal axes;
        Humphreys & Ilgen, 1969); None where they cannot be computed.
    """

    observed: Array
    limit: Array
    kept: int
    reduced: Array | None
    reduced_limit: Array | None
    reduced_kept: int | None


def parallel(
    R: Array, columns: Array, rng: np.random.Generator, draws: int = 500, *, axes: bool = True
) -> Parallel:
    """Compare eigenvalues of (p, p) correlations with those of permuted columns.

    Parameters
    ----------
    columns : (n, p) array
        `standard_scores` where `R` holds product-moment, `normal_scores` where it holds
        polychoric correlations; NaN where missing, permuted with the rest.
    axes : bool
        Principal axes too; `R` must then be invertible, n larger than p.
    """
    p = len(R)
    components, factors = np.empty((draws, p)), np.empty((draws, p))
    together = max(1, min(CHUNK, CELLS // columns.size))
    for begin in range(0, draws, together):
        some = slice(begin, min(begin + together, draws))
        mixed = _uncorrelated(columns, rng, some.stop - begin)
        components[some] = _eigenvalues(mixed)
        try:
            factors[some] = _eigenvalues(_reduced(mixed)) if axes else np.nan
        except np.linalg.LinAlgError:  # so few rows that some permutation is singular
            axes = False
    observed = _eigenvalues(R)
    limit = np.asarray(np.percentile(components, QUANTILE, axis=0))
    if not axes:
        return Parallel(observed, limit, _leading(observed, limit), None, None, None)
    reduced = _eigenvalues(_reduced(R))
    reduced_limit = np.asarray(np.percentile(factors, QUANTILE, axis=0))
    return Parallel(
        observed,
        limit,
        _leading(observed, limit),
        reduced,
        reduced_limit,
        _leading(reduced, reduced_limit),
    )


def standard_scores(items: Array) -> Array:
    """Columns with mean 0 and variance 1 (divisor n), NaN kept; their mean product is r."""
    centred = items - np.nanmean(items, axis=0)
    return np.asarray(centred / np.sqrt(np.nanmean(centred**2, axis=0)))


def normal_scores(items: Array) -> Array:
    """Columns whose mean product is a polychoric correlation near zero.

    The mean of a standard normal within each category, divided by the variance of these
    means: one step of Fisher scoring from rho = 0, where permuted columns are.
    """
    found = np.full(items.shape, np.nan)
    for j in range(items.shape[1]):
        there = ~np.isnan(items[:, j])
        _, codes, n = np.unique(items[there, j], return_inverse=True, return_counts=True)
        share = n / n.sum()
        tau = special.ndtri(np.minimum(np.cumsum(share)[:-1], 1.0))
        height = np.concatenate([[0.0], np.exp(-(tau**2) / 2) / np.sqrt(2 * np.pi), [0.0]])
        score = -np.diff(height) / share
        found[there, j] = (score / (share @ score**2))[codes]
    return found


def _uncorrelated(columns: Array, rng: np.random.Generator, draws: int) -> Array:
    """(draws, p, p) correlations of independently permuted columns, from what is there."""
    n, p = columns.shape
    mixed = np.tile(columns.T, (draws, 1, 1))  # contiguous, which the products need
    rng.permuted(mixed, axis=2, out=mixed)
    holes = np.isnan(mixed)
    if holes.any():
        there = (~holes).astype(float)
        mixed = np.where(holes, 0.0, mixed)
        pairs = np.maximum(there @ there.swapaxes(1, 2), 1.0)
        found = mixed @ mixed.swapaxes(1, 2) / pairs
    else:
        found = mixed @ mixed.swapaxes(1, 2) / n
    found[:, np.arange(p), np.arange(p)] = 1.0
    return np.asarray(found)


def _reduced(R: Array) -> Array:
    """Correlations with squared multiple correlations on their diagonal."""
    found = R.copy()
    at = np.arange(R.shape[-1])
    found[..., at, at] = 1.0 - 1.0 / np.linalg.inv(R)[..., at, at]
    return found


def _eigenvalues(R: Array) -> Array:
    return np.asarray(np.linalg.eigvalsh(R)[..., ::-1], dtype=float)


def _leading(observed: Array, limit: Array) -> int:
    above = observed > limit
    return int(len(above) if above.all() else np.argmin(above))


@dataclass(frozen=True, slots=True)
class Smoothed:
    """A matrix made positive definite.

    Parameters
    ----------
    lowest : float
        Smallest eigenvalue before.
    change : float
        Largest change of a correlation.
    """

    R: Array
    lowest: float
    change: float


def smooth(R: Array, tolerance: float = 1e-12) -> Smoothed | None:
    """Raise the negative eigenvalues of correlations, as psych's ``cor.smooth`` does.

    Eigenvalues below `tolerance` become a hundred times that, all are rescaled to sum to
    p, and the diagonal is set to one again. None where `R` is positive definite already.
    """
    values, vectors = np.linalg.eigh(R)
    if values[0] >= np.finfo(float).eps:
        return None
    raised = np.where(values < tolerance, 100.0 * tolerance, values)
    raised *= len(R) / raised.sum()
    found = (vectors * raised) @ vectors.T
    root = np.sqrt(np.diag(found))
    found = found / root / root[:, None]
    found = (found + found.T) / 2.0
    np.fill_diagonal(found, 1.0)
    return Smoothed(found, float(values[0]), float(np.abs(found - R).max()))


def dependent(R: Array, tolerance: float = 1e-8) -> list[int]:
    """Columns of correlations that earlier columns determine, by Cholesky's pivots."""
    found: list[int] = []
    kept: list[int] = []
    L = np.zeros((0, 0))
    for j in range(len(R)):
        own = np.linalg.solve(L, R[kept, j]) if kept else np.zeros(0)
        left = R[j, j] - own @ own
        if left < tolerance:
            if left > -tolerance:  # below it, the correlations contradict each other
                found.append(j)
            continue
        grown = np.zeros((len(kept) + 1, len(kept) + 1))
        grown[:-1, :-1] = L
        grown[-1, :-1] = own
        grown[-1, -1] = np.sqrt(left)
        L = grown
        kept.append(j)
    return found
