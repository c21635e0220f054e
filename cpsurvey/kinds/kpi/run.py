"""Objective indicators: routine, non-routine, and their difference (table T21)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.enough import DESCRIPTIVE
from cpsurvey.design.kpi import Indicator
from cpsurvey.kinds.kpi import describe, family, joining, order
from cpsurvey.kinds.kpi.data import Aside, Entry, Kpi, Order, Reasons, Timing
from cpsurvey.kinds.kpi.fitting import Work
from cpsurvey.kinds.kpi.options import Options
from cpsurvey.kinds.kpi.recall import recall
from cpsurvey.results import Caveat, Result, Sample

Mask = NDArray[np.bool_]
ORDERED: dict[Order | None, str] = {
    "earlier": "kpi_earlier",
    "same": "kpi_same_time",
    None: "kpi_mixed_time",
    "unknown": "kpi_time_unknown",
}
"""Codes of what is said where the periods analysed are not later than the answers."""


def kpi(params: Options, context: Context) -> list[Result[Kpi | None]]:
    """Describe every indicator, relate it to the predictors, and set it beside self-reports."""
    spec = context.study.file.kpi
    assert spec is not None
    chosen = [one for one in spec.indicators if one.id in (params.indicators or [one.id])]
    there = {one.id: joining.periods_of(context.indicators, one) for one in chosen}
    timing = _timing(params, context, there)
    orders = {one.period: one.order for one in timing.periods}
    asked = "all" if params.lag else params.periods
    kept = {name: order.chosen(periods, orders, asked) for name, periods in there.items()}
    joined = {
        one.id: found
        for one in chosen
        if (
            found := joining.join(
                context, one, kept[one.id], lag=params.lag, fewest=spec.fewest(one)
            )
        )
    }
    work = Work(params, context)
    entries = []
    for done, one in enumerate(chosen):
        context.progress(done, len(chosen))
        if one.id in joined:
            shared = order.together(joined[one.id].periods, orders)
            entries.append(work.entry(one, joined[one.id], spec.fewest(one), shared))
    entries = family.adjusted(entries, params.entered)
    absent = [one.id for one in chosen if not there[one.id]]
    passed = [one.id for one in chosen if there[one.id] and not kept[one.id]]
    caveats = [*_caveats(context, chosen, entries, joined), *work.caveats]
    if absent:
        caveats.append(Caveat("kpi_absent", "warning", {"variables": ", ".join(absent)}))
    if passed:
        said = {"variables": ", ".join(passed), "order": str(params.periods)}
        caveats.append(Caveat("kpi_no_such_period", "warning", said))
    data = _data(work, chosen, joined, entries, timing) if entries else None
    sample = _sample(context, joined, work.used)
    return [Result("kpi", context.id, sample, data, caveats=tuple(caveats))]


def _timing(params: Options, context: Context, there: Mapping[str, Sequence[str]]) -> Timing:
    counts = Counter(period for periods in there.values() for period in periods)
    days = params.recall_days or recall(context.questionnaire, params.entered)
    return order.timing(context.scored.submitted, days, counts, context.k)


def _data(
    work: Work,
    chosen: Sequence[Indicator],
    joined: Mapping[str, joining.Joined],
    entries: Sequence[Entry],
    timing: Timing,
) -> Kpi:
    params, context = work.params, work.context
    values, k = context.scored.values, context.k
    scores = [*params.entered, *params.self_reports.values()]
    told = context.study.reasons.map if context.study.reasons else None
    aside = context.indicators.quarantine if context.indicators else ()
    return Kpi(
        predictors=params.entered,
        controls=tuple(c.term for c in work.controls),
        cluster=work.cluster_name,
        errors=params.errors,
        lag=params.lag,
        k=k,
        reasons=Reasons(id=told.id, version=told.version, decided=told.decided.isoformat())
        if told
        else None,
        indicators=tuple(entries),
        quarantine=tuple(
            Aside(rule=rule, indicator=indicator, count=count)
            for rule, indicator, count in aside
        ),
        correlations=tuple(
            describe.correlations(chosen, joined, {name: values[name] for name in scores}, k)
        ),
        convergence=tuple(describe.convergence(chosen, joined, params.self_reports, values, k)),
        source=params.source,
        mediators=params.mediators,
        marker=work.marker if any(entry.negative for entry in entries) else None,
        taken=params.periods,
        timing=timing,
    )


def _sample(context: Context, joined: Mapping[str, joining.Joined], used: Mask) -> Sample:
    """Respondents in any model; the others by what they lack."""
    scored = context.scored
    agents = set(context.indicators.agent.kinds) if context.indicators else set()
    has_row = np.array([who in agents for who in scored.respondent], dtype=bool)
    enough = np.zeros(scored.n, dtype=bool)
    for one in joined.values():
        for rates_ in one.rates.values():
            enough |= rates_.there
    lost = {
        "no_indicator": int((~has_row & ~used).sum()),
        "below_exposure": int((has_row & ~enough & ~used).sum()),
        "missing_value": int((has_row & enough & ~used).sum()),
    }
    return scored.counted(int(used.sum()), lost)


def _caveats(
    context: Context,
    chosen: Sequence[Indicator],
    entries: Sequence[Entry],
    joined: Mapping[str, joining.Joined],
) -> Iterator[Caveat]:
    if not entries:
        yield Caveat("kpi_nothing", "warning", {})
        return
    yield Caveat("kpi_association", "note", {})
    yield from _in_time(entries)
    undirected = [one.id for one in chosen if one.direction == "none" and one.id in joined]
    if undirected:
        yield Caveat("kpi_no_direction", "note", {"variables": ", ".join(undirected)})
    fewest = min((e.model.clusters for e in entries if e.model), default=DESCRIPTIVE)
    if fewest < DESCRIPTIVE:
        yield Caveat("kpi_few_clusters", "warning", {"clusters": fewest})
    lengths = [e.indicator for e in entries if len(joined[e.indicator].lengths) > 1]
    if lengths:
        yield Caveat("kpi_period_lengths", "warning", {"variables": ", ".join(lengths)})
    uncounted = [
        e.indicator
        for e in entries
        if not all(r.counted for r in joined[e.indicator].rates.values())
    ]
    if uncounted:
        yield Caveat("kpi_no_exposure", "warning", {"variables": ", ".join(uncounted)})
    if len(set(context.scored.respondent)) < context.scored.n:
        yield Caveat("kpi_waves", "note", {})


def _in_time(entries: Sequence[Entry]) -> Iterator[Caveat]:
    """Indicators by the order of their periods, but for the later ones."""
    told: dict[Order | None, list[str]] = {}
    for entry in entries:
        told.setdefault(entry.order, []).append(entry.indicator)
    for of, code in ORDERED.items():
        if of in told:
            severity = "note" if of == "same" else "warning"
            yield Caveat(code, severity, {"variables": ", ".join(told[of])})
