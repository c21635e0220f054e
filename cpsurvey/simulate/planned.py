"""Answers to questions outside the scales that are drawn from a factor."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.design import Questionnaire

Array = NDArray[np.float64]


def draw(
    questionnaire: Questionnaire, scores: Mapping[str, Array], n: int, rng: np.random.Generator
) -> dict[str, Array]:
    """Codes (n,) of the questions that the simulation plans.

    A normal variable that correlates with the factor as planned is cut where the shares of
    the answers say.
    """
    found = {}
    for name, plan in questionnaire.simulation.questions.items():
        behind = rng.standard_normal(n)
        if plan.of is not None:
            behind = plan.r * scores[plan.of] + np.sqrt(1 - plan.r**2) * behind
        cuts = special.ndtri(np.clip(np.cumsum(list(plan.shares.values()))[:-1], 0, 1))
        codes = np.array(list(plan.shares), dtype=float)
        found[name] = codes[np.searchsorted(cuts, behind)]
    return found
