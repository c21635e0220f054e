"""Models of ordered variables: thresholds and correlations of latent responses.

A latent response y* with mean mu and variance sigma_ii is cut at tau. What the data show
is tau on the scale of a standard normal, delta_i (tau - mu_i), and correlations
delta_i delta_j sigma_ij. Under ``delta`` parameterisation the scales delta are parameters
(one in the first group) and residual variances follow; under ``theta`` the residual
variances are parameters (one in the first group) and delta_i = sigma_ii^-1/2 (Muthen &
Asparouhov, 2002, Mplus Web Notes 4).

Given fixed covariates x all of these are moments of what is left of y* at x = 0, and the data
also show the slopes on x, delta_i times the total effect of x on y*.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.moments.polychoric import Polychoric, pairs
from cpsurvey.sem.objective.leastsquares import curved
from cpsurvey.sem.objective.ram import Ram

Array = NDArray[np.float64]


class OrdinalMoments:
    """Thresholds and means, variances, covariances column by column, slopes, of one group.

    Parameters
    ----------
    found : Polychoric
        Sample statistics; ``found.gamma`` is there.
    """

    def __init__(self, table: Partable, ram: Ram, group: int, found: Polychoric) -> None:
        self.ram, self.found = ram, found
        self.q = table.nfree
        inner = found.inner
        ii, jj = pairs(len(inner))
        self.ii, self.jj = inner[ii], inner[jj]
        levels = [(j, found.levels[j]) for j in inner]
        self.variable = np.repeat(inner, [max(k - 1, 1) for _, k in levels])
        self.line = found.continuous
        self.outcome = np.tile(inner, len(found.fixed))
        self.covariate = np.repeat(found.fixed, len(inner))
        self.nothing = np.zeros((ram.n_obs, ram.n_obs))  # moments of covariates that are zero
        self.is_mean = np.isin(self.variable, self.line)
        self.theta_scaled = table.settings.parameterization == "theta"
        self.thresholds = _places(table, group, "|", self._threshold_names(table))
        self.scales = _places(table, group, "~*~", [(n, n) for n in table.observed])
        first = [found.thresholds[j] if k else found.mean[j : j + 1] for j, k in levels]
        variances = np.diag(found.R)[self.line]
        covariances, slopes = found.R[self.ii, self.jj], found.slopes[inner].T.ravel()
        self.observed = np.concatenate([*first, variances, covariances, slopes])
        self.exogenous = np.zeros(len(self.observed), dtype=bool)
        shifted = any(r.op == "~1" and r.free >= 0 for r in table.rows)
        scaled = any(free >= 0 or value != 1.0 for free, value in self.scales)
        curved_more = shifted or scaled or self.theta_scaled
        self.simple = not (curved_more or len(self.line) or len(found.fixed))
        assert found.gamma is not None
        self.gamma = found.gamma
        self.weights = 1.0 / (np.diag(found.gamma) if found.alone is None else found.alone)

    def _threshold_names(self, table: Partable) -> list[tuple[str, str]]:
        return [
            (name, f"t{level}")
            for j in self.found.inner
            for name, k in [(table.observed[j], self.found.levels[j])]
            for level in range(1, max(k, 2))
        ]

    @property
    def nth(self) -> int:
        """Thresholds and means."""
        return len(self.variable)

    @property
    def begin(self) -> int:
        """Where the covariances begin."""
        return self.nth + len(self.line)

    @property
    def end(self) -> int:
        """Where they end, and slopes begin."""
        return self.begin + len(self.ii)

    def weigh(self, values: Array) -> Array:
        """Inverse variances of the statistics."""
        return self.weights[:, None] * values

    def spread(self, values: Array) -> Array:
        """Covariances of the statistics, times columns."""
        return np.asarray(self.gamma @ values)

    def second(self, theta: Array, v: Array) -> Array | None:
        """Exact where scales are fixed and only thresholds shift the responses."""
        if not self.simple:
            return None
        Q = np.zeros((self.ram.n_obs, self.ram.n_obs))
        r = v[self.begin :]
        Q[self.ii, self.jj] = Q[self.jj, self.ii] = r
        return curved(self.ram, theta, None, Q)

    def _parts(self, theta: Array, sigma: Array) -> tuple[Array, Array, Array, Array]:
        """Thresholds, means, covariances and scales, of implied moments."""
        p = self.ram.p
        mean = sigma[:p, p]
        cov = sigma[:p, :p] - mean[:, None] * mean
        tau = _values(self.thresholds, theta)
        if self.theta_scaled:
            delta = 1.0 / np.sqrt(np.maximum(np.diag(cov), 1e-300))
        else:
            delta = _values(self.scales, theta)
        delta[self.line] = 1.0
        return tau, mean, cov, delta

    def implied(self, theta: Array) -> Array:
        """Implied thresholds, means, variances, covariances and slopes."""
        at = self.ram.geometry(theta, self.nothing)
        tau, mean, cov, delta = self._parts(theta, at.sigma)
        v = self.variable
        return np.concatenate(
            [
                np.where(self.is_mean, mean[v], delta[v] * (tau - mean[v])),
                np.diag(cov)[self.line],
                delta[self.ii] * delta[self.jj] * cov[self.ii, self.jj],
                delta[self.outcome] * at.E[self.outcome, self.covariate],
            ]
        )

    def jacobian(self, theta: Array) -> Array:
        """Derivatives (m, q), by the chain rule from those of the moment matrix."""
        p, v = self.ram.p, self.variable
        at = self.ram.geometry(theta, self.nothing)
        tau, mean, cov, delta = self._parts(theta, at.sigma)
        by_mean = self.ram.jacobian(at, np.arange(p), np.full(p, p))

        def by_cov(rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Array:
            cells = self.ram.jacobian(at, rows, columns)
            cells = cells - by_mean[rows] * mean[columns][:, None]
            return np.asarray(cells - mean[rows][:, None] * by_mean[columns])

        if self.theta_scaled:
            diagonal = by_cov(np.arange(p), np.arange(p))
            by_delta = -0.5 * (delta**3)[:, None] * diagonal
        else:
            by_delta = _selector(self.scales, self.q)
        by_delta[self.line] = 0.0
        by_tau = _selector(self.thresholds, self.q)
        thresholds = delta[v][:, None] * (by_tau - by_mean[v])
        thresholds += by_delta[v] * (tau - mean[v])[:, None]
        thresholds[self.is_mean] = by_mean[v[self.is_mean]]
        i, j = self.ii, self.jj
        r = (delta[i] * delta[j])[:, None] * by_cov(i, j)
        r += (cov[i, j] * delta[j])[:, None] * by_delta[i]
        r += (cov[i, j] * delta[i])[:, None] * by_delta[j]
        y, x = self.outcome, self.covariate
        slopes = delta[y][:, None] * self.ram.slopes(at, y, x)
        slopes += at.E[y, x][:, None] * by_delta[y]
        return np.concatenate([thresholds, by_cov(self.line, self.line), r, slopes])


Place = tuple[int, float]
"""Free parameter, or -1 and the fixed value."""


def _places(table: Partable, group: int, op: str, names: list[tuple[str, str]]) -> list[Place]:
    rows = {
        (r.lhs, r.rhs): (r.free, r.value) for r in table.rows if r.op == op and r.group == group
    }
    return [rows.get(name, (-3, 1.0)) for name in names]


def _values(places: list[Place], theta: Array) -> Array:
    return np.array([theta[free] if free >= 0 else value for free, value in places])


def _selector(places: list[Place], q: int) -> Array:
    chosen = np.zeros((len(places), q))
    for row, (free, _) in enumerate(places):
        if free >= 0:
            chosen[row, free] = 1.0
    return chosen
