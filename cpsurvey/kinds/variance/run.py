"""How collective is an outcome? Its variance by person, team, centre (table T23)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import levels
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.enough import of_groups
from cpsurvey.analysis.numbers import number
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.variance.data import ByLevel, OfLevel, Outcome
from cpsurvey.kinds.variance.options import Options
from cpsurvey.parts import Groups
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.shares import Shares, shares

Array = NDArray[np.float64]


def variance(params: Options, context: Context) -> list[Result[ByLevel]]:
    """Split the variance of each outcome by random intercepts, restricted likelihood."""
    rows: list[Outcome] = []
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
        rows.append(_outcome(outcome, found, called))
    if not rows:
        raise CpsurveyError(
            "CPS410",
            f"no outcome can be split by {', '.join(params.groups)}",
            fix="name groups with two and more members, or leave this analysis out",
        )
    for name in (context.variable(name) for name in params.groups):
        if name not in groups:
            caveats.append(Caveat("level_left_out", "warning", {"variable": name}))
    for name, count in groups.items():
        caveats += of_groups(name, count, rests=name == rows[0].shares[0].group)
    data = ByLevel(
        outcomes=tuple(rows),
        groups=tuple(Groups(variable=name, groups=count) for name, count in groups.items()),
    )
    sample = context.scored.sample(everybody)
    return [Result("variance", context.id, sample, data, caveats=tuple(caveats))]


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


def _outcome(name: str, found: Shares, groups: Sequence[str]) -> Outcome:
    return Outcome(
        outcome=name,
        n=found.fit.n,
        singular=found.fit.singular,
        shares=tuple(
            OfLevel(group=group, share=number(share), ci=limits(lower, upper))
            for group, share, lower, upper in zip(
                (*groups, None), found.share, found.lower, found.upper, strict=True
            )
        ),
    )
