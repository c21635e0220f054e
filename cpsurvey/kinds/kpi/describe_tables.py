"""Indicators described: definitions, rates, self-reports, who is missing (T21d to T21i)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cpsurvey.design.kpi import Version
from cpsurvey.kinds.kpi import words as w
from cpsurvey.kinds.kpi.data import (
    Aside,
    Convergence,
    Entry,
    Kpi,
    Rate,
    Selection,
    WithScore,
)
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class _Of(Generic[P]):
    """What is said of one version of an indicator."""

    indicator: str
    version: Version
    part: P


def _version(words: Words) -> c.Column[object]:
    return c.text("version", w.CONTACTS, words.of(w.VERSIONS))


def _by_indicator(rows: Sequence[_Of[P]], words: Words) -> Iterator[_Of[P] | c.Heading]:
    return c.grouped(rows, lambda row: words.label(row.indicator))


def definitions(result: Result[Kpi], words: Words) -> Table:
    """T21h: what each indicator counts, its model and its direction."""

    def periods(entry: Entry) -> str:
        return _span(entry.periods, words)

    columns: list[c.Column[Entry]] = [
        c.text("indicator", w.INDICATOR, words.label),
        c.text("definition", w.DEFINITION, words.pick),
        c.text("direction", w.DIRECTION, words.of(w.DIRECTIONS)),
        c.text("model", w.MODEL, words.of(w.MODELS), at="type"),
        c.Column("min", w.FEWEST, "int", at="min_exposure"),
        c.Column("periods", w.PERIODS, "text", at=periods),
    ]
    rows = result.data.indicators
    notes = [
        words(w.DIRECTION_SAID, variable=entry.indicator, reason=entry.direction_reason)
        for entry in rows
        if entry.direction_reason and entry.direction != "none"
    ]
    return c.table(f"T21h-{result.id}", words(w.T21H), columns, rows, words, notes)


def _span(periods: Sequence[str], words: Words) -> str:
    named = [period for period in periods if period]
    if not named:
        return words(w.NO_PERIODS)
    if len(named) == 1:
        return named[0]
    return words(w.SPAN, first=named[0], last=named[-1])


def rates(result: Result[Kpi], words: Words) -> Table:
    """T21d: agents, contacts, mean and spread."""
    types = {entry.indicator: entry.type for entry in result.data.indicators}

    def unit(row: _Of[Rate]) -> str:
        return words(w.UNITS[types[row.indicator]])

    columns: list[c.Column[_Of[Rate]]] = [
        _version(words),
        c.Column("unit", w.UNIT, "text", at=unit),
        c.Column("agents", w.AGENTS, "int", at="part.agents"),
        c.Column("contacts", w.NUMBER, "int", at="part.contacts"),
        c.Column("mean", w.MEAN, "dec2", at="part.mean"),
        c.Column("sd", w.SD, "dec2", at="part.sd"),
        c.Column("thin", w.THIN, "int", at="part.thin"),
    ]
    rows = [
        _Of(entry.indicator, rate.version, rate)
        for entry in result.data.indicators
        for rate in entry.versions
    ]
    lines = _by_indicator(rows, words)
    notes = [words(w.RATES_NOTE)]
    return c.table(f"T21d-{result.id}", words(w.T21D), columns, lines, words, notes)


def convergence(result: Result[Kpi], words: Words) -> Iterator[Table]:
    """T21e: an indicator with the self-report of the same work, and with the other."""

    def other(row: _Of[Convergence]) -> float | None:
        return row.part.others[0].r if row.part.others else None

    columns: list[c.Column[_Of[Convergence]]] = [
        _version(words),
        c.text("self_report", w.SELF_REPORT, words.label, at="part.own.score"),
        c.text("expected", w.EXPECTED_SIGN, words.of(w.EXPECTED), at="part.expected"),
        c.Column("n", x.N, "int", at="part.own.n"),
        c.Column("r", w.R, "unit2", at="part.own.r"),
        c.Column("ci", x.CI95, "unit_interval", at="part.own.ci"),
        c.Column("other", w.OTHER_R, "unit2", at=other),
    ]
    rows = [_Of(one.own.indicator, one.own.version, one) for one in result.data.convergence]
    if rows:
        lines = _by_indicator(rows, words)
        notes = [words(w.CONVERGENCE_NOTE)]
        yield c.table(f"T21e-{result.id}", words(w.T21E), columns, lines, words, notes)


Scores = Mapping[str, WithScore]


def correlations(result: Result[Kpi], words: Words) -> Iterator[Table]:
    """T21f: every version of every indicator with every score."""

    def with_score(score: str) -> c.Column[_Of[Scores]]:
        def r(row: _Of[Scores]) -> float | None:
            return row.part[score].r

        return c.Column(c.own_key(score, columns), words.label(score), "unit2", at=r)

    columns: list[c.Column[_Of[Scores]]] = [_version(words)]
    found: dict[tuple[str, Version], dict[str, WithScore]] = {}
    for one in result.data.correlations:
        found.setdefault((one.indicator, one.version), {})[one.score] = one
    for score in dict.fromkeys(one.score for one in result.data.correlations):
        columns.append(with_score(score))
    rows: list[_Of[Scores]] = [_Of(*of, scores) for of, scores in found.items()]
    if rows:
        lines = _by_indicator(rows, words)
        notes = [words(w.CORRELATIONS_NOTE)]
        yield c.table(f"T21f-{result.id}", words(w.T21F), columns, lines, words, notes)


def selection(result: Result[Kpi], words: Words) -> Iterator[Table]:
    """T21g: respondents beside the others."""
    columns: list[c.Column[_Of[Selection]]] = [
        _version(words),
        c.Column("respondents", w.RESPONDENTS, "int", at="part.respondents"),
        c.Column("mean_respondents", w.MEAN, "dec2", at="part.mean_respondents"),
        c.Column("others", w.OTHERS, "int", at="part.others"),
        c.Column("mean_others", w.MEAN, "dec2", at="part.mean_others"),
        c.Column("difference", w.GAP, "dec2", at="part.difference"),
        c.CI.of("part", key="ci"),
    ]
    rows = [
        _Of(entry.indicator, one.version, one)
        for entry in result.data.indicators
        for one in entry.selection
    ]
    if rows:
        lines = _by_indicator(rows, words)
        notes = [words(w.SELECTION_NOTE)]
        yield c.table(f"T21g-{result.id}", words(w.T21G), columns, lines, words, notes)


def set_aside(result: Result[Kpi], words: Words) -> Iterator[Table]:
    """T21i: rows and cells of the files that were not used, by rule."""

    def rule(one: Aside) -> str:
        return words(w.RULES[one.rule]) if one.rule in w.RULES else one.rule

    def indicator(one: Aside) -> str:
        return words.label(one.indicator) if one.indicator else words(x.WHOLE_ROW)

    columns: list[c.Column[Aside]] = [
        c.Column("rule", x.RULE, "text", at=rule),
        c.Column("indicator", w.INDICATOR, "text", at=indicator),
        c.Column("count", x.COUNT, "int"),
    ]
    if rows := result.data.quarantine:
        yield c.table(f"T21i-{result.id}", words(w.T21I), columns, rows, words)
