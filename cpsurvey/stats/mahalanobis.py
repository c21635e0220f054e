"""How far each respondent lies from the others: Mahalanobis distances, answers may miss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, special

Array = NDArray[np.float64]
DEPENDENT = 1e-8
"""Share of an item's variance that must be its own; below it repeats other items."""
RIDGE = 1e-11
MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class Distance:
    """Squared distances and what they are judged by.

    Parameters
    ----------
    d2 : (n,) array
        ``(x - m)' S^-1 (x - m)`` over the items answered; NaN for who answered none.
    df : (n,) int array
        Items behind each distance.
    items : (p,) int array
        Columns used: items that vary and do not repeat others.
    mean, cov : array
        Moments of these columns (divisor n - 1).
    """

    d2: Array
    df: NDArray[np.int64]
    items: NDArray[np.int64]
    mean: Array
    cov: Array

    def beyond(self, p: float) -> NDArray[np.bool_]:
        """Who lies beyond the upper `p` of chi-squared with their degrees of freedom, (n,)."""
        limit = special.chdtri(np.maximum(self.df, 1), p)
        with np.errstate(invalid="ignore"):
            return np.asarray((self.df > 0) & (self.d2 > limit))


def distance(answers: Array, *, tol: float = 1e-6) -> Distance | None:
    """Distances of the rows of `answers` (n, p), NaN where missing.

    With missing answers the moments are those of maximum likelihood under missing at
    random (Little & Rubin, 2002, section 11.2), brought to divisor n - 1, and each person
    is compared on the items answered; `tol` bounds the last change of any moment in
    standard deviations. An item that does not vary or is a combination of
    others is left out: over the rest the distance is that of the generalised inverse.
    None when nothing is left, or when there are no more respondents than items.
    """
    there = ~np.isnan(answers)
    rows = there.any(axis=1)
    items = _varying(answers)
    n = int(np.count_nonzero(rows & there[:, items].any(axis=1)))
    if not items.size or n <= items.size + 1:
        return None
    used = answers[:, items]
    kept = ~np.isnan(used).all(axis=1)
    if np.isnan(used[kept]).any():
        moments = _expectation_maximisation(used[kept], tol)
        if moments is None:
            return None
        mean, cov = moments
        cov = cov * n / (n - 1)
    else:
        mean, cov = used[kept].mean(axis=0), np.atleast_2d(np.cov(used[kept], rowvar=False))
    own = _independent(cov)
    items, mean, cov = items[own], mean[own], cov[np.ix_(own, own)]
    try:
        precision = linalg.inv(cov)
    except linalg.LinAlgError:
        return None
    x = answers[:, items]
    d2 = _squared(x, mean, precision)
    df = (~np.isnan(x)).sum(axis=1)
    return Distance(np.where(df > 0, d2, np.nan), df, items, mean, cov)


def _varying(answers: Array) -> NDArray[np.int64]:
    """Columns with at least two different answers."""
    there = ~np.isnan(answers)
    low = np.where(there, answers, np.inf).min(axis=0, initial=np.inf)
    high = np.where(there, answers, -np.inf).max(axis=0, initial=-np.inf)
    return np.flatnonzero(high > low)


def _independent(cov: Array) -> NDArray[np.int64]:
    """Columns none of which is a combination of those kept before it."""
    sd = np.sqrt(np.diag(cov))
    left = cov / np.outer(sd, sd)
    kept = []
    for j in range(len(cov)):
        if left[j, j] > DEPENDENT:
            kept.append(j)
            left = left - np.outer(left[:, j], left[j]) / left[j, j]
    return np.array(kept, dtype=np.int64)


def _squared(x: Array, mean: Array, precision: Array) -> Array:
    """Squared distances over the items answered, (n,).

    The inverse of a part of S is ``P_oo - P_om P_mm^-1 P_mo`` with P the inverse of S, so
    that only matrices of the size of what is missing are solved.
    """
    e = np.where(np.isnan(x), 0.0, x - mean)
    u = e @ precision
    d2 = (e * u).sum(axis=1)
    for who, where in _by_missing(x):
        block = precision[where[:, :, None], where[:, None, :]]
        lost = np.take_along_axis(u[who], where, axis=1)
        d2[who] -= (lost * np.linalg.solve(block, lost[:, :, None])[:, :, 0]).sum(axis=1)
    return np.asarray(np.maximum(d2, 0.0))


def _by_missing(x: Array) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Rows with equally many missing answers, and which those are (rows, m)."""
    gone = np.isnan(x)
    count = gone.sum(axis=1)
    for m in np.unique(count[count > 0]):
        who = np.flatnonzero(count == m)
        # few rows at a time when much is missing, so that memory stays small
        size = max(1, 4_000_000 // int(m) ** 2)
        for begin in range(0, len(who), size):
            part = who[begin : begin + size]
            yield part, np.nonzero(gone[part])[1].reshape(len(part), int(m))


def _expectation_maximisation(x: Array, tol: float) -> tuple[Array, Array] | None:
    """Mean (p,) and covariance (p, p), divisor n; None when the covariance gives out."""
    n, p = x.shape
    there = ~np.isnan(x)
    count = there.sum(axis=0)
    mean = np.where(there, x, 0.0).sum(axis=0) / count
    variance = (np.where(there, x - mean, 0.0) ** 2).sum(axis=0) / count
    cov = np.diag(variance)
    groups = list(_by_missing(x))
    for _ in range(MOST_STEPS):
        # items that repeat each other would leave nothing to invert
        precision = np.linalg.inv(cov + RIDGE * np.diag(variance))
        e = np.where(there, x - mean, 0.0)
        u = e @ precision
        extra = np.zeros(p * p)
        for who, where in groups:
            inverse = np.linalg.inv(precision[where[:, :, None], where[:, None, :]])
            lost = np.take_along_axis(u[who], where, axis=1)
            guess = -(inverse @ lost[:, :, None])[:, :, 0]
            e[who[:, None], where] = guess
            place = where[:, :, None] * p + where[:, None, :]
            extra += np.bincount(place.ravel(), inverse.ravel(), p * p)
        step = e.mean(axis=0)
        new = (e.T @ e + extra.reshape(p, p)) / n - np.outer(step, step)
        sd = np.sqrt(np.diag(new))
        if not np.isfinite(sd).all() or not (sd > 0).all():
            return None
        change = max(np.abs((new - cov) / np.outer(sd, sd)).max(), np.abs(step / sd).max())
        mean, cov = mean + step, (new + new.T) / 2
        if change < tol:
            break
    return mean, cov
