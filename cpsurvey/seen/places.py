"""How a program counts the characters of a text: found by reading again what it says it coded.

Code points or units of UTF-16, the last character included or not, line ends of one character
or two, a byte-order mark counted or not: programs differ, and none says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from cpsurvey.seen.project import Project, Selection

BOM = "\ufeff"
FEWEST = 0.5
"""Share of readable selections that a way of counting must meet to be believed."""
SHORT = 12
"""Characters of what a selection says that are compared; programs cut it."""


@dataclass(frozen=True, slots=True)
class Counting:
    """A way to count."""

    wide: bool = False
    closed: bool = False
    joined: bool = False
    marked: bool = False

    @property
    def name(self) -> str:
        """What it is called in results."""
        return "utf16" if self.wide else "code_points"

    def text(self, text: str) -> str:
        """The text as it is counted."""
        if not self.marked:
            text = text.removeprefix(BOM)
        return text.replace("\r\n", "\n") if self.joined else text


PLAIN = Counting()


def counting(project: Project) -> tuple[Counting, bool]:
    """The way to count that agrees best with what selections say; whether any could tell."""
    told = [
        one
        for one in project.selections
        if one.start is not None and " ".join(one.said.split()) and one.source in project.texts
    ]
    if not told:
        return PLAIN, False
    ways = [Counting(*flags) for flags in product((False, True), repeat=4)]
    scores = [sum(_agrees(one, project, way) for one in told) for way in ways]
    best = max(range(len(ways)), key=scores.__getitem__)
    return ways[best], scores[best] >= FEWEST * len(told)


def _agrees(one: Selection, project: Project, way: Counting) -> bool:
    found = stretch(one, project.texts[one.source], way)
    if found is None:
        return False
    read = " ".join(way.text(project.texts[one.source])[slice(*found)].split())
    said = " ".join(one.said.split()).rstrip(".… ")
    if len(said) < SHORT:
        return read.rstrip(".… ") == said
    whole = read.rstrip(".… ") == said
    return whole or (read.startswith(said) and len(said) >= 40)


def stretch(one: Selection, text: str, way: Counting) -> tuple[int, int] | None:
    """Start and end in characters of Python, the end not included; None beyond the text."""
    if one.start is None or one.end is None:
        return None
    counted = way.text(text)
    start, end = one.start, one.end + way.closed
    if way.wide:
        data = counted.encode("utf-16-le", "surrogatepass")
        if not 0 <= start < end <= len(data) // 2:
            return None
        before = data[: start * 2].decode("utf-16-le", "replace")
        inside = data[start * 2 : end * 2].decode("utf-16-le", "replace")
        return len(before), len(before) + len(inside)
    return (start, end) if 0 <= start < end <= len(counted) else None


def placed(
    project: Project, way: Counting
) -> Iterator[tuple[Selection, tuple[int | None, int | None] | None]]:
    """Every selection with its place; None where it does not lie in its text."""
    for one in project.selections:
        text = project.texts.get(one.source)
        if one.start is None:
            yield one, (None, None)
        elif text is not None:
            yield one, stretch(one, text, way)
        else:
            end = (one.end or 0) + way.closed
            yield one, (one.start, end) if 0 <= one.start < end else None


def known(names: Iterable[str]) -> dict[str, str]:
    """Name of a code in lower case without blanks around -> as it is written."""
    return {" ".join(name.split()).casefold(): name for name in names}
