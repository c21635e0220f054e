"""What the files of evidence say, item by item: only what counts, never who said it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Code = Literal["ok", "comprehension", "retrieval", "judgement", "response", "other"]
"""What an interview shows of an item: no problem, or the step of answering that is one
(Tourangeau, 1984; Willis, 2005)."""
CODES: tuple[Code, ...] = (
    "ok",
    "comprehension",
    "retrieval",
    "judgement",
    "response",
    "other",
)
Judgement = Literal["same", "minor", "different"]
"""Of a translation back into the source language: the same meaning, another nuance, another."""
JUDGEMENTS: tuple[Judgement, ...] = ("same", "minor", "different")
NONE = "none"
"""Sorted into no construct."""


@dataclass(frozen=True, slots=True)
class Rated:
    """Ratings of an item from 1 to 4, one of each expert who gave one."""

    relevance: tuple[int, ...] = ()
    clarity: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Interviewed:
    """People an item was tried on, how often each code was given, and who had a problem."""

    people: int = 0
    troubled: int = 0
    codes: Mapping[Code, int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class OfItem:
    """What is said of an item in one language, in the wording it has now.

    Parameters
    ----------
    constructs : mapping of str to int
        Scale (or ``none``) -> judges who put the item there.
    back : Judgement or None
        The worst that is said of its translation back.
    """

    rated: Rated = Rated()
    constructs: Mapping[str, int] = field(default_factory=dict)
    interviewed: Interviewed = Interviewed()
    back: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """All evidence of a questionnaire's files.

    Parameters
    ----------
    items : mapping of (item, language) to OfItem
    people : mapping of (kind, scale, language) to int
        How many experts, judges or people are behind a kind of evidence for a scale.
    days : mapping of (kind, scale, language) to str
        The latest day that its rows name.
    earlier : mapping of (kind, scale, language) to int
        Rows about another wording than that of now, which count for nothing.
    unsaid : mapping of str to int
        Kind -> rows that do not say which wording they are about, taken for that of now.
    rows : mapping of str to int
        File -> rows that were filled in.
    """

    items: Mapping[tuple[str, str], OfItem] = field(default_factory=dict)
    people: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    days: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    earlier: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    unsaid: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)

    def of(self, item: str, language: str) -> OfItem:
        """What is said of an item in a language; nothing, where nobody said anything."""
        return self.items.get((item, language), OfItem())
