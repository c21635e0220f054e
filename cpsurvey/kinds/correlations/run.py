"""Correlations of scores with reliability on the diagonal (table T11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import predictors
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.enough import of_groups
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.scale_reliability import headline
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.correlations.data import Correlations, Levels, OfLevel, Pair, Variable
from cpsurvey.kinds.correlations.options import Options
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.association import Correlations as Pairwise
from cpsurvey.stats.association import correlations as correlate
from cpsurvey.stats.association import holm_pairs, interval, p_values, within_between
from cpsurvey.stats.describe import describe

Array = NDArray[np.float64]


def correlations(params: Options, context: Context) -> list[Result[Correlations]]:
    """Correlate scores pair by pair over the respondents who have both."""
    names = context.available(params.variables or _usual(context))
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
    levels = _by_level(x, context.group(params.cluster)) if params.cluster else None
    telling = [name for name in names if context.protection.mean_tells(name)]
    reliable = [headline(context, name) for name in names]
    data = Correlations(
        variables=tuple(
            _variable(name, x[:, i], reliable[i][0], hidden=name in telling)
            for i, name in enumerate(names)
        ),
        pairs=tuple(_pairs(names, found, levels)),
        reliability_kind="omega_categorical" if context.ordinal else "omega_total",
        reliability_alpha=tuple(
            name for name, (_, used) in zip(names, reliable, strict=True) if used == "alpha"
        ),
        levels=Levels(n=levels.n, groups=levels.groups) if levels else None,
    )
    used = np.asarray(~np.isnan(x).all(axis=1))
    sample = context.scored.sample(used)
    caveats = tuple(_caveats(params, context, telling, levels))
    return [Result("correlations", context.id, sample, data, caveats=caveats)]


def _usual(context: Context) -> Iterator[str]:
    """Every scale, and the numbers that are held constant."""
    yield from context.questionnaire.scale_by_id
    for question in context.questionnaire.questions:
        if question.control and question.type in ("integer", "decimal"):
            yield question.id


def _variable(name: str, x: Array, reliability: float | None, *, hidden: bool) -> Variable:
    spread = describe(x)
    return Variable(
        name=name,
        mean=None if hidden else number(spread.mean),
        sd=None if hidden else number(spread.sd),
        reliability=reliability,
    )


def _pairs(names: Sequence[str], found: Pairwise, levels: _ByLevel | None) -> Iterator[Pair]:
    lower, upper = interval(found.r, found.n.astype(float))
    holm = holm_pairs(found.pvalue)
    for i, j in combinations(range(len(names)), 2):
        yield Pair(
            first=names[i],
            second=names[j],
            n=int(found.n[i, j]),
            r=number(found.r[i, j]),
            ci=limits(lower[i, j], upper[i, j]),
            pvalue=number(found.pvalue[i, j]),
            p_holm=number(holm[i, j]),
            within=_of_level(levels.within, levels.n - levels.groups + 1, i, j)
            if levels
            else None,
            between=_of_level(levels.between, levels.groups, i, j) if levels else None,
        )


def _of_level(r: Array, cases: int, i: int, j: int) -> OfLevel:
    """A correlation with limits and p: n cases in J groups leave n - J deviations, J means."""
    one = r[i : i + 1, j : j + 1]
    counts = np.full(one.shape, float(cases))
    lower, upper = interval(one, counts)
    return OfLevel(
        r=number(one[0, 0]),
        ci=limits(lower[0, 0], upper[0, 0]),
        pvalue=number(p_values(one, counts)[0, 0]),
    )


def _caveats(
    params: Options, context: Context, telling: Sequence[str], levels: _ByLevel | None
) -> Iterator[Caveat]:
    if telling:
        yield Caveat("mean_withheld", "note", {"variables": ", ".join(telling), "k": context.k})
    if params.cluster:
        variable = context.variable(params.cluster)
        if levels is None:
            yield Caveat("levels_unknown", "warning", {"variable": variable})
        else:
            yield from of_groups(variable, levels.groups, rests=False)


@dataclass(frozen=True, slots=True)
class _ByLevel:
    """Correlations (p, p) within groups and between their means."""

    within: Array
    between: Array
    n: int
    groups: int


def _by_level(x: Array, group: NDArray[np.int64]) -> _ByLevel | None:
    """None where no correlation within groups can be computed."""
    within, between = within_between(x, group)
    if not np.isfinite(within).any():
        return None
    kept = ~np.isnan(x).any(axis=1) & (group >= 0)
    return _ByLevel(within, between, int(kept.sum()), len(np.unique(group[kept])))
