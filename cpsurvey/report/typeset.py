"""A whole document as its language is printed (`cpsurvey/typography.py`), at its end.

Phrases are set when they are filled in; this reaches what came of users and of other texts.
"""

from __future__ import annotations

from dataclasses import replace

from cpsurvey import typography
from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.linked import Linked, parts_of
from cpsurvey.report.table import Row, Table


def typeset(document: Document) -> Document:
    """The document as its language is printed; English stays as it is."""
    if document.language != "fr":
        return document
    return replace(
        document,
        title=french(document.title),
        subtitle=french(document.subtitle),
        banner=french(document.banner),
        sections=tuple(map(_section, document.sections)),
        words={key: french(word) for key, word in document.words.items()},
    )


def french(text: str) -> str:
    """One text; where it leads is kept."""
    if isinstance(text, Linked):
        return Linked.of((french(part), to) for part, to in parts_of(text))
    return typography.printed(text, "fr")


def _section(section: Section) -> Section:
    return replace(
        section,
        title=french(section.title),
        part=french(section.part),
        blocks=tuple(map(_block, section.blocks)),
    )


def _block(block: Text | Table | Figure) -> Text | Table | Figure:
    if isinstance(block, Text):
        if block.tone == "code":
            return block
        return replace(block, text=french(block.text))
    if isinstance(block, Figure):
        return replace(block, title=french(block.title), alt=french(block.alt))
    return replace(
        block,
        title=french(block.title),
        columns=tuple(replace(one, heading=french(one.heading)) for one in block.columns),
        rows=tuple(map(_row, block.rows)),
        notes=tuple(map(french, block.notes)),
    )


def _row(row: Row) -> Row:
    cells = {
        key: french(value) if isinstance(value, str) else value
        for key, value in row.cells.items()
    }
    return replace(row, cells=cells, heading=french(row.heading))
