"""A laid out diagram as lines, boxes and texts of a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from cpsurvey.report import canvas
from cpsurvey.report.diagram.boxes import ROUND
from cpsurvey.report.diagram.laid import Box, Laid, Line, Point, Rect, Writing
from cpsurvey.report.lettering import LEADING, extent
from cpsurvey.report.plot.pen import Look, Pen, area, line, rectangle, rounded

COLOURS = {"apart": canvas.INK, "open": "#52606d", "unknown": "#52606d"}
DASHES: dict[str, Any] = {"apart": (), "open": (4, 2.5), "unknown": (1, 2)}
"""Strokes and gaps, in widths of the line."""
HEAD, SPREAD = 0.085, 2.75
"""Of the head of an arrow: length in inches, and angle of its sides to the line."""
INCH = 72


@dataclass(frozen=True, slots=True)
class Sheet:
    """Boxes, lines and texts in inches from the lower left corner; its size is in points."""

    whole: Laid
    points: tuple[float, float]

    def draw(self, pen: Pen) -> None:
        """Draw all of it, what is to be read last."""
        for one in self.whole.lines:
            _line(pen, one)
        for writing in self.whole.writings:
            if writing.of:
                # so that the line of an estimate does not run through it
                pen.path(rectangle(_sides(writing.rect)), Look(fill="white"))
        for box in self.whole.boxes:
            _box(pen, box)
        for writing in self.whole.texts():
            _write(pen, writing)


def _sides(rect: Rect) -> tuple[float, float, float, float]:
    return INCH * rect.left, INCH * rect.low, INCH * rect.right, INCH * rect.high


def _line(pen: Pen, one: Line) -> None:
    colour, dashes = COLOURS[one.stroke], DASHES[one.stroke]
    ends = [(one.points[-2], one.points[-1])]
    if one.double:
        ends.append((one.points[1], one.points[0]))
    for before, at in ends:
        _head(pen, before, at, colour)
    width = 1.2 if one.stroke == "apart" else 1.0
    cap: Any = "butt" if dashes else "square"
    look = Look(colour, width, dashes=tuple(width * each for each in dashes), cap=cap)
    pen.path(line([(INCH * x, INCH * y) for x, y in one.points]), look)


def _head(pen: Pen, before: Point, at: Point, colour: str) -> None:
    angle = math.atan2(at[1] - before[1], at[0] - before[0])
    sides = [
        (at[0] + HEAD * math.cos(angle + turn), at[1] + HEAD * math.sin(angle + turn))
        for turn in (SPREAD, -SPREAD)
    ]
    pen.path(area([(INCH * x, INCH * y) for x, y in (at, *sides)]), Look(fill=colour))


def _box(pen: Pen, box: Box) -> None:
    sides = _sides(box.rect)
    look = Look(canvas.INK, 0.9, "#f4f7fa" if box.latent else "white", join="miter")
    radius = INCH * min(ROUND, (box.rect.high - box.rect.low) / 2)
    pen.path(rounded(sides, radius) if box.latent else rectangle(sides), look)


def _write(pen: Pen, writing: Writing) -> None:
    """Each line centred in height between its base and the top of tall letters."""
    leading = LEADING * writing.size
    x = INCH * (writing.rect.left if writing.left else writing.rect.centre[0])
    top = INCH * writing.rect.centre[1] + leading * (len(writing.lines) - 1) / 2
    _, least, under = extent("lp", writing.size, writing.weight)
    for at, text in enumerate(writing.lines):
        if text:
            _, high, down = extent(text, writing.size, writing.weight)
            base = top - at * leading - (max(high, least) - max(down, under)) / 2
            pen.text(
                (x, base),
                text,
                writing.size,
                canvas.INK,
                anchor="start" if writing.left else "middle",
                weight=writing.weight,
            )
