"""Least-squares discrepancies: F = (s - sigma)' W (s - sigma).

GLS weighs by the sample's normal theory (Browne, 1974), ULS not at all, DWLS by the
inverse variances of the sample statistics (Muthen, du Toit & Spisic, 1997). Statistics of
a group are its means (or thresholds) and then its covariances (or correlations).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective.likelihood import Curvature
from cpsurvey.sem.objective.ram import Ram

Array = NDArray[np.float64]


class Statistics(Protocol):
    """What a group is fitted by: sample statistics, implied ones, and their weights."""

    observed: Array
    exogenous: NDArray[np.bool_]

    def implied(self, theta: Array) -> Array:
        """Model values (m,) of the statistics."""

    def jacobian(self, theta: Array) -> Array:
        """Their derivatives (m, q)."""

    def weigh(self, values: Array) -> Array:
        """W times columns (m, k)."""

    def spread(self, values: Array) -> Array:
        """Gamma, the statistics' covariances per case, times columns (m, k)."""

    def second(self, theta: Array, v: Array) -> Array | None:
        """Minus the second derivatives (q, q) of v'sigma; None where they are not known."""


class Moments:
    """Means (when modelled) and the lower triangle of covariances of continuous data."""

    def __init__(
        self, ram: Ram, sample: GroupSample, estimator: str, exogenous: NDArray[np.intp]
    ) -> None:
        self.ram, self.sample = ram, sample
        self.estimator = estimator
        self.rows, self.columns = np.tril_indices(ram.p)
        unbiased = sample.cov * sample.n / (sample.n - 1.0)
        self.cov = unbiased if estimator in ("gls", "uls") else sample.cov
        self.fixed = GroupSample(sample.n, sample.mean, self.cov).moments(ram.means)
        self.observed = self._stack(self.cov, sample.mean)
        self.inverse = np.linalg.inv(self.cov)
        fixed = np.isin(np.arange(ram.p), exogenous)
        both = fixed[self.rows] & fixed[self.columns]
        self.exogenous = np.concatenate([fixed, both]) if ram.means else both

    def _stack(self, cov: Array, mean: Array) -> Array:
        lower = cov[self.rows, self.columns]
        return np.concatenate([mean, lower]) if self.ram.means else lower

    def implied(self, theta: Array) -> Array:
        """Implied means and covariances."""
        cov, mean = self._moments(self.ram.implied(theta, self.fixed))
        return self._stack(cov, mean)

    def _moments(self, sigma: Array) -> tuple[Array, Array]:
        p = self.ram.p
        if not self.ram.means:
            return sigma, self.sample.mean
        mean = sigma[:p, p]
        return sigma[:p, :p] - mean[:, None] * mean, mean

    def jacobian(self, theta: Array) -> Array:
        """From the rank-two derivatives of the moment matrix."""
        at = self.ram.geometry(theta, self.fixed)
        cells = self.ram.jacobian(at, self.rows, self.columns)
        if not self.ram.means:
            return cells
        p = self.ram.p
        mean = at.sigma[:p, p]
        by_mean = self.ram.jacobian(at, np.arange(p), np.full(p, p))
        cells = cells - by_mean[self.rows] * mean[self.columns][:, None]
        cells -= mean[self.rows][:, None] * by_mean[self.columns]
        return np.concatenate([by_mean, cells])

    def weigh(self, values: Array) -> Array:
        """Nothing for ULS; the sample's normal-theory weights for GLS."""
        if self.estimator == "uls":
            return values
        means, full = self._unstack(values)
        inner = self.inverse @ full @ self.inverse
        lower = inner[:, self.rows, self.columns].T
        lower[self.rows == self.columns] /= 2.0
        return np.concatenate([self.inverse @ means, lower] if len(means) else [lower])

    def spread(self, values: Array) -> Array:
        """Covariances of normal data's moments, s_ik s_jl + s_il s_jk, times columns."""
        means, full = self._unstack(values)
        full[:, np.arange(self.ram.p), np.arange(self.ram.p)] *= 2.0
        lower = (self.cov @ full @ self.cov)[:, self.rows, self.columns].T
        return np.concatenate([self.cov @ means, lower] if len(means) else [lower])

    def _unstack(self, values: Array) -> tuple[Array, Array]:
        """Means (p or 0, k), and the rest as symmetric matrices (k, p, p)."""
        k = values.shape[1]
        lower = values[len(values) - len(self.rows) :]
        full = np.zeros((k, self.ram.p, self.ram.p))
        full[:, self.rows, self.columns] = full[:, self.columns, self.rows] = lower.T
        return values[: len(values) - len(self.rows)], full

    def second(self, theta: Array, v: Array) -> Array | None:
        """By the same gathers as the likelihood's Hessian; without means only."""
        if self.ram.means:
            return None
        Q = np.zeros((self.ram.p, self.ram.p))
        Q[self.rows, self.columns] = Q[self.columns, self.rows] = v
        Q[np.diag_indices(self.ram.p)] *= 2.0
        return curved(self.ram, theta, self.fixed, Q)


