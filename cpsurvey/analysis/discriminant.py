"""Are the scales apart? (table T10)."""

from __future__ import annotations

from typing import Any

import numpy as np
from pydantic import Field

from cpsurvey.analysis.base import Context, kind
from cpsurvey.analysis.numbers import table
from cpsurvey.analysis.scales import ScaleOptions, check, chosen
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Result
from cpsurvey.stats.htmt import htmt


class Options(ScaleOptions):
    """Options of `discriminant`."""

    bootstrap: int = Field(1000, ge=0, description="Draws behind the intervals of HTMT.")


@kind("discriminant", Options, check)
def discriminant(params: Options, context: Context) -> list[Result]:
    """HTMT and HTMT2 of respondents with every item, with percentile intervals."""
    scales = [(scale, items) for scale, items in chosen(params, context) if len(items) > 1]
    names = [name for _, items in scales for name in items]
    if len(scales) < 2:
        raise CpsurveyError(
            "CPS404",
            f"{len(scales)} scale with two items or more: at least two are compared",
            fix="name two scales or more with 'scales'",
        )
    matrix = context.scored.matrix(names)
    full = np.asarray(~np.isnan(matrix).any(axis=1))
    items = matrix[full]
    if len(items) < 3 or not np.ptp(items, axis=0).all():
        raise CpsurveyError(
            "CPS404",
            f"{len(items)} complete answers: every item must vary",
            fix="name fewer scales with 'scales'",
        )
    members: list[list[int]] = []
    at = 0
    for _, own in scales:
        members.append(list(range(at, at + len(own))))
        at += len(own)
    rng = np.random.default_rng(context.study.file.study.seed)
    found = htmt(np.asarray(np.corrcoef(items.T)), members)
    drawn = np.empty((params.bootstrap, len(scales), len(scales)))
    z = items - items.mean(axis=0)
    for d in range(params.bootstrap):
        some = z[rng.integers(0, len(z), len(z))]
        with np.errstate(divide="ignore", invalid="ignore"):
            drawn[d] = htmt(np.asarray(np.corrcoef(some.T)), members).htmt2
    lower = upper = None
    if params.bootstrap and np.isfinite(drawn).any():
        lower, upper = np.nanpercentile(drawn, [2.5, 97.5], axis=0)
    data: dict[str, Any] = {
        "scales": [scale.id for scale, _ in scales],
        "htmt": table(found.htmt),
        "htmt2": table(found.htmt2),
        "htmt2_lower": None if lower is None else table(lower),
        "htmt2_upper": None if upper is None else table(upper),
        "bootstrap": params.bootstrap,
    }
    return [
        Result(
            kind="discriminant", id=context.id, sample=context.scored.sample(full), data=data
        )
    ]
