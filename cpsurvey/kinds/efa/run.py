"""Exploratory factors of items, when a study asks for them (table T6)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.associations import Associations, associations
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.enough import of_items
from cpsurvey.analysis.numbers import number, row
from cpsurvey.analysis.scales import chosen
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.efa.data import Efa, Factor, Flag, Item
from cpsurvey.kinds.efa.options import Options
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.dimensions import Parallel
from cpsurvey.stats.efa import Extracted, Fit, extract, fit, most_factors
from cpsurvey.stats.rotation import Rotated, rotate

Array = NDArray[np.float64]
SALIENT = 0.3
"""Loadings from here on are shown in full strength; two of them are a cross-loading."""
WEAK = 0.4
"""An item whose largest loading is smaller is weak."""


def efa(params: Options, context: Context) -> list[Result[Efa]]:
    """Extract and rotate the factors of the items."""
    found = associations(context, _names(params, context), params.missing)
    k, one, caveats = _how_many(params, context, found)
    method = params.extraction
    if method == "ml" and not found.definite:
        caveats.append(Caveat("ml_impossible", "warning", {}))
        method = "minres"
    extracted = extract(found.R, k, method)
    rng = np.random.default_rng(context.seed)
    rotated = rotate(extracted.loadings, params.rotation, rng, params.starts)
    caveats += of_items(found.n, len(found.names))
    caveats += _judged(extracted, rotated, found.names)
    measures = fit(found.R, extracted, found.n)
    if found.matrix != "pearson":
        measures = Fit(measures.df, measures.rmsr)
    data = Efa(
        n=found.n,
        matrix=found.matrix,
        missing=found.missing,
        chosen="asked" if params.factors else "parallel",
        suggested=one.kept,
        suggested_axes=one.reduced_kept,
        extraction=method,
        rotation=params.rotation if k > 1 else None,
        converged=extracted.converged and rotated.converged,
        objective=number(extracted.objective),
        criterion=number(rotated.criterion),
        starts=rotated.starts,
        agreeing=rotated.agreeing,
        minima=rotated.minima,
        salient=SALIENT,
        weak=WEAK,
        rows=tuple(_rows(context, found, extracted, rotated)),
        factors=tuple(_factors(rotated)),
        rmsr=number(measures.rmsr),
        df=measures.df,
        chisq=measures.chisq,
        pvalue=measures.pvalue,
        tli=measures.tli,
        rmsea=measures.rmsea,
        rmsea_ci=limits(measures.rmsea_lower, measures.rmsea_upper),
    )
    sample = found.sample(context)
    return [Result("efa", context.id, sample, data, caveats=(*found.caveats, *caveats))]


def _names(params: Options, context: Context) -> list[str]:
    if not params.items:
        return [name for _, items in chosen(params, context) for name in items]
    return context.available(params.items)


def _how_many(
    params: Options, context: Context, found: Associations
) -> tuple[int, Parallel, list[Caveat]]:
    """Factors to extract, parallel analysis, and what to know about it."""
    p = len(found.names)
    most = most_factors(p)
    if p < 3:
        raise CpsurveyError(
            "CPS404",
            f"{p} items are left; a factor needs three to be determined",
            fix="name more scales or items",
        )
    one = found.parallel(context, params.draws)
    if params.factors:
        if params.factors > most:
            raise CpsurveyError(
                "CPS430",
                f"{p} items carry {most} factors at most, not {params.factors}",
                fix=f"ask for {most} or fewer, or name more items",
            )
        return params.factors, one, []
    if one.kept == 0:
        return 1, one, [Caveat("no_factor_kept", "warning", {})]
    return min(one.kept, most), one, []


def _judged(extracted: Extracted, rotated: Rotated, names: list[str]) -> list[Caveat]:
    """What makes a solution unusable, or not the only one."""
    caveats = []
    if extracted.heywood:
        said = ", ".join(names[i] for i in extracted.heywood)
        caveats.append(Caveat("efa_heywood", "inadmissible", {"variables": said}))
    elif not extracted.converged:
        values = {"iterations": extracted.iterations}
        caveats.append(Caveat("efa_not_converged", "inadmissible", values))
    if not rotated.converged:
        caveats.append(Caveat("rotation_not_converged", "inadmissible", {}))
    elif rotated.minima > 1:
        values = {
            "agreeing": rotated.agreeing,
            "starts": rotated.starts,
            "minima": rotated.minima,
        }
        caveats.append(Caveat("rotation_minima", "note", values))
    return caveats


def _rows(
    context: Context, found: Associations, extracted: Extracted, rotated: Rotated
) -> Iterator[Item]:
    """Items by their main factor, largest loading first."""
    size = np.abs(rotated.loadings)
    main = size.argmax(axis=1)
    h2, structure = rotated.communalities, rotated.structure
    scale_of = context.questionnaire.scale_of
    for i in sorted(range(len(main)), key=lambda i: (main[i], -size[i, main[i]], i)):
        yield Item(
            item=found.names[i],
            scale=scale_of[found.names[i]].id,
            factor=int(main[i]) + 1,
            loadings=tuple(row(rotated.loadings[i])),
            structure=tuple(row(structure[i])),
            h2=number(h2[i]),
            flags=tuple(_flags(size[i], heywood=i in extracted.heywood)),
        )


def _flags(size: Array, *, heywood: bool) -> Iterator[Flag]:
    if heywood:
        yield "heywood"
    if size.max() < WEAK:
        yield "weak"
    if (size >= SALIENT).sum() > 1:
        yield "cross"


def _factors(rotated: Rotated) -> Iterator[Factor]:
    """What each carries, and its correlations with those before it."""
    for i, explained in enumerate(rotated.explained):
        yield Factor(
            number=i + 1,
            explained=number(explained),
            share=number(explained / len(rotated.loadings)),
            phi=tuple(row(rotated.phi[i, :i])),
        )
