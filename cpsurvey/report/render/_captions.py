"""What stands at a table or a picture: its number in a document, its code in every one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpsurvey.report.document import Document, Figure, Section
from cpsurvey.report.table import Table

Numbered = Table | Figure
_NUMBER = re.compile(r"(?P<prefix>.*?)(?P<count>\d{1,6})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Count:
    """A number as programs count it.

    Parameters
    ----------
    prefix : str
        What stands before the digits (``S``).
    value : int
        The digits.
    follows : bool
        Whether it is one more than the number before it.
    """

    prefix: str
    value: int
    follows: bool


def noun(block: Numbered, document: Document) -> str:
    """The word before the number."""
    return document.words["table" if isinstance(block, Table) else "figure"]


def label(block: Numbered, document: Document) -> str:
    """``Table 3``; where nothing was counted a table goes by its code."""
    number = block.number or (block.id.split("-")[0] if isinstance(block, Table) else "")
    return f"{noun(block, document)}\u00a0{number}" if number else noun(block, document)


def tag(block: Numbered) -> str:
    """``[T9]``, the code a table has in every study; none where it is the number already."""
    return f"[{block.code}]" if isinstance(block, Table) and block.number and block.code else ""


def shown(document: Document) -> Iterator[tuple[Section, Numbered]]:
    """Tables and pictures that stand on a page, in order, with their chapter."""
    for section in document.sections:
        for block in section.read:
            if isinstance(block, Table | Figure):
                yield section, block


def counts(document: Document) -> dict[str, Count]:
    """Id of every counted table and picture -> its number."""
    last: dict[type, int] = {}
    found = {}
    for _, block in shown(document):
        if match := _NUMBER.fullmatch(block.number):
            value = int(match["count"])
            follows = value == last.get(type(block), 0) + 1
            found[block.id] = Count(match["prefix"], value, follows)
            last[type(block)] = value
    return found
