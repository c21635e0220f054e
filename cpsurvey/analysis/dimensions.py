"""Can the items carry factors, and how many? (table T5)."""

from __future__ import annotations

from typing import Any

import numpy as np
from pydantic import Field

from cpsurvey.analysis.base import Context, kind
from cpsurvey.analysis.numbers import number, row
from cpsurvey.analysis.scales import ScaleOptions, check, chosen
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Result
from cpsurvey.stats.dimensions import factorability, parallel


class Options(ScaleOptions):
    """Options of `dimensions`."""

    draws: int = Field(500, ge=100, description="Permutations of the parallel analysis.")


@kind("dimensions", Options, check)
def dimensions(params: Options, context: Context) -> list[Result]:
    """KMO, Bartlett and parallel analysis on respondents with every item."""
    scales = chosen(params, context)
    names = [name for _, items in scales for name in items]
    matrix = context.scored.matrix(names)
    full = np.asarray(~np.isnan(matrix).any(axis=1))
    items = matrix[full]
    flat = [
        name for name, spread in zip(names, np.ptp(items, axis=0), strict=True) if not spread
    ]
    if len(items) <= len(names) or flat:
        what = f"{', '.join(flat)} do not vary" if flat else f"{len(items)} complete answers"
        raise CpsurveyError(
            "CPS404",
            f"{what}: {len(names)} items need more respondents than items, all varying",
            fix="name fewer scales with 'scales'",
        )
    rng = np.random.default_rng(context.study.file.study.seed)
    R = np.asarray(np.corrcoef(items.T))
    try:
        found = factorability(R, len(items))
    except ValueError:
        raise CpsurveyError(
            "CPS406", "some items are combinations of others", fix="name fewer scales"
        ) from None
    compared = parallel(items, rng, params.draws)
    data: dict[str, Any] = {
        "items": names,
        "kmo": number(found.kmo),
        "msa": row(found.msa),
        "chisq": number(found.chisq),
        "df": found.df,
        "pvalue": number(found.pvalue),
        "eigenvalues": row(compared.observed),
        "limits": row(compared.limit),
        "kept": compared.kept,
        "draws": params.draws,
    }
    return [
        Result(kind="dimensions", id=context.id, sample=context.scored.sample(full), data=data)
    ]
