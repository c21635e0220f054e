"""Standard errors and test statistics from the derivatives at the solution."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.inference import casewise, saturated
from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective import symmetric
from cpsurvey.sem.objective.constraints import Functions, null_space
from cpsurvey.sem.objective.leastsquares import LeastSquares
from cpsurvey.sem.objective.model import Model
from cpsurvey.sem.objective.ordinal import OrdinalMoments
from cpsurvey.sem.objective.ram import Ram

Array = NDArray[np.float64]
FLAT = 1e-10
"""Eigenvalue of scaled information, over the largest, that counts as zero."""


@dataclass(frozen=True, slots=True)
class Test:
    """A test of the model against the saturated one.

    Parameters
    ----------
    scaling : float or None
        Correction factor c: the scaled statistic is chisq / c. None when not robust.
    h0, h1 : float or None
        Yuan-Bentler factors of the two models, for scaled difference tests.
    """

    chisq: float
    df: int
    scaling: float | None = None
    shift: float = 0.0
    h0: float | None = None
    h1: float | None = None

    @property
    def scaled(self) -> float | None:
        """Scaled (and shifted) statistic; None when not robust."""
        if self.scaling is None:
            return None
        return self.chisq / self.scaling + self.shift


@dataclass(frozen=True, slots=True)
class Bread:
    """Inverse of the information in the directions the constraints leave free.

    Parameters
    ----------
    inverse : (q, q) array
        Per case; divide by N for variances.
    rank, free : int
        Of the information, and the directions there are.
    condition : float
        Smallest eigenvalue over the largest, of the information scaled to unit diagonal.
    """

    inverse: Array
    rank: int
    free: int
    condition: float


def invert(information: Array, J: Array) -> Bread:
    """Inverse under the constraints' Jacobian `J` (c, q); a pseudo-inverse when singular."""
    K, scale, scaled = _scaled(information, J)
    regular, values = symmetric.inverse(scaled, FLAT)
    if regular is not None:
        found = regular * scale[:, None] * scale
        found = found if K is None else K @ found @ K.T
        return Bread(found, len(values), len(values), float(values[0] / values[-1]))
    values, vectors = np.linalg.eigh(scaled)
    largest = max(float(values[-1]), 1e-300) if len(values) else 1.0
    keep = values > FLAT * largest
    inverted = np.where(keep, 1.0 / np.where(keep, values, 1.0), 0.0)
    inverse = (vectors * inverted) @ vectors.T * scale[:, None] * scale
    condition = float(values[0]) / largest if len(values) else 1.0
    if K is not None:
        inverse = K @ inverse @ K.T
    return Bread(inverse, int(keep.sum()), len(values), condition)


def _scaled(information: Array, J: Array) -> tuple[Array | None, Array, Array]:
    """Directions that constraints leave, if there are any; scales, and what is scaled."""
    K = null_space(J, len(information)) if len(J) else None
    inner = information if K is None else K.T @ information @ K
    scale = 1.0 / np.sqrt(np.maximum(np.abs(np.diag(inner)), 1e-300))
    return K, scale, inner * scale[:, None] * scale


@dataclass(frozen=True, slots=True)
class Inference:
    """What follows from the derivatives at the solution.

    Parameters
    ----------
    vcov : (q, q) array
        Variances of the estimates.
    bread : Bread
        Inverse information the standard errors rest on.
    loose : tuple of int
        Free parameters the moments do not determine.
    """

    vcov: Array
    bread: Bread
    test: Test
    loose: tuple[int, ...] = ()

    @property
    def identified(self) -> bool:
        """Whether the moments determine every parameter, and its error."""
        return not self.loose and self.bread.rank == self.bread.free


