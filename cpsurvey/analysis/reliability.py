"""Reliability of every scale, with the formula named (table T7)."""

from __future__ import annotations

from typing import Any

import numpy as np

from cpsurvey.analysis.base import LEVEL, Context, kind
from cpsurvey.analysis.congeneric import one_factor
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.scales import ScaleOptions, check, chosen, complete
from cpsurvey.design.questionnaire import Scale
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.describe import describe, share_at
from cpsurvey.stats.reliability import alpha


@kind("reliability", ScaleOptions, check)
def reliability(params: ScaleOptions, context: Context) -> list[Result]:
    """Alpha, omega total, AVE and H on respondents with every item of the scale."""
    rows: list[dict[str, Any]] = []
    caveats: list[Caveat] = []
    for done, (scale, names) in enumerate(chosen(params, context)):
        context.progress(done, len(context.questionnaire.scales))
        row, notes = _scale(context, scale, names)
        rows.append(row)
        caveats += notes
    everybody = np.ones(context.scored.n, dtype=bool)
    return [
        Result(
            kind="reliability",
            id=context.id,
            sample=context.scored.sample(everybody),
            data={"scales": rows, "level": LEVEL, "omega_denominator": "model"},
            caveats=tuple(caveats),
        )
    ]


def _scale(
    context: Context, scale: Scale, names: list[str]
) -> tuple[dict[str, Any], list[Caveat]]:
    full = complete(context, names)
    scores = context.scored.values[scale.id]
    spread = describe(scores)
    low, high = _ends(context, scale, names)
    row: dict[str, Any] = {
        "scale": scale.id,
        "k": len(names),
        "n": len(full),
        "mean": number(spread.mean),
        "sd": number(spread.sd),
        "floor": number(share_at(scores, low)),
        "ceiling": number(share_at(scores, high)),
    }
    nothing = dict.fromkeys(
        ("alpha", "alpha_ci", "omega_total", "omega_n", "ave", "h", "inter_item_mean")
    )
    row |= nothing
    if len(names) < 2:
        return row, [Caveat("one_item", "note", {"scale": scale.id})]
    if len(full) < 3 or not (full.std(axis=0) > 0).any():
        return row, [Caveat("too_few_complete", "warning", {"scale": scale.id, "n": len(full)})]
    caveats: list[Caveat] = []
    found = alpha(full, LEVEL)
    row["alpha"] = number(found.alpha)
    row["alpha_ci"] = [number(found.lower), number(found.upper)]
    with np.errstate(divide="ignore", invalid="ignore"):
        R = np.asarray(np.corrcoef(full.T))
    row["inter_item_mean"] = number(np.nanmean(R[np.tril_indices(len(names), -1)]))
    if found.alpha < 0:
        caveats.append(Caveat("negative_alpha", "warning", {"scale": scale.id}))
    factor = one_factor(scale.id, full)
    caveats += factor.caveats
    if factor.coefficients is not None:
        row["omega_total"] = number(factor.coefficients.omega)
        row["omega_n"] = factor.n
        row["ave"] = number(factor.coefficients.ave)
        row["h"] = number(factor.coefficients.h)
    return row, caveats


def _ends(context: Context, scale: Scale, names: list[str]) -> tuple[float, float]:
    """Lowest and highest possible score."""
    options = [context.questionnaire.options_of(name) for name in names]
    low = np.mean([o.low for o in options if o])
    high = np.mean([o.high for o in options if o])
    size = len(scale.items) if scale.scoring.method == "sum" else 1
    return float(low) * size, float(high) * size
