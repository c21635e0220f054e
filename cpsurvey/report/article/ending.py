"""How an article ends: limits, availability, what it cites, its abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cpsurvey.report import lexicon, references
from cpsurvey.report.article import words as w
from cpsurvey.report.article.gathered import Gathered
from cpsurvey.report.bibliography import KNOWN, program
from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.summary import called, not_done
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import ResultSet, admissible, too_few


def limits(results: ResultSet, found: Gathered, words: Words) -> Iterator[Text]:
    """What cannot be concluded, and what was asked for and is not there."""
    if not any(r.sample.read for r in results.results):
        yield Text(words(w.NOT_YET))
        return
    said = [words(lexicon.SUM_ASSOCIATION)]
    if not any(r.kind == "waves" and r.done for r in results.results):
        said.append(words(w.CROSS_SECTION))
    if lexicon.on_communities(results.study):
        said.append(words(w.SELF_REPORT))
    if found.pieces["indicators"]:
        said.append(words(w.WITH_INDICATORS))
    status = results.study["questionnaire"].get("status_label") or {}
    if status:
        said.append(words(lexicon.STATUS, text=words.pick(status)))
    yield Text(" ".join(said))
    for phrase, those in (
        (w.NOT_SOUND, [r for r in results.results if r.done and not admissible(r)]),
        (w.FEW, [r for r in results.results if too_few(r)]),
        (w.NOT_DONE, [r for r in results.results if not_done(r)]),
    ):
        if those:
            yield Text(
                words(phrase, names=list(dict.fromkeys(called(r, words) for r in those)))
            )


def availability(results: ResultSet, words: Words) -> Iterator[Text]:
    """Data, code, materials."""
    asked = results.study["questionnaire"]
    materials = words(w.MATERIALS, id=asked["id"], version=asked["version"])
    yield Text(" ".join([words(w.DATA), words(w.CODE), materials]))


def cited(document: Document, results: ResultSet, words: Words) -> Document:
    """Marks become what APA writes; the works they name become the list of references."""
    known = {**KNOWN, "cpsurvey": program(str(results.provenance.get("cpsurvey") or ""))}
    keys: dict[str, None] = {}

    def said(text: str) -> str:
        shown, mine = references.cited(text, document.language, known)
        keys.update(dict.fromkeys(mine))
        return shown

    sections = tuple(
        replace(one, blocks=tuple(_cited(block, said) for block in one.blocks))
        for one in document.sections
    )
    works = tuple(sorted((known[key] for key in keys), key=references.order))
    entries = tuple(Text(one.text(document.language)) for one in works)
    listed = Section("references", words(w.REFERENCES), entries)
    return replace(
        document, sections=(*sections, *([listed] if entries else [])), references=works
    )


def _cited(block: Text | Table | Figure, said: object) -> Text | Table | Figure:
    assert callable(said)
    if isinstance(block, Text):
        return replace(block, text=said(block.text))
    if isinstance(block, Table):
        return replace(block, notes=tuple(map(said, block.notes)))
    return block


def abbreviations(document: Document, words: Words) -> Document:
    """The list of those that the text and its tables use, before the references."""
    whole = " ".join(_texts(document))
    lines = [
        words.pair(short, words(phrase))
        for short, phrase in w.SHORT.items()
        if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", whole)
    ]
    if not lines:
        return document
    listed = Section(
        "abbreviations", words(w.ABBREVIATIONS), (Text(words.semicolon.join(lines) + "."),)
    )
    return replace(document, sections=(*document.sections, listed))


def _texts(document: Document) -> Iterator[str]:
    for section in document.sections:
        for block in section.blocks if section.id != "references" else ():
            if isinstance(block, Text):
                yield block.text
            elif isinstance(block, Table):
                yield from (head.heading for head in block.columns)
                yield from block.notes
                for row in block.rows:
                    if row.role == "head":
                        yield from map(str, row.cells.values())
