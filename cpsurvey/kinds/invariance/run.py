"""Do items mean the same in all languages or groups? (T13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import scales
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.invariance import comparable, dif, distance
from cpsurvey.kinds.invariance.ladder import Climb, Setting, climb
from cpsurvey.kinds.invariance.options import Options
from cpsurvey.results import Caveat, Result, Sample
from cpsurvey.stats.invariance import STRICTER, limits

Array = NDArray[np.float64]
FOR_MODELS = 100
"""Respondents a group needs for multi-group models."""
FOR_DIF = 20
"""And for ordinal regressions, if privacy does not ask for more."""


def invariance(params: Options, context: Context) -> list[Result[Any]]:
    """Compare the groups step by step; small groups are described by regressions."""
    wanted = scales.chosen(scales.ScaleOptions(scales=params.scales), context)
    groups = comparable.groups(params.by, context, FOR_DIF)
    data: dict[str, Any] = {
        "by": context.variable(params.by),
        "method": "none",
        "level": LEVEL,
        "groups": [{"group": g, "n": n} for g, n in groups.sizes.items()],
        "left_out": groups.left_out,
        "smallest": {"models": FOR_MODELS, "dif": FOR_DIF},
        "models": [],
        "dif": [],
    }
    caveats = comparable.caveats(groups, context)
    if len(groups.sizes) > 1:
        factors = {scale.id: items for scale, items in wanted}
        if min(groups.sizes.values()) < FOR_MODELS:
            data["method"] = "dif"
            columns = {i: context.scored.values[i][groups.used] for i in _all(factors)}
            codes = groups.codes[groups.used]
            data["dif"] = dif.items(factors, columns, codes, list(groups.sizes))
            caveats += _about_dif(data, groups)
        else:
            data["method"] = "ordinal" if context.ordinal else "continuous"
            if context.ordinal and "estimator" in params.model_fields_set:
                asked = params.estimator.upper()
                caveats.append(Caveat("invariance_ordered", "warning", {"asked": asked}))
            caveats += _models(params, context, groups, factors, data)
    return [
        Result(
            kind="invariance",
            id=context.id,
            sample=_sample(context, groups),
            data=data,
            caveats=tuple(caveats),
        )
    ]


def _all(factors: Mapping[str, Sequence[str]]) -> list[str]:
    return [item for items in factors.values() for item in items]


def _sample(context: Context, groups: comparable.Groups) -> Sample:
    used = int(groups.used.sum())
    if len(groups.sizes) < 2:
        return context.scored.counted(0, {**groups.dropped, "nothing_to_compare": used})
    return context.scored.counted(used, groups.dropped)


def _about_dif(data: Mapping[str, Any], groups: comparable.Groups) -> list[Caveat]:
    n = min(groups.sizes.values())
    found = [Caveat("invariance_small", "warning", {"smallest": n, "limit": FOR_MODELS})]
    lost = [line["item"] for line in data["dif"] if line["change"] is None]
    if lost:
        found.append(Caveat("dif_not_judged", "note", {"variables": ", ".join(lost)}))
    return found


# ----------------------------------------------------------------------------- models
def _models(
    params: Options,
    context: Context,
    groups: comparable.Groups,
    factors: Mapping[str, Sequence[str]],
    data: dict[str, Any],
) -> list[Caveat]:
    at = limits(list(groups.sizes.values()))
    setting = Setting(params.estimator, params.rule, params.strict, at)
    data |= {
        "estimator": "wlsmv" if context.ordinal else params.estimator,
        "rule": params.rule,
        "limits": {
            "variant": "stricter" if at == STRICTER else "adequate",
            **{name: getattr(at, name) for name in ("cfi", "rmsea", "srmr", "srmr_metric")},
        },
        "strict": params.strict,
        "together": params.together,
    }
    sets = [("", factors)] if params.together else [(s, {s: i}) for s, i in factors.items()]
    caveats: list[Caveat] = []
    for done, (name, some) in enumerate(sets):
        context.progress(done, len(sets))
        ready = comparable.measured(name or context.id, some, groups, context)
        entry, more = _one(ready, setting)
        data["models"].append(entry)
        caveats += more
    return [*caveats, *_comparisons(data)]


def _one(ready: comparable.Ready, setting: Setting) -> tuple[dict[str, Any], list[Caveat]]:
    measured = ready.measured
    entry: dict[str, Any] = {
        "name": ready.name,
        "scales": list(ready.scales),
        "set_aside": ready.set_aside,
        "merged": ready.merged,
        "n": [],
        "steps": [],
        "reached": None,
        "partial": False,
        "stopped": None,
        "freed": [],
        "items": [],
        "stepped": False,
        "means": [],
        "syntax": None,
    }
    caveats = [*ready.caveats]
    if measured is None:
        entry["stopped"] = "not_tested"
        return entry, caveats
    try:
        found = climb(measured, setting)
    except CpsurveyError as error:
        entry["stopped"] = "not_fitted"
        values = {"scale": ready.name, "message": str(error.message), "fix": error.fix or ""}
        return entry, [*caveats, Caveat("invariance_not_fitted", "warning", values)]
    assert found.last is not None
    entry |= {
        "n": list(found.last.nobs),
        "steps": found.rows,
        "reached": next(reversed(found.best), None),
        "partial": bool(found.freed),
        "stopped": found.stopped,
        "freed": [{"item": item, "step": step} for item, step in found.freed.items()],
        "means": distance.means(measured, found),
        "syntax": found.last.syntax.text,
    }
    if found.stopped != "not_converged":
        entry["items"] = distance.items(measured, setting, found)
        entry["stepped"] = distance.stepped_only(measured)
    return entry, [*caveats, *_unsound(ready.name, found)]


def _unsound(name: str, found: Climb) -> list[Caveat]:
    """What is wrong with the solutions of one set of scales."""
    said = []
    if not all(row["converged"] for row in found.rows):
        said.append(Caveat("invariance_not_converged", "inadmissible", {"scale": name}))
    if not all(row["admissible"] for row in found.rows if row["converged"]):
        said.append(Caveat("invariance_inadmissible", "inadmissible", {"scale": name}))
    return said


def _comparisons(data: Mapping[str, Any]) -> list[Caveat]:
    """Which scales' means stand next to each other, and which do not."""
    apart = [scale for m in data["models"] if not m["means"] for scale in m["scales"]]
    poor = [
        m["name"]
        for m in data["models"]
        if m["steps"] and m["steps"][0]["decision"] == "does_not_meet"
    ]
    found = []
    hidden = [item for m in data["models"] for item in distance.hidden(m["items"])]
    if hidden:
        found.append(Caveat("invariance_hidden", "warning", {"variables": ", ".join(hidden)}))
    if poor:
        found.append(Caveat("invariance_configural", "warning", {"variables": ", ".join(poor)}))
    if apart:
        found.append(
            Caveat("invariance_not_compared", "warning", {"variables": ", ".join(apart)})
        )
    return found
