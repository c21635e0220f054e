"""Fit measures of a weighted least squares model in samples of ordered answers.

Thresholds and correlations are drawn from their asymptotic distribution, whose covariances
Gamma come from one large sample of the population; discrepancies and residuals of all draws
follow from the derivatives at what the model estimates in the population (exact to the
second order), tests are scaled and shifted as there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.after.simulated import Drawn, comparative
from cpsurvey.sem.inference.asymptotic import Test
from cpsurvey.sem.inference.onelevel import OneLevel
from cpsurvey.sem.moments.polychoric import Polychoric
from cpsurvey.sem.moments.sample import GroupSample, ordinal
from cpsurvey.sem.objective.constraints import null_space
from cpsurvey.sem.objective.leastsquares import LeastSquares
from cpsurvey.sem.objective.model import Model, assemble, degrees
from cpsurvey.sem.objective.ordinal import OrdinalMoments
from cpsurvey.sem.search.newton import minimise
from cpsurvey.sem.search.optimise import LINEAR
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
LARGE = 4000
"""Rows of the large sample: so many, and `TIMES` the statistics Gamma is of."""
TIMES = 3
DOUBLED = 5
"""How often the large sample is doubled where it lacks a rare answer."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """Samples of `n` from populations that a model of ordered answers is fitted to."""

    found: SemFit
    n: int

    def drawn(self, mean: Array, cov: Array, draws: int, rng: np.random.Generator) -> Drawn:
        """Fit measures of `draws` samples from the population."""
        sample = self._population(mean, cov, rng)
        if sample is None:
            return Drawn({"srmr": np.zeros(0), "rmsea": np.zeros(0), "cfi": np.zeros(0)}, draws)
        model = assemble(self.found.model.table, [sample])
        solution = minimise(
            model.objective, self.found.theta, model.constraints, tolerance=LINEAR
        )
        df, _ = degrees(model, solution.theta)
        level = OneLevel(model)
        test = level.infer(solution, model.constraints, df).test
        near = _Near.at(model, solution.theta)
        moved = near.moved(near.draws(draws, self.n, rng))
        return Drawn(self._measures(near, moved, test, level.baseline()), 0)

    def _population(
        self, mean: Array, cov: Array, rng: np.random.Generator
    ) -> GroupSample | None:
        """The population's own statistics, with Gamma of a large sample.

        None where some answer is so rare that no sample has it.
        """
        known = self.found.model.samples[0].polychoric
        assert known is not None
        statistics = sum(max(k - 1, 1) for k in known.levels) + len(cov) * (len(cov) + 1) // 2
        rows = max(LARGE, TIMES * statistics)
        for _ in range(DOUBLED):
            sample = _cut(mean, cov, rows, known, rng)
            there = sample.polychoric
            if there is not None and there.levels == known.levels:
                exact = replace(there, n=self.n, R=cov, thresholds=known.thresholds, mean=mean)
                return replace(sample, n=self.n, cov=cov, mean=mean, polychoric=exact)
            rows *= 2
        return None

    def _measures(self, near: _Near, moved: _Moved, test: Test, base: Test) -> dict[str, Array]:
        counted = self.n - 1  # as chi-square counts under least squares
        chisq, baseline = counted * moved.value, counted * moved.baseline
        if test.scaling is not None and base.scaling is not None:
            chisq = chisq / test.scaling + test.shift
            baseline = baseline / base.scaling + base.shift
        excess = np.maximum(chisq - test.df, 0.0)
        return {
            "srmr": near.srmr(moved),
            "rmsea": np.sqrt(excess / (counted * test.df)),
            "cfi": comparative(chisq, test.df, baseline, base.df),
        }


def _cut(
    mean: Array, cov: Array, n: int, known: Polychoric, rng: np.random.Generator
) -> GroupSample:
    """Statistics of normal responses cut at thresholds; continuous ones stay."""
    rows = mean + rng.standard_normal((n, len(cov))) @ np.linalg.cholesky(cov).T
    for j in np.flatnonzero(known.ordered):
        rows[:, j] = np.searchsorted(known.thresholds[j], rows[:, j])
    return ordinal(rows, known.ordered)


@dataclass(frozen=True, slots=True)
class _Moved:
    """Discrepancies of model and baseline, statistics and residuals of every draw."""

    value: Array
    baseline: Array
    observed: Array
    residual: Array


@dataclass(frozen=True, slots=True)
class _Near:
    """A model at what it estimates in a population, and how that moves with the statistics.

    `J`, `H`: derivatives of the implied statistics, and of half the discrepancy twice, in
    the directions constraints leave free.
    """

    group: OrdinalMoments
    residual: Array
    J: Array
    H: Array

    @classmethod
    def at(cls, model: Model, theta: Array) -> _Near:
        """Derivatives at `theta`."""
        objective = model.objective
        assert isinstance(objective, LeastSquares)
        (group,) = objective.groups
        assert isinstance(group, OrdinalMoments)
        K = null_space(model.constraints.jacobian(theta), len(theta))
        H = objective.curvature(theta).observed / objective.weights[0]
        J = group.jacobian(theta) @ K
        return cls(group, group.observed - group.implied(theta), J, K.T @ H @ K)

    def draws(self, size: int, n: int, rng: np.random.Generator) -> Array:
        """Deviations (size, m) of a sample's statistics from the population's."""
        try:
            root = np.linalg.cholesky(self.group.gamma)
        except np.linalg.LinAlgError:
            values, vectors = np.linalg.eigh(self.group.gamma)
            root = vectors * np.sqrt(np.maximum(values, 0.0))
        return np.asarray(rng.standard_normal((size, len(root))) @ root.T / np.sqrt(n))

    def moved(self, d: Array) -> _Moved:
        """What deviations `d` (B, m) make of discrepancies and residuals."""
        W = self.group.weights
        slope = d @ (W[:, None] * self.J)
        step = np.linalg.solve(self.H, slope.T).T
        value = self.residual @ (W * self.residual) + 2.0 * d @ (W * self.residual)
        value += d**2 @ W - np.einsum("bq,bq->b", slope, step)
        observed = self.group.observed + d
        free = slice(self.group.begin, None)
        return _Moved(
            np.maximum(value, 0.0),
            observed[:, free] ** 2 @ W[free],
            observed,
            self.residual + d - step @ self.J.T,
        )

    def srmr(self, moved: _Moved) -> Array:
        """Bentler's, of correlations, and of (co)variances of continuous variables."""
        group, begin = self.group, self.group.begin
        p = group.ram.p
        sd = np.ones((len(moved.observed), p))
        sd[:, group.line] = np.sqrt(np.maximum(moved.observed[:, group.nth : begin], 1e-12))
        cells = moved.residual[:, begin:] / (sd[:, group.ii] * sd[:, group.jj])
        own = moved.residual[:, group.nth : begin] / sd[:, group.line] ** 2
        total = (cells**2).sum(axis=1) + (own**2).sum(axis=1)
        return np.asarray(np.sqrt(total / (p * (p + 1) / 2)))
