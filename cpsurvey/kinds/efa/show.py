"""Exploratory factors, when asked for (T6, a picture)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from cpsurvey.kinds.efa import words as w
from cpsurvey.kinds.efa.data import Efa, Factor, Item
from cpsurvey.kinds.efa.figure import loadings
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.items import how, item_text
from cpsurvey.report.known import least_size
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Efa], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    rows, factors = result.data.rows, len(result.data.factors)
    cross = sum("cross" in row.flags for row in rows)
    yield words(w.IN_SHORT, items=len(rows), factors=factors, cross=cross)


def show(result: Result[Efa], words: Words, _study: Study) -> list[Block]:
    """T6, T6b, and the loadings as a picture."""
    return [pattern(result, words), factors(result, words), loadings(result, words)]


def pattern(result: Result[Efa], words: Words) -> Table:
    """T6: loadings, those too small to interpret in grey."""
    data = result.data

    def flags(row: Item) -> str:
        return ", ".join(words(w.FLAGS[flag]) for flag in row.flags)

    def loading(j: int) -> Callable[[Item], float | None]:
        return lambda row: row.loadings[j]

    def small(j: int) -> Callable[[Item], bool]:
        return lambda row: not least_size(row.loadings[j], data.salient)

    columns: list[c.Column[Item]] = [
        c.text("item", x.ITEM, partial(item_text, words=words)),
        c.text("scale", x.SCALE, words.label),
    ]
    for j, factor in enumerate(data.factors):
        name = _name(factor, words)
        columns.append(c.Column(f"f{j + 1}", name, "unit2", at=loading(j), faint=small(j)))
    columns += [c.Column("h2", w.H2, "unit2"), c.Column("flag", w.FLAG, "text", at=flags)]
    notes = _notes(data, words)
    return c.table(f"T6-{result.id}", words(w.T6), columns, data.rows, words, notes)


def _notes(data: Efa, words: Words) -> Iterator[str]:
    yield how(data, words)
    yield words(
        w.NOTE,
        extraction=words(w.EXTRACTION[data.extraction]),
        rotation=words(w.ROTATION[data.rotation]),
        salient=words.number(data.salient, "unit2"),
        weak=words.number(data.weak, "unit2"),
    )
    axes = words.number(data.suggested_axes, "int")
    yield words(w.CHOSEN[data.chosen], suggested=data.suggested, axes=axes)
    yield _fit(data, words)
    yield words(w.EXPLORATORY)


def _fit(data: Efa, words: Words) -> str:
    rmsr = words.number(data.rmsr, "unit3")
    if data.chisq is None:
        return words(w.RMSR, rmsr=rmsr, df=data.df)
    return words(
        w.FIT,
        df=data.df,
        chisq=words.number(data.chisq, "dec2"),
        p=words.p(data.pvalue),
        tli=words.number(data.tli, "unit2"),
        rmsea=words.number(data.rmsea, "unit3"),
        ci=words.number(data.rmsea_ci, "interval3"),
        rmsr=rmsr,
    )


def factors(result: Result[Efa], words: Words) -> Table:
    """T6b: what the factors carry and how they correlate."""
    data = result.data
    oblique = data.rotation not in (None, "varimax")

    def name(factor: Factor) -> str:
        return _name(factor, words)

    def with_earlier(j: int) -> Callable[[Factor], float | str | None]:
        return lambda factor: factor.phi[j] if j < len(factor.phi) else ""

    columns: list[c.Column[Factor]] = [
        c.Column("factor", w.FACTOR, "text", at=name),
        c.Column("explained", w.EXPLAINED),
        c.Column("share", w.SHARE, "percent"),
    ]
    for j, factor in enumerate(data.factors[:-1]) if oblique else ():
        columns.append(c.Column(f"f{j + 1}", _name(factor, words), "unit2", at=with_earlier(j)))
    notes = [words(w.PHI)] if oblique else []
    return c.table(f"T6b-{result.id}", words(w.T6B), columns, data.factors, words, notes)


def _name(factor: Factor, words: Words) -> str:
    return words(w.FACTOR_N, number=factor.number)
