"""Texts of one or more lines around a place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from cpsurvey.report.lettering import extent
from cpsurvey.report.plot.pen import Anchor, Box, Pen, Point

ABOVE, UNDER, GAP = 0.76, 0.24, 0.2
"""Of the font, per size of letters: over and under the base of a line, between two lines."""
ANCHORS: dict[str, Anchor] = {"left": "start", "center": "middle", "right": "end"}
BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}
"""Share of the width that is left of the place."""
Across = Literal["left", "center", "right"]
Up = Literal["top", "center", "center_baseline", "baseline", "bottom"]


@dataclass(frozen=True, slots=True)
class Writing:
    """A text and how it stands: turned, if at all, around its place."""

    text: str
    size: float
    colour: str
    across: Across = "left"
    up: Up = "baseline"
    weight: str = "normal"
    angle: float = 0.0
    spacing: float | None = None
    """Height of a line per size of letters; by default as the font has it."""

    def draw(self, pen: Pen, place: Point) -> None:
        """All its lines."""
        texts, bases, _, height = self._laid()
        top = self._top(bases[-1], height)
        for text, base in zip(texts, bases, strict=True):
            if text:
                pen.text(
                    self._turned(place, (0.0, top - base)),
                    text,
                    self.size,
                    self.colour,
                    anchor=ANCHORS[self.across],
                    weight=self.weight,
                    angle=self.angle,
                )

    def box(self, place: Point) -> Box:
        """Where it stands; a turned one inside of it."""
        _, bases, width, height = self._laid()
        top = self._top(bases[-1], height)
        left = -BEFORE[self.across] * width
        corners = [
            self._turned(place, (x, y))
            for x in (left, left + width)
            for y in (top - height, top)
        ]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def _turned(self, place: Point, by: Point) -> Point:
        turn = math.radians(self.angle)
        c, s = math.cos(turn), math.sin(turn)
        return place[0] + c * by[0] - s * by[1], place[1] + s * by[0] + c * by[1]

    def _laid(self) -> tuple[list[str], list[float], float, float]:
        """Lines, how far each base is from the top, and width and height of all."""
        texts = self.text.split("\n")
        gap = GAP * self.size / 2 if len(texts) > 1 else 0.0
        bases, width, height = [], 0.0, 0.0
        for text in texts:
            wide, tall, down = extent(text, self.size, self.weight)
            above, under = tall - down, down
            if self.spacing is None:
                above = max(above, ABOVE * self.size) + gap
                under = max(under, UNDER * self.size) + gap
            else:
                room = (self.spacing * (ABOVE + UNDER) * self.size - tall) / 2
                above, under = above + room, under + room
            width = max(width, wide)
            bases.append(height + above)
            height += above + under
        return texts, bases, width, height

    def _top(self, base: float, height: float) -> float:
        """How far over its place it begins."""
        return {
            "top": 0.0,
            "center": height / 2,
            "center_baseline": base / 2,
            "baseline": base,
            "bottom": height,
        }[self.up]
