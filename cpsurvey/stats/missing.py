"""Answers that are missing: patterns, normal estimates from what is there, Little's test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]
Places = NDArray[np.intp]
TOLERANCE = 1e-10
SINGULAR = 1e-10
"""Smallest eigenvalue of a correlation matrix that is still inverted."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """Which answers are missing together, the most frequent pattern first.

    Parameters
    ----------
    missing : (m, p) bool array
    n : (m,) int array
        Respondents of each pattern.
    member : (n,) int array
        Pattern of each respondent.
    """

    missing: Bools
    n: NDArray[np.int64]
    member: Places


def patterns(data: Array) -> Patterns:
    """Distinct patterns of NaN in (n, p) data; ties in order of their missing columns."""
    found, member, n = np.unique(
        np.isnan(data), axis=0, return_inverse=True, return_counts=True
    )
    order = np.argsort(-n, kind="stable")
    place = np.empty(len(order), dtype=np.intp)
    place[order] = np.arange(len(order))
    return Patterns(found[order], n[order].astype(np.int64), place[member.reshape(-1)])


@dataclass(frozen=True, slots=True)
class Normal:
    """Maximum likelihood mean and covariance of incomplete normal data.

    Parameters
    ----------
    mean : (p,) array
    cov : (p, p) array
        With divisor n.
    n : int
        Rows with a value.
    """

    mean: Array
    cov: Array
    n: int
    iterations: int
    converged: bool

    @property
    def R(self) -> Array:  # noqa: N802
        """Correlations."""
        root = np.sqrt(np.diag(self.cov))
        R = self.cov / root[:, None] / root
        np.fill_diagonal(R, 1.0)
        return np.asarray((R + R.T) / 2.0)


def normal(data: Array, *, limit: int = 2000) -> Normal:
    """Estimate from (n, p) data with NaN by the EM algorithm (Dempster et al., 1977).

    What is missing given what is there follows from the inverse covariance K: its mean
    deviates from mu by -K_mm^-1 K_mo (y_o - mu_o), its covariance is K_mm^-1. Only matrices
    as large as the missing part are inverted, all patterns of one size at once.

    Raises
    ------
    ValueError
        The covariance becomes singular: too few rows, repeated columns, or two columns
        that nobody has both of.
    """
    data = data[~np.isnan(data).all(axis=1)]
    n, p = data.shape
    if n <= p:
        raise ValueError("no more rows than columns")
    spread = np.nanstd(data, axis=0)
    if np.isnan(spread).any() or (spread <= 0).any():
        raise ValueError("a column does not vary")
    centre = np.nanmean(data, axis=0)
    z = (data - centre) / spread
    holes = np.isnan(z)
    there = (~holes).astype(float)
    if ((there.T @ there) < 2).any():
        raise ValueError("two columns that nobody has both of")
    kinds = patterns(z)
    groups = list(_sizes(kinds))
    mean, cov = np.zeros(p), np.eye(p)
    z = np.where(holes, 0.0, z)
    if not groups:
        cov = z.T @ z / n
        _inverse(cov)
        return Normal(centre, cov * spread * spread[:, None], n, 0, converged=True)
    done = 0
    converged = False
    while done < limit and not converged:
        done += 1
        new_mean, new_cov = _step(z, holes, kinds, groups, mean, cov)
        change = max(np.abs(new_mean - mean).max(), np.abs(new_cov - cov).max())
        mean, cov = new_mean, new_cov
        converged = bool(change < TOLERANCE)
    _inverse(cov)
    return Normal(
        centre + mean * spread, cov * spread * spread[:, None], n, done, converged=converged
    )


def _step(
    z: Array,
    holes: Bools,
    kinds: Patterns,
    groups: list[tuple[Places, Places]],
    mean: Array,
    cov: Array,
) -> tuple[Array, Array]:
    """One step of EM."""
    n, p = z.shape
    K = _inverse(cov)
    deviation = np.where(holes, 0.0, z - mean)
    pull = deviation @ K
    more = np.zeros((p, p))
    for rows, places in groups:
        inside = np.linalg.inv(K[places[:, :, None], places[:, None, :]])
        at = kinds.n[rows].astype(float)
        np.add.at(more, (places[:, :, None], places[:, None, :]), inside * at[:, None, None])
        which = np.full(len(kinds.n), -1)
        which[rows] = np.arange(len(rows))
        cases = np.flatnonzero(which[kinds.member] >= 0)
        own = which[kinds.member[cases]]
        columns = places[own]
        filled = -np.einsum("nij,nj->ni", inside[own], pull[cases[:, None], columns])
        deviation[cases[:, None], columns] = filled
    shift = deviation.mean(axis=0)
    centred = deviation - shift
    return mean + shift, (centred.T @ centred + more) / n


def _sizes(kinds: Patterns) -> Iterator[tuple[Places, Places]]:
    """Patterns with equally many holes: their numbers (g,), and the holes (g, size)."""
    sizes = kinds.missing.sum(axis=1)
    for size in np.unique(sizes[sizes > 0]):
        rows = np.flatnonzero(sizes == size)
        yield rows, np.nonzero(kinds.missing[rows])[1].reshape(len(rows), size)


def _inverse(cov: Array) -> Array:
    root = np.sqrt(np.maximum(np.diag(cov), 1e-300))
    values, vectors = np.linalg.eigh(cov / root / root[:, None])
    if values[0] < SINGULAR:
        raise ValueError("the covariance is singular")
    return np.asarray((vectors / values) @ vectors.T / root / root[:, None])


def pairwise(items: Array) -> Array:
    """(p, p) product-moment correlations of the respondents with both, pair by pair.

    0 where nobody has both or one does not vary; such a matrix may contradict itself.
    """
    there = (~np.isnan(items)).astype(float)
    x = np.nan_to_num(items - np.nanmean(items, axis=0))
    n = there.T @ there
    first, second = x.T @ there, (x**2).T @ there
    cross = x.T @ x - first * first.T / n
    spread = second - first**2 / n
    with np.errstate(invalid="ignore", divide="ignore"):
        R = cross / np.sqrt(spread * spread.T)
    R = np.clip(np.nan_to_num(R), -1.0, 1.0)
    np.fill_diagonal(R, 1.0)
    return np.asarray(R)


@dataclass(frozen=True, slots=True)
class Mcar:
    """Little's test that answers are missing completely at random.

    Parameters
    ----------
    d2 : float
        Chi-square distributed with `df` degrees of freedom, for many respondents.
    patterns : int
        Patterns of respondents with a value.
    singles : int
        Patterns of one respondent; their means are single answers.
    """

    d2: float
    df: int
    pvalue: float
    n: int
    patterns: int
    singles: int
    iterations: int


def little(data: Array) -> Mcar | None:
    """Little (1988, doi:10.1080/01621459.1988.10478722) from (n, p) data with NaN.

    d2 = sum over patterns of n_j (ybar_j - mu_j)' S_jj^-1 (ybar_j - mu_j), means of what a
    pattern has against the estimates of all, S with divisor n; df is the number of means
    less p. None where there is a single pattern. Gold: tests/gold/missing.R.

    Raises
    ------
    ValueError
        As `normal`; or its steps did not converge.
    """
    data = data[~np.isnan(data).all(axis=1)]
    kinds = patterns(data)
    p = data.shape[1]
    df = int((~kinds.missing).sum()) - p
    if len(kinds.n) < 2 or df < 1:
        return None
    found = normal(data)
    if not found.converged:
        raise ValueError("the estimates did not converge")
    K = _inverse(found.cov)
    sums = np.zeros((len(kinds.n), p))
    np.add.at(sums, kinds.member, np.nan_to_num(data - found.mean))
    means = sums / kinds.n[:, None]  # zero where the pattern has no value
    pull = means @ K
    d = np.einsum("mp,mp->m", means, pull)
    for rows, places in _sizes(kinds):
        inside = np.linalg.inv(K[places[:, :, None], places[:, None, :]])
        part = pull[rows[:, None], places]
        d[rows] -= np.einsum("mi,mij,mj->m", part, inside, part)
    d2 = float((kinds.n * d).sum())
    return Mcar(
        d2=d2,
        df=df,
        pvalue=float(special.chdtrc(df, d2)),
        n=len(data),
        patterns=len(kinds.n),
        singles=int((kinds.n == 1).sum()),
        iterations=found.iterations,
    )
