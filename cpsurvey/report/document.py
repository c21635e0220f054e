"""A report before it is written: headings, sentences, tables and pictures, in one language."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Literal, Protocol

from cpsurvey.report.dress import PLAIN, Dress
from cpsurvey.report.references import Reference
from cpsurvey.report.table import Table


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `tone` says how loudly (``lead``: what a chapter found)."""

    text: str
    tone: Literal["plain", "lead", "note", "warning", "alert", "code"] = "plain"


DOTS, PRINTED = 150, 300
"""Per inch: of a picture in a document, and of one in a file that is printed."""


class Drawing(Protocol):
    """A picture not yet drawn; drawing it takes longer than anything else in a report."""

    def svg(self) -> str:
        """For screens."""

    def png(self, dots: int = DOTS) -> bytes:
        """For Word: so many dots an inch."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, drawn in the form a renderer asks for, with a text for who cannot see it.

    Parameters
    ----------
    number : str
        In its document (``1``, ``S3``); empty where it was not counted.
    """

    id: str
    title: str
    alt: str
    drawing: Drawing
    number: str = ""

    @property
    def svg(self) -> str:
        """For screens."""
        return self.drawing.svg()

    @property
    def png(self) -> bytes:
        """For Word."""
        return self.drawing.png()


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter; chapters of one `part` follow each other under its name."""

    id: str
    title: str
    blocks: tuple[Text | Table | Figure, ...]
    part: str = ""

    @property
    def read(self) -> tuple[Text | Table | Figure, ...]:
        """Blocks that stand on a page; the others are for spreadsheets."""
        return tuple(b for b in self.blocks if not (isinstance(b, Table) and b.sheet_only))


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    Parameters
    ----------
    banner : str
        Printed on every page (simulated data); empty when there is nothing to say.
    others : mapping of str to str
        Language -> suffix of the same report in it.
    name : str
        What its files are called (``report``, ``manager``).
    words : mapping of str to str
        What renderers themselves say: table, figure, note, contents.
    references : tuple of Reference
        Works it cites, in the order of its list.
    dress : Dress
        Template and logo of an organisation.
    """

    language: str
    title: str
    subtitle: str
    banner: str
    sections: tuple[Section, ...]
    words: dict[str, str]
    others: dict[str, str] = field(default_factory=dict)
    name: str = "report"
    references: tuple[Reference, ...] = ()
    dress: Dress = PLAIN

    def parts(self) -> list[tuple[str, list[Section]]]:
        """Chapters that follow each other under one name, in order."""
        grouped = itertools.groupby(self.sections, key=lambda section: section.part)
        return [(part, list(sections)) for part, sections in grouped]

    def tables(self) -> list[Table]:
        """All tables in order."""
        return [b for s in self.sections for b in s.blocks if isinstance(b, Table)]
