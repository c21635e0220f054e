"""What marks, lines and fillings of a picture mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cpsurvey.report.plot.drawn import Curve, Frame
from cpsurvey.report.plot.named import INK
from cpsurvey.report.plot.pen import Box, Look, Pen, Point, line, rectangle
from cpsurvey.report.plot.text import ABOVE, UNDER, Writing

if TYPE_CHECKING:
    from cpsurvey.report.plot.axes import Axes

BORDER, BETWEEN, BESIDE, HIGH = 0.4, 0.5, 0.8, 0.7
"""In sizes of letters: around all, between rows, beside a sample, height of a filling."""
HALF = (ABOVE - UNDER) / 2
"""From the base of a line to its middle."""
BEST = (
    *("upper right", "upper left", "lower left", "lower right", "center left"),
    *("center right", "lower center", "upper center", "center"),
)
"""Places that are tried for one at which no line runs."""
ACROSS, UP = {"left": 0.0, "right": 1.0}, {"lower": 0.0, "upper": 1.0}


@dataclass(frozen=True, slots=True)
class Patch:
    """A sample of a filling."""

    colour: str


class Legend:
    """Samples with names in columns, which are filled one after the other.

    Parameters
    ----------
    axes : Axes
        Whose named curves are shown unless samples are given.
    named : sequence
        Samples and their names, or samples that have names; none: all named curves.
    of : {"axes", "figure"}
        What its place is a share of.
    """

    def __init__(
        self,
        axes: Axes,
        named: Sequence[Any],
        *,
        of: Frame,
        loc: str = "best",
        bbox_to_anchor: Point | None = None,
        ncols: int = 1,
        fontsize: float = 8.0,
        title: str = "",
        labelcolor: str = INK,
        handlelength: float = 2.0,
        columnspacing: float = 2.0,
        borderaxespad: float = 0.5,
    ) -> None:
        samples = list(named[0]) if named else axes.labelled
        names = list(named[1]) if len(named) > 1 else [one.label for one in samples]
        self._axes, self._of, self._loc, self._place = axes, of, loc, bbox_to_anchor
        self._size, self._pad = fontsize, borderaxespad * fontsize
        self._long, self._apart = handlelength * fontsize, columnspacing * fontsize
        texts = [Writing(one, fontsize, labelcolor, "left", "top") for one in names]
        entries = list(zip(samples, texts, strict=True))
        columns = max(1, min(ncols, len(entries)))
        rows, more = divmod(len(entries), columns)
        ends = [at * rows + min(at, more) for at in range(columns + 1)]
        self._columns = [entries[a:b] for a, b in pairwise(ends)]
        self._title = Writing(title, fontsize, INK, "center", "top") if title else None

    def draw(self, pen: Pen) -> None:
        """Samples and names."""
        widths = [self._width(column) for column in self._columns]
        wide = sum(widths) + self._apart * (len(widths) - 1)
        tall = max(map(self._height, self._columns))
        over = 0.0
        title_wide, border = 0.0, BORDER * self._size
        if self._title:
            left, low, right, _ = self._title.box((0.0, 0.0))
            over, title_wide = -low + BETWEEN * self._size, right - left
        whole = max(wide, title_wide) + 2 * border
        left, high = self._corner(whole, tall + over + 2 * border)
        middle, high = left + whole / 2, high - border
        if self._title:
            self._title.draw(pen, (middle, high))
        x = middle - wide / 2
        for column, width in zip(self._columns, widths, strict=True):
            self._column(pen, column, (x, high - over))
            x += width + self._apart

    def _width(self, column: Sequence[tuple[Any, Writing]]) -> float:
        widest = max((text.box((0.0, 0.0))[2] for _, text in column), default=0.0)
        return self._long + BESIDE * self._size + widest

    def _height(self, column: Sequence[tuple[Any, Writing]]) -> float:
        heights = [-text.box((0.0, 0.0))[1] for _, text in column]
        return sum(heights) + BETWEEN * self._size * max(0, len(heights) - 1)

    def _column(self, pen: Pen, column: Sequence[tuple[Any, Writing]], corner: Point) -> None:
        x, y = corner
        for sample, text in column:
            tall = -text.box((0.0, 0.0))[1]
            lift = (HIGH / 2 - HALF) * self._size
            self._sample(pen, sample, x, y - tall / 2 + lift)
            text.draw(pen, (x + self._long + BESIDE * self._size, y))
            y -= tall + BETWEEN * self._size

    def _sample(self, pen: Pen, sample: Any, x: float, y: float) -> None:
        end, half = x + self._long, self._size * HIGH / 2
        if isinstance(sample, Patch):
            box = (x, y - half, end, y + half)
            pen.path(rectangle(box), Look(fill=sample.colour, join="miter"))
            return
        at = ((x + end) / 2, y)
        if sample.bar:
            reach = self._size / 2
            side = (reach, 0.0) if sample.bar == "x" else (0.0, reach)
            ends = [(at[0] - side[0], y - side[1]), (at[0] + side[0], y + side[1])]
            pen.path(line(ends), Look(sample.face.stroke, sample.rod))
        sample.trace(pen, [(x, y), (end, y)], [at])

    def _corner(self, wide: float, tall: float) -> Point:
        """Left and upper end."""
        if self._loc == "best":
            return min((self._spot(one, wide, tall) for one in BEST), key=self._met(wide, tall))
        return self._spot(self._loc, wide, tall)

    def _spot(self, loc: str, wide: float, tall: float) -> Point:
        words = loc.split()
        across = next((ACROSS[one] for one in words if one in ACROSS), 0.5)
        up = next((UP[one] for one in words if one in UP), 0.5)
        left, low, right, high = self._room()
        pad = self._pad
        x = left + pad + across * (right - left - 2 * pad - wide)
        return x, low + pad + up * (high - low - 2 * pad - tall) + tall

    def _room(self) -> Box:
        """Where it may stand: a box, or one place."""
        if self._place:
            spot = self._axes.at(*self._place, self._of)
            return (*spot, *spot)
        if self._of == "figure":
            return (0.0, 0.0, *self._axes.figure.points)
        return self._axes.box

    def _met(self, wide: float, tall: float) -> Any:
        """How many places of lines a legend at a corner covers."""
        places = list(self._places())

        def count(corner: Point) -> int:
            left, high = corner
            return sum(left <= x <= left + wide and high - tall <= y <= high for x, y in places)

        return count

    def _places(self) -> Iterator[Point]:
        """Along lines, close enough to each other."""
        for one in self._axes.drawn:
            if isinstance(one, Curve):
                at = [self._axes.at(x, y) for x, y in zip(one.xs, one.ys, strict=True)]
                yield from at[:1]
                for (x, y), (far, top) in pairwise(at):
                    for step in range(1, 21):
                        yield x + (far - x) * step / 20, y + (top - y) * step / 20
