"""Fisher scoring that turns into Newton's method, under equality constraints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.objective.constraints import Functions
from cpsurvey.sem.objective.likelihood import Objective

Array = NDArray[np.float64]

TOLERANCE = 1e-14
"""On the Newton decrement per case, which does not depend on any scale: at 1,000 cases
the estimates are then within 4e-6 standard errors, and one more step is taken."""
QUADRATIC = 1e-10
"""Decrement before an exact step that leaves nothing worth another one."""
NEAR = 0.1
"""Decrement below which the exact Hessian takes over from the expected information."""
PATIENCE, STUCK, SMALL = 15, 0.01, 1e-6
"""Steps that together gain less than this share of what a single one promises, when it is not
small: the search follows a valley without an end, as where factors' correlations grow beyond
all bounds. One that finds a minimum gains there about what a step promises."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Where the optimiser stopped."""

    theta: Array
    value: float
    converged: bool
    iterations: int
    decrement: float


def minimise(
    objective: Objective,
    start: Array,
    constraints: Functions,
    *,
    max_iter: int = 300,
    tolerance: float = TOLERANCE,
) -> Solution:
    """Minimise `objective` from `start` (q,)."""
    theta = np.array(start, dtype=float)
    F = objective.value(theta)
    if not np.isfinite(F):
        return Solution(theta, F, False, 0, np.inf)
    decrement, penalty, damping = np.inf, 0.0, 0.0
    last_step = False
    been = [F]
    for iteration in range(1, max_iter + 1):
        try:
            at, before = objective.curvature(theta), decrement
        except np.linalg.LinAlgError:  # an implied matrix at the edge of what is possible
            return Solution(theta, F, False, iteration, decrement)
        h = constraints.value(theta)
        J = constraints.jacobian(theta)
        use = at.expected
        if decrement < NEAR:
            newton = at.observed
            if len(J):
                newton = newton + _constraint_curvature(constraints, theta, at.gradient, J)
            if newton is not at.expected and _positive(newton, J):
                use = newton
        d, multipliers, decrement = _step(use, at.gradient, J, h, damping)
        gap = float(np.abs(h).sum())
        if len(h):
            penalty = max(penalty, 2.0 * float(np.abs(multipliers).max()) + 1.0)
        moved, F_new = _line_search(objective, constraints, theta, d, F, penalty, gap)
        if moved is None:
            if decrement < 1e-9:  # as far as rounding lets the discrepancy tell
                return Solution(theta, F, True, iteration, decrement)
            damping = max(10.0 * damping, 1e-4)
            if damping > 1e4:
                return Solution(theta, F, False, iteration, decrement)
            continue
        damping = 0.0 if damping < 1e-6 else damping / 10.0
        theta, F = moved, F_new
        been.append(F)
        exact = use is not at.expected and decrement < 1e-4 * before
        squared = exact and decrement < QUADRATIC and gap < 1e-9
        settled = last_step or squared or (decrement == 0.0 and gap < 1e-12)
        if settled or _stuck(been, decrement, gap):
            return Solution(theta, F, settled, iteration, decrement)
        last_step = decrement < tolerance and gap < 1e-9
    return Solution(theta, F, False, max_iter, decrement)


def _stuck(been: Sequence[float], decrement: float, gap: float) -> bool:
    """Whether far from a minimum the last steps gained next to nothing of what they promised.

    While constraints are not met yet, the discrepancy may grow: such steps do not count.
    """
    if len(been) <= PATIENCE or decrement < SMALL or gap > 1e-9:
        return False
    return been[-1 - PATIENCE] - been[-1] < STUCK * decrement


def _step(
    curvature: Array, gradient: Array, J: Array, h: Array, damping: float
) -> tuple[Array, Array, float]:
    """Solve the optimality conditions, linearised; returns step, multipliers, decrement."""
    q, c = len(gradient), len(h)
    C = curvature + damping * np.diag(np.maximum(np.diag(curvature), 1e-12))
    system = np.zeros((q + c, q + c))
    system[:q, :q] = C
    system[:q, q:], system[q:, :q] = J.T, J
    right = np.concatenate([gradient, -h])
    try:
        solved = np.linalg.solve(system, right)
    except np.linalg.LinAlgError:
        solved = np.full(q + c, np.nan)
    if not np.isfinite(solved).all():
        solved = np.linalg.lstsq(system, right, rcond=1e-12)[0]
    d = solved[:q]
    return d, solved[q:], abs(float(d @ C @ d))


def _line_search(
    objective: Objective,
    constraints: Functions,
    theta: Array,
    d: Array,
    F: float,
    penalty: float,
    gap: float,
) -> tuple[Array | None, float]:
    """Halve the step until F / 2 plus the penalised gap does not grow."""
    merit = F / 2 + penalty * gap
    allowed = 1e-13 * max(1.0, abs(F))
    size = 1.0
    for _ in range(40):
        there = theta + size * d
        value = objective.value(there)
        if np.isfinite(value):
            missed = float(np.abs(constraints.value(there)).sum())
            if value / 2 + penalty * missed <= merit + allowed:
                return there, value
        size /= 2
    return None, F


def _positive(matrix: Array, J: Array) -> bool:
    """Whether `matrix` is positive definite in the directions the constraints leave."""
    if len(J):
        from cpsurvey.sem.objective.constraints import null_space

        K = null_space(J, len(matrix))
        matrix = K.T @ matrix @ K
    try:
        np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError:
        return False
    return True


def _constraint_curvature(
    constraints: Functions, theta: Array, gradient: Array, J: Array
) -> Array:
    """Second derivatives of the constraints, weighted by their multipliers."""
    multipliers = np.asarray(np.linalg.lstsq(J.T, gradient, rcond=None)[0], dtype=float)
    return constraints.hessian(theta, multipliers)
