"""Casewise scores of a model and derivatives of its moments, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.moments.sample import GroupSample, augmented
from cpsurvey.sem.moments.spread import add_by
from cpsurvey.sem.objective.incomplete import Seen
from cpsurvey.sem.objective.ram import Ram

Array = NDArray[np.float64]
ROWS = 4096
"""Cases worked on at a time."""


def scores(ram: Ram, sample: GroupSample, theta: Array) -> Iterator[tuple[slice, Array]]:
    """Derivatives (rows, q) of each case's log-likelihood, by chunks of cases."""
    assert sample.data is not None
    moments = sample.moments(ram.means)
    at = ram.geometry(theta, moments)
    if sample.patterns is not None:
        seen, of_case = Seen(at.sigma, sample.patterns.blanks), sample.patterns.of_case
        expected = seen.cells(at.Z, ram.a, ram.b)
        for part in parts(sample.n, 1024):
            x = _with_constant(np.nan_to_num(sample.data[part]))
            weighed = seen.times(x, of_case[part])
            yield part, ram.scored(weighed @ at.Z, expected[of_case[part]])
        return
    Y = np.linalg.solve(at.sigma, at.Z)
    M = at.Z.T @ Y
    for part in parts(sample.n):
        data = sample.data[part]
        x = _with_constant(data) if ram.means else data - sample.mean
        yield part, ram.scores(x @ Y, M)


def moment_scores(
    ram: Ram, sample: GroupSample, theta: Array, exogenous: NDArray[np.intp]
) -> Iterator[tuple[slice, Array]]:
    """Delta' W d (rows, q): d a case's deviation from the sample moments, W at the model.

    What the Satorra-Bentler (1994) correction is made of. Given fixed covariates, a case
    deviates from what the covariates predict.
    """
    assert sample.data is not None
    at = ram.geometry(theta, sample.moments(ram.means))
    mean = at.sigma[: ram.p, ram.p] if ram.means else np.zeros(ram.p)
    centred = _as_model(ram, sample.cov, mean)
    Y = np.linalg.solve(at.sigma, at.Z)
    expected = Y.T @ centred @ Y
    slopes = predicted(sample.cov, exogenous) if len(exogenous) else sample.cov
    rest = expected
    if len(exogenous):
        rest = Y.T @ _as_model(ram, slopes @ sample.cov @ slopes.T, mean) @ Y
    for part in parts(sample.n):
        data = sample.data[part] - sample.mean
        x = data + mean
        s = ram.scores((_with_constant(x) if ram.means else x) @ Y, expected)
        if len(exogenous):
            x = data @ slopes.T + mean
            s -= ram.scores((_with_constant(x) if ram.means else x) @ Y, rest)
        yield part, s


def predicted(cov: Array, exogenous: NDArray[np.intp]) -> Array:
    """(p, p) matrix that turns centred data into what the exogenous variables predict."""
    slopes = np.zeros_like(cov)
    inner = cov[np.ix_(exogenous, exogenous)]
    slopes[:, exogenous] = np.linalg.solve(inner, cov[exogenous]).T
    return slopes


def _as_model(ram: Ram, cov: Array, mean: Array) -> Array:
    return augmented(cov, mean) if ram.means else cov


def _with_constant(data: Array) -> Array:
    return np.column_stack([data, np.ones(len(data))])


def parts(n: int, rows: int = ROWS) -> Iterator[slice]:
    """Slices of so many cases."""
    for begin in range(0, n, rows):
        yield slice(begin, min(begin + rows, n))


def outer_products(
    chunks: Sequence[tuple[GroupSample, Iterator[tuple[slice, Array]]]], q: int
) -> Array:
    """Sum of s s' over cases, or over clusters with their small-sample factor."""
    clustered = [sample.cluster for sample, _ in chunks if sample.cluster is not None]
    if not clustered:
        total = np.zeros((q, q))
        for _, scored in chunks:
            for _, s in scored:
                total += s.T @ s
        return total
    count = 1 + max(int(cluster.max()) for cluster in clustered)
    sums = cluster_sums(chunks, count, q)
    return sums.T @ sums


def cluster_sums(
    chunks: Sequence[tuple[GroupSample, Iterator[tuple[slice, Array]]]], count: int, q: int
) -> Array:
    """Scores (count, q) added up by cluster, so that their products hold its factor."""
    sums = np.zeros((count, q))
    for sample, scored in chunks:
        assert sample.cluster is not None
        root = np.sqrt(sample.inflation)
        for part, s in scored:
            add_by(sample.cluster[part], root * s, sums)
    return sums


def moment_derivatives(
    ram: Ram, sample: GroupSample, theta: Array
) -> tuple[Array, Array, Array]:
    """Derivatives (m, q) of means and lower triangle by rows; the means; the covariances."""
    p = ram.p
    at = ram.geometry(theta, sample.moments(True))
    mean = at.sigma[:p, p]
    rows, columns = np.tril_indices(p)
    of_mean = ram.jacobian(at, np.arange(p), np.full(p, p))
    of_cov = ram.jacobian(at, rows, columns)  # of products, so of covariances and means
    of_cov -= of_mean[rows] * mean[columns, None] + of_mean[columns] * mean[rows, None]
    return np.vstack([of_mean, of_cov]), mean, at.sigma[:p, :p] - mean[:, None] * mean
