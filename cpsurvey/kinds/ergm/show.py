"""A model of ties (T22j) and what it does not hold (T22k)."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.ergm import words as w
from cpsurvey.kinds.ergm.data import Ergm, OfNetwork, OfTerm
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Ergm], words: Words) -> Iterator[str]:
    """Ratios of odds of what the model is about."""
    for one in result.data.terms:
        if one.term in ("mutual", "closure", "same"):
            said = words.estimate(one.odds, one.odds_ci, 1.0)
            group = words.label(one.name or "").lower()
            yield from words.lead(w.IN_SHORT[one.term], group=group, **said)


def show(result: Result[Ergm], words: Words, _study: Study) -> list[Block]:
    """T22j and T22k."""
    return [terms(result.data, words), against(result.data, words)]


def named(row: OfTerm, words: Words) -> str:
    """How a term is called."""
    name = words.label(row.name or "")
    return words(w.TERMS[row.term], name=name, group=name.lower())


def terms(data: Ergm, words: Words) -> Table:
    """T22j: one line per term."""
    columns: list[c.Column[OfTerm]] = [
        c.Column("term", w.TERM, "text", at=lambda row: named(row, words)),
        c.B,
        c.SE,
        c.CI,
        c.Column("odds", w.ODDS, "dec2", limits=(1.0,)),
        c.Column("odds_ci", w.ODDS_CI, "interval", limits=(1.0,)),
        c.P,
    ]
    most = max((one.simulation or 0.0 for one in data.terms), default=0.0)
    notes = [
        words(w.NOTE, people=data.people, asked=data.asked, ties=data.ties),
        words(w.DECAY_NOTE, decay=words.number(data.decay, "dec2"))
        if any(one.term == "closure" for one in data.terms)
        else "",
        words(
            w.SIMULATED_NOTE,
            package=data.package,
            effective=round(data.effective or 0),
            rhat=words.number(data.rhat, "dec2"),
            off=words.number(data.off, "dec2"),
            share=words.number(most, "percent"),
        ),
    ]
    title = words(w.T22J, relation=words.label(data.relation))
    kept = [note for note in notes if note]
    return c.table(f"T22j-{data.relation}", title, columns, data.terms, words, kept)


def against(data: Ergm, words: Words) -> Table:
    """T22k: one line per statistic."""
    columns: list[c.Column[OfNetwork]] = [
        c.Column(
            "statistic",
            w.STATISTIC,
            "text",
            at=lambda row: words(w.STATISTICS[row.statistic]),
        ),
        c.Column("observed", w.OBSERVED, "dec2"),
        c.Column("mean", w.DRAWN, "dec2"),
        c.Column("range", w.RANGE, "interval"),
        c.Column("pvalue", x.P, "p"),
    ]
    title = words(w.T22K, relation=words.label(data.relation))
    note = words(w.CHECK_NOTE, draws=data.drawn)
    return c.table(f"T22k-{data.relation}", title, columns, data.against, words, [note])
