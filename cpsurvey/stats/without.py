"""A generalised linear model without each group in turn, all of them side by side.

One step of Fisher's scoring from the fit of everybody (Pregibon, 1981,
doi:10.1214/aos/1176345513) misses a group's own fit by something that grows with the square
of the change. So groups are stepped on to their own fit in the order of their change, largest
first, until a first step was good enough for all that follow: with thousands of small groups
few are, with few groups all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats.links import mean, variance

Array = NDArray[np.float64]
Codes = NDArray[np.int64]
SETTLED = 1e-9
"""Last step of a group's own fit, in errors of the coefficients."""
NEAR = 1e-4
"""Second step that is as good as none, in errors: beyond the digits that anybody prints."""
CELLS = 2_000_000
"""Rows times groups that are worked on at once."""
MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is explained, per trial, and by what."""

    y: Array
    design: Array
    family: str
    trials: Array
    offset: Array

    def scored(self, b: Array) -> tuple[Array, Array]:
        """Of k vectors of coefficients (k, p): scores by linear predictor, and weights.

        Both (n, k); the score of a row is the first times its predictors.
        """
        eta = self.design @ b.T + self.offset[:, None]
        with np.errstate(all="ignore"):
            found = mean(self.family, eta)
            weights = found.slope / variance(self.family, found.value) * self.trials[:, None]
            return weights * (self.y[:, None] - found.value), weights * found.slope


def without_each(
    y: Array,
    x: Array,
    family: str,
    group: Codes,
    b: Array,
    *,
    trials: Array | None = None,
    offset: Array | None = None,
) -> Array:
    """Coefficients of the model without each group.

    Parameters
    ----------
    y, x, trials, offset
        As in `engines.glm.glm`, of everybody.
    group : (n,) int array
    b : (p + 1,) array
        Coefficients of everybody, intercept first.

    Returns
    -------
    (J, p + 1) array
        In the order of the groups; NaN where the others do not determine the coefficients.
    """
    n = len(y)
    each = np.ones(n) if trials is None else trials
    rows = _Rows(
        y / each,
        np.column_stack([np.ones(n), x]),
        family,
        each,
        np.zeros(n) if offset is None else offset,
    )
    _, member = np.unique(group, return_inverse=True)
    first, errors = _first_steps(rows, member, b)
    found = b + first
    size = np.abs(first / errors).max(axis=1)
    order = np.argsort(-size, kind="stable")[: np.count_nonzero(np.isfinite(size))]
    at_once = max(1, CELLS // n)
    for low in range(0, len(order), at_once):
        some = order[low : low + at_once]
        found[some], second = _own_fits(rows, member, some, found[some], errors)
        if second < NEAR:
            break
    return found


def _first_steps(rows: _Rows, member: Codes, b: Array) -> tuple[Array, Array]:
    """(J, p) first steps, and (p,) errors of everybody's coefficients."""
    score, weight = (one[:, 0] for one in rows.scored(b[None]))
    J, design = int(member.max()) + 1, rows.design
    scores = np.column_stack([np.bincount(member, score * x, J) for x in design.T])
    information = np.stack(
        [
            np.column_stack([np.bincount(member, weight * x * z, J) for x in design.T])
            for z in design.T
        ],
        axis=1,
    )
    whole = information.sum(axis=0)
    errors = np.sqrt(np.diag(np.linalg.inv(whole)))
    return _solved(whole - information, scores.sum(axis=0) - scores), errors


def _own_fits(
    rows: _Rows, member: Codes, groups: Codes, b: Array, errors: Array
) -> tuple[Array, float]:
    """Fits without these groups from their first steps, and the largest second step."""
    found, left, X = b.copy(), np.arange(len(groups)), rows.design
    largest = 0.0
    for done in range(MOST_STEPS):
        score, weight = rows.scored(found[left])
        own = member[:, None] == groups[left]
        score[own] = weight[own] = 0.0
        information = np.stack([(weight * x[:, None]).T @ X for x in X.T], axis=1)
        step = _solved(information, score.T @ X)
        found[left] += step
        size = np.abs(step / errors).max(axis=1)
        if not done:
            largest = float(np.max(np.where(np.isnan(size), np.inf, size), initial=0.0))
        left = left[size > SETTLED]
        if not len(left):
            return found, largest
    found[left] = np.nan
    return found, np.inf


def _solved(information: Array, score: Array) -> Array:
    """(k, p) steps; NaN where the information is singular or nothing finite."""
    step = np.full(score.shape, np.nan)
    for k, matrix in enumerate(information):
        if np.isfinite(matrix).all() and np.linalg.cond(matrix) < 1 / np.finfo(float).eps:
            step[k] = np.linalg.solve(matrix, score[k])
    return step
