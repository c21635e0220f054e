"""Pictures kept from run to run: drawing takes longer than anything else in a report.

What a chapter shows follows from its results, the words and the program. Where a chapter of
the same digest was drawn before, it is written with blank pictures, and each is taken from
what is kept when a format asks for it; one that is not there is drawn after all. A picture
of several chapters says itself what it is made of.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

from cpsurvey import stored
from cpsurvey.report import canvas
from cpsurvey.report.document import DOTS, Drawing, Figure
from cpsurvey.report.words import Words

STRICT = "CPSURVEY_STRICT_PICTURES"
"""Set by the tests: a picture that cannot be blank is a fault to be mended, not drawn anew."""

Blocks = list[Any]
Write = Callable[[], Iterable[Any]]


class Keeper(Protocol):
    """Where entries lie."""

    def read(self, name: str) -> bytes | None:
        """Entry of a name: None where there is none, empty where it is damaged."""

    def write(self, name: str, data: bytes) -> None:
        """Keep an entry."""


class Pictures:
    """Pictures of one study.

    Parameters
    ----------
    program : str
        What draws: another program may draw otherwise.
    """

    def __init__(self, keeper: Keeper, program: str) -> None:
        self._keeper = keeper
        self._program = program
        self._texts: dict[int, tuple[Any, str]] = {}
        self._frame: tuple[Words, str] | None = None

    def prepare(self, results: Iterable[Any]) -> None:
        """Make the texts of results, on which pictures rest, once for all languages."""
        for result in results:
            self._text(result)

    def blocks(self, results: Sequence[Any], words: Words, study: Any, write: Write) -> Blocks:
        """What `write` says of these results, its pictures drawn as late as can be."""
        text = self._around(words, study) + "\0".join(map(self._text, results))
        group = _Group(self._keeper, _digest(text), write)
        return [
            replace(one, drawing=_Kept(group, at, one.id)) if isinstance(one, Figure) else one
            for at, one in enumerate(group.written())
        ]

    def known(self, drawing: Drawing, language: str) -> Drawing:
        """A picture that says what it is made `of`, drawn once for all that say the same."""
        of = getattr(drawing, "of", "")
        if not of or isinstance(drawing, _Kept):
            return drawing
        text = "\0".join((self._program, language, of))
        return _Known(self._keeper, _digest(text), drawing)

    def _around(self, words: Words, study: Any) -> str:
        """What all pictures of a language rest on."""
        if self._frame is None or self._frame[0] is not words:
            whole = [self._program, words.language, dict(words.known)]
            self._frame = words, _digest(json.dumps(whole, sort_keys=True))
        return self._frame[1] + json.dumps(study, sort_keys=True)

    def _text(self, result: Any) -> str:
        held = self._texts.get(id(result))
        if held is None or held[0] is not result:
            held = self._texts[id(result)] = (result, stored.compact(result))
        return held[1]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:40]


@dataclass
class _Group:
    """What is shown of one digest."""

    keeper: Keeper
    key: str
    write: Write

    def written(self) -> Blocks:
        """Blocks, with blank pictures where they were drawn before."""
        if self.keeper.read(self.key) is not None:
            try:
                with canvas.blank():
                    return list(self.write())
            except Exception:
                # a blank picture cannot answer every question
                if STRICT in os.environ:
                    raise
        return self.drawable

    @cached_property
    def drawable(self) -> Blocks:
        """Blocks with pictures that can be drawn."""
        return list(self.write())

    def form(self, at: int, name: str, suffix: str, draw: Callable[[Drawing], bytes]) -> bytes:
        """A picture in one form, kept or drawn now."""

        def drawn() -> bytes:
            data = draw(self.drawable[at].drawing)
            self.keeper.write(self.key, b"drawn")
            return data

        return _once(self.keeper, f"{self.key}-{at}-{name}.{suffix}"[:200], drawn)


@dataclass(frozen=True, slots=True)
class _Kept:
    """One picture of a group."""

    group: _Group
    at: int
    name: str

    @property
    def of(self) -> str:
        """What another that shows it is made of."""
        return f"{self.group.key}-{self.at}"

    def svg(self) -> str:
        return self.group.form(self.at, self.name, "svg", lambda d: d.svg().encode()).decode()

    def png(self, dots: int = DOTS) -> bytes:
        name = self.name if dots == DOTS else f"{self.name}-{dots}"
        return self.group.form(self.at, name, "png", lambda d: d.png(dots))


@dataclass(frozen=True, slots=True)
class _Known:
    """One picture of which is known what it is made of."""

    keeper: Keeper
    key: str
    drawing: Drawing

    def svg(self) -> str:
        drawn = _once(self.keeper, f"{self.key}-svg", lambda: self.drawing.svg().encode())
        return drawn.decode()

    def png(self, dots: int = DOTS) -> bytes:
        entry = f"{self.key}-{dots}.png"
        return _once(self.keeper, entry, lambda: self.drawing.png(dots))


def _once(keeper: Keeper, entry: str, draw: Callable[[], bytes]) -> bytes:
    """What is kept under a name; else it is drawn, and kept."""
    if held := keeper.read(entry):
        return held
    data = draw()
    keeper.write(entry, data)
    return data
