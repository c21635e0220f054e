"""Objective indicators (T21)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from cpsurvey.kinds.kpi import (
    describe_tables,
    effect_tables,
    figure,
    manager_table,
    parts_tables,
)
from cpsurvey.kinds.kpi import parts_words as pw
from cpsurvey.kinds.kpi import words as w
from cpsurvey.kinds.kpi.data import Entry, Kpi, Shrinkage, Term
from cpsurvey.payload import Interval
from cpsurvey.report.chapter import Block, Pages, Study
from cpsurvey.report.document import Text
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Kpi], words: Words) -> Iterator[str]:
    """In the order in which the study declares them, whatever was found."""
    data = result.data
    for entry, model in effect_tables.fitted(data):
        if entry.type != "binomial" or len(model.versions) < 2:
            continue
        if data.source:
            yield from _of_source(entry, data, words)
            continue
        for name in data.predictors:
            routine, nonroutine = model.of(name)
            yield from words.lead(
                w.IN_SHORT,
                outcome=entry.indicator,
                term=name,
                routine=_points(routine.points, routine.points_ci, words),
                nonroutine=_points(nonroutine.points, nonroutine.points_ci, words),
                odds=_odds(nonroutine, routine, words),
                agents=model.agents,
            )


def _of_source(entry: Entry, data: Kpi, words: Words) -> Iterator[str]:
    """Total and parts of a source, in a sentence."""
    found = {
        (one.version, one.role): one for one in (entry.parts.effects if entry.parts else ())
    }
    if ("nonroutine", "direct") not in found or data.source is None or not entry.parts:
        return
    said = {
        "routine": found["routine", "total"],
        "nonroutine": found["nonroutine", "total"],
        "direct": found["nonroutine", "direct"],
        "indirect": found["nonroutine", "indirect"],
    }
    through = words(pw.AND).join(words.label(name) for name in data.mediators)
    yield from words.lead(
        pw.IN_SHORT_PARTS,
        outcome=entry.indicator,
        source=words.label(data.source),
        through=through,
        agents=entry.parts.agents,
        **{name: _points(one.est, one.ci, words) for name, one in said.items()},
    )


def _points(value: float | None, ends: Interval | None, words: Words) -> str | None:
    if value is None or ends is None:
        return None
    return " ".join(words.estimate(100.0 * value, effect_tables.hundredfold(ends)).values())


def _odds(nonroutine: Term, routine: Term, words: Words) -> str:
    return words(pw.AND).join(words.number(one.ratio, "dec2") for one in (nonroutine, routine))


def show(result: Result[Kpi], words: Words, _study: Study) -> list[Block]:
    """T21 and its picture, definitions, rates and theirs, self-reports, who is missing."""
    data = result.data
    return [
        *parts_tables.timing(result, words),
        *parts_tables.parts(result, words),
        figure.parts(result, words),
        *effect_tables.effects(result, words),
        *(Text(text, "note") for text in effect_tables.points(data, words)),
        None if data.source else figure.effects(result, words),
        *parts_tables.corrected(result, words),
        *parts_tables.negative(result, words),
        *(Text(text, "note") for text in parts_tables.control_said(data, words)),
        *_unfitted(data, words),
        describe_tables.definitions(result, words),
        describe_tables.rates(result, words),
        *_mix(data, words),
        *_distributions(result, words),
        *describe_tables.convergence(result, words),
        *describe_tables.correlations(result, words),
        *describe_tables.selection(result, words),
        *describe_tables.set_aside(result, words),
        *effect_tables.full(result, words),
        *effect_tables.other_models(result, words),
    ]


def _unfitted(data: Kpi, words: Words) -> Iterator[Text]:
    for entry in data.indicators:
        if entry.reason and entry.reason != "kpi_separated":  # said above, loudly
            yield Text(words(w.WHY[entry.reason], variable=entry.indicator), "note")


def _mix(data: Kpi, words: Words) -> list[Text]:
    """How contacts fall by the reason map, said once where indicators share it."""
    said: dict[tuple[float, ...], str] = {}
    for entry in data.indicators:
        mix, reasons = entry.mix, data.reasons
        if not mix or not reasons:
            continue
        routine, nonroutine, unclear = mix.routine, mix.nonroutine, mix.unclear
        if routine is None or nonroutine is None or unclear is None:
            continue
        parts = (routine, nonroutine, unclear)
        if not sum(parts):
            continue
        shares = [words.number(n / sum(parts), "percent") for n in parts]
        text = words(
            w.MIX_NOTE,
            variable=entry.indicator,
            id=reasons.id,
            release=reasons.version,
            decided=reasons.decided,
            routine=shares[0],
            nonroutine=shares[1],
            unclear=shares[2],
        )
        said.setdefault(parts, text)
    notes = [Text(text, "note") for text in said.values()]
    return [*notes, Text(words(w.MIX_CAUTION), "note")] if notes else []


def _distributions(result: Result[Kpi], words: Words) -> Iterator[Block]:
    """Pictures of the distribution of rates, and a sentence for each curve."""
    for entry in result.data.indicators:
        if picture := figure.rates(entry, result, words):
            yield picture
        for one in entry.shrinkage:
            if one.bounded:
                version = words(w.VERSIONS[one.version])
                said = words(w.NO_SPREAD, variable=entry.indicator, version=version)
                yield Text(said, "note")
        if curves := [one for one in entry.shrinkage if not one.bounded]:
            yield Text(_explained(entry, curves, result.data.k, words), "note")


def _explained(entry: Entry, curves: Sequence[Shrinkage], k: int, words: Words) -> str:
    said = [
        words(w.CURVE, a=one.a, b=one.b, version=words(w.VERSIONS[one.version]))
        for one in curves
    ]
    return words(w.FIG_RATES_NOTE, variable=entry.indicator, curves=", ".join(said), k=k)


def manager(
    result: Result[Kpi], words: Words, _study: Study, _beside: Collection[str]
) -> Pages:
    """M6: what the indicators say."""
    return {"indicators": _indicators(result, words)}


def _indicators(result: Result[Kpi], words: Words) -> Iterator[Block]:
    yield Text(words(w.MANAGER))
    yield manager_table.table(result, words)
    undirected = [
        words.label(entry.indicator)
        for entry in result.data.indicators
        if entry.direction == "none"
    ]
    if undirected:
        said = words(w.CAVEATS["kpi_no_direction"], variables=undirected)
        yield Text(said, "note")
