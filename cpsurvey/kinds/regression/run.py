"""Blocks of predictors, with classical, HC3, CR1 and CR2 errors (table T16)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cpsurvey.analysis import imputed, outcomes, predictors
from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.enough import of_errors, of_respondents
from cpsurvey.analysis.pooledfit import PooledFit
from cpsurvey.analysis.regression_data import Asked, Data, prepare
from cpsurvey.kinds.regression import generalised, linear, margins, pooled
from cpsurvey.kinds.regression.coefficients import Fit
from cpsurvey.kinds.regression.data import (
    Calibration,
    Family,
    GeneralisedBlock,
    LinearBlock,
    Regression,
    Residuals,
)
from cpsurvey.kinds.regression.influence import influence
from cpsurvey.kinds.regression.options import Options
from cpsurvey.parts import Errors
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.links import LINKS

FEW_EVENTS = 10
"""Outcomes of the rarer kind per coefficient below which estimates lean away from zero."""
OVERDISPERSED = 1.25


def regression(params: Options, context: Context) -> list[Result[Regression]]:
    """Regress the outcome on the blocks, all blocks on the same respondents."""
    taken = _taken(params, context)
    errors, family = params.interpreted, params.family
    made = _completed(params, context)
    data = made.data[0]
    blocks, fit, looked = _fitted(made.data, family, errors, context.k)
    terms = [column.term for column in data.columns()]
    focal = params.focal if params.focal in terms else terms[-1]
    wanted = margins.wanted(data, family)
    found = Regression(
        outcome=params.outcome,
        family=family,
        link=LINKS[family],
        trials=params.trials,
        exposure=params.exposure,
        errors=errors,
        cluster=context.variable(params.cluster) if params.cluster else None,
        clusters=data.count,
        level=LEVEL,
        blocks=blocks,
        margins=margins.found(fit, made.data, family, errors, focal) if wanted else None,
        influence=None if params.brief else influence(fit, data, family, errors, focal),
        diagnostics=looked,
        brief=params.brief,
        imputation=imputed.told(made, _lost(blocks)) if isinstance(fit, PooledFit) else None,
    )
    said = (
        *predictors.caveats(data.columns(), context),
        *taken,
        *_caveats(params, data, found),
        *imputed.caveats(made, _lost(blocks), context),
    )
    return [Result("regression", context.id, data.sample, found, caveats=said)]


def _completed(params: Options, context: Context) -> imputed.Completed:
    """The respondents: complete ones, or all of them several times over."""
    asked = Asked(
        outcome=params.outcome,
        formulas=tuple(params.formulas),
        family=params.family,
        trials=params.trials,
        exposure=params.exposure,
        cluster=params.cluster,
        robust_to_clusters=params.interpreted in ("cr1", "cr2"),
    )
    if params.missing == "imputed":
        return imputed.completed(context, asked, params.auxiliary or "")
    return imputed.Completed((prepare(context, asked),))


def _fitted(
    data: Sequence[Data], family: Family, errors: Errors, k: int
) -> tuple[tuple[LinearBlock | GeneralisedBlock, ...], Fit, Residuals | Calibration]:
    """Blocks, the last fit, and what speaks against it in the first of the data sets."""
    first = data[0]
    if family == "gaussian":
        if len(data) == 1:
            lines, line = linear.blocks(first, errors)
            return lines, line, linear.diagnostics(line, first, k)
        lines, pooled_line = pooled.linear_blocks(data, errors)
        return lines, pooled_line, linear.diagnostics(pooled_line.fits[0], first, k)
    if len(data) == 1:
        steps, one = generalised.blocks(first, family, errors)
        return steps, one, generalised.diagnostics(one, first, family, k)
    steps, several = pooled.generalised_blocks(data, family, errors)
    return steps, several, generalised.diagnostics(several.fits[0], first, family, k)


def _lost(blocks: Sequence[LinearBlock | GeneralisedBlock]) -> dict[str, float]:
    """Fraction of missing information of every coefficient of the last block."""
    return {t.term: t.fmi for t in blocks[-1].terms if t.fmi is not None}


def _taken(params: Options, context: Context) -> list[Caveat]:
    """What a linear regression of yes/no or counts is called; refused where nobody said so.

    Writing 'family: gaussian' says so.
    """
    if params.family != "gaussian":
        return []
    said = [params.outcome] if "family" in params.model_fields_set else []
    found = outcomes.special([params.outcome], context)
    if found and not said:
        raise outcomes.refused_family(params.outcome, found[params.outcome])
    return list(outcomes.named(found, context))


def _caveats(params: Options, data: Data, found: Regression) -> Iterator[Caveat]:
    terms, last, looked = found.terms, found.blocks[-1], found.diagnostics
    yield from of_errors(params.interpreted, data.count, terms)
    yield from of_respondents(len(data.y), len(terms))
    worst = max((t.vif or 1.0, t.term) for t in terms)
    if worst[0] > 5:
        yield Caveat("high_vif", "warning", {"term": worst[1], "vif": worst[0]})
    if any(t.se is None for t in terms):
        yield Caveat("no_errors", "warning", {"errors": params.interpreted})
    if alone := grammar.without_parts([t.term for t in terms]):
        yield Caveat("product_without_parts", "warning", {"variables": ", ".join(alone)})
    if params.family == "binomial" and data.trials is None:
        rarer = min(data.y.sum(), len(data.y) - data.y.sum())
        if rarer < FEW_EVENTS * (len(terms) - 1):
            yield Caveat("few_events", "warning", {"coefficients": len(terms) - 1})
    if isinstance(last, GeneralisedBlock) and isinstance(looked, Calibration):
        p, ratio = looked.pearson_p, last.dispersion
        if p is not None and ratio is not None and p < 0.05 and ratio > OVERDISPERSED:
            values = {"ratio": ratio, "times": float(np.sqrt(ratio))}
            severity = "warning" if params.interpreted == "classical" else "note"
            yield Caveat("overdispersed", severity, values)
