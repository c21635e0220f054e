"""Lines of TVb: what each piece of evidence says, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, get_args

from cpsurvey.kinds.evidence import words as w
from cpsurvey.kinds.evidence.data import (
    Criterion,
    Interviews,
    Model,
    OfScale,
    Ratings,
    Reliability,
    Retest,
)
from cpsurvey.report.words import Phrase, Words


@dataclass(frozen=True, slots=True)
class Line:
    """A line of TVb."""

    source: str
    evidence: str
    n: int | None
    day: str
    result: str


class _Dated(Protocol):
    @property
    def n(self) -> int: ...
    @property
    def day(self) -> str | None: ...


def lines(one: OfScale, words: Words) -> list[Line]:
    """What there is for a scale; the sources of which there is nothing, together at the end."""
    found = list(_found(one, words))
    there = {line.source for line in found}
    absent = [
        name for source in get_args(w.Source) if (name := words(w.SOURCES[source])) not in there
    ]
    if absent:
        found.append(Line(", ".join(absent), words(w.NONE_YET), None, "", ""))
    return found


def _found(one: OfScale, words: Words) -> Iterator[Line]:
    def line(source: w.Source, what: Phrase, found: _Dated, result: str) -> Line:
        day = words(_DAY, day=found.day) if found.day else ""
        return Line(words(w.SOURCES[source]), words(what), found.n, day, result)

    if one.ratings:
        yield line("content", w.RATINGS, one.ratings, _ratings(one.ratings, words))
    if s := one.sorting:
        yield line("content", w.SORTING, s, words(w.OF_SORTING, enough=s.enough, items=s.items))
    if one.back:
        yield line("content", w.BACK, one.back, words(w.OF_BACK, different=one.back.different))
    if one.interviews:
        yield line("process", w.INTERVIEWS, one.interviews, _interviews(one.interviews, words))
    if one.reliability:
        said = _reliability(one.reliability, words)
        yield line("structure", w.RELIABILITY, one.reliability, said)
    if one.model:
        yield line("structure", w.MODEL, one.model, _model(one.model, words))
    if one.retest:
        said = _retest(one.retest, words)
        name = words(w.SOURCES["structure"])
        yield Line(name, words(w.RETEST), one.retest.n, "", said)
    if d := one.distinct:
        said = words(w.OF_DISTINCT, distinct=d.distinct, pairs=d.pairs)
        yield line("relations", w.DISTINCT, d, said)
    if one.criterion:
        yield line("relations", w.CRITERION, one.criterion, _criterion(one.criterion, words))


_DAY = Phrase("{day}", "{day}")
"""Through words, which write a day as its language does."""


def _ratings(one: Ratings, words: Words) -> str:
    return words(
        w.OF_RATINGS,
        enough=one.enough,
        items=one.items,
        average=words.number(one.average, "unit2"),
        universal=words.number(one.universal, "unit2"),
    )


def _interviews(one: Interviews, words: Words) -> str:
    said = words(w.OF_INTERVIEWS, items=one.items, troubled=one.troubled)
    codes = ", ".join(words(w.CODES[c.code], count=c.count) for c in one.codes)
    return f"{said} {words(w.OF_CODES, codes=codes)}" if codes else said


def _reliability(one: Reliability, words: Words) -> str:
    said = words(
        w.OF_RELIABILITY,
        name=words(w.NAMES[one.headline]) if one.headline else "",
        **words.estimate(one.reliability, one.ci, kind="unit2"),
    )
    return f"{said} ({words(w.POOLED)})" if one.pooled else said


def _model(one: Model, words: Words) -> str:
    name = words.label(one.analysis)
    if not one.sound:
        return words(w.UNSOUND, analysis=name)
    said = words(
        w.OF_MODEL,
        analysis=name,
        cfi=words.number(one.cfi, "unit3"),
        rmsea=words.number(one.rmsea, "unit3"),
        srmr=words.number(one.srmr, "unit3"),
    )
    return f"{said}{words.semicolon}{words(w.ACROSS[one.across])}" if one.across else said


def _retest(one: Retest, words: Words) -> str:
    return words(
        w.OF_RETEST,
        **words.estimate(one.icc, one.ci, kind="unit2"),
        smallest=words.number(one.smallest, "dec2"),
    )


def _criterion(one: Criterion, words: Words) -> str:
    return words(
        w.OF_CRITERION,
        beyond=one.beyond,
        tested=one.tested,
        name=words.label(one.indicator),
        **words.estimate(one.r, one.ci, kind="unit2"),
    )
