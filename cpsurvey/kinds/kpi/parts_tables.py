"""Total, direct and indirect; the order of time; the negative control (T21j to T21m)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpsurvey.kinds.kpi import parts_words as pw
from cpsurvey.kinds.kpi import words as w
from cpsurvey.kinds.kpi.data import Effect, Entry, Kpi, Timed
from cpsurvey.kinds.kpi.effect_tables import cluster, controls, imputed
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.known import apart, below
from cpsurvey.report.rounding import LEVEL
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


@dataclass(frozen=True, slots=True)
class _Line:
    """An effect on an indicator, among so many agents."""

    entry: Entry
    agents: int
    effect: Effect


def parts(result: Result[Kpi], words: Words) -> Iterator[Table]:
    """T21j: total, direct, indirect, by kind of contact and their difference."""
    data = result.data
    rows = [
        _Line(entry, entry.parts.agents, effect)
        for entry in data.indicators
        if entry.parts
        for effect in shown(entry.parts.effects)
    ]
    if not rows or data.source is None:
        return

    columns: list[c.Column[_Line]] = [
        c.text("version", w.CONTACTS, words.of(w.VERSIONS), at="effect.version"),
        _part(words),
        *_numbers(),
        c.Column("odds", w.ODDS, "dec2", at=_odds),
        c.Column("odds_ci", w.ODDS_CI, "interval", at=_odds_ci),
    ]
    title = words(pw.T21J, source=words.label(data.source))
    lines = c.grouped(rows, lambda line: _heading(line, words))
    yield c.table(f"T21j-{result.id}", title, columns, lines, words, _notes(data, words))


def shown(effects: Sequence[Effect]) -> list[Effect]:
    """Effects that are told apart: all indirect ones together only where there are several."""
    mediators = {one.through for one in effects if one.role == "through"}
    return [one for one in effects if one.role != "indirect" or len(mediators) > 1]


def named(effect: Effect, words: Words) -> str:
    """What an effect is."""
    if effect.through:
        return words(pw.ROLES[effect.role], term=effect.through)
    return words(pw.ROLES[effect.role])


def times(entry: Entry) -> float:
    """From the numbers of a payload to those that are shown."""
    return 1.0 if entry.type == "linear" else 100.0


def _heading(line: _Line, words: Words) -> str:
    unit = words(pw.CHANGES[line.entry.type])
    said = {"variable": line.entry.indicator, "unit": unit, "agents": line.agents}
    return words(pw.UNIT_AGENTS, **said)


def _part(words: Words) -> c.Column[_Line]:
    return c.Column("part", pw.PART, "text", at=lambda line: named(line.effect, words))


def _numbers() -> list[c.Column[_Line]]:
    def est(line: _Line) -> float | None:
        one = line.effect.est
        return None if one is None else times(line.entry) * one

    def ci(line: _Line) -> tuple[float, ...] | None:
        ends = line.effect.ci
        return None if ends is None else tuple(times(line.entry) * end for end in ends)

    return [
        c.Column("est", x.EFFECT, "dec2", at=est),
        c.Column("ci", x.CI95, "interval", at=ci),
        c.Column("pvalue", x.P, "p", at="effect.pvalue"),
        c.Column("pvalue_holm", x.P_HOLM, "p", at="effect.pvalue_holm"),
    ]


def _odds(line: _Line) -> float | str | None:
    return "" if line.effect.odds_ci is None else line.effect.odds


def _odds_ci(line: _Line) -> tuple[float, ...] | str:
    ends = line.effect.odds_ci
    return "" if ends is None else tuple(ends)


def _notes(data: Kpi, words: Words) -> Iterator[str]:
    source = words.label(data.source or "")
    entries = [(entry, entry.parts) for entry in data.indicators if entry.parts]
    yield words(pw.PARTS_NOTE, source=source, controls=controls(data, words))
    draws = max(one.draws for _, one in entries)
    yield words(pw.PARTS_DRAWS, draws=draws, cluster=cluster(data, words))
    for entry, one in entries:
        if entry.type == "binomial" and one.gap is not None:
            gap = words.number(100.0 * one.gap, "dec2")
            yield words(pw.PARTS_GAP, variable=entry.indicator, gap=gap)
    if data.mediators and any(entry.type in ("count", "log") for entry, _ in entries):
        yield words(pw.PARTS_PERCENT)
    yield words(w.NOTE_HOLM)
    yield from imputed(data, words)
    if data.mediators:
        yield words(pw.PARTS_READ, source=source)


def corrected(result: Result[Kpi], words: Words) -> Iterator[Table]:
    """T21m: direct and indirect, mediators freed of their error."""
    data = result.data
    rows = [
        _Line(entry, entry.parts.agents, effect)
        for entry in data.indicators
        if entry.parts
        for effect in entry.parts.corrected
    ]
    if not rows:
        return

    columns: list[c.Column[_Line]] = [
        c.text("version", w.CONTACTS, words.of(w.VERSIONS), at="effect.version"),
        _part(words),
        *_numbers(),
    ]
    known = next(e.parts.reliability for e in data.indicators if e.parts and e.parts.corrected)
    alphas = [f"{words.label(n)} {words.number(r, 'unit2')}" for n, r in known.items()]
    notes = [words(pw.CORRECTED_NOTE, reliability=", ".join(alphas)), words(w.NOTE_HOLM)]
    lines = c.grouped(rows, lambda line: _heading(line, words))
    yield c.table(f"T21m-{result.id}", words(pw.T21M), columns, lines, words, notes)


def negative(result: Result[Kpi], words: Words) -> Iterator[Table]:
    """T21l: what the marker goes with."""
    data = result.data
    rows = [
        _Line(entry, entry.negative.agents, effect)
        for entry in data.indicators
        if entry.negative
        for effect in entry.negative.effects
    ]
    if not rows or data.marker is None:
        return

    columns: list[c.Column[_Line]] = [
        c.text("version", w.CONTACTS, words.of(w.VERSIONS), at="effect.version"),
        *_numbers(),
    ]
    beside = [data.source] if data.source else data.predictors
    marker = words.label(data.marker)
    names = ", ".join(words.label(name) for name in beside)
    notes = [words(pw.NEGATIVE_NOTE, marker=marker, beside=names), words(w.NOTE_HOLM)]
    title = words(pw.T21L, marker=marker)
    lines = c.grouped(rows, lambda line: _heading(line, words))
    yield c.table(f"T21l-{result.id}", title, columns, lines, words, notes)


def control_said(data: Kpi, words: Words) -> Iterator[str]:
    """Whether the negative control holds, in a sentence."""
    if data.marker is None:
        return
    found = [
        words.label(entry.indicator)
        for entry in data.indicators
        if entry.negative
        and any(
            below(one.pvalue_holm, LEVEL) and apart(one.ci) for one in entry.negative.effects
        )
    ]
    marker = words.label(data.marker)
    if found:
        yield words(pw.NEGATIVE_FOUND, marker=marker, variables=found)
    else:
        yield words(pw.NEGATIVE_CLEAR, marker=marker)


def timing(result: Result[Kpi], words: Words) -> Iterator[Table]:
    """T21k: every period, whether it came before or after, and how much they share."""
    data = result.data
    if data.timing is None or not any(one.period for one in data.timing.periods):
        return
    columns: list[c.Column[Timed]] = [
        c.Column("period", pw.PERIOD, "text"),
        c.text("order", pw.ORDER, words.of(pw.ORDERS)),
        c.Column("overlap", pw.OVERLAP, "percent"),
        c.Column("indicators", pw.INDICATORS, "int"),
    ]
    rows = [one for one in data.timing.periods if one.period]
    notes = list(_in_time(data, words))
    yield c.table(f"T21k-{result.id}", words(pw.T21K), columns, rows, words, notes)


def _in_time(data: Kpi, words: Words) -> Iterator[str]:
    found = data.timing
    assert found is not None
    if found.middle is None:
        yield words(pw.NO_DATES)
    elif found.recall is None:
        yield words(pw.NO_RECALL, middle=found.middle)
    else:
        yield words(pw.RECALL, days=found.recall, middle=found.middle)
    if data.lag:
        yield words(pw.LAST_TAKEN)
    elif data.taken == "all":
        yield words(pw.ASKED_TAKEN, order=words(pw.ALL_PERIODS))
    elif data.taken:
        yield words(pw.ASKED_TAKEN, order=words(pw.ORDERS[data.taken]))
    elif any(one.order == "later" for one in found.periods):
        yield words(pw.LATER_TAKEN)
    else:
        yield words(pw.ALL_TAKEN)
