"""The best solution over the starting values, under the inequalities that bind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.objective.constraints import Functions, equalities, slack
from cpsurvey.sem.objective.likelihood import CompleteML, FullML, Objective
from cpsurvey.sem.objective.model import Model
from cpsurvey.sem.search.newton import TOLERANCE, Solution, minimise
from cpsurvey.sem.search.start import starts
from cpsurvey.sem.search.walk import walk

Array = NDArray[np.float64]
LINEAR = 1e-16
"""Tolerance of least squares, whose steps converge linearly."""
DESCENT = 300
"""Steps of a search by gradients: of those that lead to a minimum, most need half of them."""


def optimise(model: Model) -> tuple[Solution, Functions, tuple[int, ...]]:
    """Best solution over the starting values; violated inequalities become equalities."""
    active: tuple[int, ...] = ()
    while True:
        constraints = equalities(model.table, active) if active else model.constraints
        best = _best(model, constraints)
        gaps = slack(model.table, best.theta)
        broken = tuple(i for i, gap in gaps.items() if gap < -1e-10 and i not in active)
        if not broken:
            return best, constraints, active
        active = (*active, *broken)


def _best(model: Model, constraints: Functions) -> Solution:
    """First solution that converges, over the starting values; else the lowest.

    With missing answers the fit to the saturated moments comes first, which costs next to
    nothing beside a step over all missing patterns. Where it finds no minimum, the answers
    there are get one search from where it ended: from the plain starting values theirs
    would wander as well.
    """
    begin = _starts(model)
    if not isinstance(model.objective, FullML):
        return _first(model, model.objective, begin, constraints)
    simple = CompleteML(model.rams, model.samples)
    near = _first(model, simple, begin, constraints)
    if not near.converged:
        return minimise(model.objective, near.theta, constraints)
    if not constraints.nodes:
        walked = _walked(model.objective, simple, near.theta)
        if walked is not None:
            return walked
    return _first(model, model.objective, [near.theta, *begin], constraints)


def _first(
    model: Model, objective: Objective, begin: Sequence[Array], constraints: Functions
) -> Solution:
    """First minimum that is found from where the search may begin; else the lowest point.

    Far from a minimum the expected information may lead astray, as that of factors which
    overlap in their items does; gradients alone may still find it. They are not tried where
    they know nothing of constraints, or cost a pass over all missing patterns each.
    """
    tolerance = LINEAR if model.least_squares else TOLERANCE
    found: list[Solution] = []

    def tried(start: Array) -> bool:
        found.append(minimise(objective, start, constraints, tolerance=tolerance))
        return found[-1].converged

    if any(map(tried, begin)):
        return found[-1]
    simple = not constraints.nodes and not isinstance(objective, FullML)
    if simple and any(tried(_descended(objective, start)) for start in begin):
        return found[-1]
    return min(found, key=lambda solution: solution.value)


def _descended(objective: Objective, start: Array) -> Array:
    """Where a quasi-Newton search that knows no information ends."""
    from scipy import optimize

    if not len(start) or not np.isfinite(objective.value(start)):
        return start

    def slope(theta: Array) -> tuple[float, Array]:
        try:
            return objective.value(theta), -2.0 * objective.curvature(theta).gradient
        except np.linalg.LinAlgError:  # at the edge of what is possible: a step too far
            return np.inf, np.zeros_like(theta)

    with np.errstate(all="ignore"):
        found = optimize.minimize(
            slope, start, jac=True, method="BFGS", options={"maxiter": DESCENT}
        )
    return np.asarray(found.x, dtype=float)


def _starts(model: Model) -> list[Array]:
    """Starting values, each once."""
    kept: list[Array] = []
    for start in starts(model.table, model.samples):
        if not any(np.array_equal(start, other) for other in kept):
            kept.append(start)
    return kept


def _walked(objective: FullML, simple: CompleteML, near: Array) -> Solution | None:
    """Full information by gradients alone, or None where that does not settle.

    Parameters
    ----------
    near : (q,) array
        Solution for the saturated moments: it is close, and its information is close to
        that of the answers there are, so that it serves as metric.
    """
    at = simple.curvature(near)
    for metric in (at.observed, at.expected):
        if (found := walk(objective, near, metric)) is not None:
            return found
    return None
