"""The saturated model: its information, its casewise scores and what follows from both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack

from cpsurvey.sem.inference.casewise import cluster_sums, outer_products, parts
from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective.incomplete import Seen, inverses

Array = NDArray[np.float64]


def saturated_trace(sample: GroupSample, exogenous: NDArray[np.intp], means: bool) -> float:
    """tr(A1^-1 B1) of the saturated model, sums over cases (Yuan & Bentler, 2000).

    A1 is its information per case, B1 the cross-product of its scores per case;
    moments of `exogenous` variables are taken as fixed.
    """
    if sample.patterns is not None:
        return _trace_missing(sample, exogenous)
    return _trace_complete(sample, exogenous, means)


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
    return _robust(sample, exogenous, expected=False)[1]


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
    factor, failed = lapack.dpotrf(information.T, lower=True)  # as it lies in memory
    if failed:
        return np.asarray(np.linalg.inv(information), dtype=float)
    half, _ = lapack.dpotri(factor, lower=True)
    half = np.tril(half)
    return np.asarray(half + np.tril(half, -1).T, dtype=float)


@dataclass(frozen=True, slots=True)
class Spread:
    """Covariances (m, m) of saturated moments: themselves, or a root (rows, m) of them.

    As many rows as there are clusters span what the scores of these give, which is less
    than the moments by far.
    """

    matrix: Array
    is_root: bool = False

    def times(self, x: Array) -> Array:
        """Their product with x (m, q)."""
        found = self.matrix @ x
        return np.asarray(self.matrix.T @ found if self.is_root else found)

    def weight(self, sample: GroupSample, exogenous: NDArray[np.intp]) -> float:
        """Trace of their product with `normal_weights`."""
        if not self.is_root:
            return float(np.vdot(normal_weights(sample, exogenous), self.matrix))
        keep, K = kept(sample, exogenous), np.linalg.inv(sample.cov)
        total = 0.0
        for part in parts(len(self.matrix), 256):
            means, square = _apart(self.matrix[part], keep, len(K))
            turned = square @ K
            total += float(np.vdot(means @ K, means))
            total += 0.5 * float(np.einsum("rij,rji->", turned, turned))
        return total


def saturated_spread(
    sample: GroupSample, exogenous: NDArray[np.intp], *, robust: bool, expected: bool
) -> Spread:
    """Covariances of the saturated moments; `robust`: that the cases' own scores give."""
    if not robust:
        return Spread(saturated_inverse(sample, exogenous, expected=expected))
    return _robust(sample, exogenous, expected=expected)[0]


def saturated_weight(
    sample: GroupSample, exogenous: NDArray[np.intp], *, robust: bool, expected: bool
) -> float:
    """Trace of the product of these covariances with `normal_weights`."""
    spread = saturated_spread(sample, exogenous, robust=robust, expected=expected)
    key = ("weight", exogenous.tobytes(), robust, expected)
    found = _remembered(sample, key, lambda: np.array(spread.weight(sample, exogenous)))
    return float(found)


def _robust(
    sample: GroupSample, exogenous: NDArray[np.intp], *, expected: bool
) -> tuple[Spread, float]:
    """A^-1 B A^-1 and the trace of A^-1 B, B the cross-products of scores per case.

    Scores are summed over clusters where there are any; their small-sample factor is left
    out of the trace, to be applied once to the whole of it.
    """
    assert sample.patterns is not None
    known = sample.patterns.known
    key = (exogenous.tobytes(), expected, *_moments_key(sample))
    if ("trace", *key) not in known:
        _, chunks, keep = saturated_missing(sample, exogenous, scores_only=True)
        count = sample.n if sample.cluster is None else 1 + int(sample.cluster.max())
        if count > len(keep):  # many rows: cheaper by their cross-products
            inverse = saturated_inverse(sample, exogenous, expected=expected)
            products = outer_products([(sample, chunks)], len(keep)) / sample.n
            known["whole", *key] = np.asarray(inverse @ products @ inverse)
            trace = float(np.vdot(inverse, products))
        else:
            if sample.cluster is None:
                rows = np.concatenate([s for _, s in chunks])
            else:
                rows = cluster_sums([(sample, chunks)], count, len(keep))
            rows /= np.sqrt(sample.n)
            information = saturated_information(sample, exogenous, expected=expected)
            known["root", *key] = _solved(information, rows)
            trace = float(np.vdot(known["root", *key], rows))
        known["trace", *key] = np.array(trace / sample.inflation)
    is_root = ("root", *key) in known
    matrix = known["root" if is_root else "whole", *key]
    return Spread(matrix, is_root), float(known["trace", *key])


