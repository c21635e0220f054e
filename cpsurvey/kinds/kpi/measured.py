"""How reliably the mediators are measured among the agents of a model."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.complete import complete_rows
from cpsurvey.design import Questionnaire
from cpsurvey.scoring import standardise
from cpsurvey.stats.reliability import alpha

Array = NDArray[np.float64]


def reliability(
    name: str, questionnaire: Questionnaire, values: Mapping[str, Array]
) -> float | None:
    """Alpha of the items of a scale, or of the scales of a composite; None of what has one.

    What a scale of a composite has to itself counts as error: the composite stands for what
    its scales share, as the factor of the second order in a model does.
    """
    if scale := questionnaire.scale_by_id.get(name):
        return _alpha([values[item.id] for item in scale.items])
    for composite in questionnaire.composites:
        if composite.id == name:
            parts = [values[part] for part in composite.of]
            if composite.standardise:
                parts = [standardise(part) for part in parts]
            return _alpha(parts)
    return None


def _alpha(columns: list[Array]) -> float | None:
    rows = np.column_stack(columns)[complete_rows(columns)]
    if len(columns) < 2 or len(rows) < 3 or not (np.ptp(rows, axis=0) > 0).all():
        return None
    found = alpha(rows).alpha
    return found if found > 0 else None
