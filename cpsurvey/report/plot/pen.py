"""What pictures are made of, in points from the lower left corner."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, Protocol

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, lower, right and upper end."""
Step = tuple[str, tuple[float, ...]]
"""As in SVG: M (move), L (line), Q and C (curves), Z (close), with their points."""
Anchor = Literal["start", "middle", "end"]

BEND = 4 * (math.sqrt(2) - 1) / 3
"""Where the handles of a curve stand that is a quarter of a circle."""


@dataclass(frozen=True, slots=True)
class Look:
    """A line, a filling, or both."""

    stroke: str | None = None
    width: float = 0.0
    fill: str | None = None
    dashes: tuple[float, ...] = ()
    """Strokes and gaps in points."""
    cap: Literal["butt", "round", "square"] = "butt"
    join: Literal["round", "miter"] = "round"
    alpha: float = 1.0


class Pen(Protocol):
    """Draws in one form; `within` cuts off what is beyond a box."""

    def path(self, steps: Sequence[Step], look: Look, within: Box | None = None) -> None:
        """Lines and curves."""

    def marks(
        self,
        shape: tuple[Step, ...],
        places: Sequence[Point],
        look: Look,
        within: Box | None = None,
    ) -> None:
        """A small shape around the origin, at each of several places."""

    def text(
        self,
        place: Point,
        text: str,
        size: float,
        colour: str,
        *,
        anchor: Anchor = "start",
        weight: str = "normal",
        angle: float = 0.0,
    ) -> None:
        """One line, from its start, middle or end on its base."""


def line(points: Sequence[Point]) -> list[Step]:
    """From point to point; one that is not known breaks it."""
    found: list[Step] = []
    for known, some in groupby(points, lambda p: not (math.isnan(p[0]) or math.isnan(p[1]))):
        if known:
            found += [("L" if at else "M", point) for at, point in enumerate(some)]
    return found


def area(points: Sequence[Point]) -> list[Step]:
    """Closed."""
    return [*line(points), ("Z", ())]


def rectangle(box: Box) -> list[Step]:
    """Along the axes."""
    left, low, right, high = box
    return area([(left, low), (right, low), (right, high), (left, high)])


def rounded(box: Box, radius: float) -> list[Step]:
    """A rectangle with round corners."""
    left, low, right, high = box
    r = radius
    return [
        ("M", (left + r, low)),
        ("L", (right - r, low)),
        ("Q", (right, low, right, low + r)),
        ("L", (right, high - r)),
        ("Q", (right, high, right - r, high)),
        ("L", (left + r, high)),
        ("Q", (left, high, left, high - r)),
        ("L", (left, low + r)),
        ("Q", (left, low, left + r, low)),
        ("Z", ()),
    ]


def circle(radius: float) -> list[Step]:
    """Around the origin."""
    r, b = radius, BEND * radius
    return [
        ("M", (r, 0.0)),
        ("C", (r, b, b, r, 0.0, r)),
        ("C", (-b, r, -r, b, -r, 0.0)),
        ("C", (-r, -b, -b, -r, 0.0, -r)),
        ("C", (b, -r, r, -b, r, 0.0)),
        ("Z", ()),
    ]
