"""A picture as dots, for paper."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Any

from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox

from cpsurvey.report import lettering, letters
from cpsurvey.report.plot.pen import Anchor, Box, Look, Point, Step, rectangle

COLOURS = 256
"""Most in a picture on paper."""
CODES = {
    "M": [Path.MOVETO],
    "L": [Path.LINETO],
    "Q": [Path.CURVE3] * 2,
    "C": [Path.CURVE4] * 3,
    "Z": [Path.CLOSEPOLY],
}
BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Share of a text that stands before its place."""
CAPS: dict[str, Any] = {"butt": "butt", "round": "round", "square": "projecting"}


class Dots:
    """A pen that colours dots, so many per inch; sizes are in points."""

    def __init__(self, size: Point, per_inch: int) -> None:
        wide, tall = size
        new: Any = RendererAgg
        self._dpi = per_inch
        self._factor = per_inch / 72
        self._size = int(wide * self._factor + 1e-6), int(tall * self._factor + 1e-6)
        self._agg: Any = new(*self._size, per_inch)
        self._place = Affine2D().scale(self._factor)
        self.path(rectangle((0.0, 0.0, wide, tall)), Look(fill="white"))

    def done(self) -> bytes:
        """A PNG file."""
        return few_colours(self._agg.buffer_rgba(), self._dpi)

    def path(self, steps: Sequence[Step], look: Look, within: Box | None = None) -> None:
        """Lines and curves."""
        if steps:
            context, face = self._context(look, within)
            self._agg.draw_path(context, _path(steps), self._place, face)

    def marks(
        self,
        shape: tuple[Step, ...],
        places: Sequence[Point],
        look: Look,
        within: Box | None = None,
    ) -> None:
        """A small shape at each of several places."""
        if not places:
            return
        context, face = self._context(look, within)
        form, at = _path(shape), Path(places)
        self._agg.draw_markers(context, form, self._place, at, self._place, face)

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
        """One line."""
        before = BEFORE[anchor] * lettering.extent(text, size, weight)[0]
        turn = math.radians(angle)
        x, y = place[0] - before * math.cos(turn), place[1] - before * math.sin(turn)
        if letters.stand_alone(text, weight):
            context, face = self._context(Look(fill=colour), None)
            place_of = Affine2D().scale(self._factor * size / letters.MEASURED).rotate(turn)
            place_of.translate(self._factor * x, self._factor * y)
            form = Path(*letters.outline(text, weight))
            form.should_simplify = False
            self._agg.draw_path(context, form, place_of, face)
            return
        shades, right, down = letters.shades(text, size, weight, angle, self._dpi)
        left = round(x * self._factor + right)
        bottom = round(self._size[1] - y * self._factor + down)
        context, _ = self._context(Look(stroke=colour), None)
        self._agg._renderer.draw_text_image(shades, left, bottom, 0, context)

    def _context(self, look: Look, within: Box | None) -> tuple[Any, Any]:
        context = GraphicsContextBase()
        context.set_linewidth(look.width if look.stroke else 0.0)
        if look.stroke:
            context.set_foreground((*to_rgba(look.stroke)[:3], look.alpha), isRGBA=True)
        context.set_joinstyle(look.join)
        context.set_capstyle(CAPS[look.cap])
        if look.dashes:
            context.set_dashes(0, look.dashes)
        if within:
            context.set_clip_rectangle(Bbox.from_extents(*(self._factor * e for e in within)))
        face = (*to_rgba(look.fill)[:3], look.alpha) if look.fill else None
        return context, face


def _path(steps: Sequence[Step]) -> Path:
    points: list[Point] = []
    codes: list[Any] = []
    for letter, some in steps:
        codes += CODES[letter]
        points += zip(some[::2], some[1::2], strict=True) if some else [(0.0, 0.0)]
    return Path(points, codes)


def few_colours(picture: Any, per_inch: int) -> bytes:
    """A PNG file of dots with four bytes each, in few colours: a third of the bytes and time.

    Those that cover most stay as they are, the others (rims of letters) become the nearest.
    They are counted by stretches of one colour, a twentieth as many as there are dots.
    """
    import numpy as np
    from PIL import Image

    dots = np.asarray(picture)
    flat = dots.view(np.uint32).ravel()
    starts = np.concatenate(([0], np.flatnonzero(flat[1:] != flat[:-1]) + 1))
    lengths = np.diff(starts, append=flat.size)
    found, which = np.unique(flat[starts], return_inverse=True)
    most = np.argsort(-np.bincount(which, lengths), kind="stable")[:COLOURS]
    colours = found.view(np.uint8).reshape(-1, 4)[:, :3].astype(np.float32)
    palette = colours[most]
    distance = (palette**2).sum(axis=1) - 2 * colours @ palette.T  # whole numbers, exact
    nearest = distance.argmin(axis=1).astype(np.uint8)
    few = Image.fromarray(np.repeat(nearest[which], lengths).reshape(dots.shape[:2]))
    few.putpalette(palette.astype(np.uint8).tobytes())
    stream = io.BytesIO()
    few.save(stream, format="png", dpi=(per_inch, per_inch), compress_level=2)
    return stream.getvalue()
