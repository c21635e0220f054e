"""One question, many ways: T25 and its parts, and the curves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpsurvey.kinds.multiverse import figure, named
from cpsurvey.kinds.multiverse import words as w
from cpsurvey.kinds.multiverse.data import AtLevel, Curve, Moved, Multiverse, Point
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.known import below, times
from cpsurvey.report.rounding import Kind
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Result

AGREEING = 0.95
"""Share of specifications that read as the primary one, below which an effect is marked."""


def short(result: Result[Multiverse], words: Words) -> Iterator[str]:
    """The total effect, over all specifications and by the primary one."""
    data = result.data
    found = data.curve("total", data.outcomes[0])
    if found is not None and found.first is not None:
        yield from words.lead(
            w.IN_SHORT,
            source=words.label(data.source),
            outcome=data.outcomes[0],
            median=words.number(found.median, "dec2"),
            count=found.count,
            apart=words.number(times(found.apart, 100.0), "int"),
            **words.estimate(found.first_est, found.first),
        )


def show(result: Result[Multiverse], words: Words, _study: Study) -> Sequence[Block]:
    """T25, the curves, joint inference, which choice moves what, and every specification."""
    blocks: list[Block] = [summary(result, words)]
    blocks += figure.curves(result, words)
    if any(curve.joint for curve in result.data.curves):
        blocks.append(together(result, words))
    return [*blocks, moved(result, words), every(result, words)]


def _headed(curve: Curve, data: Multiverse, words: Words) -> str:
    phrase = w.ANSWERS if curve.outcome == data.outcomes[0] else w.OTHER
    return words(phrase, outcome=curve.outcome)


def summary(result: Result[Multiverse], words: Words) -> Table:
    """T25: a line for each effect on each outcome."""
    data = result.data

    def effect(curve: Curve) -> str:
        return named.part(curve, data, words)

    def mark(curve: Curve) -> str:
        return w.MARK if below(curve.agree, AGREEING) else ""

    columns: list[c.Column[Curve]] = [
        c.Column("effect", x.EFFECT, "text", at=effect, mark=mark),
        c.Column("primary", w.PRIMARY, "dec2", at="first_est"),
        c.Column("primary_ci", w.PRIMARY_CI, "interval", at="first"),
        c.Column("specifications", w.COUNT, "int", at="count"),
        c.Column("median", w.MEDIAN, "dec2"),
        c.Column("range", w.RANGE, "interval", at=lambda curve: (curve.low, curve.high)),
        c.Column("apart", w.APART, "int", at=lambda curve: times(curve.apart, 100.0)),
        c.Column("agree", w.AGREE, "int", at=lambda curve: times(curve.agree, 100.0)),
    ]
    rows = c.grouped(data.curves, lambda curve: _headed(curve, data, words))
    title = words(w.T25, source=words.label(data.source), outcome=data.outcomes[0])
    return c.table(f"T25-{result.id}", title, columns, rows, words, _notes(data, words))


def _notes(data: Multiverse, words: Words) -> list[str]:
    primary = [
        words.pair(
            words(w.DIMENSIONS[one.dimension]),
            named.level(one.dimension, one.levels[0], words),
        )
        for one in data.choices
    ]
    how = words(w.EVERY if data.done == data.possible else w.SOME)
    notes = [
        words(
            w.NOTE,
            done=data.done,
            possible=data.possible,
            how=how,
            primary=words.semicolon.join(primary),
            mark=w.MARK,
        ),
        words(
            w.ERRORS_CLUSTERED,
            clusters=data.clusters,
            variable=data.cluster,
            draws=data.draws,
        )
        if data.cluster
        else words(w.ERRORS_ALONE, draws=data.draws),
    ]
    if data.left_out:
        names = [
            f"{named.level(one.dimension, one.level, words)} ({words(w.REASONS[one.reason])})"
            for one in data.left_out
        ]
        notes.append(words(w.NOT_DONE, names=", ".join(names)))
    return notes


def together(result: Result[Multiverse], words: Words) -> Table:
    """T25c: joint inference."""
    data = result.data
    tested = [curve for curve in data.curves if curve.joint]

    def effect(curve: Curve) -> str:
        return named.effect(curve, data, words)

    def part(key: str, heading: Phrase, kind: Kind, at: str) -> tuple[c.Column[Curve], ...]:
        return (
            c.Column(key, heading, kind, at=f"joint.{at}.value"),
            c.Column(f"{key}_p", w.P_OF, "p", at=f"joint.{at}.pvalue"),
        )

    columns: list[c.Column[Curve]] = [
        c.Column("effect", x.EFFECT, "text", at=effect),
        c.Column("specifications", w.COUNT, "int", at="joint.count"),
        *part("median", w.MEDIAN, "dec2", "median"),
        *part("significant", w.SIGNIFICANT, "unit2", "significant"),
        *part("stouffer", w.STOUFFER, "dec2", "stouffer"),
    ]
    first = tested[0].joint
    assert first is not None
    note = words(
        w.JOINT_NOTE,
        count=max(curve.joint.count for curve in tested if curve.joint),
        draws=first.draws,
        units=words(w.TEAMS if data.cluster else w.PEOPLE),
    )
    rows = c.grouped(tested, lambda curve: _headed(curve, data, words))
    return c.table(f"T25c-{result.id}", words(w.T25C), columns, rows, words, [note])


@dataclass(frozen=True, slots=True)
class _Level:
    """A row of T25d."""

    curve: Curve
    moved: Moved
    at: AtLevel


def moved(result: Result[Multiverse], words: Words) -> Table:
    """T25d: choice by choice, of the outcome in question."""
    data = result.data

    def heading(row: _Level) -> str:
        return named.effect(row.curve, data, words)

    def choice(row: _Level) -> str:
        dimension = row.moved.dimension
        return words.pair(
            words(w.DIMENSIONS[dimension]), named.level(dimension, row.at.level, words)
        )

    def share(row: _Level) -> float | None:
        first = row.at is row.moved.levels[0]
        return times(row.moved.share, 100.0) if first else None

    columns: list[c.Column[_Level]] = [
        c.Column("choice", w.LEVEL, "text", at=choice),
        c.Column("share", w.SHARE, "int", at=share),
        c.Column("specifications", w.COUNT, "int", at="at.count"),
        c.Column("median", w.MEDIAN, "dec2", at="at.median"),
        c.Column("apart", w.APART, "int", at=lambda row: times(row.at.apart, 100.0)),
    ]
    found = (
        _Level(curve, one, at)
        for curve in data.curves
        if curve.outcome == data.outcomes[0]
        for one in curve.moved
        for at in one.levels
    )
    note = words(w.MOVED_NOTE, apart=words(w.APART))
    rows = c.grouped(found, heading)
    return c.table(f"T25d-{result.id}", words(w.T25D), columns, rows, words, [note])


@dataclass(frozen=True, slots=True)
class _Every:
    """A row of T25e."""

    curve: Curve
    point: Point


def every(result: Result[Multiverse], words: Words) -> Table:
    """T25e: every specification, for files alone."""
    data = result.data

    def at(place: int) -> c.Column[_Every]:
        choice = data.choices[place]

        def level(row: _Every) -> str:
            name = choice.levels[row.point.levels[place] - 1]
            return named.level(choice.dimension, name, words)

        return c.Column(choice.dimension, w.DIMENSIONS[choice.dimension], "text", at=level)

    columns: list[c.Column[_Every]] = [
        c.Column(
            "effect", x.EFFECT, "text", at=lambda row: named.effect(row.curve, data, words)
        ),
        c.Column("outcome", w.OUTCOME, "text", at=lambda row: words.label(row.curve.outcome)),
        *(at(place) for place in range(len(data.choices))),
        c.N.of("point", key="n"),
        c.Column("est", w.EST, "dec2", at="point.est"),
        c.SE.of("point", key="se"),
        c.CI.of("point", key="ci"),
    ]
    rows = (
        _Every(curve, data.point(curve, at))
        for curve in data.curves
        for at in range(curve.count)
    )
    title = words(w.T25E)
    return c.table(f"T25e-{result.id}", title, columns, rows, words, sheet_only=True)
