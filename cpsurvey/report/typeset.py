"""French as it is set: narrow spaces no line may break at, apostrophes that curve.

Phrases are written with the keys of a keyboard; this is done to a whole document at its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.linked import Linked, parts_of
from cpsurvey.report.table import Row, Table

NARROW = "\u202f"
APOSTROPHE = "\u2019"
_BEFORE = re.compile(r"[ \u00a0](?=[;:!?»%])")
_AFTER = re.compile(r"(?<=«)[ \u00a0]")
_ELISION = re.compile(r"(?<=\w)'(?=\w)")
Set = Callable[[str], str]


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
    )


def french(text: str) -> str:
    """One text; where it leads is kept."""
    if isinstance(text, Linked):
        return Linked.of((_french(part), to) for part, to in parts_of(text))
    return _french(text)


def _french(text: str) -> str:
    spaced = _AFTER.sub(NARROW, _BEFORE.sub(NARROW, text))
    return _ELISION.sub(APOSTROPHE, spaced)


def _section(section: Section) -> Section:
    return replace(
        section,
        title=french(section.title),
        part=french(section.part),
        blocks=tuple(map(_block, section.blocks)),
    )


def _block(block: Text | Table | Figure) -> Text | Table | Figure:
    if isinstance(block, Text):
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
