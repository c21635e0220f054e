"""Casewise scores, of the model and of the saturated model, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack

from cpsurvey.sem.moments.sample import GroupSample, augmented
from cpsurvey.sem.objective.likelihood import inverses, pattern_weights
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
        weights = pattern_weights(at.sigma, sample)
        of_case = sample.patterns.of_case
        expected = ram.pairs(weights, at.Z)
        for part in _parts(sample.n, 1024):
            x = _with_constant(np.nan_to_num(sample.data[part]))
            weighed = np.einsum("nij,nj->ni", weights[of_case[part]], x)
            yield part, ram.scored(weighed @ at.Z, expected[of_case[part]])
        return
    Y = np.linalg.solve(at.sigma, at.Z)
    M = at.Z.T @ Y
    for part in _parts(sample.n):
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
    for part in _parts(sample.n):
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


def _parts(n: int, rows: int = ROWS) -> Iterator[slice]:
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
    sums = _cluster_sums(chunks, count, q)
    return sums.T @ sums


def _cluster_sums(
    chunks: Sequence[tuple[GroupSample, Iterator[tuple[slice, Array]]]], count: int, q: int
) -> Array:
    """Scores (count, q) added up by cluster, so that their products hold its factor."""
    sums = np.zeros((count, q))
    for sample, scored in chunks:
        assert sample.cluster is not None
        root = np.sqrt(sample.inflation)
        for part, s in scored:
            np.add.at(sums, sample.cluster[part], root * s)
    return sums


# ------------------------------------------------------------------- saturated model
def saturated_trace(sample: GroupSample, exogenous: NDArray[np.intp], means: bool) -> float:
    """tr(A1^-1 B1) of the saturated model, sums over cases (Yuan & Bentler, 2000).

    A1 is its information per case, B1 the cross-product of its scores per case;
    moments of `exogenous` variables are taken as fixed.
    """
    if sample.patterns is not None:
        return _trace_missing(sample, exogenous)
    return _trace_complete(sample, exogenous, means)


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


def _trace_complete(sample: GroupSample, exogenous: NDArray[np.intp], means: bool) -> float:
    """In the coordinates of the regression on the exogenous variables A1 is diagonal.

    There the weighted square of a case's score is h z'z for the coefficients and
    ((z'z)^2 - 2 z'z + p) / 2 for the covariances: z the whitened residual, h the
    leverage. Sums over clusters are squared after adding up.
    """
    data = sample.data
    assert data is not None
    p = data.shape[1]
    inner = np.setdiff1d(np.arange(p), exogenous)
    x = data[:, exogenous] - sample.mean[exogenous]
    y = data[:, inner] - sample.mean[inner]
    if means:
        x = np.column_stack([x, np.ones(len(x))])
    if x.shape[1]:
        inverse = np.linalg.inv(x.T @ x / len(x))
        y = y - x @ (inverse @ (x.T @ y / len(x)))
        x = x @ np.linalg.cholesky(inverse)
    root = np.linalg.cholesky(np.linalg.inv(y.T @ y / len(y)))
    z = y @ root
    square = np.einsum("ni,ni->n", z, z)
    k = len(inner)
    if sample.cluster is None:
        leverage = np.einsum("ni,ni->n", x, x)
        return float(np.mean(leverage * square + (square**2 - 2.0 * square + k) / 2.0))
    order = np.argsort(sample.cluster, kind="stable")
    codes = sample.cluster[order]
    starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]])
    total = 0.0
    for begin, end in zip(starts, np.r_[starts[1:], len(codes)], strict=True):
        mine = order[begin:end]
        zs, xs = z[mine], x[mine]
        spread = zs.T @ zs - len(mine) * np.eye(k)
        total += float((spread**2).sum()) / 2.0 + float(((xs.T @ zs) ** 2).sum())
    return total / len(data)


def _trace_missing(sample: GroupSample, exogenous: NDArray[np.intp]) -> float:
    return float(_robust(sample, exogenous, expected=False)[1])


def _remembered(
    sample: GroupSample, key: tuple[object, ...], compute: Callable[[], Array]
) -> Array:
    """A matrix of this sample's saturated model, computed once."""
    assert sample.patterns is not None
    known = sample.patterns.known
    place = (*key, *_moments_key(sample))
    if place not in known:
        known[place] = compute()
    return known[place]


def _moments_key(sample: GroupSample) -> tuple[bytes, bytes]:
    return sample.mean.tobytes(), sample.cov.tobytes()


def saturated_information(
    sample: GroupSample, exogenous: NDArray[np.intp], *, expected: bool = False
) -> Array:
    """Information per case of the saturated model."""
    key = ("information", exogenous.tobytes(), expected)
    return _remembered(
        sample, key, lambda: saturated_missing(sample, exogenous, expected=expected)[0]
    )


def saturated_inverse(
    sample: GroupSample, exogenous: NDArray[np.intp], *, expected: bool = False
) -> Array:
    """Its inverse."""
    key = ("inverse", exogenous.tobytes(), expected)
    return _remembered(
        sample,
        key,
        lambda: _inverse(saturated_information(sample, exogenous, expected=expected)),
    )


def _inverse(information: Array) -> Array:
    """By Cholesky's factor, a third of the work, where there is one."""
    factor, failed = lapack.dpotrf(information, lower=True)
    if failed:
        return np.asarray(np.linalg.inv(information), dtype=float)
    half, _ = lapack.dpotri(factor, lower=True)
    half = np.tril(half)
    return np.asarray(half + np.tril(half, -1).T, dtype=float)


def saturated_sandwich(
    sample: GroupSample, exogenous: NDArray[np.intp], *, expected: bool = False
) -> Array:
    """Covariances of the saturated moments that the cases' own scores give."""
    return _robust(sample, exogenous, expected=expected)[0]


def _robust(
    sample: GroupSample, exogenous: NDArray[np.intp], *, expected: bool
) -> tuple[Array, Array]:
    """A^-1 B A^-1 and the trace of A^-1 B, B the cross-products of scores per case.

    Scores are summed over clusters where there are any; their small-sample factor is left
    out of the trace, to be applied once to the whole of it.
    """

    def compute() -> Array:
        inverse = saturated_inverse(sample, exogenous, expected=expected)
        _, chunks, keep = saturated_missing(sample, exogenous, scores_only=True)
        count = sample.n if sample.cluster is None else 1 + int(sample.cluster.max())
        if count > len(keep):  # many rows: cheaper by their cross-products
            products = outer_products([(sample, chunks)], len(keep)) / sample.n
            trace = np.array(float(np.vdot(inverse, products)) / sample.inflation)
            known[trace_key] = trace
            return np.asarray(inverse @ products @ inverse)
        if sample.cluster is None:
            rows = np.concatenate([s for _, s in chunks])
        else:
            rows = _cluster_sums([(sample, chunks)], count, len(keep))
        turned = rows @ inverse
        known[trace_key] = np.array(float(np.vdot(turned, rows)) / sample.n / sample.inflation)
        return np.asarray(turned.T @ turned / sample.n)

    assert sample.patterns is not None
    known = sample.patterns.known
    trace_key = ("trace", exogenous.tobytes(), expected, *_moments_key(sample))
    found = _remembered(sample, ("sandwich", exogenous.tobytes(), expected), compute)
    return found, known[trace_key]


def normal_weights(sample: GroupSample, exogenous: NDArray[np.intp]) -> Array:
    """Weights of complete normal data: means, then the lower triangle by rows."""

    def compute() -> Array:
        keep = kept(sample, exogenous)
        return _normal_weights(sample.cov)[np.ix_(keep, keep)]

    return _remembered(sample, ("normal", exogenous.tobytes()), compute)


def _normal_weights(S: Array) -> Array:
    p = len(S)
    rows, columns = np.tril_indices(p)
    inverse = np.linalg.inv(S)
    half = np.where(rows == columns, 0.5, 1.0)
    V = inverse[np.ix_(rows, rows)] * inverse[np.ix_(columns, columns)]
    V += inverse[np.ix_(rows, columns)] * inverse[np.ix_(columns, rows)]
    V *= half[:, None] * half
    W = np.zeros((p + len(rows), p + len(rows)))
    W[:p, :p], W[p:, p:] = inverse, V
    return W


def weighed(sample: GroupSample, keep: NDArray[np.intp], D: Array) -> Array:
    """`normal_weights` times derivatives (kept, q) of the moments, parameter by parameter."""
    p, q = len(sample.mean), D.shape[1]
    rows, columns = np.tril_indices(p)
    inverse = np.linalg.inv(sample.cov)
    whole = np.zeros((p + len(rows), q))
    whole[keep] = D
    square = np.empty((q, p, p))
    square[:, rows, columns] = square[:, columns, rows] = whole[p:].T
    turned = inverse @ (square.reshape(-1, p) @ inverse).reshape(q, p, p)
    whole[:p] = inverse @ whole[:p]
    whole[p:] = (turned[:, rows, columns] * np.where(rows == columns, 0.5, 1.0)).T
    return np.asarray(whole[keep])


def kept(sample: GroupSample, exogenous: NDArray[np.intp]) -> NDArray[np.intp]:
    """Saturated parameters that are estimated: not the moments of fixed covariates."""
    p = len(sample.mean)
    rows, columns = np.tril_indices(p)
    fixed = np.isin(np.arange(p), exogenous)
    return np.flatnonzero(np.r_[~fixed, ~(fixed[rows] & fixed[columns])])


def saturated_missing(
    sample: GroupSample,
    exogenous: NDArray[np.intp],
    *,
    expected: bool = False,
    scores_only: bool = False,
) -> tuple[Array, Iterator[tuple[slice, Array]], NDArray[np.intp]]:
    """Information per case of the saturated model, and its casewise scores.

    Parameters are the means, then the covariances by rows of the lower triangle.
    """
    found = sample.patterns
    assert found is not None
    assert sample.data is not None
    p = len(sample.mean)
    rows, columns = np.tril_indices(p)
    half = np.where(rows == columns, 0.5, 1.0)
    keep = kept(sample, exogenous)
    P = _plain_weights(sample)
    a, b = rows, columns
    cells = P[:, a, b]

    def chunks() -> Iterator[tuple[slice, Array]]:
        assert sample.data is not None
        for part in _parts(sample.n, 1024):
            mine = found.of_case[part]
            e = np.where(found.seen[mine], sample.data[part] - sample.mean, 0.0)
            e = np.einsum("nij,nj->ni", P[mine], np.nan_to_num(e))
            s = half * (e[:, a] * e[:, b] - cells[mine])
            yield part, np.concatenate([e, s], axis=1)[:, keep]

    if scores_only:
        return np.zeros((0, 0)), chunks(), keep
    residual = np.where(found.seen, found.mean - sample.mean, 0.0)
    inner = found.cov + residual[:, :, None] * residual[:, None, :]
    N = P @ inner @ P
    v = np.einsum("rij,rj->ri", P, residual)
    w = found.n / sample.n
    weighed = cells * w[:, None]
    place = np.zeros((p, p), dtype=np.intp)  # of a cell or its mirror in the triangle
    place[a, b] = place[b, a] = np.arange(len(a))
    PP = weighed.T @ cells
    ac, bd = place[np.ix_(a, a)], place[np.ix_(b, b)]
    ad, bc = place[np.ix_(a, b)], place[np.ix_(b, a)]
    if expected:
        cov = PP[ac, bd] + PP[ad, bc]
        mixed = np.zeros((p, len(a)))
    else:
        PN = weighed.T @ N[:, a, b]
        D = PN - PP
        cov = D[ac, bd] + PN[bd, ac] + D[ad, bc] + PN[bc, ad]
        Pv = weighed.T @ v
        k = np.arange(p)[:, None]
        mixed = half * (Pv[place[k, a], b] + Pv[place[k, b], a])
    cov *= half[:, None] * half
    info = np.block([[np.tensordot(w, P, 1), mixed], [mixed.T, cov]])

    return info[np.ix_(keep, keep)], chunks(), keep


def _plain_weights(sample: GroupSample) -> Array:
    """Inverses of the seen part of the saturated covariances, zero elsewhere."""
    found = sample.patterns
    assert found is not None
    return np.concatenate([P for _, P in inverses(sample.cov, found.blanks)])
