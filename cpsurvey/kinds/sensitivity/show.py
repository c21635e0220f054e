"""How sure: the main effects under other choices (T25a, a picture)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpsurvey.kinds.sensitivity import words as w
from cpsurvey.kinds.sensitivity.data import Effect, Line, Sensitivity
from cpsurvey.kinds.sensitivity.figure import choices
from cpsurvey.payload import Interval
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.known import apart
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

UNSURE = "°"
"""Mark of an effect whose interval holds zero."""


def short(result: Result[Sensitivity], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    sound = [row for row in data.rows if row.effects and row.admissible]
    others = len(sound) - 1
    if data.names and data.rows[0] in sound and others:
        same = len(data.names) - len(data.differing)
        yield from words.lead(w.IN_SHORT, same=same, all=len(data.names), choices=others)


def show(result: Result[Sensitivity], words: Words, _study: Study) -> Sequence[Block]:
    """T25a, its picture, and every number."""
    if not result.data.names:
        return []
    picture = choices(result, words)
    drawn = [picture] if picture else []
    return [matrix(result, words), *drawn, effects(result, words)]


def matrix(result: Result[Sensitivity], words: Words) -> Table:
    """T25a: choices by effects, standardised."""
    data = result.data

    def effect(name: str) -> c.Column[Line]:
        def std(line: Line) -> float | None:
            found = line.effect(name)
            return found.std_all if found else None

        def mark(line: Line) -> str:
            found = line.effect(name)
            return UNSURE if found and not apart(found.mc) else ""

        def intervals(line: Line) -> list[Interval | None]:
            found = line.effect(name)
            return [found.std_ci] if found else []

        key = c.own_key(name, columns)
        label = words.label(name)
        return c.Column(key, label, "dec2", at=std, mark=mark, beside=intervals)

    def choice(line: Line) -> str:
        return words(x.CHOICES[line.choice])

    def wrong(line: Line) -> str:
        return _wrong(line, words)

    columns: list[c.Column[Line]] = [
        c.Column("choice", w.CHOICE, "text", at=choice, mark=wrong),
        c.N,
        c.Column("cfi", x.CFI, "unit3", at=lambda line: line.best("cfi")),
        c.Column("rmsea", x.RMSEA, "unit3", at=lambda line: line.best("rmsea")),
    ]
    for name in data.names:
        columns.append(effect(name))
    how = f"{data.estimator.upper()}, {words(x.MISSING[data.missing])}"
    if data.cluster:
        how += f", {words.label(data.cluster)}"
    note = words(w.NOTE, how=how, mark=UNSURE)
    title = words(w.T25A, model=words.label(data.model))
    return c.table(f"T25a-{result.id}", title, columns, data.rows, words, [note])


@dataclass(frozen=True, slots=True)
class _Found:
    """A row of T25b."""

    line: Line
    effect: Effect


def effects(result: Result[Sensitivity], words: Words) -> Table:
    """T25b: every effect with its interval."""

    def heading(row: _Found) -> str:
        return words.label(row.effect.name)

    def choice(row: _Found) -> str:
        return words(x.CHOICES[row.line.choice])

    def wrong(row: _Found) -> str:
        return _wrong(row.line, words)

    columns: list[c.Column[_Found]] = [
        c.Column("choice", w.CHOICE, "text", at=choice, mark=wrong),
        *(one.of("effect", key=one.key) for one in (c.EST, c.SE, c.MC, c.STD)),
        c.Column("std_ci", x.STD_MC_CI, "interval", at="effect.std_ci"),
    ]
    found = (
        _Found(line, effect)
        for name in result.data.names
        for line in result.data.rows
        if (effect := line.effect(name))
    )
    rows = c.grouped(found, heading)
    return c.table(f"T25b-{result.id}", words(w.T25B), columns, rows, words)


def _wrong(line: Line, words: Words) -> str:
    return f" ({words(w.INADMISSIBLE)})" if line.admissible is False else ""
