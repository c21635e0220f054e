"""Is it the other way round, or something left out? Order and omitted causes (table T29)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from cpsurvey.analysis import models
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.indirect import Chain, chains, complete, plain, structure, written
from cpsurvey.analysis.numbers import robust
from cpsurvey.analysis.refitted import Refit, refitted
from cpsurvey.kinds.direction.asked import Asked, asked
from cpsurvey.kinds.direction.bounds import Bounds
from cpsurvey.kinds.direction.data import (
    At,
    Direction,
    Favours,
    Fitted,
    NoBound,
    Order,
    Reason,
    Standard,
    Through,
)
from cpsurvey.kinds.direction.options import Options
from cpsurvey.results import Caveat, Result
from cpsurvey.sem.language.syntax import Syntax
from cpsurvey.sem.semfit import SemFit

DECISIVE = 10.0
"""Difference of BIC from which evidence is called very strong (Raftery, 1995,
doi:10.2307/271063)."""
SAME = 0.05
"""Difference of chi-square below which two models of as many df fit alike."""
WORST_RMSEA, WORST_CFI = 0.08, 0.90
"""A model that fits worse is never favoured."""
OF_TEST = {"fewer_clusters_than_parameters", "few_clusters_for_test"}
"""What speaks of the chi-square alone stands with the model itself."""
KEPT = (
    *("chisq", "chisq.scaled", "df", "cfi", "cfi.robust", "rmsea", "rmsea.robust"),
    *("srmr", "aic", "bic", "logl"),
)
"""Fit measures told of both orders."""


def direction(params: Options, context: Context) -> list[Result[Direction]]:
    """Fit the model in both orders, and say what an omitted cause does to its effects."""
    model = asked(params, context)
    found = chains(model.syntax)
    where = structure(model.syntax, found)
    assert where is not None  # checked before any data was read
    context.progress(0, 2)
    ahead = _refit(model, written(model.syntax, where, found, back=False), context)
    context.progress(1, 2)
    back = None
    if model.turns and plain(model.syntax, where):
        back = _refit(model, written(model.syntax, where, found, back=True), context)
    orders = [_fitted("forward", ahead), *([_fitted("reversed", back)] if back else [])]
    favours, reason, delta = favoured(orders)
    if not model.turns:
        reason = "no_number"
    no_bound: NoBound | None = None
    if ahead.found is None or not ahead.found.admissible:
        no_bound = "unsound"
    elif not complete(where):
        no_bound = "incomplete"
    bounds = None if no_bound or not ahead.found else Bounds(ahead.found, where, context.seed)
    data = Direction(
        model=model.name,
        estimator=model.estimator,
        missing=model.missing,
        cluster=context.variable(model.cluster) if model.cluster else None,
        covariates=tuple(model.terms.get(name, name) for name in where.covariates),
        orders=tuple(orders),
        delta_bic=delta,
        favours=favours,
        reason=reason,
        effects=tuple(_effects(found, ahead, back, bounds, context.seed)),
        no_bound=no_bound,
        robust=tuple(bounds.robust(found)) if bounds else (),
    )
    return [_result(context, ahead, data, model.caveats)]


def _refit(model: Asked, text: Syntax, context: Context) -> Refit:
    return refitted(lambda: model.fit(text), context)


def _fitted(order: Order, again: Refit) -> Fitted:
    found = again.found
    return Fitted(
        order=order,
        converged=found is not None,
        admissible=found is not None and found.admissible,
        fit={name: found.fit.get(name) for name in KEPT} if found else {},
    )


def favoured(orders: Sequence[Fitted]) -> tuple[Favours, Reason, float | None]:
    """The order the data favour, why, and BIC reversed minus forward.

    Neither, unless BIC differs by more than `DECISIVE` and the better model fits: models of
    the same paths turned round are often equivalent, and then fit says nothing of order. What
    is favoured is a description of covariances; it is no evidence of what comes first.
    """
    if len(orders) < 2:
        return "neither", "not_written", None
    ahead, back = orders
    if not (ahead.admissible and back.admissible):
        return "neither", "unsound", None
    df, chisq = ([one.fit.get(name) for one in orders] for name in ("df", "chisq"))
    one, other = (one.fit.get("bic") for one in orders)
    delta = None if one is None or other is None else float(other - one)
    if df[0] == df[1] and abs((chisq[0] or 0.0) - (chisq[1] or 0.0)) < SAME:
        return "neither", "equivalent", delta
    if delta is None:
        return "neither", "no_bic", None
    if abs(delta) <= DECISIVE:
        return "neither", "close", delta
    better = ahead if delta > 0 else back
    rmsea, cfi = robust(better.fit, "rmsea"), robust(better.fit, "cfi")
    if rmsea is None or cfi is None or rmsea > WORST_RMSEA or cfi < WORST_CFI:
        return "neither", "misfit", delta
    return better.order, "bic", delta


def _effects(
    found: Sequence[Chain],
    ahead: Refit,
    back: Refit | None,
    bounds: Bounds | None,
    seed: int,
) -> Iterator[Through]:
    forward, turned = (_standard(one, len(found), seed) for one in (ahead, back))
    for chain, one, other in zip(found, forward, turned, strict=True):
        bound = bounds.of(chain, one.est if one else None) if bounds else None
        yield Through(
            name=chain.name,
            source=chain.source,
            outcome=chain.outcome,
            paths=chain.paths,
            forward=one,
            reversed=other,
            rho=bound.rho if bound else None,
            rho_ci=bound.ci if bound else None,
            curve=_from(one, bound.curve) if bound else (),
        )


def _from(effect: Standard | None, curve: Sequence[At]) -> tuple[At, ...]:
    """The curve; where nothing is left out, it is the effect with its own interval."""
    return tuple(
        replace(at, ci=effect.mc) if effect and effect.mc and at.rho == 0 else at
        for at in curve
    )


def _standard(again: Refit | None, count: int, seed: int) -> list[Standard | None]:
    """Effects in the order of the chains; None where the order has no solution."""
    found: SemFit | None = again.found if again else None
    if found is None or not found.admissible:
        return [None] * count
    return [
        Standard(est=one.est, se=one.se, mc=one.mc) for one in models.standardised(found, seed)
    ]


def _result(
    context: Context, ahead: Refit, data: Direction, said: tuple[Caveat, ...]
) -> Result[Direction]:
    caveats: tuple[Caveat, ...]
    if ahead.found:
        caveats = tuple(
            c for c in models.remarks(ahead.found, context) if c.code not in OF_TEST
        )
        sample = models.sample_of(ahead.found, context)
    else:
        caveats = (Caveat("direction_no_forward", "inadmissible", {}),)
        sample = context.scored.sample(np.ones(context.scored.n, dtype=bool))
    if data.no_bound == "incomplete":
        caveats = (*caveats, Caveat("direction_incomplete", "note", {}))
    return Result("direction", context.id, sample, data, caveats=(*said, *caveats))