def undetermined(information: Array, J: Array) -> tuple[int, ...]:
    """Free parameters that move along directions in which nothing observed changes.

    Parameters
    ----------
    information : (q, q) array
        Expected: it is singular along such a direction wherever one stands on it.
    J : (c, q) array
        The constraints' Jacobian.
    """
    K, scale, scaled = _scaled(information, J)
    values = np.linalg.eigvalsh(scaled)
    if len(values) and values[0] > FLAT * max(float(values[-1]), 1e-300):
        return ()
    values, vectors = np.linalg.eigh(scaled)
    flat = values <= FLAT * max(float(values[-1]), 1e-300) if len(values) else values > 0
    if not flat.any():
        return ()
    moved = scale[:, None] * vectors[:, flat]
    moves = np.abs(moved if K is None else K @ moved).max(axis=1)
    moves *= np.sqrt(np.maximum(np.diag(information), 0.0))
    dead = np.diag(information) <= 0.0  # nothing observed depends on it at all
    return tuple(int(i) for i in np.flatnonzero(dead | (moves > 1e-4 * moves.max())))


def infer(
    model: Model, theta: Array, chisq: float, constraints: Functions, df: int
) -> Inference:
    """Standard errors and the chi-square test of a solution, as its settings ask for them.

    Robust: sandwich errors and a scaled test; Yuan-Bentler's as Mplus computes it,
    Satorra-Bentler's under MLM.
    """
    if isinstance(model.objective, LeastSquares):
        return _of_least_squares(model, model.objective, theta, chisq, constraints, df)
    return _of_likelihood(model, theta, chisq, constraints, df)


def _of_least_squares(
    model: Model,
    objective: LeastSquares,
    theta: Array,
    chisq: float,
    constraints: Functions,
    df: int,
) -> Inference:
    """Errors and test of a least-squares solution.

    Errors are those of the sandwich with the statistics' own covariances Gamma: the weights
    are not its inverse but under GLS, where both agree. Robust: the scaled and shifted
    test, T = a X + df - a tr(U Gamma), a = sqrt(df / tr((U Gamma)^2)) (Asparouhov & Muthen,
    2010).
    """
    sizes, N = model.sizes, model.n
    J = constraints.jacobian(theta)
    q = len(theta)
    info = np.zeros((q, q))
    parts = []
    for group, n in zip(objective.groups, sizes, strict=True):
        D = group.jacobian(theta)
        WD = group.weigh(D)
        info += n / N * (D.T @ WD)
        parts.append((group, n / N, WD))
    bread = invert(info, J)
    loose = undetermined(info, J)
    spread = objective.spread([WD for _, _, WD in parts])
    meat = np.zeros((q, q))
    for (_, w, WD), GWD in zip(parts, spread, strict=True):
        meat += w * (WD.T @ GWD)
    vcov = bread.inverse @ meat @ bread.inverse / (N - len(sizes))
    plain = Inference(vcov, bread, Test(chisq, df), loose)
    if not model.table.settings.robust or df <= 0:
        return plain
    turned = bread.inverse @ meat
    trace = -float(np.trace(turned))
    square = float(np.sum(turned * turned.T)) + _between(objective)
    for (group, w, _), GWD in zip(parts, spread, strict=True):
        assert isinstance(group, OrdinalMoments)
        G, weights = group.gamma, group.weights
        trace += float(weights @ np.diag(G))
        square += float(np.sum((weights[:, None] * G) * (weights[None, :] * G)))
        twice = GWD.T @ (weights[:, None] * GWD)
        square -= 2.0 * w * float(np.trace(bread.inverse @ twice))
    square = _unbiased(square, trace, model, df)
    if square <= 0:
        return plain
    a_factor = float(np.sqrt(df / square))
    shift = df - a_factor * trace
    return replace(plain, test=Test(chisq, df, 1.0 / a_factor, shift))


def _unbiased(square: float, trace: float, model: Model, df: int) -> float:
    """tr((U Gamma)^2) of J clusters as precise as that of as many clusters as cases.

    Of J normal terms its mean is (1 + 1/J) times what it estimates, and tr(U Gamma)^2 / J
    more; U Gamma has at most `df` eigenvalues that are not zero.
    """
    codes = [s.cluster for s in model.samples if s.cluster is not None]
    if not codes:
        return square
    J, n = len(np.unique(np.concatenate(codes))), model.n
    exact = (square - trace**2 / J) / (1.0 + 1.0 / J)
    return max(exact * (1.0 + 1.0 / n) + trace**2 / n, trace**2 / df)


