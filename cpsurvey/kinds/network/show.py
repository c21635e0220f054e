"""The networks (T22 to T22b, a picture)."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.network import figure
from cpsurvey.kinds.network import words as w
from cpsurvey.kinds.network.data import Explained, Network, OfRelation, OfTie, Spread
from cpsurvey.report import columns as c
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Network], words: Words) -> Iterator[str]:
    """One line for each relation."""
    for one in result.data.relations[:1]:
        for group in one.ei[:1]:
            yield from words.lead(
                w.IN_SHORT,
                relation=words.label(one.relation),
                ties=one.ties,
                people=one.people,
                group=words.label(group.group).lower(),
                ei=words.number(group.ei, "unit2"),
            )


def show(result: Result[Network], words: Words, _study: Study) -> list[Block]:
    """T22, then places and regression of each relation, and ties between groups."""
    blocks: list[Block] = [whole(result.data, words)]
    for one in result.data.relations:
        if one.places:
            blocks.append(places(one, words))
        if one.explained:
            blocks.append(explained(one, one.explained, words))
    return [*blocks, figure.between(result, words)]


def whole(data: Network, words: Words) -> Table:
    """T22: one line per relation."""
    groups = list(dict.fromkeys(g.group for one in data.relations for g in one.ei))

    def ei(group: str) -> c.Column[OfRelation]:
        def cell(one: OfRelation) -> object:
            return next((g.ei for g in one.ei if g.group == group), None)

        title = words(w.EI, group=words.label(group))
        return c.Column(f"ei_{group}", title, "unit2", at=cell)

    columns: list[c.Column[OfRelation]] = [
        c.Column("relation", w.RELATION, "text", at=lambda one: words.label(one.relation)),
        c.Column("people", w.PEOPLE, "int"),
        c.Column("asked", w.ASKED, "int"),
        c.Column("response", w.RESPONSE, "percent"),
        c.Column("least", w.LEAST, "percent"),
        c.Column("ties", w.TIES, "int"),
        c.Column("density", w.DENSITY, "unit3"),
        c.Column("reciprocity", w.RECIPROCITY, "unit2"),
        c.Column("confirmation", w.CONFIRMED, "percent"),
        *(ei(group) for group in groups),
    ]
    notes = [words(w.NOTE)]
    said = [words(w.ASIDE[one.reason], count=one.count) for one in data.aside]
    if said:
        notes.append(words(w.ASIDE_NOTE, what=", ".join(said)))
    if not figure.drawn(data.between):
        notes.append(words(w.NOT_DRAWN, needed=figure.FEWEST, k=data.k))
    return c.table("T22-network", words(w.T22), columns, data.relations, words, notes)


def places(one: OfRelation, words: Words) -> Table:
    """T22a: one line per measure."""
    columns: list[c.Column[Spread]] = [
        c.Column("place", w.PLACE, "text", at=lambda row: words(w.PLACES[row.measure])),
        c.N,
        c.Column("mean", c.MEAN.heading, "dec3"),
        c.Column("sd", c.SD.heading, "dec3"),
        c.Column("median", w.MEDIAN, "dec3"),
    ]
    title = words(w.T22A, relation=words.label(one.relation))
    notes = [words(w.PLACES_NOTE)]
    return c.table(f"T22a-{one.relation}", title, columns, one.places, words, notes)


def explained(one: OfRelation, found: Explained, words: Words) -> Table:
    """T22b: one line per property of a pair."""

    def term(row: OfTie) -> str:
        return words(w.TERMS[row.term], group=words.label(row.group or "").lower())

    columns: list[c.Column[OfTie]] = [
        c.Column("term", w.TERM, "text", at=term),
        c.B,
        c.T_VALUE,
        c.P,
    ]
    title = words(w.T22B, relation=words.label(one.relation))
    r2 = words.number(found.r2, "unit2")
    note = words(w.MRQAP_NOTE, people=found.people, r2=r2, draws=found.draws)
    return c.table(f"T22b-{one.relation}", title, columns, found.terms, words, [note])
