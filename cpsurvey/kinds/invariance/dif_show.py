"""Items that small groups answer otherwise (T13e)."""

from __future__ import annotations

from cpsurvey.cutoffs import LARGE, MODERATE
from cpsurvey.kinds.invariance import dif_words as w
from cpsurvey.kinds.invariance.data import Dif, Invariance
from cpsurvey.kinds.invariance.names import group_names, groups_note, item_name
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.family import held
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def in_short(data: Invariance, words: Words) -> str:
    """How many items are named."""
    flags = [line.flag for line in data.dif if line.flag]
    flagged = sum(flag != "below" for flag in flags)
    groups = group_names(data, words)
    return words(w.IN_SHORT_DIF, groups=groups, k=len(flags), flagged=flagged)


def table(result: Result[Invariance], words: Words) -> Table:
    """T13e: what the group adds to the rest score, item by item."""
    data = result.data

    def item(line: Dif) -> str:
        return item_name(line.item, words)

    def scale(line: Dif) -> str:
        return words.label(line.scale)

    def shift(line: Dif) -> float | None:
        return line.b[0].b if line.b else None

    columns: list[c.Column[Dif]] = [
        c.Column("item", x.ITEM, "text", at=item),
        c.N,
        c.Column("r2", w.R2_REST, "unit3"),
        c.Column("uniform", w.R2_GROUP, "unit3"),
        c.Column("change", w.R2_IN_ALL, "unit3", limits=(MODERATE, LARGE)),
        c.Column("mcfadden", w.MCFADDEN, "unit3"),
        *(c.CHISQ, c.DF),
        c.Column("holm", x.P_HOLM, "p", at=held(data.dif, lambda line: line.pvalue)),
    ]
    if len(data.groups) == 2:
        columns.append(c.Column("b", w.LOG_ODDS, "dec2", at=shift))
    columns.append(c.text("flag", w.FLAG, words.of(w.FLAGS)))
    notes = [
        groups_note(data, words),
        words(w.DIF_NOTE),
        words(w.FLAG_NOTE),
        words(x.HOLM_LINES),
    ]
    title = words(w.T13E, by=words.label(data.by))
    rows = c.grouped(data.dif, scale)
    return c.table(f"T13e-{result.id}", title, columns, rows, words, notes)
