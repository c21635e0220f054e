"""Codes (T35), agreement (T35b), documents (T35c), rows left out (T35d)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.kinds.coded import words as w
from cpsurvey.kinds.coded.data import Agreement, Coded, Documents, OfCode
from cpsurvey.report import columns as c
from cpsurvey.report.chapter import Block, Study, caveats
from cpsurvey.report.left import reasons
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result
from cpsurvey.seen.aside import LeftOut


def short(result: Result[Coded], words: Words) -> Iterator[str]:
    """How much was coded, and how much of it may be read."""
    data = result.data
    kept = sum(one.grade != "left_out" for one in data.codes)
    if data.segments:
        yield words(
            w.IN_SHORT,
            segments=data.segments,
            sources=sum(one.sources for one in data.sources),
            kept=kept,
            codes=len(data.codes),
        )


def show(results: Sequence[Result[Coded]], words: Words, study: Study) -> list[Block]:
    """The tables of each set of codings, those with nothing in them left out."""
    blocks: list[Block] = []
    for result in results:
        blocks += caveats(result, words)
        if not result.done:
            continue
        data = result.data
        blocks.append(codes(data, words, study["k"]) if data.codes else None)
        blocks.append(agreement(data, words) if data.agreement else None)
        blocks.append(documents(data.documents, words) if data.documents else None)
        blocks.append(left(data.left, words) if data.left else None)
    return blocks


def codes(data: Coded, words: Words, k: int) -> Table:
    """T35: one line per code."""

    def name(one: OfCode) -> str:
        return words.pick(one.label) if one.label else one.code

    def construct(one: OfCode) -> str:
        of = [words.label(one.construct)] if one.construct else []
        return ", ".join([*of, *one.claims])

    def told(count: int | None) -> object:
        return f"< {k}" if count is None else count

    columns: list[c.Column[OfCode]] = [
        c.Column("code", w.CODE, "text", at=name),
        c.Column("construct", w.CONSTRUCT, "text", at=construct),
        c.Column("segments", w.SEGMENTS, "int", at=lambda one: told(one.segments)),
        c.Column("people", w.PEOPLE, "int", at=lambda one: told(one.people)),
        c.Column("documents", w.DOCUMENTS, "int"),
        c.text("grade", w.GRADE, words.of(w.GRADES)),
    ]
    notes = [words(w.CODES_NOTE)]
    if any(one.mark == "small" for one in data.codes):
        notes.append(words(w.SMALL_NOTE, k=k))
    for one in data.sources:
        kind = words(w.TYPES[one.type])
        notes.append(words(w.SOURCES_NOTE, type=kind, sources=one.sources, twice=one.twice))
    return c.table("T35-codes", words(w.T35), columns, data.codes, words, notes)


def agreement(data: Coded, words: Words) -> Table:
    """T35b: one line per code, people first, then each model."""

    def name(one: Agreement) -> str:
        found = words.pick(one.label) if one.label else one.code
        return words(w.ORDERED, name=found) if one.ordered else found

    def between(one: Agreement) -> str:
        of = words(w.BETWEENS[one.between])
        return of if one.model is None else f"{of} {one.model + 1}"

    columns: list[c.Column[Agreement]] = [
        c.Column("code", w.CODE, "text", at=name),
        c.Column("units", w.UNITS, "int"),
        c.Column("agreement", w.ALIKE, "unit2"),
        c.Column("kappa", w.KAPPA, "unit2"),
        c.Column("kappa_ci", w.KAPPA_CI, "unit_interval"),
        c.Column("prevalence", w.PREVALENCE, "unit2"),
        c.Column("bias", w.BIAS, "unit2"),
        c.Column("alpha", w.ALPHA, "unit3", limits=(0.667, 0.8)),
        c.Column("alpha_ci", w.ALPHA_CI, "interval3"),
    ]
    notes = [words(w.AGREEMENT_NOTE)]
    if data.found is not None:
        notes.append(words(w.FOUND_NOTE, share=words.number(data.found, "percent")))
    for place, one in enumerate(data.models, 1):
        notes.append(words(w.MODEL_NOTE, place=place, model=one.model, prompt=one.prompt))
    rows = c.grouped(data.agreement, between)
    return c.table("T35b-agreement", words(w.T35B), columns, rows, words, notes)


def documents(found: Sequence[Documents], words: Words) -> Table:
    """T35c: one line per type of document."""
    columns: list[c.Column[Documents]] = [
        c.text("type", w.TYPE, words.of(w.KINDS)),
        c.N,
        c.Column("mention", w.MENTION, "int"),
        c.Column("share", w.SHARE, "unit2"),
        c.CI,
    ]
    notes = [words(w.DOCUMENTS_NOTE)]
    return c.table("T35c-documents", words(w.T35C), columns, found, words, notes)


def left(found: Sequence[LeftOut], words: Words) -> Table:
    """T35d: one line per table and reason."""
    return reasons("T35d-left", words(w.T35D), found, w.TABLES, words)
