"""Answers that are known to go from less to more, in the words that forms use.

One line of ``wordings.txt`` is one way to word a scale, from its low end to its high one:
``|`` stands between points, ``/`` between words for the same point, ``*`` for words that all
points share ("very *": very satisfied, very important). ``~`` before a line says
that its ends mirror each other: where one was used, the other was offered too. A line after
``fr:`` is French.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from cpsurvey.intake.words import words

_FILE = Path(__file__).with_name("wordings.txt")
_YES = ("yes", "oui", "ja", "sí", "si", "sim", "true", "vrai", "y", "o")
_NO = ("no", "non", "nein", "nee", "não", "false", "faux", "n")


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to word a scale.

    Parameters
    ----------
    points : tuple of tuple of str
        Words of each point, from low to high, in the normal form of words.
    mirrored : bool
        Its ends mirror each other.
    """

    language: str
    points: tuple[tuple[str, ...], ...]
    mirrored: bool

    def known(self, labels: Sequence[str]) -> dict[str, int]:
        """Points of those labels that are words of it."""
        named = _named(self, "")
        return {one: named[_bare(one)] for one in labels if _bare(one) in named}

    def places(self, labels: Sequence[str]) -> dict[str, int] | None:
        """Point of every label, or None where one is no word of it or two are of one point."""
        bare = {label: _bare(label) for label in labels}
        shared = _shared([*bare.values()], self.points) if self._open else ""
        if shared is None:
            return None
        named = _named(self, shared)
        found = {label: named[said] for label, said in bare.items() if said in named}
        if len(found) < len(labels) or len(set(found.values())) < len(found):
            return None
        return found

    @property
    def _open(self) -> bool:
        return any("*" in phrase for phrases in self.points for phrase in phrases)


@lru_cache(maxsize=1024)
def _named(wording: Wording, shared: str) -> dict[str, int]:
    """Phrase, with the shared words filled in -> its point."""
    return {
        _bare(phrase.replace("*", shared)): at
        for at, phrases in enumerate(wording.points)
        for phrase in reversed(phrases)
    }


@lru_cache(maxsize=16_384)
def _bare(phrase: str) -> str:
    """A phrase without the signs that people set or leave out."""
    return " ".join(re.sub(r"[,.;:!?()/-]", " ", phrase).split())


@cache
def wordings() -> tuple[Wording, ...]:
    """Every line, those without words to fill in first."""
    found = list(_wordings())
    return tuple(sorted(found, key=lambda one: one._open))


def _wordings() -> Iterator[Wording]:
    language = ""
    for line in _FILE.read_text("utf-8").splitlines():
        if line.endswith(":") and len(line) == 3:
            language = line[:2]
            continue
        mirrored = line.startswith("~")
        points = tuple(
            tuple(words(phrase) for phrase in point.split("/"))
            for point in line.removeprefix("~").split("|")
        )
        yield Wording(language, points, mirrored)


def _shared(labels: Sequence[str], points: Sequence[Sequence[str]]) -> str | None:
    """Words that all labels share beside those of a point: ``satisfied``."""
    patterns = [
        re.compile(re.escape(phrase).replace(r"\*", "(.+)"))
        for phrases in points
        for phrase in phrases
        if phrase != "*"
    ]
    common: set[str] | None = None
    for label in labels:
        fitting = {m[1] for p in patterns if p.groups and (m := p.fullmatch(label))} | {label}
        common = fitting if common is None else common & fitting
    return min(common, key=len) if common else None


def yes_no(labels: Sequence[str]) -> dict[str, int] | None:
    """1 for yes and 0 for no, where the labels are these two."""
    found = {one: 1 if one in _YES else 0 for one in labels if one in _YES or one in _NO}
    return found if len(found) == len(labels) and len(set(found.values())) == 2 else None
