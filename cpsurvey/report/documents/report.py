"""The page to open first: the study, its answer in one table, and where everything else is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cpsurvey.report import documents_words as w
from cpsurvey.report.chapter import chapters
from cpsurvey.report.diagram.main import structural_figure
from cpsurvey.report.document import Document, Section, Text
from cpsurvey.report.documents import FIRST, Given, Paper, papers
from cpsurvey.report.front import facts, fronts
from cpsurvey.report.linked import Linked, Part
from cpsurvey.report.reading import reading
from cpsurvey.report.summary import summary


def build(given: Given) -> Document:
    """First page, then links into the other documents."""
    words, results = given.words, given.results
    found = chapters()
    shown, told = fronts(results, words, found, given.guard)
    page = given.guard(
        "chapter", "summary", lambda: summary(results, words, found, given.guard, told=told)
    )
    short = page or next(one for one in given.whole.sections if one.id == "summary")
    loud = tuple(b for b in short.blocks if isinstance(b, Text) and b.tone == "alert")
    rest = tuple(b for b in short.blocks if b not in loud)
    about = given.guard("chapter", "facts", lambda: facts(results, words)) or ()
    picture = given.guard("figure", "structure", lambda: structural_figure(results, words))
    drawn = (picture,) if picture else ()
    first = replace(short, blocks=(*loud, *about, *drawn, *shown, *rest))
    beside = Section("documents", words(w.DOCUMENTS), tuple(_beside(given)))
    sections = (first, *((beside,) if beside.blocks else ()), reading(words))
    return replace(given.whole, name=FIRST, sections=sections, others=given.others)


def _beside(given: Given) -> Iterator[Text]:
    """One line per document, with a link to each of its files, or why there is none."""
    for name, stands in given.beside.items():
        said = given.words(w.ABOUT[name]) if name in w.ABOUT else name
        links: list[Part] = []
        for file in stands.files:
            links += [(" · " if links else "  ", ""), (file, f"./{file}")]
        yield Text(Linked.of([(said, ""), *links]))
    for name in given.empty:
        known = w.EMPTY.get(name)
        yield Text(given.words(known) if known else given.words(w.NOTHING_FOR, document=name))


papers(FIRST)(Paper(build))