def _between(objective: LeastSquares) -> float:
    """Part of tr((W Gamma)^2) that clusters make which span groups."""
    total = 0.0
    several = list(zip(objective.groups, objective.sizes, objective.shared, strict=False))
    for (one, n, mine), (other, m, theirs) in combinations(several, 2):
        assert isinstance(one, OrdinalMoments)
        assert isinstance(other, OrdinalMoments)
        squares = (mine.T @ theirs) ** 2
        total += 2.0 * n * m * float(one.weights @ squares @ other.weights)
    return total


def _of_likelihood(
    model: Model, theta: Array, chisq: float, constraints: Functions, df: int
) -> Inference:
    settings, N, exogenous = model.table.settings, model.n, model.exogenous
    groups = list(zip(model.rams, model.samples, strict=True))
    at = model.objective.curvature(theta)
    J = constraints.jacobian(theta)
    bread = invert(at.expected if settings.information == "expected" else at.observed, J)
    loose = undetermined(at.expected, J)
    if not settings.robust:
        return Inference(bread.inverse / N, bread, Test(chisq, df), loose)
    satorra_bentler = settings.estimator == "mlm"
    scores = [
        (s, casewise.moment_scores(r, s, theta, exogenous))
        if satorra_bentler
        else (s, casewise.scores(r, s, theta))
        for r, s in groups
    ]
    meat = casewise.outer_products(scores, len(theta)) / N
    vcov = bread.inverse @ meat @ bread.inverse / N
    test = Test(chisq, df)
    if df > 0:
        h0 = float(np.trace(bread.inverse @ meat))
        if satorra_bentler:
            expected = invert(at.expected, J)
            h0 = float(np.trace(expected.inverse @ meat))
            h1 = sum(_satorra_bentler(r, s, theta, exogenous) for r, s in groups)
        else:
            h1 = sum(
                s.inflation * saturated.saturated_trace(s, exogenous, r.means)
                for r, s in groups
            )
        test = Test(chisq, df, (h1 - h0) / df, h0=h0, h1=h1)
    return Inference(vcov, bread, test, loose)


def _implied(ram: Ram, sample: GroupSample, theta: Array) -> tuple[Array, Array]:
    """Implied mean and covariance."""
    sigma = ram.implied(theta, sample.moments(ram.means))
    if not ram.means:
        return sample.mean, sigma
    mean = sigma[: ram.p, ram.p]
    return mean, sigma[: ram.p, : ram.p] - mean[:, None] * mean


def _satorra_bentler(
    ram: Ram, sample: GroupSample, theta: Array, exogenous: NDArray[np.intp]
) -> float:
    """tr(W Gamma) of one group, W at the model, without forming either matrix.

    Gamma is the covariance matrix of the cases' moments, less those predicted by the
    fixed covariates.
    """
    assert sample.data is not None
    _, sigma = _implied(ram, sample, theta)
    root = np.linalg.cholesky(np.linalg.inv(sigma))
    z = (sample.data - sample.mean) @ root
    zz = root.T @ sample.cov @ root
    total = np.mean(np.einsum("ni,ni->n", z, z) ** 2) - np.sum(zz * zz)
    means = float(np.trace(zz))
    if len(exogenous):
        slopes = casewise.predicted(sample.cov, exogenous)
        x = (sample.data - sample.mean) @ slopes.T @ root
        xx = root.T @ slopes @ sample.cov @ slopes.T @ root
        cross = np.einsum("ni,ni->n", z, x)
        total += np.mean(np.einsum("ni,ni->n", x, x) ** 2) - np.sum(xx * xx)
        total -= 2.0 * (np.mean(cross**2) - np.sum(zz * xx))
        means -= float(np.trace(xx))
    return 0.5 * float(total) + (means if ram.means else 0.0)
