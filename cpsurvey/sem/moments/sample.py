"""What a model is fitted to: moments, missing patterns, the saturated model."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.moments.blanks import Blanks, inverse_of
from cpsurvey.sem.moments.mixed import mixed
from cpsurvey.sem.moments.polychoric import Polychoric, polychoric

Array = NDArray[np.float64]
MANY = 20_000
FAR_FROM_ZERO = 30.0
"""Means in standard deviations up to which products can be taken before centring."""
PLAIN = 20
"""Steps of EM before longer ones are tried; few missing answers need fewer."""
MEMORY, FLAT, ROUNDING = 10, 1e-10, 1e-12
"""Steps that are kept; share of singular values that are none; rise that is rounding."""
SETTLED = 1e-6
"""Last change, in standard deviations, below which more steps would print the same."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """Cases by what they answered.

    Parameters
    ----------
    seen : (r, p) bool array
        Answered variables of each pattern; patterns that miss least come first.
    n : (r,) array
        Cases of each pattern.
    mean : (r, p) array
        Means of the answered variables, 0 elsewhere.
    cov : (r, p, p) array
        Covariances with divisor n, 0 elsewhere.
    of_case : (n,) int array
        Pattern of each case.
    blanks : Blanks
        The patterns by how many answers they miss.
    known : dict
        What was already computed of the saturated model: a model, its baseline and its
        corrections all need the same matrices.
    """

    seen: NDArray[np.bool_]
    n: Array
    mean: Array
    cov: Array
    of_case: NDArray[np.intp]
    blanks: Blanks
    known: dict[tuple[object, ...], Array] = field(
        default_factory=dict, compare=False, repr=False
    )

    def moments(self) -> Array:
        """Moment matrices (r, p + 1, p + 1) with the constant, 0 where missing."""
        if ("moments",) not in self.known:
            self.known["moments",] = augmented(self.cov, self.mean)
        return self.known["moments",]

    def roots(self, data: Array, most: int) -> tuple[Array, NDArray[np.intp]]:
        """Rows (t, p + 1) whose cross-products are `moments`, and the pattern of each.

        Of patterns that miss at least one answer of the (n, p) data and at most so many; the
        rows are no more than their cases, and no more than what they show.
        """
        seen = self.seen.sum(axis=1)
        missing = self.seen.shape[1] - seen
        order = np.argsort(self.of_case, kind="stable")
        order = order[
            np.isin(self.of_case[order], np.flatnonzero((missing > 0) & (missing <= most)))
        ]
        of = self.of_case[order]
        x = np.column_stack([np.nan_to_num(data[order]), np.ones(len(order))])
        x /= np.sqrt(self.n[of])[:, None]
        keep = np.ones(len(of), dtype=bool)
        for r in np.unique(of[self.n[of] > seen[of] + 1]):
            begin, end = np.searchsorted(of, [r, r + 1])
            triangle = np.linalg.qr(x[begin:end], "r")
            x[begin : begin + len(triangle)] = triangle
            keep[begin + len(triangle) : end] = False
        return x[keep], of[keep]


@dataclass(frozen=True, slots=True)
class GroupSample:
    """One group's data.

    Parameters
    ----------
    n : int
        Cases.
    mean : (p,) array
        Means; of the saturated model when answers are missing.
    cov : (p, p) array
        Covariances with divisor n; of the saturated model when answers are missing.
    data : (n, p) array or None
        Cases, NaN where missing; None when only moments are known.
    patterns : Patterns or None
        Missing patterns under full information.
    cluster : (n,) int array or None
        Cluster of each case, numbered over all groups.
    inflation : float
        J / (J - 1) for the J clusters its errors rest on; 1 without clusters.
    polychoric : Polychoric or None
        Thresholds and correlations of ordered variables; `cov` is then their correlations.
    settled : bool
        Whether the search for the moments under full information came to an end.
    """

    n: int
    mean: Array
    cov: Array
    data: Array | None = None
    patterns: Patterns | None = None
    cluster: NDArray[np.intp] | None = None
    polychoric: Polychoric | None = None
    inflation: float = 1.0
    settled: bool = True

    def moments(self, means: bool) -> Array:
        """Moment matrix the model is fitted to: augmented by the constant with `means`."""
        return augmented(self.cov, self.mean) if means else self.cov


def augmented(cov: Array, mean: Array) -> Array:
    """[[cov + mean mean', mean], [mean', 1]], batch axes allowed."""
    p = cov.shape[-1]
    moments = np.empty((*cov.shape[:-2], p + 1, p + 1))
    moments[..., :p, :p] = cov + mean[..., :, None] * mean[..., None, :]
    moments[..., p, :p] = moments[..., :p, p] = mean
    moments[..., p, p] = 1.0
    return moments


def complete(data: Array, cluster: NDArray[np.intp] | None = None) -> GroupSample:
    """Moments of cases without missing answers."""
    n = len(data)
    mean = np.ones(n) @ data / n
    cov = data.T @ data / n - mean[:, None] * mean
    sd = np.sqrt(np.maximum(np.diag(cov), 1e-300))
    if n < MANY or (np.abs(mean) > FAR_FROM_ZERO * sd).any():
        centred = data - mean  # subtracting first keeps every digit
        cov = centred.T @ centred / n
    return GroupSample(n, mean, cov, data, None, cluster)


def ordinal(
    data: Array,
    ordered: NDArray[np.bool_],
    fixed: NDArray[np.intp] | None = None,
    cluster: NDArray[np.intp] | None = None,
) -> GroupSample:
    """Thresholds and correlations of answers, some or all of them ordered.

    Given the covariates whose places are `fixed`; moments are then those of everything
    together, as if latent responses had been seen.
    """
    if ordered.all():
        found = polychoric(data, cluster=cluster)
    else:
        found = mixed(data, ordered, fixed, cluster)
    mean, cov = found.mean, found.R
    if len(found.fixed):
        x = data[:, found.fixed]
        spread = np.atleast_2d(np.cov(x, rowvar=False))
        slopes = found.slopes.copy()
        slopes[found.fixed] = np.eye(len(found.fixed))
        mean = mean + slopes @ x.mean(axis=0)
        cov = cov.copy()
        cov[found.fixed, found.fixed] = 0.0
        cov = cov + slopes @ spread @ slopes.T
    return GroupSample(len(data), mean, cov, data, None, cluster, found)


def patterns(data: Array) -> Patterns:
    """Sort cases by their missing pattern; cases without any answer do not belong here."""
    there = ~np.isnan(data)
    seen, of_case, n = np.unique(there, axis=0, return_inverse=True, return_counts=True)
    rank = np.argsort(-seen.sum(axis=1), kind="stable")
    seen, n, of_case = seen[rank], n[rank], np.argsort(rank)[of_case.reshape(-1)]
    filled = np.where(there, data, 0.0)
    count = n.astype(float)
    order = np.argsort(of_case, kind="stable")
    starts = np.concatenate([[0], np.cumsum(n)[:-1]])
    mean = np.add.reduceat(filled[order], starts, axis=0) / count[:, None]
    centred = np.where(there, filled - mean[of_case], 0.0)[order]
    cov = np.empty((len(n), data.shape[1], data.shape[1]))
    for r, (begin, size) in enumerate(zip(starts, n, strict=True)):
        part = centred[begin : begin + size]
        cov[r] = part.T @ part / size
    return Patterns(seen, count, mean, cov, of_case, Blanks(seen))


def full_information(
    data: Array,
    cluster: NDArray[np.intp] | None = None,
    *,
    tol: float = 1e-9,
    max_iter: int = 500,
) -> GroupSample:
    """Missing patterns, and saturated moments by the EM algorithm.

    Dempster, Laird & Rubin (1977); Little & Rubin (2002), section 11.2.
    """
    found = patterns(data)
    mean, cov, left = em(found, tol=tol, max_iter=max_iter)
    settled = left < max(tol, SETTLED)
    return GroupSample(len(data), mean, cov, data, found, cluster, settled=settled)


def em(
    found: Patterns, *, tol: float = 1e-9, max_iter: int = 500
) -> tuple[Array, Array, float]:
    """Maximum-likelihood mean (p,) and covariance (p, p) under missing at random; last change.

    `tol` bounds the last change of any moment in standard deviations. Where many answers are
    missing, steps of the algorithm are short: after the first ones, several together foretell
    where they lead (Anderson, 1965; for EM Henderson & Varadhan, 2019,
    doi:10.1080/10618600.2019.1594835).
    """
    n = found.n
    seen = found.seen.astype(float)
    total = n.sum()
    per = n @ seen
    mean = (n @ found.mean) / per
    spread = n @ (np.einsum("rii->ri", found.cov) + (found.mean - mean) ** 2 * seen)
    cov = np.diag(spread / per)
    if found.seen.all():
        return found.mean[0], found.cov[0], 0.0
    centre = mean  # products are taken about it: they keep their digits
    moments = augmented(found.cov, (found.mean - centre) * seen)
    weights = n / total
    step = _Completed(found.blanks, moments, weights, np.tensordot(weights, moments, 1))
    at = augmented(cov, np.zeros_like(centre))
    left = np.inf
    for _ in range(min(PLAIN, max_iter)):
        at, before = step.of(at)[0], at
        left = _change(before, at)
        if left < tol:
            break
    else:
        if max_iter > PLAIN:
            at, left = _faster(step, at, tol, max_iter - PLAIN)
    cov, mean = _central(at)
    return centre + mean, cov, left


@dataclass(frozen=True, slots=True)
class _Completed:
    """One step: moments that are expected of complete data, given those there are."""

    blanks: Blanks
    moments: Array
    weights: Array
    pooled: Array

    def of(self, at: Array) -> tuple[Array, float]:
        """The next moments, and the discrepancy of those there are now, up to a constant."""
        logdet, K = inverse_of(at)
        if K is None:
            K = np.asarray(np.linalg.inv(at), dtype=float)
        found, extra = self.blanks.expected(K, self.moments, self.weights, self.pooled)
        return (found + found.T) / 2, logdet + float(np.vdot(K, self.pooled)) + extra


def _faster(step: _Completed, at: Array, tol: float, max_iter: int) -> tuple[Array, float]:
    """On from where plain steps have led, as the last steps together foretell.

    Where what is foretold is worse or no covariance, a plain step is taken from before it and
    what was seen is forgotten.
    """
    scale = np.sqrt(np.diag(at))
    scale = scale * scale[:, None]
    next_, value = step.of(at)
    places: list[Array] = []
    steps: list[Array] = []
    for _ in range(max_iter):
        if (left := _change(at, next_)) < tol:
            return next_, left
        own = ((next_ - at) / scale).ravel()
        places, steps = [*places[-MEMORY:], at], [*steps[-MEMORY:], own]
        far = next_
        if len(steps) > 1:
            bends = np.diff(steps, axis=0)
            weights = np.linalg.lstsq(bends.T, own, rcond=FLAT)[0]
            moved = np.diff(places, axis=0) / scale + bends.reshape(-1, *at.shape)
            far = next_ - np.tensordot(weights, moved, 1) * scale
        if far is not next_ and inverse_of(far)[1] is None:
            far, places, steps = next_, [], []
        after, there = step.of(far)
        if there > value + ROUNDING and far is not next_:
            far, places, steps = next_, [], []
            after, there = step.of(far)
        at, next_, value = far, after, there
    return next_, _change(at, next_)


def _change(before: Array, after: Array) -> float:
    """Largest change of a mean or covariance, in standard deviations."""
    (cov, mean), (new_cov, new_mean) = _central(before), _central(after)
    sd = np.sqrt(np.diag(new_cov))
    return max(
        float(np.abs((new_cov - cov) / (sd[:, None] * sd)).max()),
        float(np.abs((new_mean - mean) / sd).max()),
    )


def _central(moments: Array) -> tuple[Array, Array]:
    """Covariances and means of moments with a constant, the last."""
    mean = moments[:-1, -1]
    return moments[:-1, :-1] - mean[:, None] * mean, mean
