"""Errors of several models at once: every cluster left out in turn (CR3).

Bell and McCaffrey (2002); MacKinnon, Nielsen and Webb (2023, doi:10.1002/jae.2969): of the
errors robust to clusters these are the ones that hold best with few or unequal clusters. One
Newton step stands for a refit; in least squares it is the refit.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.inverses import pinv
from cpsurvey.stats.rates import Glm
from cpsurvey.stats.tails import t_above

Array = NDArray[np.float64]
COUNTED = 25
"""Draws beyond zero that are enough to count."""


def changes(fit: Glm, X: Array, group: NDArray[np.int64]) -> Array:
    """By how much coefficients change where a cluster is left out, (clusters, p)."""
    _, member = np.unique(group, return_inverse=True)
    order = np.argsort(member, kind="stable")
    begins = np.searchsorted(member[order], np.arange(int(member.max()) + 1))
    rows, w = X[order], fit.weights[order]
    weighted = w[:, None] * rows
    pulls = np.add.reduceat(weighted * fit.working[order, None], begins)
    own = np.empty((len(begins), X.shape[1], X.shape[1]))
    for i in range(X.shape[1]):
        own[:, :, i] = np.add.reduceat(weighted * rows[:, i, None], begins)
    left = own.sum(axis=0) - own
    inverse = pinv(left, 1e-10, hermitian=True)
    return -np.asarray(np.einsum("gij,gj->gi", inverse, pulls))


def draws(b: Array, changed: Sequence[Array], count: int, rng: np.random.Generator) -> Array:
    """Draws (count, p) of coefficients of several models.

    They come from a multivariate t with a degree of freedom less than there are clusters,
    whose scale is the jackknife's covariance.

    Parameters
    ----------
    b : (p,) array
        Coefficients of all models, one after the other.
    changed : sequence of (clusters, p_i) arrays
        `changes` of each of them, over the same clusters.
    """
    all_changed = np.hstack(changed)
    clusters = len(all_changed)
    covariance = (clusters - 1) / clusters * all_changed.T @ all_changed
    values, vectors = np.linalg.eigh(covariance)
    root = (vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T
    df = clusters - 1
    wide = np.sqrt(df / rng.chisquare(df, count))[:, None]
    return np.asarray(b + wide * (rng.standard_normal((count, len(b))) @ root))


def tail(drawn: Array, est: float, df: float) -> float:
    """Two-sided p-value of draws against zero.

    Where too few of them lie beyond zero to be counted, that of a t as wide as they are: many
    tests at once are adjusted by factors that a counted p-value could never come back from.
    """
    n = len(drawn)
    beyond = min(int((drawn <= 0).sum()), int((drawn >= 0).sum()))
    counted = min(1.0, 2.0 * (beyond + 1) / (n + 1))
    spread = float(np.std(drawn)) * np.sqrt((df - 2) / df) if df > 2 else 0.0
    if beyond >= COUNTED or not spread > 0:
        return counted
    return min(counted, 2.0 * t_above(abs(est) / spread, df))
