"""One file per document: what people open, send and keep, of one set of results.

A file is a document and gives it its name, unless its name begins with ``_``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cpsurvey.registry import Registry
from cpsurvey.report.document import Document
from cpsurvey.report.guard import Guarded, unguarded
from cpsurvey.report.pictures import Pictures
from cpsurvey.report.words import Words
from cpsurvey.results import ResultSet

FIRST = "report"
"""The document to open first; it is always written."""


@dataclass(frozen=True, slots=True)
class Stands:
    """A document that is written already, numbered, and the names of its files."""

    document: Document
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What a document is made of.

    Parameters
    ----------
    whole : Document
        Every chapter with all its tables and pictures, numbered as the supplement is.
    others : mapping of str to str
        Other languages -> file-name suffix of the same document.
    beside : mapping of str to Stands
        Documents that stand already, by name; the one to open first is written last and
        knows all.
    empty : tuple of str
        Documents that were asked for, and for which there is nothing.
    """

    results: ResultSet
    words: Words
    whole: Document
    others: dict[str, str] = field(default_factory=dict)
    beside: dict[str, Stands] = field(default_factory=dict)
    empty: tuple[str, ...] = ()
    guard: Guarded = unguarded
    pictures: Pictures | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """One document.

    Parameters
    ----------
    build : callable
        None where these results have nothing for it.
    prefix : str
        Stands before the numbers of its tables and pictures (``S`` in a supplement).
    after : tuple of str
        Documents it reads where they are written, too.
    """

    build: Callable[[Given], Document | None]
    prefix: str = ""
    after: tuple[str, ...] = ()


papers: Registry[Paper] = Registry("cpsurvey.report.documents", "document", "CPS504")
"""Every document, by the name study files use."""
