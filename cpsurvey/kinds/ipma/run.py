"""What a manager can act on: importance and performance from 0 to 100 (tables M3, M4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import imputed, predictors
from cpsurvey.analysis.complete import combination, complete_rows, refuse_empty
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.enough import of_df
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.regression_data import Asked, members
from cpsurvey.analysis.terms import Column
from cpsurvey.design import Questionnaire
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.ipma.data import Group, Ipma, Level, Lever, Line
from cpsurvey.kinds.ipma.options import Options
from cpsurvey.payload import Interval, limits
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.importance import (
    Estimated,
    average,
    rescale,
    together,
    total_effects,
)

Array = NDArray[np.float64]
CROSS = 0.80
"""Confidence of the crosses in the picture."""


@dataclass(frozen=True, slots=True)
class _Data:
    """Complete rows on the metric from 0 to 100."""

    scores: Mapping[str, Array]
    covariates: Array | None
    group: NDArray[np.int64] | None
    used: NDArray[np.bool_]


def ipma(params: Options, context: Context) -> list[Result[Ipma]]:
    """Total effects on the target and levels of what may act on it, scales and items."""
    made = _completed(params, context)
    sets = [_data(params, one) for one in made.contexts]
    data, staged = sets[0], [name for stage in params.stages for name in stage]
    each = [_effects(params, one) for one in sets]
    effects = [together(found) for found in zip(*each, strict=True)]
    constructs: list[Line] = []
    items: list[Line] = []
    for name, effect in zip(staged, effects, strict=True):
        level = together([average(one.scores[name], one.group) for one in sets])
        constructs.append(_construct(name, effect, level))
        items += _items(name, context, data)
    negative = [c.id for c in constructs if (ends := c.importance_ci) and ends.upper < 0]
    caveats = [Caveat("ipma_negative", "note", {"scale": name}) for name in negative]
    low = of_df({c.id: c.df for c in constructs})
    if low and data.group is not None:  # no pages for people who act on them
        clusters = int(data.group.max()) + 1
        caveats += [*low, Caveat("clusters_descriptive", "warning", {"clusters": clusters})]
    lost = {name: effect.lost for name, effect in zip(staged, effects, strict=True)}
    caveats += imputed.caveats(made, lost, context)
    payload = Ipma(
        target=params.target,
        stages=params.stages,
        covariates=params.covariates,
        errors="hc3" if data.group is None else "cr2",
        cluster=context.variable(params.cluster) if params.cluster else None,
        clusters=None if data.group is None else int(data.group.max()) + 1,
        constructs=tuple(constructs),
        items=tuple(items),
        levels=tuple(_levels(params, context, np.ones(context.scored.n, dtype=bool))),
        by=context.variable(params.by) if params.by else None,
        groups=tuple(_by(params.by, params, context)) if params.by else (),
        levers=tuple(_levers(context.questionnaire, constructs, items)),
        imputation=imputed.told(made, lost) if len(sets) > 1 else None,
    )
    sample = context.scored.sample(data.used)
    return [Result("ipma", context.id, sample, payload, caveats=tuple(caveats))]


def _completed(params: Options, context: Context) -> imputed.Several:
    """The answers as they are, or completed several times; composites through their scales."""
    if params.missing == "listwise":
        return imputed.Several((context,))
    composites = {one.id: one.of for one in context.questionnaire.composites}
    named = [params.target, *(name for stage in params.stages for name in stage)]
    scales = dict.fromkeys(part for name in named for part in composites.get(name, (name,)))
    first, *others = scales
    formulas = [*others, *([params.covariates] if params.covariates else [])]
    asked = Asked(outcome=first, formulas=tuple(formulas), cluster=params.cluster)
    return imputed.contexts(context, asked)


def _effects(params: Options, data: _Data) -> list[Estimated]:
    """Total effects in the order of the stages."""
    stages = [np.column_stack([data.scores[n] for n in stage]) for stage in params.stages]
    try:
        found = total_effects(data.scores[params.target], stages, data.covariates, data.group)
    except ValueError:
        names = [name for stage in params.stages for name in stage]
        said = combination(np.column_stack([data.scores[name] for name in names]), names)
        raise CpsurveyError(
            "CPS406",
            f"{', '.join(said)} are combinations of each other or of the covariates",
            fix="take a composite or its scales, not both",
        ) from None
    return [effect for stage in found for effect in stage]


# ------------------------------------------------------------------------- on 0 to 100
def _data(params: Options, context: Context) -> _Data:
    scored, questionnaire = context.scored, context.questionnaire
    names = [params.target, *(name for stage in params.stages for name in stage)]
    scores = {name: metric(name, scored.values, questionnaire) for name in names}
    blocks = list(scores.values())
    others = None
    columns: list[Column] = []
    if params.covariates:
        columns = predictors.columns(params.covariates, context)
        others = np.column_stack([column.values for column in columns])
        blocks += list(others.T)
    used = complete_rows(blocks)
    codes = context.group(params.cluster) if params.cluster else None
    if codes is not None:
        used &= codes >= 0
    predictors.check(columns, used, context)
    group = None
    if codes is not None:
        group = np.unique(codes[used], return_inverse=True)[1].astype(np.int64)
    named = {**scores, **{c.term: c.values for c in columns}}
    refuse_empty({**named, **members(context, params.cluster)})
    kept = {name: values[used] for name, values in scores.items()}
    _refuse(kept, int(used.sum()), len(blocks), group)
    return _Data(kept, None if others is None else others[used], group, used)


def _refuse(
    scores: Mapping[str, Array], n: int, width: int, group: NDArray[np.int64] | None
) -> None:
    if n <= width + 2:
        raise CpsurveyError(
            "CPS404",
            f"{n} complete respondents are too few for {width} variables",
            fix="name fewer scales in 'stages'",
        )
    flat = [name for name, values in scores.items() if np.ptp(values) == 0]
    if flat:
        raise CpsurveyError(
            "CPS404", f"{', '.join(flat)} does not vary", fix="take it out of 'stages'"
        )
    if group is not None and int(group.max()) < 2:
        raise CpsurveyError(
            "CPS404",
            "errors by group need three groups and more",
            fix="leave 'cluster' out, or name another group",
        )


def metric(name: str, values: Mapping[str, Array], questionnaire: Questionnaire) -> Array:
    """A scale's or composite's scores from 0 to 100; a composite is the mean of its scales."""
    for composite in questionnaire.composites:
        if composite.id == name:
            parts = [metric(part, values, questionnaire) for part in composite.of]
            return np.asarray(np.mean(parts, axis=0))
    scale = questionnaire.scale_by_id[name]
    low, high = np.mean([_range(item.id, questionnaire) for item in scale.items], axis=0)
    size = len(scale.items) if scale.scoring.method == "sum" else 1
    return rescale(values[name], float(low) * size, float(high) * size)


def _range(item: str, questionnaire: Questionnaire) -> tuple[int, int]:
    options = questionnaire.options_of(item)
    assert options is not None  # checked when the questionnaire was read
    return options.low, options.high


# ------------------------------------------------------------------------------- lines
def _construct(name: str, effect: Estimated, level: Estimated) -> Line:
    """What goes with the target, and how much."""
    return Line(
        id=name,
        construct=name,
        weight=1.0,
        importance=number(effect.est),
        importance_se=number(effect.se),
        df=number(effect.df),
        importance_ci=_ends(effect, LEVEL),
        importance_cross=_ends(effect, CROSS),
        performance=number(level.est),
        performance_ci=_ends(level, LEVEL),
        performance_cross=_ends(level, CROSS),
        potential=number(effect.est * (100.0 - level.est)) if effect.est > 0.0 else None,
    )


def _item(name: str, construct: str, weight: float, level: Estimated) -> Line:
    """An item: one of k in a mean tells nothing of its own importance."""
    return Line(
        id=name,
        construct=construct,
        weight=weight,
        importance=None,
        importance_se=None,
        df=None,
        importance_ci=None,
        importance_cross=None,
        performance=number(level.est),
        performance_ci=_ends(level, LEVEL),
        performance_cross=_ends(level, CROSS),
        potential=None,
    )


def _ends(found: Estimated, level: float) -> Interval | None:
    return limits(*found.interval(level))


def _items(name: str, context: Context, data: _Data) -> Iterator[Line]:
    """Levels of the items of a scale or composite."""
    questionnaire = context.questionnaire
    parts = [name]
    for composite in questionnaire.composites:
        if composite.id == name:
            parts = list(composite.of)
    for part in parts:
        scale = questionnaire.scale_by_id[part]
        share = 1.0 / len(parts) / len(scale.items)
        for item in scale.items:
            values = rescale(
                context.scored.values[item.id][data.used], *_range(item.id, questionnaire)
            )
            there = ~np.isnan(values)
            if there.sum() < 3:
                continue
            group = None
            if data.group is not None:
                group = np.unique(data.group[there], return_inverse=True)[1].astype(np.int64)
            yield _item(item.id, name, share, average(values[there], group))


def _levels(params: Options, context: Context, who: NDArray[np.bool_]) -> Iterator[Level]:
    """Level of every construct among those who have a score, target and others included."""
    return (_level(name, params, context, who) for name in _shown(params))


def _shown(params: Options) -> list[str]:
    staged = (name for stage in params.stages for name in stage)
    return list(dict.fromkeys([*staged, *params.also, params.target]))


def _level(name: str, params: Options, context: Context, who: NDArray[np.bool_]) -> Level:
    values = metric(name, context.scored.values, context.questionnaire)
    there = who & ~np.isnan(values)
    group = None
    if params.cluster:
        codes = context.group(params.cluster)
        there &= codes >= 0
        group = np.unique(codes[there], return_inverse=True)[1].astype(np.int64)
        group = group if len(group) and int(group.max()) > 1 else None
    n = int(there.sum())
    if n < (context.k if context.scored.n >= context.k else 3):
        return Level(id=name, n=None, performance=None, ci=None)
    level = average(values[there], group)
    return Level(id=name, n=n, performance=number(level.est), ci=_ends(level, LEVEL))


def _by(by: str, params: Options, context: Context) -> Iterator[Group]:
    """Levels per group; groups with fewer than k respondents on any score are left out.

    So are those that the run does not show.
    """
    found = context.side_by_side(by)
    names = context.available(_shown(params))
    there = np.column_stack([~np.isnan(context.scored.values[name]) for name in names])
    shown = found.shown(there, context.k)
    for g, name in enumerate(found.names):
        if shown[g]:
            who = found.member == g
            levels = tuple(_levels(params, context, who))
            yield Group(group=name, n=int(who.sum()), levels=levels)


def _levers(
    questionnaire: Questionnaire, constructs: Sequence[Line], items: Sequence[Line]
) -> list[Lever]:
    """What people in charge can act on, by how much the target might follow its construct."""
    ranked = {line.id: line.potential or 0.0 for line in constructs}
    potential = {line.id: ranked[line.construct] for line in (*items, *constructs)}
    found = [
        Lever(of=lever.of, action=dict(lever.action), decides=dict(lever.decides))
        for lever in questionnaire.levers
        if lever.of in potential
    ]
    return sorted(found, key=lambda lever: -potential[lever.of])
