"""Every test of common-method variance with what it lets one say (T14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cpsurvey.kinds.method import words as w
from cpsurvey.kinds.method.data import Method, Technique, Test
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.known import below, least, minus
from cpsurvey.report.rounding import LEVEL
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Result

WORSE = 0.05
"""Difference of CFI from which one factor is called far worse."""
STEPS: tuple[tuple[Phrase, Phrase, Phrase], ...] = (
    (w.T_C, w.C_FOUND, w.C_NOT_FOUND),
    (w.T_U, w.C_UNEQUAL, w.C_EQUAL),
    (w.T_R, w.C_BIASED, w.C_NOT_BIASED),
)
"""Tests of the marker technique, with what a small p lets one say and what a large one."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A test; without degrees of freedom and p where it has none."""

    test: str
    statistic: str | None
    conclusion: str
    df: int | str | None = ""
    pvalue: float | str | None = ""


def tests(result: Result[Method], words: Words) -> Table:
    """T14."""
    data = result.data
    columns: list[c.Column[_Row]] = [
        c.Column("test", w.WHICH, "text"),
        c.Column("statistic", w.STATISTIC, "text"),
        c.Column("df", x.DF, "int", at=lambda row: row.df),
        c.Column("pvalue", x.P, "p", at=lambda row: row.pvalue),
        c.Column("conclusion", w.CONCLUSION, "text"),
    ]
    rows = [
        *_harman(data, words),
        *_single(data, words),
        *(_marker(data.technique, data.items, words) if data.technique else ()),
        *_unmeasured(data, words),
        *_crossed(data, words),
        *_taken_out(data, words),
    ]
    return c.table(f"T14-{result.id}", words(w.T14), columns, rows, words, _notes(data, words))


def _notes(data: Method, words: Words) -> Iterator[str]:
    missing = words(x.MISSING[data.missing])
    yield words(w.NOTE, estimator=data.estimator.upper(), missing=missing)
    if data.technique and data.technique.detectable is not None:
        yield words(w.POWER, share=words.number(data.technique.detectable, "percent"))
    same = next((one for one in data.crossed if one.same), None)
    if same and same.ci and same.ci.upper > 0:
        upper, share = (words.number(same.ci.upper, kind) for kind in ("unit2", "percent"))
        yield words(w.CROSSED_NOTE, upper=upper, share=share)


def _share(value: float | None, words: Words) -> str:
    return words(w.PERCENT, share=words.number(value, "percent"))


def _harman(data: Method, words: Words) -> Iterator[_Row]:
    shares = {"component": data.harman.component, "axis": data.harman.axis}
    for key, name in w.HARMAN.items():
        if shares[key] is not None:
            yield _Row(words(name), _share(shares[key], words), words(w.C_HARMAN))


def _difference(name: str, test: Test, said: str, words: Words) -> _Row:
    shown = None
    if test.chisq is not None:
        shown = words(w.DELTA, x=words.number(test.chisq, "dec2"))
    return _Row(name, shown, said, test.df, test.pvalue)


def _single(data: Method, words: Words) -> Iterator[_Row]:
    """One factor for all items against the measurement model."""
    test = data.single
    if test is None:
        return
    cfi = {one.model: one.cfi for one in data.models}
    gap = minus(cfi["measurement"], cfi["single"])
    worse = below(test.pvalue, LEVEL) and least(gap, WORSE)
    said = words(
        w.C_SINGLE_WORSE if worse else w.C_SINGLE_CLOSE,
        single=words.number(cfi["single"], "unit3"),
        measurement=words.number(cfi["measurement"], "unit3"),
    )
    if None in (gap, test.pvalue):
        said = words(w.C_NONE)
    yield _difference(words(w.T_SINGLE), test, said, words)


def _marker(found: Technique, items: int, words: Words) -> Iterator[_Row]:
    """Whether there is method variance, unequal over items, and whether it biases."""
    kept = words(w.MODELS[found.retained or "method_c"])
    variance = found.method_variance
    share = words.number(variance.average, "percent") if variance else ""
    for (name, yes, no), test in zip(STEPS, found.tests, strict=False):
        shown = below(test.pvalue, LEVEL)
        judged = test.pvalue is not None and (variance or not shown)
        said = (yes if shown else no) if judged else w.C_NONE
        count = variance.significant if variance else 0
        text = words(said, share=share, count=count, items=items)
        yield _difference(words(name, kept=kept), test, text, words)


def _unmeasured(data: Method, words: Words) -> Iterator[_Row]:
    for one in data.ulmc:
        name = words(w.ULMC[one.model])
        if one.method is None:
            yield _Row(name, None, words(w.C_NONE), None, None)
            continue
        df, pvalue = (one.test.df, one.test.pvalue) if one.test else (None, None)
        yield _Row(name, _share(one.method, words), words(w.C_ULMC), df, pvalue)


def _crossed(data: Method, words: Words) -> Iterator[_Row]:
    for one in data.crossed:
        name = words(w.T_SAME if one.same else w.T_OTHER)
        shown = words(
            w.MEAN_R,
            **words.estimate(one.mean, one.ci, kind="unit2"),
        )
        said = words(w.C_CROSSED if one.same else w.C_CROSSED_OTHER)
        yield _Row(f"{name} ({words.label(one.options)})", shown, said)


def _taken_out(data: Method, words: Words) -> Iterator[_Row]:
    found = data.partial
    if found is None:
        return
    said = words(
        w.C_PARTIAL,
        pairs=len(found.pairs),
        before=sum(below(pair.pvalue, LEVEL) for pair in found.pairs),
        after=sum(below(pair.adjusted_p, LEVEL) for pair in found.pairs),
    )
    shown = words(w.R_M, r=words.number(found.r, "unit2"))
    yield _Row(words(w.T_PARTIAL), shown, said)
