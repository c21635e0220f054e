"""Can the items carry factors, and how many? (table T5)."""

from __future__ import annotations

from typing import Any

import numpy as np

from cpsurvey.analysis.associations import Associations, associations
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number, row
from cpsurvey.analysis.scales import chosen
from cpsurvey.kinds.dimensions.options import Options
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.dimensions import Parallel, factorability, parallel

UNACCEPTABLE = 0.5
"""Kaiser (1974): items with a lower measure of sampling adequacy."""


def dimensions(params: Options, context: Context) -> list[Result[Any]]:
    """KMO, Bartlett and parallel analysis of components and of principal axes."""
    names = [name for _, items in chosen(params, context) for name in items]
    found = associations(context, names, params.missing)
    caveats = list(found.caveats)
    data: dict[str, Any] = {"items": found.names, "n": found.n, **found.how}
    data |= dict.fromkeys(("kmo", "msa", "chisq", "df", "pvalue"))
    if found.definite:
        test = factorability(found.R, found.n)
        data |= {
            "kmo": number(test.kmo),
            "msa": row(test.msa),
            "chisq": number(test.chisq),
            "df": test.df,
            "pvalue": number(test.pvalue),
        }
        low = [n for n, a in zip(found.names, test.msa, strict=True) if a < UNACCEPTABLE]
        if low:
            caveats.append(Caveat("items_low_msa", "note", {"variables": ", ".join(low)}))
    else:
        caveats.append(Caveat("no_factorability", "note", {}))
    data |= eigenvalues(compared(found, context, params.draws))
    data["draws"] = params.draws
    return [
        Result(
            kind="dimensions",
            id=context.id,
            sample=found.sample(context),
            data=data,
            caveats=tuple(caveats),
        )
    ]


def compared(found: Associations, context: Context, draws: int) -> Parallel:
    """Parallel analysis of correlations, seeded by the study."""
    rng = np.random.default_rng(context.study.file.study.seed)
    axes = found.definite and len(found.columns) > len(found.names) + 1
    return parallel(found.R, found.columns, rng, draws, axes=axes)


def eigenvalues(one: Parallel) -> dict[str, Any]:
    """Eigenvalues and limits, as they are stored."""
    return {
        "eigenvalues": row(one.observed),
        "limits": row(one.limit),
        "kept": one.kept,
        "reduced": None if one.reduced is None else row(one.reduced),
        "reduced_limits": None if one.reduced_limit is None else row(one.reduced_limit),
        "reduced_kept": one.reduced_kept,
    }
