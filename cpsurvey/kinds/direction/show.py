"""Order and omitted causes (T29, a picture)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from cpsurvey.kinds.direction import figure
from cpsurvey.kinds.direction import words as w
from cpsurvey.kinds.direction.data import At, Direction, Fitted, Robust, Through
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.fit import measures
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

DECISIVE = 10


def short(result: Result[Direction], words: Words) -> Iterator[str]:
    """What order the data favour, then the widest effect in both and what would undo it."""
    data = result.data
    yield f"{verdict(data, words)}."
    told = [one for one in data.effects if one.forward and one.reversed]
    if not told:
        return
    one = max(told, key=lambda effect: len(effect.paths))
    assert one.forward is not None
    assert one.reversed is not None
    yield from words.lead(
        w.IN_SHORT,
        effect=named(one, words),
        est=words.number(one.forward.est, "dec2"),
        back=words.number(one.reversed.est, "dec2"),
    )
    if one.reach:
        yield from words.lead(
            w.IN_SHORT_RHO,
            rho=words.number(one.rho, "unit2"),
            reach=words.number(one.reach, "unit2"),
        )


def named(effect: Through, words: Words) -> str:
    """What an effect is called; of none by its ways."""
    label = words.label(effect.name)
    if label != effect.name:
        return label
    if len(effect.paths) == 1:
        return " → ".join(words.label(name) for name in effect.paths[0])
    source, outcome = words.label(effect.source), words.label(effect.outcome)
    return words(w.ALL_WAYS, first=source, second=outcome)


def verdict(data: Direction, words: Words) -> str:
    """Which order the data favour, in a clause."""
    order = words(w.ORDERS[data.favours]) if data.favours != "neither" else ""
    size = None if data.delta_bic is None else abs(data.delta_bic)
    return words(w.REASONS[data.reason], bic=words.number(size, "dec1"), order=order)


def show(result: Result[Direction], words: Words, _study: Study) -> list[Block]:
    """T29, the picture, fit of both orders, robustness values."""
    data = result.data
    blocks: list[Block] = [
        effects(result, words),
        figure.by_rho(result, partial(named, words=words), words),
    ]
    if any(one.curve for one in data.effects):
        blocks.append(curve(result, words))
    blocks.append(fit(result, words))
    if data.robust:
        blocks.append(robust(result, words))
    return blocks


def effects(result: Result[Direction], words: Words) -> Table:
    """T29: what the other order and an omitted cause make of the effects.

    Intervals of the planned order stand where it is tested, not here once more.
    """
    data = result.data
    columns: list[c.Column[Through]] = [
        c.Column("name", x.EFFECT, "text", at=lambda row: named(row, words)),
        c.Column("forward", w.FORWARD, "dec2", at="forward.est"),
        c.Column("reversed", w.REVERSED, "dec2", at="reversed.est"),
        c.Column("reversed_mc", w.REVERSED_CI, "interval", at="reversed.mc"),
    ]
    if not data.no_bound:
        columns += [
            c.Column("rho", w.RHO, "unit2"),
            c.Column("reach", w.REACH, "unit2"),
        ]
    how = f"{data.estimator.upper()}, {words(x.MISSING[data.missing])}"
    if data.cluster:
        how += f", {words.label(data.cluster)}"
    title = words(w.T29, model=words.label(data.model))
    notes = [words(w.EFFECTS_NOTE, how=how)]
    if not data.no_bound:
        notes.append(words(w.RHO_NOTE))
    return c.table(f"T29-{result.id}", title, columns, data.effects, words, notes)


def curve(result: Result[Direction], words: Words) -> Table:
    """T29c: what is drawn, for spreadsheets."""
    columns: list[c.Column[At]] = [
        c.Column("rho", "ρ", "unit2"),
        c.Column("est", x.STD, "dec2"),
        c.Column("ci", x.CI95, "interval"),
    ]
    rows: list[At | c.Heading] = []
    for one in result.data.effects:
        rows += [c.Heading(named(one, words)), *one.curve]
    title = words(w.FIGURE)
    return c.table(f"T29c-{result.id}", title, columns, rows, words, sheet_only=True)


def fit(result: Result[Direction], words: Words) -> Table:
    """T29f."""

    def order(row: Fitted) -> str:
        text = words(w.ORDERS[row.order])
        return text if row.admissible else f"{text} †"

    def measure(row: Fitted, name: str) -> float | None:
        found: float | None = getattr(measures(row.fit), name)
        return found

    columns: list[c.Column[Fitted]] = [
        c.Column("order", w.ORDER, "text", at=order),
        c.Column("chisq", x.CHISQ, "dec2", at=lambda row: measure(row, "chisq")),
        c.Column("df", x.DF, "int", at=lambda row: measure(row, "df")),
        c.Column("cfi", x.CFI, "unit3", at=lambda row: measure(row, "cfi")),
        c.Column("rmsea", x.RMSEA, "unit3", at=lambda row: measure(row, "rmsea")),
        c.Column("srmr", x.SRMR, "unit3", at=lambda row: measure(row, "srmr")),
        c.Column("aic", x.AIC, "dec2", at=lambda row: row.fit.get("aic")),
        c.Column("bic", x.BIC, "dec2", at=lambda row: row.fit.get("bic")),
    ]
    notes = [f"{verdict(result.data, words)}.", words(w.FIT_NOTE, decisive=DECISIVE)]
    if any(not row.admissible for row in result.data.orders):
        notes.append(words(x.FIT_DAGGER))
    return c.table(
        f"T29f-{result.id}", words(w.T29F), columns, result.data.orders, words, notes
    )


def robust(result: Result[Direction], words: Words) -> Table:
    """T29r."""
    columns: list[c.Column[Robust]] = [
        c.text("source", w.SOURCE, words.label),
        c.text("part", w.PART, words.of(w.PARTS)),
        c.Column("partial_r2", w.PARTIAL, "percent"),
        c.Column("value", w.VALUE, "percent"),
        c.Column("reach", w.REACHED, "percent"),
    ]
    rows = c.grouped(
        result.data.robust,
        lambda row: row.outcome,
        lambda name: words(x.TO_OUTCOME, outcome=name),
    )
    note = words(w.ROBUST_NOTE)
    return c.table(f"T29r-{result.id}", words(w.T29R), columns, rows, words, [note])
