"""The best solution over the starting values, under the inequalities that bind."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.objective.constraints import Functions, equalities, slack
from cpsurvey.sem.objective.likelihood import CompleteML, FullML
from cpsurvey.sem.objective.model import Model
from cpsurvey.sem.search.newton import TOLERANCE, Solution, minimise
from cpsurvey.sem.search.start import starts
from cpsurvey.sem.search.walk import walk

Array = NDArray[np.float64]
LINEAR = 1e-16
"""Tolerance of least squares, whose steps converge linearly."""


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
    """First solution that converges, over the starting values; else the lowest."""
    if isinstance(model.objective, FullML) and not constraints.nodes:
        walked = _walked(model, model.objective, constraints)
        if walked is not None:
            return walked
    found: list[Solution] = []
    tolerance = LINEAR if model.least_squares else TOLERANCE
    for start in _begin(model, constraints):
        found.append(minimise(model.objective, start, constraints, tolerance=tolerance))
        if found[-1].converged:
            return found[-1]
    return min(found, key=lambda solution: solution.value)


def _walked(model: Model, objective: FullML, constraints: Functions) -> Solution | None:
    """Full information by gradients alone, or None where that does not settle.

    The fit to the saturated moments, which costs next to nothing, is close, and its
    information is close to that of the answers there are: it serves as metric.
    """
    simple = CompleteML(model.rams, model.samples)
    near = _near(model, simple, constraints)
    if near is None:
        return None
    at = simple.curvature(near)
    for metric in (at.observed, at.expected):
        if (found := walk(objective, near, metric)) is not None:
            return found
    return None


def _near(model: Model, simple: CompleteML, constraints: Functions) -> Array | None:
    """Solution for the saturated moments."""
    for start in starts(model.table, model.samples):
        near = minimise(simple, start, constraints)
        if near.converged:
            return near.theta
    return None


def _begin(model: Model, constraints: Functions) -> Iterator[Array]:
    """Starting values; with missing answers first the fit to the saturated moments.

    That fit costs next to nothing beside a step over all missing patterns.
    """
    if isinstance(model.objective, FullML):
        near = _near(model, CompleteML(model.rams, model.samples), constraints)
        if near is not None:
            yield near
    yield from starts(model.table, model.samples)
