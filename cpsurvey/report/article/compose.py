"""The article in one language: key findings, method, results, limits, references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from cpsurvey.report import lexicon, people
from cpsurvey.report.article import figures, methods, tables
from cpsurvey.report.article import words as w
from cpsurvey.report.article.ending import abbreviations, availability, cited, limits
from cpsurvey.report.article.gathered import Gathered, gather
from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.documents import Given
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import ResultSet

Block = Text | Table | Figure


def article(given: Given) -> Document:
    """The whole text; what fails in one place leaves the others."""
    words, results = given.words, given.results
    found = gather(given)
    made = [
        _section(given, "key", w.KEY, partial(_key, results, found, words)),
        *_method(given, found),
        *(
            _section(given, name, w.PARTS[name], partial(write, given, found), w.RESULTS)
            for name, write in _RESULTS.items()
        ),
        _section(given, "limits", w.LIMITS, partial(limits, results, found, words)),
        _section(given, "availability", w.AVAILABILITY, partial(availability, results, words)),
    ]
    document = replace(
        given.whole,
        name="article",
        subtitle=f"{words(w.SUBTITLE)} · {given.whole.subtitle}",
        sections=tuple(one for one in made if one.blocks),
        others=given.others,
    )
    return abbreviations(cited(document, results, words), words)


def _section(given: Given, name: str, title: Any, write: Any, part: Any = None) -> Section:
    words = given.words
    blocks = given.guard("article", name, lambda: tuple(write()))
    if blocks is None:
        from cpsurvey.report.build import fault

        blocks = (fault(words, name),)
    return Section(name, words(title), blocks, words(part) if part else "")


def _key(results: ResultSet, found: Gathered, words: Words) -> Iterator[Text]:
    """What was found in a few lines: sample, fit of two kinds, local fit, verdicts."""
    counted = people.analysed(results)
    smallest = results.study.get("k") or 0
    if 0 < counted < smallest:
        yield Text(words(lexicon.SUM_FEW, n=counted, k=smallest), "alert")
    said = found.methods.get("sample") or []
    yield from map(Text, said[:1])
    yield from map(Text, found.told["key"])
    yield from map(Text, found.told["local"][:1])
    if counted:
        yield Text(words(lexicon.SUM_ASSOCIATION), "note")


def _method(given: Given, found: Gathered) -> list[Section]:
    words = given.words
    write = partial(methods.sections, given.results, found, words)
    made = given.guard("article", "methods", lambda: list(write())) or []
    first = given.guard("article", "sample", lambda: list(tables.sample(found, words))) or []
    return [
        replace(one, blocks=(*one.blocks, *first)) if one.id == "sample" else one
        for one in made
    ]


def _scales(given: Given, found: Gathered) -> Iterator[Block]:
    yield from _told(found.told["measurement"])
    yield from tables.correlations(found, given.words)
    yield from tables.measurement(found, given.words)


def _model(given: Given, found: Gathered) -> Iterator[Block]:
    said = found.told["fit"] or [given.words(w.NO_MODEL)]
    yield from _told([*said, *found.told["local"]])
    yield from figures.first(given)
    yield from tables.effects(found, given.words)


def _hypotheses(given: Given, found: Gathered) -> Iterator[Block]:
    said = found.told["hypotheses"]
    yield from map(Text, said or [given.words(w.NO_HYPOTHESES)])
    yield from tables.moderation(found, given.words)
    if picture := figures.second(given, found.figures):
        yield picture


def _indicators(given: Given, found: Gathered) -> Iterator[Block]:
    yield from map(Text, found.told["indicators"])
    source = next(
        (r.data.source for r in given.results.results if r.kind == "kpi" and r.data), None
    )
    yield from tables.indicators(found, given.words, source)


def _robustness(_given: Given, found: Gathered) -> Iterator[Block]:
    yield from _told(found.told["robustness"])


def _told(lines: Iterable[str]) -> Iterator[Text]:
    """Lines as one paragraph."""
    if text := " ".join(lines):
        yield Text(text)


_RESULTS: dict[w.Part, Any] = {
    "scales": _scales,
    "model": _model,
    "hypotheses": _hypotheses,
    "indicators": _indicators,
    "robustness": _robustness,
}
