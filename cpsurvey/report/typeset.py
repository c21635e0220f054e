"""A whole document as its language is printed (`cpsurvey/typography.py`), at its end.

Phrases are set when they are filled in; this reaches what came of users and of other texts.
"""

from __future__ import annotations

from dataclasses import replace

from cpsurvey import typography
from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.linked import Linked, parts_of
from cpsurvey.report.table import Row, Table

Block = Text | Table | Figure
Known = dict[int, tuple[Block, Block]]
"""Identity of a block -> the block, and how it is printed."""


def typeset(document: Document, known: Known | None = None) -> Document:
    """The document as its language is printed; English stays as it is.

    `known` takes blocks that another document has too, so that they are set once.
    """
    if document.language != "fr":
        return document
    sections = document.sections
    return replace(
        document,
        title=french(document.title),
        subtitle=french(document.subtitle),
        banner=french(document.banner),
        sections=tuple(_section(one, {} if known is None else known) for one in sections),
        words={key: french(word) for key, word in document.words.items()},
    )


def french(text: str) -> str:
    """One text; where it leads is kept."""
    if isinstance(text, Linked):
        return Linked.of((french(part), to) for part, to in parts_of(text))
    return typography.printed(text, "fr")


def _section(section: Section, known: Known) -> Section:
    for block in section.blocks:
        if id(block) not in known:
            known[id(block)] = block, _block(block)
    return replace(
        section,
        title=french(section.title),
        part=french(section.part),
        blocks=tuple(known[id(block)][1] for block in section.blocks),
    )


def _block(block: Block) -> Block:
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
