"""Four pages for people who decide: the same results, few words, no statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from cpsurvey import kind as kinds
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon
from cpsurvey.report import manager_words as w
from cpsurvey.report.build import blocks, frame
from cpsurvey.report.chapter import Block, Page
from cpsurvey.report.document import Document, Section, Text
from cpsurvey.report.guard import Guarded, unguarded
from cpsurvey.report.pictures import Pictures
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Result, ResultSet, sound

SHEETS: dict[w.Sheet, tuple[Page, ...]] = {
    "findings": ("who", "found", "news"),
    "standing": ("levels",),
    "doing": ("actions", "indicators"),
    "reading": ("together", "limits", "glossary"),
}
"""What stands on which of the four pages."""


def build(
    results: ResultSet,
    language: str,
    others: dict[str, str],
    *,
    guard: Guarded = unguarded,
    pictures: Pictures | None = None,
) -> Document | None:
    """The manager's pages in `language`; None when nothing was asked that they show."""
    words = Words(language, results.labels)
    opening = [kind.name for kind in kinds.found().values() if kind.opens_pages]
    found = next((r for r in results.results if r.kind in opening and r.data), None)
    if found is None:
        return None
    if not sound(found):
        return _nothing(w.UNSOUND, results, words, others)
    if found.sample.used < results.study["k"]:
        return _nothing(w.TOO_FEW, results, words, others)
    quoted = _quoted(results)
    sections = tuple(
        Section(
            page,
            title,
            blocks(title, partial(_page, page, quoted, results, words, pictures), words, guard),
            words(w.SHEETS[sheet]),
        )
        for sheet, pages in SHEETS.items()
        for page in pages
        for title in (words(w.TITLES[page]),)
    )
    return _document(results, words, others, sections)


def _nothing(why: Phrase, results: ResultSet, words: Words, others: dict[str, str]) -> Document:
    """Pages that say nothing but why: too few people, or numbers nobody should act on."""
    said = (Text(words(why, k=results.study["k"])),)
    limits = tuple(_limits(results, words))
    sections = (
        Section("who", words(w.TITLES["who"]), said),
        Section("limits", words(w.TITLES["limits"]), limits),
    )
    return _document(results, words, others, sections)


def _document(
    results: ResultSet, words: Words, others: dict[str, str], sections: tuple[Section, ...]
) -> Document:
    study = results.study
    return Document(
        language=words.language,
        title=words.pick(study["title"]),
        subtitle=words(w.SUBTITLE),
        banner=words(lexicon.SIMULATED) if study["simulated"] else "",
        sections=tuple(section for section in sections if section.blocks),
        words=frame(words),
        others=others,
        name="manager",
    )


def _quoted(results: ResultSet) -> list[Result[Any]]:
    """The first sound result of every kind; pages for managers quote no other."""
    first: dict[str, Result[Any]] = {}
    for result in results.results:
        if result.data and sound(result):
            first.setdefault(result.kind, result)
    return list(first.values())


def _page(
    page: Page,
    quoted: Sequence[Result[Any]],
    results: ResultSet,
    words: Words,
    pictures: Pictures | None,
) -> Iterator[Block]:
    """What the kinds put on a page, and what it says whatever was analysed."""
    beside = {result.kind for result in quoted}
    for result in quoted:
        kind = kinds.found().get(result.kind)
        tell = getattr(kind.shower(), "manager", None) if kind else None
        if tell:
            write = partial(_told, tell, page, result, words, results.study, beside)
            rests_on = [dict(results.study), page, sorted(beside)]
            yield from (
                pictures.blocks([result], words, rests_on, write) if pictures else write()
            )
    if page == "who":
        yield Text(words(w.HIDDEN, k=results.study["k"]), "note")
    if page == "found" and {"hypotheses", "kpi"} & beside:
        yield Text(words(w.DOTS), "note")
    if page == "limits":
        yield from _limits(results, words)
    if page == "glossary":
        yield _glossary(results, words)


def _told(tell: Any, page: Page, *of: Any) -> Iterator[Block]:
    yield from filter(None, tell(*of).get(page, ()))


def _glossary(results: ResultSet, words: Words) -> Table:
    """What the words of these pages mean."""
    left_out = 0 if lexicon.on_communities(results.study) else w.OF_COMMUNITIES
    columns: list[c.Column[tuple[Phrase, Phrase]]] = [
        c.Column("word", w.WORD, "text", at=lambda term: words(term[0])),
        c.Column("means", w.MEANS, "text", at=lambda term: words(term[1])),
    ]
    return c.table("words", words(w.GLOSSARY), columns, w.TERMS[left_out:], words)


def _limits(results: ResultSet, words: Words) -> Iterator[Text]:
    """M7: what not to do with these pages."""
    status = results.study["questionnaire"].get("status_label") or {}
    if status:
        yield Text(words(lexicon.STATUS, text=words.pick(status)), "note")
    own = (w.LIMIT_CREATE, w.LIMIT_TACIT)
    if not lexicon.on_communities(results.study):
        own = (w.LIMIT_CONDITIONS, w.LIMIT_SAID)
    for phrase in (w.LIMIT_ASSOCIATION, w.LIMIT_PERSONS, *own):
        yield Text(words(phrase))
