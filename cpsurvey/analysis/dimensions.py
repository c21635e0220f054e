"""Can the items carry factors, how many, and are the scales apart? (tables T5 and T10)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from cpsurvey.analysis.base import Context, kind
from cpsurvey.analysis.numbers import number, row, table
from cpsurvey.analysis.scales import ScaleOptions, check, chosen
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Result
from cpsurvey.stats.dimensions import factorability, parallel
from cpsurvey.stats.htmt import htmt

Array = NDArray[np.float64]


class Options(ScaleOptions):
    """Options of `dimensions`."""

    draws: int = Field(500, ge=100, description="Permutations of the parallel analysis.")
    bootstrap: int = Field(1000, ge=0, description="Draws behind the intervals of HTMT.")


@kind("dimensions", Options, check)
def dimensions(params: Options, context: Context) -> list[Result]:
    """KMO, Bartlett, parallel analysis and HTMT on respondents with every item."""
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
        **_htmt(items, R, scales, rng, params.bootstrap),
    }
    return [
        Result(kind="dimensions", id=context.id, sample=context.scored.sample(full), data=data)
    ]


def _htmt(
    items: Array, R: Array, scales: list[Any], rng: np.random.Generator, draws: int
) -> dict[str, Any]:
    """Ratios of the scales with two items and more, with percentile intervals."""
    members, ids, at = [], [], 0
    for scale, names in scales:
        if len(names) > 1:
            members.append(list(range(at, at + len(names))))
            ids.append(scale.id)
        at += len(names)
    found = htmt(R, members)
    drawn = np.empty((draws, len(ids), len(ids)))
    z = items - items.mean(axis=0)
    for d in range(draws):
        some = z[rng.integers(0, len(z), len(z))]
        with np.errstate(divide="ignore", invalid="ignore"):
            drawn[d] = htmt(np.asarray(np.corrcoef(some.T)), members).htmt2
    lower = upper = None
    if draws and np.isfinite(drawn).any():
        lower, upper = np.nanpercentile(drawn, [2.5, 97.5], axis=0)
    return {
        "scales": ids,
        "htmt": table(found.htmt),
        "htmt2": table(found.htmt2),
        "htmt2_lower": None if lower is None else table(lower),
        "htmt2_upper": None if upper is None else table(upper),
        "bootstrap": draws,
    }
