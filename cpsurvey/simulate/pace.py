"""How long simulated people stay on each page."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Questionnaire
from cpsurvey.responses import NOT_SHOWN

Array = NDArray[np.float64]
MEDIAN: Mapping[str, float] = {
    "careful": 5.0,
    "straight": 1.5,
    "random": 2.5,
    "speeder": 0.9,
    "diagonal": 2.0,
}
"""Seconds an item takes each kind of respondent."""
BETWEEN, WITHIN = 0.25, 0.4
"""Standard deviations of the logarithm: between people, and between one's own items."""


def draw(
    questionnaire: Questionnaire,
    answers: Mapping[str, Array],
    kind: NDArray[np.str_],
    last_page: NDArray[np.int64],
    rng: np.random.Generator,
) -> dict[str, Array]:
    """Seconds (n,) on every page, NaN on pages never submitted.

    The seconds of an item are log-normal: a person's pace times the item's own. Questions
    that were not shown take no time; a page without any takes as long as one item.
    """
    n = len(kind)
    pace = np.array([MEDIAN[one] for one in kind]) * np.exp(BETWEEN * rng.standard_normal(n))
    found = {}
    for number, page in enumerate(questionnaire.pages, 1):
        shown = [
            answers[name] != NOT_SHOWN
            for asked in questionnaire.on_page(page)
            for name in questionnaire.variables_of(asked)[:1]
            if name in answers
        ] or [np.ones(n, dtype=bool)]
        items = np.exp(WITHIN * rng.standard_normal((len(shown), n)))
        seconds = pace * np.sum(items * np.array(shown), axis=0)
        found[page.id] = np.where(last_page >= number, seconds, np.nan)
    return found
