"""Lists of contents and of tables in a Word file: fields of Word, filled with what they find.

Word computes fields anew when it is asked to or prints; a file that asks for it by itself
would greet everybody with a question about files it may refer to. Until then the lists show
every entry and lead to it, without pages nobody has counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cpsurvey.report.document import Document, Figure
from cpsurvey.report.render import _captions
from cpsurvey.report.render._wordtext import (
    Marks,
    closing,
    computed,
    link,
    opening,
    paragraph,
    run,
)
from cpsurvey.report.table import Table

FEW = 6
"""Up to so many chapters a reader finds without a list of contents."""
MANY = 12
"""From so many tables or pictures on they have a list of their own."""

Entry = tuple[str, str, str]
"""Style, words and mark of a line."""


def contents(document: Document, styles: Mapping[str, str], marks: Marks) -> str:
    """Chapters under their parts; nothing where there are few."""
    if len(document.sections) <= FEW:
        return ""
    entries: list[Entry] = []
    for part, chapters in document.parts():
        if part:
            entries.append((styles["TOC1"], part, marks.name(chapters[0].id, "_Part")))
        style = styles["TOC2" if part else "TOC1"]
        entries += [(style, one.title, marks.name(one.id, "_Toc")) for one in chapters]
    heading = paragraph(run(document.words["contents"]), style=styles["TOCHeading"])
    return heading + _field('TOC \\o "1-2" \\h \\z', entries)


def captions(document: Document, styles: Mapping[str, str], marks: Marks) -> str:
    """Tables, and pictures, each in a list of their own where they are many."""
    found = []
    for kind, word in ((Table, "table"), (Figure, "figure")):
        blocks = [b for _, b in _captions.shown(document) if isinstance(b, kind) and b.number]
        if len(blocks) >= MANY:
            noun = document.words[word]
            entries = (
                (
                    styles["TableofFigures"],
                    f"{_captions.label(block, document)}. {block.title}",
                    marks.name(block.id),
                )
                for block in blocks
            )
            heading = paragraph(run(document.words[f"{word}s"]), style=styles["TOCHeading"])
            found.append(heading + _field(f'TOC \\h \\z \\c "{noun}"', entries))
    return "".join(found)


def _field(code: str, entries: Iterable[Entry]) -> str:
    """One field over all its lines, as Word writes it."""
    lines, first = [], opening(code)
    for style, words, mark in entries:
        page = run("\t") + computed(f"PAGEREF {mark} \\h", "")
        lines.append(paragraph(first + link(run(words) + page, mark), style=style))
        first = ""
    return "".join(lines) + paragraph(closing(), place='<w:spacing w:after="0"/>')
