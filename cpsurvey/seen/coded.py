"""Codings on their way through: segments by place, sources and coders by number alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cpsurvey.design.evidence_seen import Codebook, SourceType
from cpsurvey.seen.aside import Left

Kind = Literal[
    "procedure", "chart", "script", "indicator_sheet", "minutes", "note", "training", "other"
]
"""Of a document: what a register calls otherwise is `other`, as it may be a name."""


@dataclass(frozen=True, slots=True, repr=False)
class Segment:
    """A stretch of a source with one code by one coder.

    Parameters
    ----------
    source, coder : int
        Places in `Coded.sources` and `Coded.coders`.
    start, end : int or None
        Characters, the last one not included; None: the whole source.
    """

    source: int
    start: int | None
    end: int | None
    coder: int
    code: str


@dataclass(frozen=True, slots=True)
class CoderInfo:
    """Who coded; `model` and `prompt` of a language model."""

    model: str | None = None
    prompt: str | None = None

    @property
    def person(self) -> bool:
        """Whether this is a person."""
        return self.model is None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document of the register; `mentions`: whether it speaks of any formal group."""

    type: Kind
    mentions: bool | None


@dataclass(frozen=True, slots=True, repr=False)
class Coded:
    """Everything that was coded and can be used.

    Parameters
    ----------
    unlisted : int
        Different codes of the segments that the codebook does not have: nothing is said of
        them one by one, for people are often made codes, too.
    units : mapping of str to int
        How positions in the projects were read (``code_points``, ``utf16``, ``unverified``)
        -> projects.
    """

    codebook: Codebook
    sources: tuple[SourceType, ...]
    coders: tuple[CoderInfo, ...]
    segments: tuple[Segment, ...]
    documents: tuple[DocumentInfo, ...]
    left: tuple[Left, ...]
    unlisted: int = 0
    units: Mapping[str, int] = field(default_factory=dict)
