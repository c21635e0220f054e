"""Items of every scale: distribution, floor and ceiling, fit into the scale (table T4)."""

from __future__ import annotations

from typing import Any

import numpy as np

from cpsurvey.analysis.base import Context, kind
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.scales import ScaleOptions, check, chosen, complete
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.describe import describe, item_rest, share_at
from cpsurvey.stats.reliability import alpha


@kind("items", ScaleOptions, check)
def items(params: ScaleOptions, context: Context) -> list[Result]:
    """Describe the items; item-rest and alpha-if-deleted rest on complete answers."""
    scales: list[dict[str, Any]] = []
    caveats: list[Caveat] = []
    for scale, names in chosen(params, context):
        full = complete(context, names)
        varies = len(full) > 2 and len(names) > 1
        rest = item_rest(full) if varies else np.full(len(names), np.nan)
        deleted = alpha(full).if_deleted if varies else np.full(len(names), np.nan)
        rows = [
            _item(context, name, float(rest[i]), float(deleted[i]))
            for i, name in enumerate(names)
        ]
        scales.append({"scale": scale.id, "items": rows})
        for row in rows:
            if row["sd"] == 0:
                caveats.append(Caveat("constant_item", "warning", {"item": row["item"]}))
            elif row["item_rest"] is not None and row["item_rest"] < 0:
                caveats.append(Caveat("negative_item_rest", "warning", {"item": row["item"]}))
    everybody = np.ones(context.scored.n, dtype=bool)
    return [
        Result(
            kind="items",
            id=context.id,
            sample=context.scored.sample(everybody),
            data={"scales": scales},
            caveats=tuple(caveats),
        )
    ]


def _item(context: Context, name: str, rest: float, deleted: float) -> dict[str, Any]:
    scored = context.scored
    options = context.questionnaire.options_of(name)
    assert options is not None
    found = describe(scored.values[name])
    raw = scored.raw[name]
    return {
        "item": name,
        "n": found.n,
        "missing": found.missing,
        "missing_share": found.missing / max(1, found.n + found.missing),
        "mean": number(found.mean),
        "sd": number(found.sd),
        "skew": number(found.skew),
        "kurtosis": number(found.kurtosis),
        "floor": number(share_at(scored.values[name], options.low)),
        "ceiling": number(share_at(scored.values[name], options.high)),
        "item_rest": number(rest),
        "alpha_if_deleted": number(deleted),
        "reversed": context.questionnaire.items[name].reverse,
        "distribution": [
            {"code": code, "n": int(np.sum(raw == code))} for code in options.codes
        ],
    }
