"""Reliability of every scale and composite, with the formula named (table T7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.congeneric import FEWEST_CLUSTERS, Resampling
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.scale_reliability import (
    FEWEST_CATEGORICAL,
    PREFERRED,
    REDUNDANT,
    RESEARCH,
    Asked,
    measure,
    verdict,
)
from cpsurvey.analysis.scales import chosen, ends
from cpsurvey.analysis.sidebyside import SideBySide
from cpsurvey.design import scales as design
from cpsurvey.kinds.reliability import composites as composite_reliability
from cpsurvey.kinds.reliability.data import (
    Composite,
    Group,
    ReliabilityOfScales,
    Scale,
    Thresholds,
)
from cpsurvey.kinds.reliability.options import Options
from cpsurvey.parts import Coefficients
from cpsurvey.results import Caveat, Result, Scalar
from cpsurvey.stats.describe import describe, share_at
from cpsurvey.stats.reliability import measurement_error

Mask = NDArray[np.bool_]
Chosen = list[tuple[design.Scale, list[str]]]


def reliability(params: Options, context: Context) -> list[Result[ReliabilityOfScales]]:
    """Coefficients of scales and composites, in all and by group."""
    scales = chosen(params, context)
    asked = Asked(_resampling(params, context), context.ordinal, params.missing)
    rows: list[Scale] = []
    caveats: list[Caveat] = []
    for done, (scale, names) in enumerate(scales):
        context.progress(done, len(scales))
        row, notes = _scale(context, scale, names, asked)
        rows.append(row)
        caveats += notes
    composites, notes = _composites(params, context, scales, asked.resampling)
    caveats += notes
    groups: list[Group] = []
    if params.by:
        groups, notes = _groups(params.by, context, scales, asked)
        caveats += notes
    clusters = asked.resampling.cluster
    if params.cluster and params.bootstrap and clusters is None:
        said: dict[str, Scalar] = {"variable": context.variable(params.cluster)}
        said["fewest"] = FEWEST_CLUSTERS
        caveats.append(Caveat("rel_few_clusters", "warning", said))
    if context.ordinal and any(0 < row.n < FEWEST_CATEGORICAL for row in rows):
        caveats.append(Caveat("rel_few_categorical", "note", {"fewest": FEWEST_CATEGORICAL}))
    everybody = np.ones(context.scored.n, dtype=bool)
    data = ReliabilityOfScales(
        level=LEVEL,
        omega_denominator="model",
        headline="omega_categorical" if context.ordinal else "omega_total",
        missing=params.missing,
        bootstrap=params.bootstrap,
        cluster=None if clusters is None else context.variable(str(params.cluster)),
        clusters=None if clusters is None else len(np.unique(clusters)),
        thresholds=Thresholds(research=RESEARCH, preferred=PREFERRED, redundant=REDUNDANT),
        scales=tuple(rows),
        composites=tuple(composites),
        by=context.variable(params.by) if params.by else None,
        groups=tuple(groups),
    )
    sample = context.scored.sample(everybody)
    return [Result("reliability", context.id, sample, data, caveats=tuple(caveats))]


def _resampling(params: Options, context: Context) -> Resampling:
    """Respondents without a cluster are clusters of their own."""
    seed = context.seed
    if not params.cluster:
        return Resampling(params.bootstrap, seed)
    codes = context.group(params.cluster)
    alone = codes < 0
    if alone.all():  # nobody's cluster is known: said as too few
        return Resampling(params.bootstrap, seed)
    codes = np.where(alone, codes.max(initial=0) + 1 + np.cumsum(alone), codes)
    return Resampling(params.bootstrap, seed, codes).of(np.ones(len(codes), dtype=bool))


def _scale(
    context: Context, scale: design.Scale, names: list[str], asked: Asked
) -> tuple[Scale, list[Caveat]]:
    found, caveats = measure(scale.id, names, context.scored.matrix(names), asked)
    scores = context.scored.values[scale.id]
    spread = describe(scores)
    low, high = ends(context, scale, names)
    error = None
    if found.reliability is not None:
        error = number(measurement_error(spread.sd, found.reliability))
    row = Scale(
        **{field.name: getattr(found, field.name) for field in fields(Coefficients)},
        scale=scale.id,
        k=len(names),
        mean=number(spread.mean),
        sd=number(spread.sd),
        floor=number(share_at(scores, low)),
        ceiling=number(share_at(scores, high)),
        research=verdict(found, RESEARCH),
        preferred=verdict(found, PREFERRED),
        measurement_error=error,
    )
    return row, caveats


def _composites(
    params: Options, context: Context, scales: Chosen, resampling: Resampling
) -> tuple[list[Composite], list[Caveat]]:
    """Composites all of whose scales are described."""
    rows: list[Composite] = []
    caveats: list[Caveat] = []
    known = {scale.id: (scale, names) for scale, names in scales}
    for composite in context.questionnaire.composites if params.composites else ():
        if not set(composite.of) <= set(known):
            continue
        if composite.measurement == "formative":
            caveats.append(Caveat("rel_formative", "note", {"scale": composite.id}))
            continue
        parts = [known[name] for name in composite.of]
        row, notes = composite_reliability.measure(composite, parts, context, resampling)
        rows.append(row)
        caveats += notes
    return rows, caveats


def _groups(
    by: str, context: Context, scales: Chosen, asked: Asked
) -> tuple[list[Group], list[Caveat]]:
    """Rows scale by scale, group by group; those not shown are named."""
    rows: list[Group] = []
    caveats: list[Caveat] = []
    groups = context.side_by_side(by)
    unused: dict[str, list[str]] = {}
    noted: dict[tuple[str, str], list[str]] = {}
    for scale, names in scales:
        items = context.scored.matrix(names)
        used = [len(np.unique(column[~np.isnan(column)])) for column in items.T]
        whole = ~np.isnan(items).any(axis=1)
        for code, members in _members(by, groups, context):
            if np.count_nonzero(whole & members) < context.k:
                rows.append(Group(scale=scale.id, group=code, found=None))
                continue
            own = items[members]
            some = Asked(asked.resampling.of(members), asked.ordinal, asked.missing)
            found, notes = measure(scale.id, names, own, some)
            rows.append(Group(scale=scale.id, group=code, found=found))
            for note in notes:
                what = note.values.get("item", scale.id)
                noted.setdefault((code, note.code), []).append(str(what))
            if found.omega_categorical is None:
                continue
            unused.setdefault(code, []).extend(
                name
                for name, column, count in zip(names, own.T, used, strict=True)
                if len(np.unique(column[~np.isnan(column)])) < count
            )
    caveats += [
        Caveat(f"{said}_in", "warning", {"variable": code, "variables": ", ".join(names)})
        for (code, said), names in noted.items()
        if said in WORTH_SAYING
    ]
    caveats += [_unused(code, items) for code, items in unused.items() if items]
    return rows, caveats


NAMED = 6
WORTH_SAYING = (
    "negative_alpha",
    "no_factor",
    "heywood_scale",
    "rel_flat_item",
    "rel_two_against",
    "rel_item_against",
    "rel_not_definite",
    "rel_heywood_ordinal",
)
"""Of one group: the rest was said of everybody."""


def _unused(code: str, items: list[str]) -> Caveat:
    """Items some of whose answers nobody of a group used; many are only counted."""
    if len(items) > NAMED:
        return Caveat("rel_answers_unused", "note", {"second": code, "items": len(items)})
    return Caveat("rel_answer_unused", "note", {"first": ", ".join(items), "second": code})


def _members(by: str, groups: SideBySide, context: Context) -> Iterator[tuple[str, Mask]]:
    """Label and members of each group, in order; nobody of those that are not shown."""
    name = context.variable(by)
    for label in context.group_names(by):
        place = groups.names.index(label) if label in groups.names else len(groups.names)
        yield f"{name}={label}", groups.member == place
