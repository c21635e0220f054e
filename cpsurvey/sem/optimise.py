"""The best solution over the starting values, under the inequalities that bind."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.constraints import Functions, equalities, slack
from cpsurvey.sem.model import Model
from cpsurvey.sem.newton import TOLERANCE, Solution, minimise
from cpsurvey.sem.objective import CompleteML, FullML
from cpsurvey.sem.start import starts

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
    found: list[Solution] = []
    tolerance = LINEAR if model.least_squares else TOLERANCE
    for start in _begin(model, constraints):
        found.append(minimise(model.objective, start, constraints, tolerance=tolerance))
        if found[-1].converged:
            return found[-1]
    return min(found, key=lambda solution: solution.value)


def _begin(model: Model, constraints: Functions) -> Iterator[Array]:
    """Starting values; with missing answers first the fit to the saturated moments.

    That fit costs next to nothing beside a step over all missing patterns.
    """
    if isinstance(model.objective, FullML):
        simple = CompleteML(model.rams, model.samples)
        for start in starts(model.table, model.samples):
            near = minimise(simple, start, constraints)
            if near.converged:
                yield near.theta
                break
    yield from starts(model.table, model.samples)
