"""Correlations of scores (T11, a picture)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from cpsurvey.kinds.correlations import figure
from cpsurvey.kinds.correlations import words as w
from cpsurvey.kinds.correlations.data import Correlations, OfLevel, Pair, Variable
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.family import held
from cpsurvey.report.known import below
from cpsurvey.report.rounding import LEVEL, stars
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

Half = Callable[[Pair], Pair | OfLevel | None]
"""Which of a pair's correlations stands in a half of the matrix."""


def show(result: Result[Correlations], words: Words, _study: Study) -> list[Block]:
    """T11, split by level, pair by pair, and as a picture."""
    return [*tables(result, words), figure.correlations(result, words)]


def tables(result: Result[Correlations], words: Words) -> list[Table]:
    """Lower triangle with marks, reliability on the diagonal; within and between; pairs."""
    data = result.data
    columns, rows = _matrix(data, words, lower=lambda pair: pair)
    name = f"T11-{result.id}"
    made = [c.table(name, words(w.T11), columns, rows, words, _notes(data, words))]
    if data.levels:
        columns, rows = _matrix(
            data, words, lower=lambda pair: pair.within, upper=lambda pair: pair.between
        )
        note = words(w.WITHIN_NOTE, n=data.levels.n, groups=data.levels.groups)
        made.append(
            c.table(f"{name}-within-between", words(w.T11W), columns, rows, words, [note])
        )
    return [*made, _pairs(result, words)]


@dataclass(frozen=True, slots=True)
class _Line:
    """Row `at` of the matrix, counted from 0."""

    at: int
    variable: Variable


def _matrix(
    data: Correlations, words: Words, *, lower: Half, upper: Half | None = None
) -> tuple[list[c.Column[_Line]], list[_Line]]:
    """One column per variable: one half below the diagonal, another or nothing above."""
    pairs = by_name(data)
    adjusted = {half: _held(data, half) for half in (lower, upper) if half}

    def name(line: _Line) -> str:
        return f"{line.at + 1}. {words.label(line.variable.name)}"

    def found(line: _Line, j: int) -> tuple[Half, Pair] | None:
        half = lower if j < line.at else upper
        pair = pairs.get(frozenset((line.variable.name, data.variables[j].name)))
        return (half, pair) if half and pair else None

    def cell(line: _Line, j: int) -> float | str | None:
        if line.at == j:
            return _in_brackets(line.variable.reliability, words)
        if line.at < j and upper is None:
            return ""
        there = found(line, j)
        one = there[0](there[1]) if there else None
        return one.r if one else None

    def mark(line: _Line, j: int) -> str:
        there = found(line, j)
        return stars(adjusted[there[0]](there[1])) if there else ""

    def beside(j: int) -> c.Column[_Line]:
        return c.Column(
            c.own_key(data.variables[j].name, columns),
            str(j + 1),
            "unit2",
            at=lambda line: cell(line, j),
            mark=lambda line: mark(line, j),
        )

    columns: list[c.Column[_Line]] = [
        c.Column("variable", x.VARIABLE, "text", at=name),
        c.MEAN.of("variable", key="mean"),
        c.SD.of("variable", key="sd"),
    ]
    for j in range(len(data.variables)):
        columns.append(beside(j))
    return columns, [_Line(i, variable) for i, variable in enumerate(data.variables)]


def by_name(data: Correlations) -> Mapping[frozenset[str], Pair]:
    """Every pair by its two variables."""
    return {frozenset((pair.first, pair.second)): pair for pair in data.pairs}


def _in_brackets(value: float | None, words: Words) -> str:
    return "" if value is None else f"({words.number(value, 'unit2')})"


def _notes(data: Correlations, words: Words) -> list[str]:
    sizes = [pair.n for pair in data.pairs]
    coefficient = words(x.COEFFICIENTS[data.reliability_kind])
    low, high = min(sizes), max(sizes)
    notes = [words(w.NOTE, low=low, high=high, coefficient=coefficient)]
    if data.reliability_alpha:
        alone = [words.label(one) for one in data.reliability_alpha]
        notes.append(words(w.ALPHA_INSTEAD, variables=alone))
    plain = sum(below(pair.pvalue, LEVEL) for pair in data.pairs)
    left = sum(below(pair.p_holm, LEVEL) for pair in data.pairs)
    return [*notes, words(w.HOLM_NOTE, pairs=len(data.pairs), plain=plain, held=left)]


def _pairs(result: Result[Correlations], words: Words) -> Table:
    """Every pair with limits and both p; for spreadsheets."""
    columns: list[c.Column[Pair]] = [
        c.text("first", x.VARIABLE, words.label),
        c.text("second", x.VARIABLE, words.label),
        c.N,
        c.Column("r", "r", "unit2"),
        c.UNIT_CI,
        c.Column("p", x.P, "p", at="pvalue"),
        c.Column("p_holm", w.HOLM_P, "p"),
    ]
    for part, heading in (("within", w.R_WITHIN), ("between", w.R_BETWEEN)):
        if result.data.levels:
            columns += [
                c.Column(f"r_{part}", heading, "unit2", at=f"{part}.r"),
                c.UNIT_CI.of(part),
                c.Column(f"p_{part}", w.HOLM_P, "p", at=_held(result.data, attrgetter(part))),
            ]
    name = f"T11-{result.id}-pairs"
    rows = result.data.pairs
    return c.table(name, words(w.T11P), columns, rows, words, sheet_only=True)


def _held(data: Correlations, half: Half) -> Callable[[Pair], float | None]:
    """The p of a pair in one half, adjusted over all pairs of that half."""

    def pvalue(pair: Pair) -> float | None:
        found = half(pair)
        return found.pvalue if found else None

    return held(data.pairs, pvalue)
