"""Items of every scale: distribution, floor and ceiling, fit into the scale (table T4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.associations import matrix_of
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.scale_options import ScaleOptions
from cpsurvey.analysis.scales import chosen, complete, ends
from cpsurvey.design import scales as design
from cpsurvey.kinds.items.data import Answer, End, Item, Items, Scale
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.describe import describe, item_rest, share_at
from cpsurvey.stats.efa import extract
from cpsurvey.stats.reliability import alpha

Array = NDArray[np.float64]
EDGE = 0.15
"""Share of respondents at an end of a scale that is flagged (Terwee et al., 2007)."""


def items(params: ScaleOptions, context: Context) -> list[Result[Items]]:
    """Describe the items; how they fit into their scale rests on complete answers."""
    scales: list[Scale] = []
    caveats: list[Caveat] = []
    unanswered: list[str] = []
    whole = context.study.whole.questionnaire.scale_by_id
    for scale, names in chosen(params, context):
        one, heywood = _scale(context, scale, names)
        scales.append(one)
        if heywood:
            caveats.append(Caveat("heywood_item_loading", "warning", {"scale": scale.id}))
        caveats += _notes(one.items)
        every = [item.id for item in whole[scale.id].items]
        answered = context.available(every)
        unanswered += [item for item in every if item not in answered]
    if unanswered:
        caveats.append(
            Caveat("items_nobody_answered", "note", {"variables": ", ".join(unanswered)})
        )
    everybody = np.ones(context.scored.n, dtype=bool)
    data = Items(scales=tuple(scales), edge=EDGE, matrix=matrix_of(context))
    sample = context.scored.sample(everybody)
    return [Result("items", context.id, sample, data, caveats=tuple(caveats))]


def _scale(context: Context, scale: design.Scale, names: list[str]) -> tuple[Scale, bool]:
    """A scale with its items, and whether its factor is a Heywood case."""
    full = complete(context, names)
    varies = len(full) > 2 and len(names) > 1
    nothing = np.full(len(names), np.nan)
    rest = item_rest(full) if varies else nothing
    deleted = alpha(full).if_deleted if varies else nothing
    loadings, heywood = _loadings(context, full)
    score = context.scored.values[scale.id]
    low, high = ends(context, scale, names)
    floor, ceiling = number(share_at(score, low)), number(share_at(score, high))
    shares: dict[End, float | None] = {"floor": floor, "ceiling": ceiling}
    one = Scale(
        scale=scale.id,
        n=int(np.count_nonzero(~np.isnan(score))),
        complete=len(full),
        low=low,
        high=high,
        floor=floor,
        ceiling=ceiling,
        flagged=tuple(end for end, share in shares.items() if (share or 0) > EDGE),
        items=tuple(
            _item(context, name, float(rest[i]), float(deleted[i]), float(loadings[i]))
            for i, name in enumerate(names)
        ),
    )
    return one, heywood


def _notes(rows: Iterable[Item]) -> Iterator[Caveat]:
    for row in rows:
        if row.sd == 0:
            yield Caveat("constant_item", "warning", {"item": row.item})
        elif row.item_rest is not None and row.item_rest < 0:
            yield Caveat("negative_item_rest", "warning", {"item": row.item})


def _loadings(context: Context, full: Array) -> tuple[Array, bool]:
    """Standardised loadings of complete (n, k) items on one factor, and whether Heywood.

    Maximum likelihood, as a one-factor CFA gives; minimum residuals of polychoric
    correlations where answers are ordered categories. Items that do not vary have none.
    """
    found = np.full(full.shape[1], np.nan)
    varying = np.flatnonzero(np.ptp(full, axis=0) > 0) if len(full) else np.zeros(0, dtype=int)
    if len(varying) < 3 or len(full) <= len(varying):
        return found, False
    if context.ordinal:
        from cpsurvey.sem.moments.polychoric import polychoric

        R = polychoric(full[:, varying], gamma=False).R
    else:
        R = np.asarray(np.corrcoef(full[:, varying].T))
    try:
        factor = extract(R, 1, "minres" if context.ordinal else "ml")
    except ValueError:  # items that repeat each other
        return found, False
    if factor.heywood or not factor.converged:
        return found, True
    loadings = factor.loadings[:, 0]
    found[varying] = loadings * (1.0 if loadings.sum() >= 0 else -1.0)
    return found, False


def _item(context: Context, name: str, rest: float, deleted: float, loading: float) -> Item:
    scored = context.scored
    options = context.questionnaire.options_of(name)
    assert options is not None
    found = describe(scored.values[name])
    raw = scored.raw[name]
    item = context.questionnaire.items[name]
    return Item(
        item=name,
        n=found.n,
        missing=found.missing,
        missing_share=found.missing / max(1, found.n + found.missing),
        mean=number(found.mean),
        sd=number(found.sd),
        skew=number(found.skew),
        kurtosis=number(found.kurtosis),
        floor=number(share_at(scored.values[name], options.low)),
        ceiling=number(share_at(scored.values[name], options.high)),
        item_rest=number(rest),
        alpha_if_deleted=number(deleted),
        loading=number(loading),
        reversed=item.reverse,
        mode=item.mode,
        distribution=tuple(
            Answer(code=code, n=int(np.sum(raw == code))) for code in options.codes
        ),
    )
