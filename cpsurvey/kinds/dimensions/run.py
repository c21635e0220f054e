"""Can the items carry factors, and how many? (table T5)."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.analysis.associations import Associations, associations
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.enough import of_items
from cpsurvey.analysis.numbers import number, row
from cpsurvey.analysis.scales import chosen
from cpsurvey.kinds.dimensions.data import Dimensions, Eigenvalue, Item
from cpsurvey.kinds.dimensions.options import Options
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.dimensions import Factorability, Parallel, factorability

UNACCEPTABLE = 0.5
"""Kaiser (1974): items with a lower measure of sampling adequacy."""


def dimensions(params: Options, context: Context) -> list[Result[Dimensions]]:
    """KMO, Bartlett and parallel analysis of components and of principal axes."""
    names = [name for _, items in chosen(params, context) for name in items]
    found = associations(context, names, params.missing)
    test = factorability(found.R, found.n) if found.definite else None
    one = found.parallel(context, params.draws)
    msa = row(test.msa) if test else [None] * len(found.names)
    data = Dimensions(
        n=found.n,
        matrix=found.matrix,
        missing=found.missing,
        items=tuple(Item(item=n, msa=a) for n, a in zip(found.names, msa, strict=True)),
        kmo=number(test.kmo) if test else None,
        chisq=number(test.chisq) if test else None,
        df=test.df if test else None,
        pvalue=number(test.pvalue) if test else None,
        eigenvalues=tuple(_eigenvalues(one)),
        kept=one.kept,
        reduced_kept=one.reduced_kept,
        draws=params.draws,
    )
    sample = found.sample(context)
    few = of_items(found.n, len(found.names))
    caveats = (*found.caveats, *few, *_judged(test, found))
    return [Result("dimensions", context.id, sample, data, caveats=caveats)]


def _judged(test: Factorability | None, found: Associations) -> Iterator[Caveat]:
    if test is None:
        yield Caveat("no_factorability", "note", {})
        return
    low = [n for n, a in zip(found.names, test.msa, strict=True) if a < UNACCEPTABLE]
    if low:
        yield Caveat("items_low_msa", "note", {"variables": ", ".join(low)})


def _eigenvalues(one: Parallel) -> Iterator[Eigenvalue]:
    """Both kinds beside their limits, largest first."""
    none = [None] * len(one.observed)
    reduced = none if one.reduced is None else row(one.reduced)
    reduced_limits = none if one.reduced_limit is None else row(one.reduced_limit)
    columns = (row(one.observed), row(one.limit), reduced, reduced_limits)
    for rank, (value, limit, axis, axis_limit) in enumerate(zip(*columns, strict=True), 1):
        yield Eigenvalue(
            rank=rank,
            eigenvalue=value,
            limit=limit,
            reduced=axis,
            reduced_limit=axis_limit,
        )
