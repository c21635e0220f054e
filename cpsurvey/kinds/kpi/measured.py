"""How reliably the mediators are measured among the agents of a model."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.complete import complete_rows
from cpsurvey.design import Questionnaire
from cpsurvey.stats.reliability import alpha

Array = NDArray[np.float64]


def reliability(
    name: str, questionnaire: Questionnaire, values: Mapping[str, Array]
) -> float | None:
    """Alpha of a scale, of a composite that of its scales; None of what has one item.

    The error variance of a composite is that of its parts.
    """
    if scale := questionnaire.scale_by_id.get(name):
        return _alpha([values[item.id] for item in scale.items])
    for composite in questionnaire.composites:
        if composite.id == name:
            found = [reliability(part, questionnaire, values) for part in composite.of]
            spread = [
                1.0 if composite.standardise else float(np.nanvar(values[part], ddof=1))
                for part in composite.of
            ]
            error = sum(
                own * (1.0 - r) for own, r in zip(spread, found, strict=True) if r is not None
            )
            if None in found:
                return None
            whole = float(np.nanvar(values[name], ddof=1))
            return 1.0 - error / len(found) ** 2 / whole if whole > 0 else None
    return None


def _alpha(columns: list[Array]) -> float | None:
    rows = np.column_stack(columns)[complete_rows(columns)]
    if len(columns) < 2 or len(rows) < 3 or not (np.ptp(rows, axis=0) > 0).all():
        return None
    found = alpha(rows).alpha
    return found if found > 0 else None