def _solved(information: Array, rows: Array) -> Array:
    """Rows times the inverse, which is not formed where there is Cholesky's factor."""
    factor, failed = lapack.dpotrf(information.T, lower=True)
    if failed:
        return np.asarray(rows @ np.linalg.inv(information))
    found, _ = lapack.dpotrs(factor, rows.T, lower=True)
    return np.asarray(found.T, dtype=float)


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
    means, square = _apart(D.T, keep, p)
    turned = inverse @ (square.reshape(-1, p) @ inverse).reshape(q, p, p)
    cells = turned.reshape(q, -1).take(rows * p + columns, axis=1)
    cells *= np.where(rows == columns, 0.5, 1.0)
    return np.asarray(np.concatenate([means @ inverse, cells], axis=1).T[keep])


def _apart(found: Array, keep: NDArray[np.intp], p: int) -> tuple[Array, Array]:
    """Means (r, p) and covariances (r, p, p) of rows (r, kept) of saturated moments."""
    whole = np.zeros((len(found), p + p * (p + 1) // 2))
    whole[:, keep] = found
    return whole[:, :p], whole[:, p:].take(_places(p), axis=1)


def _places(p: int) -> NDArray[np.intp]:
    """Where each cell (p, p) or its mirror stands in the lower triangle by rows."""
    i = np.arange(p)
    high, low = np.maximum(i[:, None], i), np.minimum(i[:, None], i)
    return np.asarray(high * (high + 1) // 2 + low)


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
    a, b = rows, columns
    shown = Seen(sample.cov, found.blanks)
    cells = shown.cells(np.eye(p), a, b)

    def chunks() -> Iterator[tuple[slice, Array]]:
        assert sample.data is not None
        for part in parts(sample.n, 1024):
            mine = found.of_case[part]
            e = np.where(found.seen[mine], sample.data[part] - sample.mean, 0.0)
            e = shown.times(e, mine)
            s = half * (e[:, a] * e[:, b] - cells[mine])
            yield part, np.concatenate([e, s], axis=1)[:, keep]

    if scores_only:
        return np.zeros((0, 0)), chunks(), keep
    residual = np.where(found.seen, found.mean - sample.mean, 0.0)
    inner = found.cov + residual[:, :, None] * residual[:, None, :]
    P = np.concatenate([P for _, P in inverses(sample.cov, found.blanks)])
    w = found.n / sample.n
    weighed = cells * w[:, None]
    place = _places(p)
    width = len(a)
    info = np.zeros((p + width, p + width))
    info[:p, :p] = np.tensordot(w, P, 1)
    # with X + X' twice the cross-products of P, or of P and what is left over P moments P
    less = cells / 2.0
    if not expected:
        less = (P @ inner @ P).reshape(len(P), -1).take(a * p + b, axis=1) - less
        v = np.einsum("rij,rj->ri", P, residual)
        Pv = weighed.T @ v
        k = np.arange(p)[:, None]
        info[:p, p:] = half * (Pv[place[k, a], b] + Pv[place[k, b], a])
        info[p:, :p] = info[:p, p:].T
    X = weighed.T @ less
    X = X + X.T
    ac_bd = a * width + place[:, b]  # of each b, in the lines of a: positions of (ac, bd)
    ad_bc = b * width + place[:, a]
    for i in range(p):
        lines, begin = X[place[i]], i * (i + 1) // 2
        cov = info[p + begin : p + begin + i + 1, p:]
        lines.take(ac_bd[: i + 1], out=cov)
        cov += lines.take(ad_bc[: i + 1])
        cov *= half[begin : begin + i + 1, None] * half
    if len(keep) < len(info):
        info = info[np.ix_(keep, keep)]
    return info, chunks(), keep
