"""Ordered and continuous variables together: thresholds, moments, polyserial correlations.

Two-step maximum likelihood: univariate thresholds, means and variances first, then each
pair's correlation (Olsson, Drasgow & Dorans, 1982, doi:10.1007/BF02294164); covariances of
all of them as for polychoric correlations (Muthen, 1984).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.sem.moments.bivariate import cdf, density, pdf
from cpsurvey.sem.moments.polychoric import Codes, Polychoric, codes, pairs, polychoric

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Variable:
    """One variable's univariate estimates, casewise scores and values.

    Parameters
    ----------
    lower, upper : (n,) arrays
        Thresholds around each answer (ordered).
    ends : (k + 2,) array
        The thresholds between infinities (ordered).
    z : (n,) array
        Standardised values (continuous).
    """

    ordered: bool
    scores: Array
    lower: Array
    upper: Array
    code: Codes
    z: Array
    sd: float
    k: int
    ends: Array


def mixed(data: Array, ordered: NDArray[np.bool_]) -> Polychoric:
    """Statistics of complete (n, p) data; `ordered` says which variables are."""
    n, p = data.shape
    plain = polychoric(data[:, ordered], gamma=False)
    inner = iter(plain.thresholds)
    thresholds = tuple(next(inner) if o else np.zeros(0) for o in ordered)
    variables = [
        _ordered(data[:, j], thresholds[j]) if ordered[j] else _continuous(data[:, j])
        for j in range(p)
    ]
    ii, jj = pairs(p)
    places = np.flatnonzero(ordered)
    first, second = pairs(len(places))
    both = zip(places[first], places[second], strict=True)
    known = dict(zip(both, plain.R[first, second], strict=True))
    rho = np.array(
        [
            known[i, j] if (i, j) in known else _correlation(variables[i], variables[j])
            for i, j in zip(ii, jj, strict=True)
        ]
    )
    sds = np.array([v.sd for v in variables])
    R = np.diag(sds**2)
    R[ii, jj] = R[jj, ii] = rho * sds[ii] * sds[jj]
    gamma = _gamma(variables, rho, sds, ii, jj, n)
    return Polychoric(
        n,
        tuple(v.k + 1 if v.ordered else 0 for v in variables),
        thresholds,
        R,
        gamma,
        plain.empty,
        np.where(ordered, 0.0, data.mean(axis=0)),
    )


def _ordered(x: Array, thresholds: Array) -> _Variable:
    code, _ = codes(x[:, None])
    code = code[:, 0]
    ends = np.concatenate([[-np.inf], thresholds, [np.inf]])
    share = np.diff(special.ndtr(ends))
    k = len(thresholds)
    scores = np.zeros((len(x), k))
    phi = density(thresholds)
    for a in range(k):
        scores[:, a] = phi[a] * ((code == a) / share[a] - (code == a + 1) / share[a + 1])
    nothing = np.zeros(len(x))
    return _Variable(True, scores, ends[code], ends[code + 1], code, nothing, 1.0, k, ends)


def _continuous(x: Array) -> _Variable:
    sd = float(x.std())
    z = (x - x.mean()) / sd
    scores = np.column_stack([z / sd, (z * z - 1.0) / (2.0 * sd * sd)])
    nothing = np.zeros(len(x))
    code = np.zeros(len(x), dtype=np.intp)
    return _Variable(False, scores, nothing, nothing, code, z, sd, 1, nothing)


def _correlation(one: _Variable, other: _Variable) -> float:
    """Correlation of a pair with a continuous variable."""
    if not one.ordered and not other.ordered:
        return float(np.mean(one.z * other.z))
    z, cut = (other, one) if one.ordered else (one, other)
    rho = float(np.clip(np.corrcoef(z.z, cut.code)[0, 1] * 1.1, -0.95, 0.95))
    for _ in range(200):
        s = _pair_scores(one, other, rho)[0]
        step = float(np.clip(s.sum() / (s @ s), -0.2, 0.2))
        rho = float(np.clip(rho + step, -0.999, 0.999))
        if abs(step) < 1e-12:
            break
    return rho


def _pair_scores(one: _Variable, other: _Variable, rho: float) -> tuple[Array, Array, Array]:
    """Casewise scores of a pair by rho (n,), and by each variable's own parameters."""
    if one.ordered and other.ordered:
        return _both_ordered(one, other, rho)
    if not one.ordered and not other.ordered:
        return _both_continuous(one, other, rho)
    if one.ordered:
        s, cut, line = _polyserial(other, one, rho)
        return s, cut, line
    s, cut, line = _polyserial(one, other, rho)
    return s, line, cut


