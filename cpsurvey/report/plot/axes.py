"""Axes of a picture: what is put on them, their limits, how they are drawn.

Names of methods and of what they take are those of matplotlib's axes, as people know them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cpsurvey.report.known import gaps
from cpsurvey.report.plot import drawn
from cpsurvey.report.plot.drawn import Frame
from cpsurvey.report.plot.frame import frame
from cpsurvey.report.plot.legend import Legend
from cpsurvey.report.plot.named import (
    INK,
    MUTED,
    SIZE,
    WIDTH,
    curve,
    each,
    filled,
    lined,
    writing,
)
from cpsurvey.report.plot.pen import Box, Look, Pen, Point
from cpsurvey.report.plot.text import Writing
from cpsurvey.report.plot.ticks import Axis

if TYPE_CHECKING:
    from cpsurvey.report.plot.picture import Picture

MARGIN = 0.05
"""Beyond what is drawn, per length of an axis."""


@dataclass(frozen=True, slots=True)
class Place:
    """A box in shares of the picture."""

    x0: float
    y0: float
    width: float
    height: float


class Axes:
    """One pair of axes."""

    transAxes: Frame = "axes"  # noqa: N815  as matplotlib calls it

    def __init__(self, figure: Picture, place: Sequence[float]) -> None:
        self.figure = figure
        self.xaxis = Axis(across=True, colour=MUTED, size=SIZE, length=3.5)
        self.yaxis = Axis(across=False, colour=INK, size=SIZE, length=0.0)
        self.drawn: list[Any] = []
        self.legends: list[Legend] = []
        self.title: tuple[float, Writing] | None = None
        self.ground: str | None = None
        self.sides: tuple[str, ...] = ("left", "bottom")
        self.shown = True
        self._place = Place(*place)
        self._seen: list[tuple[float, float] | None] = [None, None]
        self._limits: list[tuple[float, float] | None] = [None, None]

    # Where it stands

    def get_position(self) -> Place:
        """Where it stands."""
        return self._place

    def set_position(self, place: Sequence[float]) -> None:
        """Left, bottom, width and height as shares of the picture."""
        self._place = Place(*place)

    @property
    def box(self) -> Box:
        """In points."""
        wide, tall = self.figure.points
        p = self._place
        return p.x0 * wide, p.y0 * tall, (p.x0 + p.width) * wide, (p.y0 + p.height) * tall

    def at(self, x: float, y: float, of: Frame = "data") -> Point:
        """A place in points."""
        left, low, right, high = (0.0, 0.0, *self.figure.points) if of == "figure" else self.box
        if of == "data":
            begin, end = self.get_xlim()
            x = (x - begin) / (end - begin)
        if of in ("data", "rows"):
            begin, end = self.get_ylim()
            y = (y - begin) / (end - begin)
        return left + x * (right - left), low + y * (high - low)

    # Limits

    def get_xlim(self) -> tuple[float, float]:
        """Ends across."""
        return self._limit(0)

    def get_ylim(self) -> tuple[float, float]:
        """Ends up."""
        return self._limit(1)

    def set_xlim(self, left: float | None = None, right: float | None = None) -> None:
        """Ends across; one that is not told stays as it is."""
        self._limits[0] = self._told(0, left, right)

    def set_ylim(self, bottom: float | None = None, top: float | None = None) -> None:
        """Ends up; one that is not told stays as it is."""
        self._limits[1] = self._told(1, bottom, top)

    def _told(self, at: int, low: float | None, high: float | None) -> tuple[float, float]:
        begin, end = self._limit(at)
        self._axis(at).extra.clear()
        return float(begin if low is None else low), float(end if high is None else high)

    def _axis(self, at: int) -> Axis:
        return self.yaxis if at else self.xaxis

    def _limit(self, at: int) -> tuple[float, float]:
        known = self._limits[at] or _around(self._seen[at])
        extra = self._axis(at).extra
        if extra:
            low, high = min(*extra, *known), max(*extra, *known)
            return (low, high) if known[0] <= known[1] else (high, low)
        return known

    def _see(self, xs: Iterable[float], ys: Iterable[float]) -> None:
        for at, values in enumerate((xs, ys)):
            found = [*(self._seen[at] or ()), *(v for v in values if not math.isnan(v))]
            if found:
                self._seen[at] = float(min(found)), float(max(found))

    # What stands on it

    def plot(
        self,
        xs: Iterable[float | None],
        ys: Iterable[float | None],
        form: str = "",
        *,
        color: str = INK,
        alpha: float = 1.0,
        label: str | None = None,
        zorder: float = 2.0,
        **look: Any,
    ) -> list[drawn.Curve]:
        """A line, marks, or both: `form` is a mark, with "-" for a line through them."""
        xs, ys = gaps(xs), gaps(ys)
        self._see(xs, ys)
        made = curve(xs, ys, form, color, alpha, label or "", zorder, **look)
        self.drawn.append(made)
        return [made]

    def errorbar(
        self,
        xs: Iterable[float],
        ys: Iterable[float],
        *,
        xerr: Sequence[Sequence[float]] = (),
        yerr: Sequence[Sequence[float]] = (),
        fmt: str = "o",
        color: str = INK,
        linewidth: float = WIDTH,
        linestyle: Any = None,
        **look: Any,
    ) -> None:
        """Marks with bars: how far down, and how far up."""
        points = [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
        bars: dict[str, Any] = {
            "linewidth": linewidth,
            "solid_capstyle": "butt",
            "color": color,
        }
        for (x, y), less, more in zip(points, *(xerr or yerr), strict=True):
            if xerr:
                self.plot([x - less, x + more], [y, y], **bars)
            else:
                self.plot([x, x], [y - less, y + more], **bars)
        look["linestyle"] = linestyle or ("none" if fmt else "-")
        look |= {"linewidth": linewidth, "bar": "x" if xerr else "y"}
        self.plot([x for x, _ in points], [y for _, y in points], fmt, color=color, **look)

    def axvline(self, value: float = 0.0, *, zorder: float = 2.0, **look: Any) -> None:
        """An upright line."""
        self._see([value], ())
        self.drawn.append(drawn.Straight(value, "x", lined(**look), zorder))

    def axhline(self, value: float = 0.0, *, zorder: float = 2.0, **look: Any) -> None:
        """A level line."""
        self._see((), [value])
        self.drawn.append(drawn.Straight(value, "y", lined(**look), zorder))

    def axvspan(self, low: float, high: float, *, zorder: float = 1.0, **look: Any) -> None:
        """What lies between two values across."""
        self._see([low, high], ())
        self.drawn.append(drawn.Span(low, high, "x", filled(**look), zorder))

    def axhspan(self, low: float, high: float, *, zorder: float = 1.0, **look: Any) -> None:
        """What lies between two values up."""
        self._see((), [low, high])
        self.drawn.append(drawn.Span(low, high, "y", filled(**look), zorder))

    def fill(
        self, xs: Sequence[float], ys: Sequence[float], *, zorder: float = 1.0, **look: Any
    ) -> None:
        """A shape."""
        self._see(xs, ys)
        points = list(zip(map(float, xs), map(float, ys), strict=True))
        self.drawn.append(drawn.Areas([(points, filled(**look))], zorder))

    def fill_between(
        self,
        xs: Sequence[float],
        lower: Sequence[float],
        upper: Sequence[float] | None = None,
        **look: Any,
    ) -> None:
        """A band, over zero where only one side of it is given."""
        upper = [0.0] * len(xs) if upper is None else upper
        shapes = drawn.between(map(float, xs), map(float, lower), map(float, upper))
        for points in shapes:
            self._see(*zip(*points, strict=True))
        self.drawn.append(drawn.Areas([(points, filled(**look)) for points in shapes]))

    def barh(
        self,
        rows: float | Sequence[float],
        sizes: float | Sequence[float],
        height: float = 0.8,
        left: float | Sequence[float] = 0.0,
        color: str | Sequence[str] = INK,
        **look: Any,
    ) -> None:
        """Bars that lie."""
        for y, size, begin, colour in each(rows, sizes, left, color):
            low, high, end = y - height / 2, y + height / 2, begin + size
            self.fill([begin, end, end, begin], [low, low, high, high], color=colour, **look)

    def bar(
        self, columns: Sequence[float], sizes: Sequence[float], width: float = 0.8, **look: Any
    ) -> None:
        """Bars that stand."""
        for x, size in zip(columns, sizes, strict=True):
            low, high = x - width / 2, x + width / 2
            self.fill([low, high, high, low], [0.0, 0.0, size, size], **look)

    def boxes(
        self,
        boxes: Sequence[Box],
        colours: Iterable[str],
        *,
        edgecolor: str | None = None,
        linewidth: float = 0.0,
    ) -> None:
        """Many rectangles (left, lower, right, upper), which do not move the limits."""
        shapes = [
            ([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], Look(edgecolor, linewidth, fill))
            for (x0, y0, x1, y1), fill in zip(boxes, colours, strict=True)
        ]
        self.drawn.append(drawn.Areas(shapes))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        transform: Frame = "data",
        zorder: float = 3.0,
        **look: Any,
    ) -> None:
        """A text, by default at a place of the data."""
        self.drawn.append(drawn.Words(x, y, writing(text, **look), transform, zorder))

    def legend(self, *named: Any, **look: Any) -> None:
        """What marks mean, at a place in shares of the axes."""
        self.legends.append(Legend(self, named, **{"of": "axes", **look}))

    @property
    def labelled(self) -> list[drawn.Curve]:
        """What has a name for a legend."""
        return [one for one in self.drawn if isinstance(one, drawn.Curve) and one.label]

    # Its sides

    def set_xticks(self, ticks: Sequence[float], names: Any = None, **look: Any) -> None:
        """Places of ticks below, and their names."""
        self.xaxis.stand_at(ticks, names, **look)

    def set_yticks(self, ticks: Sequence[float], names: Any = None, **look: Any) -> None:
        """Places of ticks beside, and their names."""
        self.yaxis.stand_at(ticks, names, **look)

    def set_xlabel(self, text: str, **look: Any) -> None:
        """What runs across."""
        self.xaxis.say(text, **look)

    def set_ylabel(self, text: str, **look: Any) -> None:
        """What runs up."""
        self.yaxis.say(text, **look)

    def tick_params(
        self,
        axis: str = "both",
        *,
        labelsize: float | None = None,
        length: float | None = None,
        colors: str | None = None,
    ) -> None:
        """How ticks and their numbers look."""
        for name, one in (("x", self.xaxis), ("y", self.yaxis)):
            if axis in ("both", name):
                one.size = one.size if labelsize is None else labelsize
                one.length = one.length if length is None else length
                one.colour = one.colour if colors is None else colors

    def grid(self, axis: str = "both") -> None:
        """Pale lines behind what is drawn."""
        self.xaxis.ruled = axis in ("both", "x")
        self.yaxis.ruled = axis in ("both", "y")

    def set_title(
        self, text: str, *, loc: Any = "center", fontsize: float = SIZE, color: str = INK
    ) -> None:
        """What stands over it."""
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[loc]
        self.title = share, Writing(text, fontsize, color, loc)

    def set_facecolor(self, colour: str) -> None:
        """Colour behind all."""
        self.ground = colour

    def set_axis_off(self) -> None:
        """Nothing but what is put on it."""
        self.shown = False

    def frame_at(self, *sides: str) -> None:
        """Lines at some sides alone."""
        self.sides = sides

    def draw(self, pen: Pen) -> None:
        """All of it; what is of higher order later."""
        things = sorted(self.drawn, key=lambda one: one.order)
        if self.shown:
            things = frame(self, things)
        for thing in things:
            thing.draw(pen, self)
        for legend in self.legends:
            legend.draw(pen)


def _around(seen: tuple[float, float] | None) -> tuple[float, float]:
    if seen is None:
        return 0.0, 1.0
    low, high = seen
    if low == high:
        wide = MARGIN * abs(low) or MARGIN
        low, high = low - wide, high + wide
    beyond = MARGIN * (high - low)
    return low - beyond, high + beyond