def curved(ram: Ram, theta: Array, sample: Array | None, Q: Array) -> Array:
    """Minus the second derivatives (q, q) of tr(Q Sigma) / 2."""
    at = ram.geometry(theta, sample)
    nothing = np.zeros(ram.length * (ram.length + 1) // 2)
    return ram.observed(nothing, at, at.Z.T @ Q @ at.Z)


class LeastSquares:
    """Sum over groups of (n_g - 1) / N times the weighted squares.

    N F is then the chi-square: lavaan counts n - 1 here, and n under likelihood.
    """

    def __init__(
        self,
        groups: Sequence[Statistics],
        sizes: Sequence[int],
        shared: Sequence[Array] = (),
    ) -> None:
        """Take the groups.

        Parameters
        ----------
        shared : sequence of (J, m) arrays
            What each cluster adds to the statistics of each group, where clusters span
            groups: statistics of different groups then vary together.
        """
        self.groups = tuple(groups)
        self.sizes, self.shared = tuple(sizes), tuple(shared)
        total = sum(sizes)
        self.weights = [(n - 1.0) / total for n in sizes]

    def spread(self, values: Sequence[Array]) -> list[Array]:
        """Covariances of all groups' statistics, times columns (m, k) of each group.

        What comes of group h is weighed by its size over that of case: n_h times the
        covariances, as `Statistics.spread` is n_g times those of its own group.
        """
        found = [group.spread(v) for group, v in zip(self.groups, values, strict=True)]
        for g, mine in enumerate(self.shared):
            for h, other in enumerate(self.shared):
                if h != g:
                    found[g] = found[g] + self.sizes[h] * mine.T @ (other @ values[h])
        return found

    def value(self, theta: Array) -> float:
        """F at `theta`."""
        F = 0.0
        for group, w in zip(self.groups, self.weights, strict=True):
            gap = group.observed - group.implied(theta)
            F += w * float(gap @ group.weigh(gap[:, None])[:, 0])
        return F

    def curvature(self, theta: Array) -> Curvature:
        """Gauss-Newton, and the exact Hessian where the moments' curvature is known."""
        q = len(theta)
        g, info, H = np.zeros(q), np.zeros((q, q)), np.zeros((q, q))
        exact = True
        for group, w in zip(self.groups, self.weights, strict=True):
            J = group.jacobian(theta)
            WJ = group.weigh(J)
            gap = group.observed - group.implied(theta)
            g += w * (WJ.T @ gap)
            info += w * (J.T @ WJ)
            second = group.second(theta, group.weigh(gap[:, None])[:, 0])
            if second is None:
                exact = False
            else:
                H += w * second
        info = (info + info.T) / 2
        return Curvature(g, info, info + H if exact else info)


def goodness(groups: Sequence[Statistics], sizes: Sequence[int], theta: Array) -> float:
    """GFI: one less the weighted squares left over those there were (Tanaka & Huba, 1985)."""
    total = float(sum(sizes))
    found = 0.0
    for group, n in zip(groups, sizes, strict=True):
        gap = group.observed - group.implied(theta)
        there = group.observed.copy()
        there[group.exogenous] = gap[group.exogenous] = 0.0
        left = float(gap @ group.weigh(gap[:, None])[:, 0])
        all_of_it = float(there @ group.weigh(there[:, None])[:, 0])
        found += n / total * (1.0 - left / all_of_it)
    return found