def _both_continuous(one: _Variable, other: _Variable, r: float) -> tuple[Array, Array, Array]:
    q, x, y = 1.0 - r * r, one.z, other.z
    s = (r * q + (1.0 + r * r) * x * y - r * (x * x + y * y)) / q**2

    def own(a: Array, b: Array, sd: float) -> Array:
        mean = (a - r * b) / (q * sd)
        variance = ((a * a - r * a * b) / q - 1.0) / (2.0 * sd * sd)
        return np.column_stack([mean, variance])

    return s, own(x, y, one.sd), own(y, x, other.sd)


def _polyserial(line: _Variable, cut: _Variable, r: float) -> tuple[Array, Array, Array]:
    """By rho, by the thresholds of `cut`, by mean and variance of `line`."""
    root = np.sqrt(1.0 - r * r)
    z, sd = line.z, line.sd
    up, low = (cut.upper - r * z) / root, (cut.lower - r * z) / root
    P = np.maximum(special.ndtr(up) - special.ndtr(low), 1e-300)
    phi_up, phi_low = density(up), density(low)
    with np.errstate(invalid="ignore"):
        top = np.where(np.isfinite(cut.upper), phi_up * (cut.upper * r - z), 0.0)
        bottom = np.where(np.isfinite(cut.lower), phi_low * (cut.lower * r - z), 0.0)
    s = (top - bottom) / (root**3 * P)
    thresholds = np.zeros((len(z), cut.k))
    for a in range(cut.k):
        thresholds[:, a] = (phi_up * (cut.code == a) - phi_low * (cut.code == a + 1)) / (
            root * P
        )
    by_z = -r / root * (phi_up - phi_low) / P
    mean = z / sd - by_z / sd
    variance = (z * z - 1.0) / (2.0 * sd * sd) - by_z * z / (2.0 * sd * sd)
    return s, thresholds, np.column_stack([mean, variance])


def _both_ordered(one: _Variable, other: _Variable, r: float) -> tuple[Array, Array, Array]:
    """All who gave the same two answers have the same scores: worked out once a cell."""
    h, k = one.ends[:, None], other.ends[None, :]
    P = np.maximum(_of_cells(cdf(h, k, np.array(r))), 1e-300)
    D = _of_cells(pdf(h, k, np.array(r)))
    root = np.sqrt(1.0 - r * r)

    def own(a: _Variable, b: _Variable, P: Array) -> Array:
        """By the thresholds of `a`, (answers of a, answers of b, thresholds)."""
        cut = a.ends[1:-1, None]
        inner = np.diff(special.ndtr((b.ends - r * cut) / root), axis=1)
        value = density(cut) * inner
        found = np.zeros((a.k + 1, b.k + 1, a.k))
        t = np.arange(a.k)
        found[t, :, t] = value / P[:-1]
        found[t + 1, :, t] = -value / P[1:]
        return found

    at = (one.code, other.code)
    return (D / P)[at], own(one, other, P)[at], own(other, one, P.T)[at[::-1]]


def _of_cells(F: Array) -> Array:
    """Of the cells, from what is below each corner."""
    return np.asarray(F[1:, 1:] - F[:-1, 1:] - F[1:, :-1] + F[:-1, :-1])


def _gamma(
    variables: list[_Variable], rho: Array, sds: Array, ii: Codes, jj: Codes, n: int
) -> Array:
    """Sandwich of all statistics, correlations turned to covariances."""
    starts, at = [], 0
    for v in variables:
        starts.append(at)
        at += v.scores.shape[1]
    influence = np.empty((n, at + len(rho)))
    for begin, v in zip(starts, variables, strict=True):
        part = slice(begin, begin + v.scores.shape[1])
        influence[:, part] = v.scores @ np.linalg.inv(v.scores.T @ v.scores)
    for k, (i, j) in enumerate(zip(ii, jj, strict=True)):
        s, by_i, by_j = _pair_scores(variables[i], variables[j], float(rho[k]))
        rest = s.copy()
        for place, own in ((i, by_i), (j, by_j)):
            part = slice(starts[place], starts[place] + own.shape[1])
            rest -= influence[:, part] @ (own.T @ s)
        influence[:, at + k] = rest / (s @ s)
    order, by_variance = [], {}
    for place, (begin, one) in enumerate(zip(starts, variables, strict=True)):
        order += list(range(begin, begin + (one.k if one.ordered else 1)))
        if not one.ordered:
            by_variance[place] = begin + 1
    order += list(by_variance.values())
    covariances = influence[:, at:] * (sds[ii] * sds[jj])
    for k, (i, j) in enumerate(zip(ii, jj, strict=True)):
        for mine, other in ((i, j), (j, i)):
            if mine in by_variance:
                slope = rho[k] * sds[other] / (2.0 * sds[mine])
                covariances[:, k] += slope * influence[:, by_variance[mine]]
    rows = np.concatenate([influence[:, order], covariances], axis=1)
    return np.asarray(n * (rows.T @ rows))
