"""Mixed models (T20): fixed effects, random effects, contextual effects."""

from __future__ import annotations

from cpsurvey.kinds.mixed import words as w
from cpsurvey.kinds.mixed.data import Contextual, Fixed, MixedModel, Random, SlopeTest
from cpsurvey.payload import Interval
from cpsurvey.report import columns as c
from cpsurvey.report import imputation
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.family import held
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Result


def show(result: Result[MixedModel], words: Words, _study: Study) -> list[Block]:
    """T20 in two tables, and a third where slopes are parted."""
    made = [fixed(result, words), random(result, words)]
    return [*made, contextual(result, words)] if result.data.contextual else [*made]


def fixed(result: Result[MixedModel], words: Words) -> Table:
    """T20."""
    data = result.data

    def predictor(row: Fixed) -> str:
        return term(row.term, words)

    columns: list[c.Column[Fixed]] = [
        c.Column("predictor", x.PREDICTOR, "text", at=predictor),
        *(c.B, c.SE, c.DF, c.T_VALUE, c.P, c.CI, *c.BETA),
        c.Column("se_cr2", w.SE_CR2, "dec3"),
        c.Column("pvalue_cr2", w.P_CR2, "p"),
    ]
    note = words(
        w.NOTE,
        groups=[
            words.pair(words.label(g.variable), words.number(g.groups, "int"))
            for g in data.groups
        ],
        marginal=words.number(data.marginal_r2, "unit2"),
        conditional=words.number(data.conditional_r2, "unit2"),
    )
    if data.deviance is not None:
        deviance, aic = (words.number(one, "dec2") for one in (data.deviance, data.aic))
        note += " " + words(w.DEVIANCE, deviance=deviance, aic=aic)
    cr2 = words(w.CR2_NOTE, variable=data.groups[0].variable)
    notes = [note, cr2, words(x.BETA_NOTE)]
    if data.contextual:
        notes.append(words(w.PARTS_NOTE))
    if data.imputation:
        notes.append(imputation.note(data.imputation, w.POOLED, words))
    title = words(w.T20, outcome=data.outcome)
    return c.table(f"T20-{result.id}", title, columns, data.fixed, words, notes)


def random(result: Result[MixedModel], words: Words) -> Table:
    """T20r."""
    data = result.data

    def effect(row: Random) -> str:
        if row.group is None or row.effect is None:
            return words(w.RESIDUAL)
        return words.pair(words.label(row.group), term(row.effect, words))

    def correlation(row: Random) -> float | str | None:
        return "" if row.effect in (None, "intercept") else row.correlation

    columns: list[c.Column[Random]] = [
        c.Column("effect", w.RANDOM_EFFECT, "text", at=effect),
        c.Column("variance", w.VARIANCE, "dec3"),
        c.Column("sd", x.SD, "dec3"),
        c.Column("correlation", w.CORRELATION, "unit2", at=correlation),
    ]
    notes = [
        words(w.ICC, variable=g.variable, icc=words.number(g.icc, "unit2")) for g in data.groups
    ]
    notes += [_slope(test, words) for test in data.slope_tests]
    if data.slope_tests:
        notes.append(words(w.SLOPE_NOTE))
    title = words(w.T20R, outcome=data.outcome)
    return c.table(f"T20r-{result.id}", title, columns, data.random, words, notes)


def contextual(result: Result[MixedModel], words: Words) -> Table:
    """T20c."""
    data = result.data

    intervals = {row.term: row.ci for row in data.fixed}

    def slope(part: str, heading: Phrase) -> c.Column[Contextual]:
        def ends(row: Contextual) -> list[Interval | None]:
            return [intervals.get(f"{row.variable}.{part}")]

        return c.Column(part, heading, "dec2", beside=ends)

    columns: list[c.Column[Contextual]] = [
        c.text("variable", x.PREDICTOR, words.label),
        slope("within", w.WITHIN),
        slope("between", w.BETWEEN),
        c.Column("est", w.DIFFERENCE, "dec2"),
        *(c.SE, c.DF),
        c.Column("holm", x.P_HOLM, "p", at=held(data.contextual, lambda row: row.pvalue)),
        c.CI,
    ]
    title = words(w.T20C, outcome=data.outcome)
    notes = [words(w.CONTEXTUAL_NOTE), words(x.HOLM_LINES)]
    return c.table(f"T20c-{result.id}", title, columns, data.contextual, words, notes)


def term(name: str, words: Words) -> str:
    """Label of a predictor, or of its part within or between groups."""
    if name == "intercept":
        return words(x.INTERCEPT)
    whole, _, part = name.partition(".")
    return words(w.PARTS[part], variable=whole) if part in w.PARTS else words.label(name)


def _slope(test: SlopeTest, words: Words) -> str:
    if test.lrt is None:
        return words(w.SLOPE_IMPOSSIBLE, variable=test.variable)
    lrt, p = words.number(test.lrt, "dec2"), words.p(test.pvalue)
    said = w.SLOPE_KEPT if test.kept else w.SLOPE_LEFT
    return words(said, variable=test.variable, lrt=lrt, p=p)
