"""Numbers of tables and pictures in one document, and where its texts lead.

Phrases name a table by its code (``T8c``), which is the same in every study. A document counts
its own: each mention becomes the number that the table has there, or in the supplement, and
leads to it. A wave, a team or an item called ``T1`` is the study's own word and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from itertools import count
from operator import is_
from typing import Any

from cpsurvey.report.document import Document, Figure, Section, Text
from cpsurvey.report.linked import Linked, Part, parts_of
from cpsurvey.report.table import Row, Table
from cpsurvey.typography import printed

CODE = re.compile(
    r"(?P<noun>\b[Tt]ab(?:le|leau)[\s\u00a0\u202f])?\b(?P<code>T(?:\d+[a-z]*|V[a-z]?))\b"
    r"(?P<rest>(?:-[\w-]*\w)?)"
)
BETWEEN = "\u00a0"
NAME = 5
"""Words of a name at most; what is longer is a sentence."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Number of every table of a document that stands on a page.

    Parameters
    ----------
    of : mapping of str to str
        Id of a table -> its number.
    elsewhere : bool
        Whether they are those of another document: nothing can lead there.
    """

    of: Mapping[str, str]
    elsewhere: bool = False

    def find(self, code: str, near: Section | None) -> str | None:
        """Id of the table that has a code: the one of the same chapter, if there is one."""
        mine = {one.id for one in near.read if isinstance(one, Table)} if near else set()
        named = [id for id in self.of if code_of(id) == code]
        return next((id for id in named if id in mine), named[0] if named else None)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the mentions of one chapter."""

    here: Numbers
    there: Numbers
    word: str
    own: re.Pattern[str] | None = None
    section: Section | None = None

    def text(self, text: str) -> str:
        """A text with numbers for codes, and what it leads to already; else as it is."""
        if not CODE.search(text):
            return text
        return Linked.of(
            part
            for said, to in parts_of(text)
            for part in ([(said, to)] if to else self._parts(said))
        )

    def _parts(self, text: str) -> Iterator[Part]:
        end = 0
        own = [one.span() for one in self.own.finditer(text)] if self.own else []
        for found in CODE.finditer(text):
            if any(begin <= found.start() and found.end() <= stop for begin, stop in own):
                continue
            yield text[end : found.start()], ""
            yield self._mention(found)
            end = found.end()
        yield text[end:], ""

    def _mention(self, found: re.Match[str]) -> Part:
        code, noun = found["code"], found["noun"] or ""
        whole = code + found["rest"]
        for numbers in (self.here, self.there):
            named = whole if whole in numbers.of else None
            id = named if found["rest"] else numbers.find(code, self.section)
            if id:
                begins = found.string[: found.start()].rstrip()[-1:] in ("", ".")
                noun = noun or (self.word.capitalize() if begins else self.word) + BETWEEN
                return noun + numbers.of[id], "" if numbers.elsewhere else id
        return found[0], ""


def code_of(id: str) -> str:
    """Code of a table: what its id begins with."""
    return id.partition("-")[0]


def own_texts(found: Any, language: str) -> re.Pattern[str] | None:
    """Names in a study that read as if they named a table; None where there are none.

    Its sentences may name tables, as those of shipped questionnaires do.
    """
    names = (text for text in _texts(found) if CODE.search(text))
    texts = {text for text in names if len(text.split()) <= NAME}
    texts |= {printed(text, language) for text in texts}
    if not texts:
        return None
    longest = sorted(texts, key=lambda text: (-len(text), text))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _texts(found: Any) -> Iterator[str]:
    """Every text that results hold, at any depth."""
    if isinstance(found, str):
        yield found
    elif found is None or isinstance(found, float | int):
        return
    elif isinstance(found, Mapping):
        yield from _texts((*found, *found.values()))
    elif isinstance(found, list | tuple | set | frozenset):
        for value in found:
            yield from _texts(value)
    elif is_dataclass(found):
        for name in found.__dataclass_fields__:
            yield from _texts(getattr(found, name))


def numbered(
    document: Document,
    prefix: str = "",
    supplement: Document | None = None,
    own: re.Pattern[str] | None = None,
) -> Document:
    """The document with its tables and pictures counted and its mentions leading to them.

    Parameters
    ----------
    prefix : str
        Stands before every number (``S``).
    supplement : Document, optional
        Numbered already: where tables stand that this document has not.
    own : pattern, optional
        Texts of the study, in which nothing names a table (`own_texts`).
    """
    tables, figures = count(1), count(1)
    counted = tuple(
        replace(
            section, blocks=tuple(_counted(b, prefix, tables, figures) for b in section.blocks)
        )
        for section in document.sections
    )
    made = replace(document, sections=counted)
    word = document.words["table"]
    writer = _Writer(
        Numbers(_numbers(made)),
        Numbers(_numbers(supplement) if supplement else {}, elsewhere=True),
        word.lower() if document.language == "fr" else word,
        own,
    )
    return replace(
        made,
        sections=tuple(
            replace(one, blocks=tuple(map(_led(replace(writer, section=one)), one.blocks)))
            for one in made.sections
        ),
    )


def _numbers(document: Document) -> dict[str, str]:
    return {table.id: table.number for table in document.tables() if table.number}


def _counted(block: Any, prefix: str, tables: Iterator[int], figures: Iterator[int]) -> Any:
    if isinstance(block, Table) and not block.sheet_only:
        number = f"{prefix}{next(tables)}"
    elif isinstance(block, Figure):
        number = f"{prefix}{next(figures)}"
    else:
        return block
    return block if block.number == number else replace(block, number=number)


def _led(writer: _Writer) -> Any:
    def led(block: Any) -> Any:
        if isinstance(block, Text):
            text = writer.text(block.text)
            return block if text is block.text else replace(block, text=text)
        if isinstance(block, Figure):
            alt = writer.text(block.alt)
            return block if alt is block.alt else replace(block, alt=alt)
        return _table(block, writer)

    return led


def _table(table: Table, writer: _Writer) -> Table:
    notes = tuple(map(writer.text, table.notes))
    texts = [column.key for column in table.columns if column.kind == "text"]
    rows = tuple(_row(row, texts, writer) for row in table.rows)
    same = notes == table.notes and all(map(is_, rows, table.rows))
    return table if same else replace(table, notes=notes, rows=rows)


def _row(row: Row, texts: list[str], writer: _Writer) -> Row:
    if row.role == "group":
        return row
    led = {
        key: writer.text(value)
        for key in texts
        if isinstance(value := row.cells.get(key), str) and CODE.search(value)
    }
    return replace(row, cells={**row.cells, **led}) if led else row
