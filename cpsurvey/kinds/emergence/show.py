"""Communities that emerge (T22d to T22g, a picture)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cpsurvey.kinds.emergence import figure
from cpsurvey.kinds.emergence import words as w
from cpsurvey.kinds.emergence.data import Against, AlikeBy, Answer, Emergence, OfFormal
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.hidden import hidden_notes, told
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Emergence], words: Words) -> Iterator[str]:
    """What may be claimed."""
    data = result.data
    row = data.against[0 if data.claim == "none" else -1]
    yield from words.lead(
        w.CLAIMS[data.claim],
        q=words.number(data.q, "unit3"),
        z=words.number(row.z, "dec2"),
        p=words.p(row.pvalue),
    )


def show(result: Result[Emergence], words: Words, _study: Study) -> list[Block]:
    """T22d, T22e, T22f, T22g and a picture."""
    data = result.data
    blocks: list[Block] = [against(data, words)]
    if data.formal:
        blocks.append(formal(data, words))
    blocks.append(figure.communities(result, words))
    if data.scales:
        blocks.append(alike(data, words))
    if data.formed:
        blocks.append(formed(data, words))
    return blocks


def against(data: Emergence, words: Words) -> Table:
    """T22d: one line for each kind of random networks."""
    columns: list[c.Column[Against]] = [
        c.Column("null", w.NULL, "text", at=lambda row: words(w.NULLS[row.null])),
        c.Column("mean", w.Q_RANDOM, "unit3"),
        c.Column("sd", w.SD_RANDOM, "unit3"),
        c.Column("excess", w.EXCESS, "unit3"),
        c.Column("ci", x.CI95, "interval3", at="excess_ci"),
        c.Z,
        c.P,
    ]
    notes = [
        words(
            w.AGAINST_NOTE,
            best_of=data.best_of,
            draws=data.draws,
            q=words.number(data.q, "unit3"),
        ),
        words(
            w.CONSENSUS_NOTE,
            runs=data.runs,
            communities=data.communities,
            k=data.k,
            q=words.number(data.consensus, "unit3"),
            stability=words.number(data.stability, "unit2"),
        ),
    ]
    if not figure.drawn(data.map):
        notes.append(words(w.NOT_DRAWN, needed=figure.FEWEST, k=data.k))
    return c.table("T22d-chance", words(w.T22D), columns, data.against, words, notes)


def formal(data: Emergence, words: Words) -> Table:
    """T22e: one line for each formal grouping."""
    columns: list[c.Column[OfFormal]] = [
        c.Column("group", w.GROUPING, "text", at=lambda row: words.label(row.group)),
        c.Column("groups", w.GROUPS, "int"),
        c.Column("q", w.Q_FORMAL, "unit3"),
        c.Column("rand", w.RAND, "unit2"),
        c.Column("nmi", w.NMI, "unit2"),
        c.Column("inside_community", w.IN_COMMUNITY, "percent"),
        c.Column("inside_group", w.IN_GROUP, "percent"),
    ]
    notes = [words(w.FORMAL_NOTE)]
    return c.table("T22e-formal", words(w.T22E), columns, data.formal, words, notes)


@dataclass(frozen=True, slots=True)
class _Line:
    """One grouping of one scale."""

    row: AlikeBy
    n: int


def alike(data: Emergence, words: Words) -> Table:
    """T22f: scales, each by community and by formal groups."""

    def by(line: _Line) -> str:
        return words(w.COMMUNITY) if line.row.group is None else words.label(line.row.group)

    columns: list[c.Column[_Line]] = [
        c.Column("by", w.BY, "text", at=by),
        c.Column("groups", w.GROUPS, "int", at="row.groups"),
        c.Column("n", x.N, "int"),
        c.Column("icc1", w.ICC1, "unit2", at="row.icc1"),
        c.Column("ci", x.CI95, "unit_interval", at="row.ci"),
        c.Column("pvalue", x.P, "p", at="row.pvalue"),
    ]
    rows: list[_Line | c.Heading] = []
    for scale in data.scales:
        rows.append(c.Heading(words.label(scale.scale)))
        rows += [_Line(one, scale.n) for one in scale.by]
    return c.table("T22f-alike", words(w.T22F), columns, rows, words, [words(w.ALIKE_NOTE)])


def formed(data: Emergence, words: Words) -> Table:
    """T22g: answers to the questions on how the group formed."""
    rows: list[tuple[str, Answer] | c.Heading] = []
    for question in data.formed:
        rows.append(c.Heading(words.label(question.variable)))
        rows += [(question.variable, one) for one in question.answers]

    def label(row: tuple[str, Answer]) -> str:
        return words.answer(row[0], row[1].label)

    columns: list[c.Column[tuple[str, Answer]]] = [
        c.Column("answer", w.ANSWER, "text", at=label),
        c.Column(
            "count", x.N, "int", at=lambda row: told(row[1].mark, row[1].count, words, data.k)
        ),
        c.Column("share", x.SHARE_OF, "percent", at=lambda row: row[1].share),
    ]
    marks = [one.mark for question in data.formed for one in question.answers]
    notes = [words(w.FORMED_NOTE), *hidden_notes(marks, words, data.k)]
    return c.table("T22g-formed", words(w.T22G), columns, rows, words, notes)
