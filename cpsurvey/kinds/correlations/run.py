"""Correlations of scores with reliability on the diagonal (table T11)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import predictors
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.enough import of_groups
from cpsurvey.analysis.numbers import number, table
from cpsurvey.analysis.scale_reliability import headline
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.correlations.options import Options
from cpsurvey.results import Caveat, Result, Scalar
from cpsurvey.stats.association import correlations as correlate
from cpsurvey.stats.association import holm_pairs, interval, p_values, within_between
from cpsurvey.stats.describe import describe

Array = NDArray[np.float64]


def correlations(params: Options, context: Context) -> list[Result[Any]]:
    """Correlate scores pair by pair over the respondents who have both."""
    asked = params.variables or tuple(context.questionnaire.scale_by_id)
    names = context.available(asked)
    for name in names:
        predictors.refuse_few(name, context)
    if len(names) < 2:
        raise CpsurveyError(
            "CPS410",
            f"fewer than two of the variables have answers ({', '.join(names) or 'none'})",
            fix="name variables that were asked",
        )
    x = context.scored.matrix(names)
    found = correlate(x)
    lower, upper = interval(found.r, found.n.astype(float))
    reliable = [headline(context, name) for name in names]
    spread = [describe(x[:, i]) for i in range(len(names))]
    telling = [name for name in names if context.protection.mean_tells(name)]
    data: dict[str, Any] = {
        "variables": names,
        "mean": [
            None if name in telling else number(one.mean)
            for name, one in zip(names, spread, strict=True)
        ],
        "sd": [
            None if name in telling else number(one.sd)
            for name, one in zip(names, spread, strict=True)
        ],
        "n": found.n.tolist(),
        "r": table(found.r),
        "pvalue": table(found.pvalue),
        "p_holm": table(holm_pairs(found.pvalue)),
        "ci_lower": table(lower),
        "ci_upper": table(upper),
        "reliability": [value for value, _ in reliable],
        "reliability_kind": "omega_categorical" if context.ordinal else "omega_total",
        "reliability_alpha": [
            name for name, (_, used) in zip(names, reliable, strict=True) if used == "alpha"
        ],
        "r_within": None,
        "r_between": None,
        "levels": None,
    }
    caveats: list[Caveat] = []
    if telling:
        values: dict[str, Scalar] = {"variables": ", ".join(telling), "k": context.k}
        caveats.append(Caveat("mean_withheld", "note", values))
    if params.cluster:
        data |= _by_level(x, context.group(params.cluster))
        if not data["levels"]:
            said = {"variable": context.variable(params.cluster)}
            caveats.append(Caveat("levels_unknown", "warning", dict(said)))
        else:
            caveats += of_groups(
                context.variable(params.cluster), data["levels"]["groups"], rests=False
            )
    used = np.asarray(~np.isnan(x).all(axis=1))
    return [
        Result(
            kind="correlations",
            id=context.id,
            sample=context.scored.sample(used),
            data=data,
            caveats=tuple(caveats),
        )
    ]


def _by_level(x: Array, group: NDArray[np.int64]) -> dict[str, Any]:
    """Correlations within groups and between their means, with limits and p.

    n cases in J groups leave n - J deviations and J means that vary.
    """
    within, between = within_between(x, group)
    if not np.isfinite(within).any():
        return {}
    kept = ~np.isnan(x).any(axis=1) & (group >= 0)
    n, groups = int(kept.sum()), len(np.unique(group[kept]))
    levels: dict[str, Any] = {"n": n, "groups": groups}
    for name, r, count in (("within", within, n - groups + 1), ("between", between, groups)):
        counts = np.full(r.shape, float(count))
        lower, upper = interval(r, counts)
        levels[f"p_{name}"] = table(p_values(r, counts))
        levels[f"{name}_lower"] = table(lower)
        levels[f"{name}_upper"] = table(upper)
    return {"r_within": table(within), "r_between": table(between), "levels": levels}
