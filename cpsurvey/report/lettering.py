"""How much room texts take in inches, and where their lines break."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

Extent = tuple[float, float, float]
"""Width, height and what of it is below the line, in points."""
LEADING = 1.22
"""Height of a line per size of its letters."""


@lru_cache(maxsize=8192)
def width(text: str, size: float, weight: str = "normal") -> float:
    """Of one line, in inches."""
    return extent(text, size, weight)[0] / 72


@lru_cache(maxsize=8192)
def extent(text: str, size: float, weight: str = "normal") -> Extent:
    """Width, height and what of it is below the line, in points.

    Words are measured once, in one size: letters are not moved for a space beside them.
    """
    if not text:
        return 0.0, 0.0, 0.0
    parts = list(itertools.chain(*((word, " ") for word in text.split(" "))))[:-1]
    wide, high, down = zip(*(_word(part, weight) for part in parts if part), strict=True)
    below = max(down)
    above = max(h - d for h, d in zip(high, down, strict=True))
    return sum(wide) * size, (above + below) * size, below * size


@lru_cache(maxsize=8192)
def _word(word: str, weight: str) -> Extent:
    """Of one, in ems."""
    from cpsurvey.report import letters

    wide, high, below = letters.extent(word, weight)
    return wide / letters.MEASURED, high / letters.MEASURED, below / letters.MEASURED


def height(lines: int, size: float) -> float:
    """Of lines, in inches."""
    return lines * LEADING * size / 72


@lru_cache(maxsize=4096)
def wrapped(text: str, room: float, size: float) -> tuple[str, ...]:
    """Lines no wider than `room`, broken in a word only where it is too long for one."""
    lines: list[str] = []
    glue = ""
    for word in text.split(" "):
        for part in _pieces(word, room, size):
            joined = f"{lines[-1]}{glue}{part}" if lines else part
            if lines and width(joined, size) <= room:
                lines[-1] = joined
            else:
                lines.append(part)
            glue = ""
        glue = " "
    return tuple(lines) or ("",)


def _pieces(word: str, room: float, size: float) -> list[str]:
    """A word whole where it fits, else broken after its hyphens, else anywhere."""
    if width(word, size) <= room:
        return [word]
    found = []
    for part in _parts(word):
        while width(part, size) > room and len(part) > 2:
            end = len(part) - 1
            while end > 1 and width(f"{part[:end]}-", size) > room:
                end -= 1
            found.append(part[:end] + "-")
            part = part[end:]
        found.append(part)
    return found


def _parts(word: str) -> list[str]:
    """What hyphens and strokes separate, each part with its own."""
    return re.findall(r"[^-/_]+[-/_]*|[-/_]+", word)


def longest_word(text: str, size: float) -> float:
    """Room that its longest word, or part of one, needs."""
    parts = [part for word in text.split(" ") for part in _parts(word)]
    return max((width(part, size) for part in parts), default=0.0)
