"""Effects on objective indicators: in short, in full, under another model (T21, T21b, T21c)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cpsurvey.design.kpi import Type
from cpsurvey.kinds.kpi import words as w
from cpsurvey.kinds.kpi.data import Entry, Kpi, Model, Term, Tested
from cpsurvey.payload import Interval
from cpsurvey.report import columns as c
from cpsurvey.report import imputation
from cpsurvey.report import lexicon as x
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Result


@dataclass(frozen=True, slots=True)
class _Line:
    """A term of the model of an indicator."""

    entry: Entry
    model: Model
    term: Term


def effects(result: Result[Kpi], words: Words) -> Iterator[Table]:
    """T21: effects in routine and non-routine contacts and their difference."""
    data = result.data

    def heading(line: _Line) -> str:
        direct = data.mediators and line.term.term == data.source
        return words(
            w.HEAD_DIRECT if direct else w.HEAD,
            variable=line.entry.indicator,
            term=line.term.term,
            scale=words(w.SCALES[line.entry.type]),
        )

    def change(line: _Line) -> float | str | None:
        return as_change(line.entry.type, line.term)[0]

    def change_ci(line: _Line) -> tuple[float, float] | str | None:
        return as_change(line.entry.type, line.term)[1]

    def effect(line: _Line) -> float | None:
        return shown(line.term)[0]

    def ci(line: _Line) -> Interval | None:
        return shown(line.term)[1]

    def contacts(line: _Line) -> float | str | None:
        of = line.term.version
        return "" if of == "difference" else line.model.contacts[of]

    columns: list[c.Column[_Line]] = [
        c.text("version", w.CONTACTS, words.of(w.VERSIONS), at="term.version"),
        c.Column("change", w.CHANGE, "dec2", at=change),
        c.Column("change_ci", w.CHANGE_CI, "interval", at=change_ci),
        c.Column("effect", x.EFFECT, "dec2", at=effect),
        c.Column("ci", x.CI95, "interval", at=ci),
        c.P.of("term", key="pvalue"),
        c.Column("pvalue_holm", x.P_HOLM, "p", at="term.pvalue_holm"),
        c.Column("contacts", w.NUMBER, "int", at=contacts),
        c.Column("agents", w.AGENTS, "int", at="model.agents"),
    ]
    rows = [
        _Line(entry, model, term)
        for entry, model in fitted(data)
        for name in data.predictors
        for term in (*model.of(name), *(d for d in model.differences if d.term == name))
    ]
    if rows:
        lines = c.grouped(rows, heading)
        yield c.table(
            f"T21-{result.id}", words(w.T21), columns, lines, words, _notes(data, words)
        )


def fitted(data: Kpi) -> list[tuple[Entry, Model]]:
    """Indicators that have a model."""
    return [(entry, entry.model) for entry in data.indicators if entry.model]


def shown(term: Term) -> tuple[float | None, Interval | None]:
    """Effect as a ratio where there is one, else as it is, and its interval."""
    return (term.b, term.ci) if term.ratio is None else (term.ratio, term.ratio_ci)


def as_change(
    kind: Type, term: Term
) -> tuple[float | str | None, tuple[float, float] | str | None]:
    """Percentage points of a share, per cent of a rate or time; differences: none here."""
    if kind == "binomial":
        if term.version == "difference":
            return "", ""
        points = None if term.points is None else 100.0 * term.points
        return points, hundredfold(term.points_ci)
    if term.ratio is None:
        return "", ""
    return 100.0 * (term.ratio - 1.0), hundredfold(term.ratio_ci, 1.0)


def hundredfold(ends: Interval | None, less: float = 0.0) -> tuple[float, float] | None:
    """An interval of shares, or of ratios `less` one, in points."""
    if ends is None:
        return None
    return 100.0 * (ends.lower - less), 100.0 * (ends.upper - less)


def controls(data: Kpi, words: Words) -> str:
    """What is held constant."""
    found = [words.label(name) for name in data.controls]
    found += [words(w.LAG)] if data.lag else []
    return ", ".join(found) or words(w.NO_CONTROLS)


def cluster(data: Kpi, words: Words) -> str:
    """Whose members resemble each other."""
    return words.label(data.cluster) if data.cluster else words(w.BY_AGENT)


def imputed(data: Kpi, words: Words) -> Iterator[str]:
    """Of the indicator with the most incomplete agents: how many are kept."""
    told = [model.imputation for _, model in fitted(data) if model.imputation]
    if told:
        most = max(told, key=lambda one: one.incomplete)
        yield imputation.note(most, w.POOLED, words)


def _notes(data: Kpi, words: Words) -> Iterator[str]:
    yield words(w.NOTE_RATIO)
    yield words(w.NOTE_MODEL, controls=controls(data, words))
    yield words(w.ERRORS[data.errors], cluster=cluster(data, words))
    yield words(w.NOTE_HOLM)
    yield from imputed(data, words)
    if data.source and data.mediators:
        yield words(w.NOTE_DIRECT, source=words.label(data.source))
    for entry, model in fitted(data):
        yield from words.lead(w.DISPERSION, variable=entry.indicator, value=model.dispersion)


def full(result: Result[Kpi], words: Words) -> Iterator[Table]:
    """T21b: every term of every model."""
    named = {"intercept": words(x.INTERCEPT), "lag": words(w.LAG)}

    def heading(line: _Line) -> str:
        return _with(line.entry, w.VERSIONS[line.term.version], words)

    def name(line: _Line) -> str:
        return named.get(line.term.term) or words.label(line.term.term)

    df: c.Column[object] = c.Column("df", x.DF, "dec2")
    columns: list[c.Column[_Line]] = [
        c.Column("term", x.PREDICTOR, "text", at=name),
        *(one.of("term", key=one.key) for one in (c.B, c.SE, df, c.T_VALUE, c.CI)),
    ]
    rows = [
        _Line(entry, model, term)
        for entry, model in fitted(result.data)
        for term in (*model.terms, *model.differences)
    ]
    if rows:
        lines = c.grouped(rows, heading)
        yield c.table(f"T21b-{result.id}", words(w.T21B), columns, lines, words)


def _with(entry: Entry, what: Phrase, words: Words) -> str:
    return f"{words.label(entry.indicator)} ({words(what)})"


@dataclass(frozen=True, slots=True)
class _Beside:
    """A coefficient of the main model, and the same under another."""

    entry: Entry
    kind: Phrase
    main: Term
    other: Tested


def other_models(result: Result[Kpi], words: Words) -> Iterator[Table]:
    """T21c: an intercept per agent, or counts that vary more than chance."""

    def heading(row: _Beside) -> str:
        return _with(row.entry, row.kind, words)

    columns: list[c.Column[_Beside]] = [
        c.text("predictor", x.PREDICTOR, words.label, at="main.term"),
        c.text("version", w.CONTACTS, words.of(w.VERSIONS), at="main.version"),
        c.Column("main", w.MAIN, "dec2", at="main.b"),
        c.CI.of("main", key="ci_main"),
        c.Column("other", w.OTHER, "dec2", at="other.b"),
        c.CI.of("other", key="ci_other"),
    ]
    rows: list[_Beside] = []
    notes: list[str] = []
    for entry, model in fitted(result.data):
        if model.mixed and model.mixed.converged:
            rows += _beside(entry, model, w.MIXED, model.mixed.terms, result.data)
            notes.append(words(w.MIXED_NOTE, nodes=model.mixed.nodes))
        if model.nb:
            rows += _beside(entry, model, w.NB, model.nb.terms, result.data)
            thetas = ", ".join(words.number(one, "dec2") for one in model.nb.theta.values())
            notes.append(words(w.NB_NOTE, thetas=thetas))
    if rows:
        lines = c.grouped(rows, heading)
        unique = dict.fromkeys(notes)
        yield c.table(f"T21c-{result.id}", words(w.T21C), columns, lines, words, unique)


def _beside(
    entry: Entry, model: Model, kind: Phrase, terms: Iterable[Tested], data: Kpi
) -> Iterator[_Beside]:
    main = {(term.version, term.term): term for term in (*model.terms, *model.differences)}
    for term in terms:
        if term.term in data.predictors:
            yield _Beside(entry, kind, main[term.version, term.term], term)


def points(data: Kpi, words: Words) -> Iterator[str]:
    """Effects on shares in percentage points, one sentence for each predictor."""
    for entry, model in fitted(data):
        for name in data.predictors if entry.type == "binomial" else ():
            told = _totals(entry, model, name, data)
            shares = [words.number(one, "percent") for one in told]
            if len(shares) == 2:
                said = {"routine": shares[0], "nonroutine": shares[1]}
                yield words(w.POINTS_PAIR, variable=entry.indicator, term=name, **said)
            elif shares:
                yield words(w.POINTS, variable=entry.indicator, term=name, overall=shares[0])


def _totals(entry: Entry, model: Model, name: str, data: Kpi) -> list[float | None]:
    """Total effects where they are known, else coefficients; the source alone where it is."""
    if not data.source:
        return [term.points for term in model.of(name)]
    if name != data.source or entry.parts is None:
        return []
    return [
        one.est
        for one in entry.parts.effects
        if one.role == "total" and one.version != "difference"
    ]
