"""Fit measures of a model in samples of normal data from known populations.

Only moments are drawn (Wishart by Bartlett's decomposition), and all refits are made
together from what the model estimates in the population itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.language.partable import build, needs_means
from cpsurvey.sem.moments.sample import GroupSample, augmented
from cpsurvey.sem.objective.model import Model, assemble, degrees
from cpsurvey.sem.objective.ram import Ram
from cpsurvey.sem.search.newton import minimise
from cpsurvey.sem.search.refit import refit
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
NAMES = ("srmr", "rmsea", "cfi")
ELEMENTS = 4_000_000
"""Numbers of a batch's largest array; bounds memory."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Fit measures (B,) by name of the samples that could be fitted, and how many could not."""

    values: dict[str, Array]
    failed: int


@dataclass(frozen=True, slots=True)
class Normal:
    """Maximum likelihood on moments of complete normal data.

    `counted`: whether the model has means, which the denominator of SRMR counts.
    """

    model: Model
    theta: Array
    n: int
    df: int
    base: int
    counted: bool

    @classmethod
    def of(cls, found: SemFit, n: int) -> Normal:
        """The model without what complete normal data do not need."""
        old = found.settings
        means = needs_means(found.syntax) or old.kind == "growth"
        plain = replace(
            old,
            estimator="ml",
            missing="listwise",
            information="expected",
            meanstructure=means,
            clustered=False,
        )
        table = build(found.syntax, plain)
        values = dict(zip(found.table.names, found.theta, strict=True))
        theta = np.array([values[name] for name in table.names])
        ram, (own,) = Ram(table), found.model.samples
        sample = GroupSample(n, own.mean, own.cov)
        sigma = ram.implied(theta, sample.moments(ram.means))
        mean = sigma[: ram.p, ram.p] if means else own.mean
        cov = sigma[: ram.p, : ram.p] - (mean[:, None] * mean if means else 0.0)
        model = assemble(table, [GroupSample(n, mean, cov)])
        x = len(table.covariates)
        base = (ram.p * (ram.p - 1) - x * (x - 1)) // 2
        return cls(model, theta, n, degrees(model, theta)[0], base, old.meanstructure)

    def drawn(self, mean: Array, cov: Array, draws: int, rng: np.random.Generator) -> Drawn:
        """Fit measures of `draws` samples from the population."""
        near = self._at(mean, cov)
        parts = [near._batch(mean, cov, size, rng) for size in self._sizes(draws)]
        values = {name: np.concatenate([one[name] for one in parts]) for name in NAMES}
        return Drawn(values, draws - len(values["srmr"]))

    def _at(self, mean: Array, cov: Array) -> Normal:
        """The model set up on the population itself, with what it estimates there."""
        model = assemble(self.model.table, [GroupSample(self.n, mean, cov)])
        solution = minimise(model.objective, self.theta, model.constraints)
        return replace(self, model=model, theta=solution.theta)

    def _sizes(self, draws: int) -> Iterator[int]:
        """Samples of each batch: as many as fit into memory."""
        widest = max(self.model.rams[0].length, 2 * self.model.rams[0].m)
        most = int(np.clip(ELEMENTS // widest**2, 32, 1024))
        for begin in range(0, draws, most):
            yield min(most, draws - begin)

    def _batch(
        self, mean: Array, cov: Array, size: int, rng: np.random.Generator
    ) -> dict[str, Array]:
        (ram,) = self.model.rams
        S, m = _moments(mean, cov, self.n, size, rng)
        given = augmented(S, m) if ram.means else S
        refits = refit(self.model, self.theta, [given], [1.0], rescue=False)
        done = refits.converged
        S, m, given = S[done], m[done], given[done]
        sigma = ram.implied(refits.theta[done], given)
        chisq = self.n * _discrepancy(sigma, given)
        base = self.n * self._independence(S)
        return {
            "srmr": self._srmr(S, m, sigma),
            "rmsea": np.sqrt(np.maximum(chisq - self.df, 0.0) / (self.n * self.df)),
            "cfi": comparative(chisq, self.df, base, self.base),
        }

    def _independence(self, S: Array) -> Array:
        """Discrepancy (B,) of the model without covariances but those of covariates."""
        table = self.model.table
        x = [table.observed.index(name) for name in table.covariates]
        y = [i for i in range(len(table.observed)) if i not in x]
        value = np.log(S[:, y, y]).sum(axis=1) - np.linalg.slogdet(S)[1]
        if x:
            value += np.linalg.slogdet(S[:, x][:, :, x])[1]
        return np.asarray(value)

    def _srmr(self, S: Array, m: Array, sigma: Array) -> Array:
        """Bentler's, with the means among what is averaged where the model has them."""
        (ram,) = self.model.rams
        p = ram.p
        gap = np.zeros((len(S), p))
        implied = sigma
        if ram.means:
            mean = sigma[:, :p, p]
            gap = m - mean
            implied = sigma[:, :p, :p] - mean[:, :, None] * mean[:, None, :]
        sd = np.sqrt(S[:, np.arange(p), np.arange(p)])
        lower = np.tril_indices(p)
        cells = ((S - implied) / (sd[:, :, None] * sd[:, None, :]))[:, lower[0], lower[1]]
        total = (cells**2).sum(axis=1) + ((gap / sd) ** 2).sum(axis=1)
        return np.asarray(np.sqrt(total / (len(lower[0]) + (p if self.counted else 0))))


def _moments(
    mean: Array, cov: Array, n: int, size: int, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Covariances (size, p, p), divisor n, and means (size, p) of `n` normal cases."""
    p = len(cov)
    root = np.linalg.cholesky(cov)
    T = np.tril(rng.standard_normal((size, p, p)), -1)
    T[:, np.arange(p), np.arange(p)] = np.sqrt(rng.chisquare(n - 1 - np.arange(p), (size, p)))
    T = root @ T
    means = mean + rng.standard_normal((size, p)) @ root.T / np.sqrt(n)
    return T @ np.swapaxes(T, 1, 2) / n, means


def _discrepancy(sigma: Array, S: Array) -> Array:
    """log|Sigma| + tr(S Sigma^-1) - log|S| - p of every sample."""
    fit = np.einsum("bij,bji->b", np.linalg.inv(sigma), S)
    logs = np.linalg.slogdet(sigma)[1] - np.linalg.slogdet(S)[1]
    return np.asarray(np.maximum(logs + fit - S.shape[-1], 0.0))


def comparative(chisq: Array, df: int, base: Array, base_df: int) -> Array:
    """CFI of every sample."""
    excess = np.maximum(chisq - df, 0.0)
    worst = np.maximum(np.maximum(excess, base - base_df), 0.0)
    return np.where(worst > 0, 1.0 - excess / np.where(worst > 0, worst, 1.0), 1.0)
