"""A difference of indirect effects (T33): versions, then what may hide effects."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.contrast import words as w
from cpsurvey.kinds.contrast.data import Contrasted, Line, Outcome
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Contrasted], words: Words) -> Iterator[str]:
    """Whether the difference is shown, without shared words too, and at which level."""
    data = result.data
    whole = data.line("whole")
    shown = {"est": "", "ci": ""}
    if whole and whole.difference:
        shown = words.estimate(whole.difference.est, whole.difference.mc)
    yield words(w.VERDICTS[data.verdict], effect=words.label(data.effect), **shown)
    if data.group is not None:
        between = data.line("between")
        shown = {"est": "", "ci": ""}
        if between and between.difference:
            shown = words.estimate(between.difference.est, between.difference.mc)
        yield words(w.PLACES[data.place], variable=data.group, **shown)


def show(result: Result[Contrasted], words: Words, _study: Study) -> list[Block]:
    """T33 and what may hide effects."""
    blocks: list[Block] = [versions(result, words)]
    if result.data.outcomes:
        blocks.append(outcomes(result, words))
    return blocks


def versions(result: Result[Contrasted], words: Words) -> Table:
    """T33."""
    data = result.data

    def on(outcome: str) -> str:
        return words(w.FIRST, outcome=outcome)

    columns: list[c.Column[Line]] = [
        c.text("version", w.VERSION, words.of(w.VERSIONS)),
        c.N,
        c.Column("first", on(data.first), "dec2", at="first.est"),
        c.Column("first_mc", x.MC_CI, "interval", at="first.mc"),
        c.Column("second", on(data.second), "dec2", at="second.est"),
        c.Column("second_mc", x.MC_CI, "interval", at="second.mc"),
        c.Column("difference", w.DIFFERENCE, "dec2", at="difference.est"),
        c.Column("difference_mc", x.MC_CI, "interval", at="difference.mc"),
        c.Column("pvalue", x.P, "p", at="difference.mc_p"),
    ]
    dropped = levels = ""
    if data.dropped:
        dropped = words(w.DROPPED, items=[words.label(item) for item in data.dropped])
    if data.means:
        levels = words(w.LEVELS[data.means], variable=data.group)
    note = words(w.NOTE, source=words.label(data.source), dropped=dropped, levels=levels)
    title = words(w.T33, effect=words.label(data.effect))
    return c.table(f"T33-{result.id}", title, columns, data.lines, words, [note])


def outcomes(result: Result[Contrasted], words: Words) -> Table:
    """T33o."""
    columns: list[c.Column[Outcome]] = [
        c.text("outcome", w.OUTCOME, words.label),
        c.N,
        c.MEAN,
        c.SD,
        c.Column("highest", w.HIGHEST, "percent"),
        c.Column("alpha", w.ALPHA, "unit2"),
        c.Column("alpha_ci", x.CI95, "unit_interval"),
    ]
    note = words(w.OUTCOMES_NOTE)
    return c.table(
        f"T33o-{result.id}", words(w.T33O), columns, result.data.outcomes, words, [note]
    )
