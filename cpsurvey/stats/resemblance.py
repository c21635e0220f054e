"""Shares of groups in the variances of several outcomes, compared with each other.

Moments of an analysis of variance with covariates (Henderson, 1953, method 3), all outcomes
on the same groups. How sure a share, or a difference of two, is comes from leaving out one
group at a time (Arvesen, 1969), which holds whatever the outcomes have to do with each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.inverses import pinv
from cpsurvey.stats import pooling
from cpsurvey.stats.tails import t_above, t_quantile

Array = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Known:
    """A number with its error over groups left out, t on `df` degrees of freedom.

    `lost`: fraction of missing information; 0 where nothing was imputed.
    """

    est: float
    se: float
    df: float
    pvalue: float
    lower: float
    upper: float
    lost: float = 0.0


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Shares of the groups in the variances of q outcomes.

    Parameters
    ----------
    icc1 : (q,) array
        Printed as they are when negative.
    without : (J, q) array
        The same without each of the J groups.
    """

    icc1: Array
    without: Array
    level: float = 0.95

    def of(self, weights: Sequence[float]) -> Known:
        """A combination of the shares: ``(1, -1)`` is how much the first is above the second.

        Pseudo-values of the groups; their mean square gives the error.
        """
        return together([self], weights)

    def _jackknifed(self, w: Array) -> tuple[float, float]:
        left = self.without @ w
        J = len(left)
        se = float(np.sqrt((J - 1) / J * np.sum((left - left.mean()) ** 2)))
        return float(self.icc1 @ w), se


def together(sets: Sequence[Resemblance], weights: Sequence[float]) -> Known:
    """A combination of the shares of completed data sets, by Rubin's rules."""
    each = [one._jackknifed(np.asarray(weights, dtype=float)) for one in sets]
    degrees = [len(one.without) - 1.0 for one in sets]
    found = pooling.single([est for est, _ in each], [se for _, se in each], degrees)
    est, se, df = found.est, found.se, found.df
    t = est / se if se > 0 else np.nan
    spread = t_quantile(1.0 - (1.0 - sets[0].level) / 2.0, df) * se
    p = 2.0 * t_above(abs(t), df)
    return Known(est, se, df, p, est - spread, est + spread, found.lost)


def resemblance(Y: Array, X: Array, group: Codes) -> Resemblance:
    """Shares of the groups in the variance of each column of `Y` that `X` does not explain.

    Parameters
    ----------
    Y : (n, q) array
        NaN where a person has no value: an outcome rests on those who have it.
    X : (n, p) array
        Complete covariates, without the intercept; (n, 0) for none.
    group : (n,) int array

    Raises
    ------
    ValueError
        An outcome does not vary, or no group has two members with it.
    """
    codes, member = np.unique(group, return_inverse=True)
    found = [_of_one(y, X, member, len(codes)) for y in Y.T]
    return Resemblance(
        np.array([icc[0] for icc in found]), np.column_stack([icc[1:] for icc in found])
    )


def _of_one(y: Array, X: Array, member: Codes, J: int) -> Array:
    """(1 + J,) shares: of all groups, then without each of them."""
    there = ~np.isnan(y)
    if not there.any():
        raise ValueError("nobody has a value")
    y, X, member = y[there], X[there], member[there]
    Z = np.column_stack([np.ones(len(y)), *(_standard(x) for x in (*X.T, y))])
    sums = np.stack([np.bincount(member, column, J) for column in Z.T], axis=1)
    size = sums[:, 0]
    ends = np.cumsum(np.bincount(member, minlength=J))[:-1]
    mine = np.split(Z[np.argsort(member, kind="stable")], ends)
    crossed = np.stack([one.T @ one for one in mine])
    outer = sums[:, :, None] * sums[:, None, :]
    between = outer / np.maximum(size, 1.0)[:, None, None]
    parts = np.stack([crossed, crossed - between, outer], axis=1)
    whole = parts.sum(axis=0)
    kept = np.concatenate([whole[None], whole - parts])
    filled = (size > 0).astype(float)
    groups = filled.sum() - np.concatenate([[0.0], filled])
    found = _share(kept, groups)
    if not np.isfinite(found[0]):
        raise ValueError("the values do not vary, or no group has two members")
    return found


def _share(kept: Array, groups: Array) -> Array:
    """Henderson's method 3 of many samples at once.

    `kept` holds Z'Z, the same within groups, and the sums over groups of n^2 m m', m the
    means of a group; Z is intercept, covariates, outcome.
    """
    total, within, squared = kept[:, 0], kept[:, 1], kept[:, 2]
    p = kept.shape[-1] - 1
    n = total[:, 0, 0]
    rest, rank = _residual(total, n)
    inner, slopes = _residual(within, n)
    df = n - groups - slopes
    back = pinv(total[:, :p, :p], 1e-10, hermitian=True)
    size = n - np.einsum("kij,kji->k", back, squared[:, :p, :p])
    with np.errstate(all="ignore"):
        sigma2 = inner / df
        tau2 = (rest - inner - (groups + slopes - rank) * sigma2) / size
        share = tau2 / (tau2 + sigma2)
    found: Array = np.where((df > 0) & (rest > 1e-12 * n), share, np.nan)
    return found


def _standard(x: Array) -> Array:
    spread = x - x.mean()
    return np.asarray(spread / (float(spread.std()) or 1.0))


def _residual(moments: Array, n: Array) -> tuple[Array, Array]:
    """Residual sums of squares of the last variable on the others, and the others' rank."""
    p = moments.shape[-1] - 1
    inside, across = moments[:, :p, :p], moments[:, :p, p]
    values, vectors = np.linalg.eigh(inside)
    kept = values > 1e-9 * n[:, None]
    turned = np.einsum("kji,kj->ki", vectors, across)
    explained = np.sum(np.where(kept, turned**2 / np.where(kept, values, 1.0), 0.0), axis=1)
    return moments[:, p, p] - explained, kept.sum(axis=1)
