"""What stands on axes: curves with marks, straight lines across, areas, texts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, Protocol

from cpsurvey.report.plot.pen import Box, Look, Pen, Point, Step, area, circle, line, rectangle
from cpsurvey.report.plot.text import Writing

DASHES: dict[str, tuple[float, ...]] = {
    "-": (),
    "--": (3.7, 1.6),
    "-.": (6.4, 1.6, 1.0, 1.6),
    ":": (1.0, 1.65),
}
"""Strokes and gaps, in widths of the line."""
PENTAGON = [
    (math.sin(math.tau * at / 5) / 2, math.cos(math.tau * at / 5) / 2) for at in range(5)
]
PLUS = [
    *((-1, -3), (1, -3), (1, -1), (3, -1), (3, 1), (1, 1)),
    *((1, 3), (-1, 3), (-1, 1), (-3, 1), (-3, -1), (-1, -1)),
]
DIAGONAL = math.sqrt(0.5)
CORNERS: dict[str, Sequence[Point]] = {
    "s": [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)],
    "D": [(0.0, -DIAGONAL), (DIAGONAL, 0.0), (0.0, DIAGONAL), (-DIAGONAL, 0.0)],
    "^": [(0.0, 0.5), (-0.5, -0.5), (0.5, -0.5)],
    "v": [(0.0, -0.5), (0.5, 0.5), (-0.5, 0.5)],
    "p": PENTAGON,
    "P": [(x / 6, y / 6) for x, y in PLUS],
}
"""Of marks, in sizes of a mark."""


class Room(Protocol):
    """Where things stand, in points."""

    @property
    def box(self) -> Box:
        """Of the axes."""

    def at(self, x: float, y: float, of: Frame = "data") -> Point:
        """A place, by data or by shares."""


Frame = Literal["data", "axes", "rows", "figure"]
"""What a place is given by: `rows` have shares across and data up."""


def stroke(
    color: str, linewidth: float, linestyle: Any = "-", cap: str | None = None, alpha: float = 1
) -> Look:
    """A line as figures name it; gaps are in its widths."""
    dashes = DASHES[linestyle] if isinstance(linestyle, str) else linestyle[1]
    end: Any = "butt" if dashes else {"projecting": "square"}.get(cap or "projecting", cap)
    scaled = tuple(linewidth * one for one in dashes)
    return Look(color, linewidth, dashes=scaled, cap=end, alpha=alpha)


@lru_cache(maxsize=64)
def mark(name: str, size: float) -> tuple[Step, ...]:
    """The outline of a mark."""
    if name in "o.":
        return tuple(circle(size / (2 if name == "o" else 4)))
    if name == "|":
        return tuple(line([(0.0, -size / 2), (0.0, size / 2)]))
    return tuple(area([(size * x, size * y) for x, y in CORNERS[name]]))


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Curve:
    """Points with a line through them, marks on them, or both; a sample where it has none."""

    xs: Sequence[float]
    ys: Sequence[float]
    look: Look | None = None
    shape: tuple[Step, ...] = ()
    face: Look = PLAIN
    label: str = ""
    order: float = 2.0
    bar: str = ""
    """Direction of the bars of errors, if it has any; they stand as curves of their own."""
    rod: float = 0.0
    """Their width."""

    def draw(self, pen: Pen, room: Room) -> None:
        """On axes."""
        places = [room.at(x, y) for x, y in zip(self.xs, self.ys, strict=True)]
        self.trace(pen, places, places, room.box)

    def trace(
        self, pen: Pen, along: Sequence[Point], at: Sequence[Point], within: Box | None = None
    ) -> None:
        """The line along some places, marks at others."""
        if self.look:
            pen.path(line(along), self.look, within)
        if self.shape:
            pen.marks(self.shape, at, self.face, within)


@dataclass(frozen=True, slots=True)
class Straight:
    """A line across the axes."""

    value: float
    along: Literal["x", "y"]
    look: Look
    order: float = 2.0

    def draw(self, pen: Pen, room: Room) -> None:
        """On axes."""
        left, low, right, high = room.box
        x, y = room.at(self.value, self.value)
        ends = [(x, low), (x, high)] if self.along == "x" else [(left, y), (right, y)]
        pen.path(line(ends), self.look, room.box)


@dataclass(frozen=True, slots=True)
class Span:
    """What lies between two values."""

    low: float
    high: float
    along: Literal["x", "y"]
    look: Look
    order: float = 1.0

    def draw(self, pen: Pen, room: Room) -> None:
        """On axes."""
        left, low, right, high = room.box
        (x, y), (far, top) = room.at(self.low, self.low), room.at(self.high, self.high)
        box = (x, low, far, high) if self.along == "x" else (left, y, right, top)
        pen.path(rectangle(box), self.look, room.box)


@dataclass(frozen=True, slots=True)
class Areas:
    """Filled shapes."""

    shapes: Sequence[tuple[Sequence[Point], Look]]
    order: float = 1.0

    def draw(self, pen: Pen, room: Room) -> None:
        """On axes."""
        for points, look in self.shapes:
            pen.path(area([room.at(x, y) for x, y in points]), look, room.box)


@dataclass(frozen=True, slots=True)
class Words:
    """A text."""

    x: float
    y: float
    writing: Writing
    of: Frame = "data"
    order: float = 3.0

    def draw(self, pen: Pen, room: Room) -> None:
        """On axes, or beside."""
        if self.writing.text:
            self.writing.draw(pen, room.at(self.x, self.y, self.of))


def between(
    xs: Iterable[float], lower: Iterable[float], upper: Iterable[float]
) -> list[list[Point]]:
    """Outlines of a band, one for each stretch that is known."""
    found: list[list[tuple[float, float, float]]] = [[]]
    for triple in zip(xs, lower, upper, strict=True):
        if any(map(math.isnan, triple)):
            found.append([])
        else:
            found[-1].append(triple)
    return [
        [*((x, low) for x, low, _ in some), *((x, high) for x, _, high in reversed(some))]
        for some in found
        if some
    ]
