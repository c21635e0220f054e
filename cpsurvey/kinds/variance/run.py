"""How collective is an outcome? Its variance by person, team, centre (table T23)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import levels
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.enough import of_groups
from cpsurvey.analysis.numbers import number
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.variance.options import Options
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.shares import Shares, shares

Array = NDArray[np.float64]


def variance(params: Options, context: Context) -> list[Result[Any]]:
    """Split the variance of each outcome by random intercepts, restricted likelihood."""
    rows: list[dict[str, Any]] = []
    groups: dict[str, int] = {}
    caveats: list[Caveat] = levels.crossing(context, params.groups)
    everybody = np.zeros(context.scored.n, dtype=bool)
    for done, outcome in enumerate(params.outcomes):
        context.progress(done, len(params.outcomes))
        used, names = _usable(context, outcome, params.groups)
        found = _split(context, outcome, used, names)
        if found is None:
            caveats.append(Caveat("nothing_to_split", "warning", {"outcome": outcome}))
            continue
        everybody |= used
        called = [context.variable(name) for name in names]
        for name, members in zip(names, called, strict=True):
            groups[members] = len(np.unique(context.group(name)[used]))
        rows.append(_row(outcome, found, called))
    if not rows:
        raise CpsurveyError(
            "CPS410",
            f"no outcome can be split by {', '.join(params.groups)}",
            fix="name groups with two and more members, or leave this analysis out",
        )
    for name in (context.variable(name) for name in params.groups):
        if name not in groups:
            caveats.append(Caveat("level_left_out", "warning", {"variable": name}))
    first = rows[0]["shares"][0]["group"]
    for name, count in groups.items():
        caveats += of_groups(name, count, rests=name == first)
    return [
        Result(
            kind="variance",
            id=context.id,
            sample=context.scored.sample(everybody),
            data={
                "outcomes": rows,
                "groups": [{"variable": n, "groups": count} for n, count in groups.items()],
                "level": LEVEL,
            },
            caveats=tuple(caveats),
        )
    ]


def _usable(
    context: Context, outcome: str, asked: Sequence[str]
) -> tuple[NDArray[np.bool_], list[str]]:
    """Respondents with the outcome, and the levels that have two groups among them."""
    used = ~np.isnan(context.scored.values[outcome])
    names = []
    for name in asked:
        group = context.group(name)
        if len(np.unique(group[used & (group >= 0)])) > 1:
            used = used & (group >= 0)
            names.append(name)
    return used, names


def _split(
    context: Context, outcome: str, used: NDArray[np.bool_], names: Sequence[str]
) -> Shares | None:
    y = context.scored.values[outcome][used]
    if not names or len(y) < 3 or np.ptp(y) == 0:
        return None
    terms = [levels.intercepts(name, levels.members(context, name, used)) for name in names]
    try:
        found = shares(y, np.ones((len(y), 1)), terms, LEVEL)
    except ValueError:
        return None
    return found if found.fit.converged else None


def _row(outcome: str, found: Shares, names: list[str]) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "n": found.fit.n,
        "singular": found.fit.singular,
        "shares": [
            {
                "group": name,
                "share": number(found.share[i]),
                "ci_lower": number(found.lower[i]),
                "ci_upper": number(found.upper[i]),
            }
            for i, name in enumerate([*names, "residual"])
        ],
    }
