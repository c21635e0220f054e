"""Which scales a kind works on, and their items as asked."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.scale_options import ScaleOptions
from cpsurvey.design.scales import Scale
from cpsurvey.errors import CpsurveyError

Array = NDArray[np.float64]


def chosen(params: ScaleOptions, context: Context) -> list[tuple[Scale, list[str]]]:
    """Scales with those of their items somebody answered.

    Raises
    ------
    CpsurveyError
        CPS404 nobody answered any item of them.
    """
    wanted = params.scales or tuple(context.questionnaire.scale_by_id)
    found = []
    for name in wanted:
        scale = context.questionnaire.scale_by_id[name]
        items = context.available(item.id for item in scale.items)
        if items:
            found.append((scale, items))
    if not found:
        raise CpsurveyError(
            "CPS410",
            "none of these scales has answers",
            fix="check 'scales', and that the export holds their columns",
        )
    return found


def complete(context: Context, items: list[str]) -> Array:
    """Rows (n, k) without a missing item, after reversal."""
    matrix = context.scored.matrix(items)
    return np.asarray(matrix[~np.isnan(matrix).any(axis=1)])


def ends(context: Context, scale: Scale, items: list[str]) -> tuple[float, float]:
    """Lowest and highest possible score."""
    options = [context.questionnaire.options_of(name) for name in items]
    low = np.mean([o.low for o in options if o])
    high = np.mean([o.high for o in options if o])
    size = len(scale.items) if scale.scoring.method == "sum" else 1
    return float(low) * size, float(high) * size
