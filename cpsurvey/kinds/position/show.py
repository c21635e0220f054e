"""Places beside involvement and outcomes (T22h, T22i)."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.position import words as w
from cpsurvey.kinds.position.data import Agrees, Outcome, Position, Slope
from cpsurvey.report import columns as c
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Position], words: Words) -> Iterator[str]:
    """Involvement beside in-degree."""
    for one in result.data.agrees:
        if one.measure == "indegree":
            said = words.estimate(one.b, one.ci)
            yield from words.lead(w.IN_SHORT, variable=one.involvement, **said)


def show(result: Result[Position], words: Words, _study: Study) -> list[Block]:
    """T22h and T22i."""
    data = result.data
    return [
        agrees(data, words) if data.agrees else None,
        outcomes(data, words) if data.outcomes else None,
    ]


def _note(data: Position, words: Words) -> str:
    return words(w.NOTE, groups=data.groups, variable=data.cluster, draws=data.draws)


def agrees(data: Position, words: Words) -> Table:
    """T22h: scores of involvement, each beside every place."""
    columns: list[c.Column[Agrees]] = [
        c.Column("place", w.PLACE, "text", at=lambda row: words(w.MEASURES[row.measure])),
        c.N,
        c.Column("rho", w.RHO, "unit2"),
        c.Column("b", w.STD, "dec2"),
        c.CI,
        c.P,
        c.Column("permuted", w.PERMUTED, "p"),
    ]
    rows = c.grouped(data.agrees, lambda row: row.involvement, words.label)
    return c.table(
        "T22h-involvement", words(w.T22H), columns, rows, words, [_note(data, words)]
    )


def outcomes(data: Position, words: Words) -> Table:
    """T22i: outcomes, without and with the same of those named."""

    def name(row: Slope) -> str:
        if row.role == "place":
            return words(next(p for m, p in w.MEASURES.items() if m == row.name))
        return words(w.ROLES[row.role], name=words.label(row.name))

    columns: list[c.Column[Slope]] = [
        c.Column("predictor", w.PREDICTOR, "text", at=name),
        c.Column("b", w.STD, "dec2"),
        c.CI,
        c.P,
        c.Column("permuted", w.PERMUTED, "p"),
    ]
    rows: list[Slope | c.Heading] = []
    for one in data.outcomes:
        rows.append(c.Heading(f"{_called(one, words)} (n = {one.n})"))
        rows += one.slopes
    held = [words.label(control.partition(".")[0]) for control in data.controls]
    controls = ", ".join(held) or words(w.NOTHING)
    notes = [_note(data, words), words(w.OUTCOME_NOTE, controls=controls)]
    return c.table("T22i-outcomes", words(w.T22I), columns, rows, words, notes)


def _called(one: Outcome, words: Words) -> str:
    name = words.label(one.outcome)
    if one.version:
        name = words(w.VERSIONS[one.version], name=name)
    return words(w.WITH_PEERS, name=name) if one.peers else name
