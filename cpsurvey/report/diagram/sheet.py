"""A laid out diagram drawn in one go.

It asks matplotlib's renderers for the lines, boxes and texts themselves. As artists on axes,
which look for limits, ticks and room that are all known here, they took ten times as long.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.patches import BoxStyle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from cpsurvey.report import canvas
from cpsurvey.report.diagram.boxes import ROUND
from cpsurvey.report.diagram.laid import Box, Laid, Line, Point, Writing
from cpsurvey.report.lettering import LEADING, font

COLOURS = {"apart": canvas.INK, "open": "#52606d", "unknown": "#52606d"}
DASHES: dict[str, Any] = {"apart": None, "open": (4, 2.5), "unknown": (1, 2)}
"""Strokes and gaps, in widths of the line."""
HEAD, SPREAD = 0.085, 2.75
"""Of the head of an arrow: length in inches, and angle of its sides to the line."""


class Sheet(Artist):
    """Boxes, lines and texts in inches from the lower left corner of the figure."""

    def __init__(self, whole: Laid) -> None:
        super().__init__()
        self._whole = whole

    def draw(self, renderer: Any) -> None:
        """Draw all of it, what is to be read last."""
        pen = _Pen(renderer, renderer.points_to_pixels(72))
        for line in self._whole.lines:
            pen.line(line)
        for writing in self._whole.writings:
            if writing.of:
                pen.ground(writing)
        for box in self._whole.boxes:
            pen.box(box)
        for writing in self._whole.texts():
            pen.writing(writing)


class _Pen:
    """Draws on a renderer; `inch` is how many of its units are one."""

    def __init__(self, renderer: Any, inch: float) -> None:
        self._renderer, self._inch = renderer, inch
        self._place = Affine2D().scale(inch)
        self._height = renderer.get_canvas_width_height()[1]

    def _context(self, colour: str, width: float = 0.0) -> Any:
        context = self._renderer.new_gc()
        context.set_foreground(colour)
        context.set_linewidth(width * self._inch / 72)
        return context

    def _path(self, context: Any, path: Path, *fill: Any) -> None:
        self._renderer.draw_path(context, path, self._place, *fill)

    def _filled(self, corners: Iterable[Point], colour: str) -> None:
        """Without a rim."""
        path = Path([*corners, (0.0, 0.0)], closed=True)
        self._path(self._context(colour), path, to_rgba(colour))

    def line(self, line: Line) -> None:
        colour, dashes = COLOURS[line.stroke], DASHES[line.stroke]
        ends = [(line.points[-2], line.points[-1])]
        if line.double:
            ends.append((line.points[1], line.points[0]))
        for before, at in ends:
            self._head(before, at, colour)
        width = 1.2 if line.stroke == "apart" else 1.0
        context = self._context(colour, width)
        context.set_joinstyle("round")
        context.set_capstyle("butt" if dashes else "projecting")
        if dashes:
            context.set_dashes(0, [width * self._inch / 72 * one for one in dashes])
        self._path(context, Path(line.points))

    def _head(self, before: Point, at: Point, colour: str) -> None:
        angle = math.atan2(at[1] - before[1], at[0] - before[0])
        sides = [
            (at[0] + HEAD * math.cos(angle + turn), at[1] + HEAD * math.sin(angle + turn))
            for turn in (SPREAD, -SPREAD)
        ]
        self._filled([at, *sides], colour)

    def box(self, box: Box) -> None:
        rect = box.rect
        wide, tall = rect.right - rect.left, rect.high - rect.low
        rounded = BoxStyle.Round(pad=0, rounding_size=min(ROUND, tall / 2))
        shape: Any = rounded if box.latent else BoxStyle.Square(pad=0)
        path = shape(rect.left, rect.low, wide, tall, 1.0)
        fill = to_rgba("#f4f7fa" if box.latent else "white")
        context = self._context(canvas.INK, 0.9)
        context.set_joinstyle("miter")
        self._path(context, path, fill)

    def ground(self, writing: Writing) -> None:
        """White behind an estimate, so that its own line does not run through it."""
        r = writing.rect
        corners = ((r.left, r.low), (r.right, r.low), (r.right, r.high), (r.left, r.high))
        self._filled(corners, "white")

    def writing(self, writing: Writing) -> None:
        rect = writing.rect
        leading = LEADING * writing.size / 72
        x = rect.left if writing.left else rect.centre[0]
        top = rect.centre[1] + leading * (len(writing.lines) - 1) / 2
        for at, text in enumerate(writing.lines):
            if text:
                self._text(text, (x, top - at * leading), writing)

    def _text(self, text: str, at: Point, writing: Writing) -> None:
        """Centred in height between its line and the top of tall letters."""
        letters = font(writing.size, writing.weight)
        measure = self._renderer.get_text_width_height_descent
        width, high, down = measure(text, letters, ismath=False)
        _, least, under = measure("lp", letters, ismath=False)
        x, y = self._inch * at[0], self._inch * at[1]
        # a page holds it there, in letters of its own, of another width
        held = Text(x, y, text, ha="left" if writing.left else "center")
        left = x if writing.left else x - width / 2
        base = y - (max(high, least) - max(down, under)) / 2
        if self._renderer.flipy():
            base = self._height - base
        context = self._context(canvas.INK)
        self._renderer.draw_text(context, left, base, text, letters, 0, mtext=held)
