"""Lines, ticks and names at the sides of axes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cpsurvey.report.plot.drawn import Room
from cpsurvey.report.plot.named import INK, RULE
from cpsurvey.report.plot.pen import Box, Look, Pen, Point, line, rectangle
from cpsurvey.report.plot.text import Writing
from cpsurvey.report.plot.ticks import Axis

if TYPE_CHECKING:
    from cpsurvey.report.plot.axes import Axes

GRID, SIDE = 0.6, 0.8
"""Widths of lines, in points."""
PAD, OVER = 3.5, 6.0
"""Between ticks and their numbers, and under a title."""
BEHIND, BEFORE = 0.5, 2.5
"""Orders of pale lines, and of the frame."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or an area in points."""

    steps: Any
    look: Look
    within: Box | None = None

    def draw(self, pen: Pen, room: Room) -> None:  # noqa: ARG002  it knows its place
        """As it is."""
        pen.path(self.steps, self.look, self.within)


@dataclass(frozen=True, slots=True)
class Said:
    """A text in points."""

    place: Point
    writing: Writing

    def draw(self, pen: Pen, room: Room) -> None:  # noqa: ARG002  it knows its place
        """As it is."""
        self.writing.draw(pen, self.place)


def frame(axes: Axes, things: Sequence[Any]) -> list[Any]:
    """What stands on the axes, with what is behind and before it, in order."""
    behind = [one for one in things if one.order < BEHIND]
    middle = [one for one in things if BEHIND <= one.order < BEFORE]
    before = [one for one in things if one.order >= BEFORE]
    ground = [Piece(rectangle(axes.box), Look(fill=axes.ground))] if axes.ground else []
    sides = [Piece(line(_side(axes.box, one)), _thin(SIDE)) for one in axes.sides]
    pale = [*_side_of(axes, axes.xaxis), *_side_of(axes, axes.yaxis)]
    return [*ground, *behind, *pale, *middle, *sides, *before, *_title(axes)]


def _thin(width: float, colour: str = RULE) -> Look:
    return Look(colour, width, cap="square")


def _side(box: Box, name: str) -> list[Point]:
    left, low, right, high = box
    return {
        "left": [(left, low), (left, high)],
        "right": [(right, low), (right, high)],
        "bottom": [(left, low), (right, low)],
        "top": [(left, high), (right, high)],
    }[name]


def _side_of(axes: Axes, axis: Axis) -> Iterator[Any]:
    """Pale lines, ticks, their numbers, and what the axis is of."""
    left, low, right, high = axes.box
    limits = axes.get_xlim() if axis.across else axes.get_ylim()
    found = axis.found(*limits, right - left if axis.across else high - low)
    out = 1.0 if axis.far else -1.0
    edge = (high if axis.far else low) if axis.across else (right if axis.far else left)
    written: list[Said] = []
    for tick, text in found:
        x, y = axes.at(tick, tick)
        place, ends = ((x, edge), (low, high)) if axis.across else ((edge, y), (left, right))
        if axis.ruled:
            ends_of = [(x, one) if axis.across else (one, y) for one in ends]
            yield Piece(line(ends_of), _thin(GRID), axes.box)
        if axis.length:
            yield Piece(
                line([place, _away(place, axis, out * axis.length)]),
                Look(axis.colour, SIDE),
            )
        if text:
            place = _away(place, axis, out * (axis.length + PAD))
            written.append(Said(place, _number(axis, text)))
    yield from written
    if axis.said:
        boxes = [one.writing.box(one.place) for one in written]
        yield _name(axis, axes.box, edge, out, boxes)


def _away(place: Point, axis: Axis, by: float) -> Point:
    x, y = place
    return (x, y + by) if axis.across else (x + by, y)


def _number(axis: Axis, text: str) -> Writing:
    """A number or name at a tick."""
    if axis.across:
        up: Any = "bottom" if axis.far else "top"
        across: Any = axis.aligned or "center"
    else:
        up, across = "center_baseline", "left" if axis.far else "right"
    return Writing(text, axis.size, axis.colour, across, up, angle=axis.angle)


def _name(axis: Axis, box: Box, edge: float, out: float, numbers: Sequence[Box]) -> Said:
    """What the axis is of, beyond its numbers."""
    left, low, right, high = box
    side = (1 if axis.across else 0) + (2 if axis.far else 0)
    ends = [edge, *(one[side] for one in numbers)]
    place = (max(ends) if axis.far else min(ends)) + out * axis.pad
    if axis.across:
        up: Any = "baseline" if axis.far else "top"
        writing = Writing(axis.said, axis.said_size, INK, "center", up)
        return Said(((left + right) / 2, place), writing)
    writing = Writing(
        axis.said, axis.said_size, INK, "center", "top" if axis.far else "bottom", angle=90.0
    )
    return Said((place, (low + high) / 2), writing)


def _title(axes: Axes) -> Iterator[Said]:
    if axes.title:
        share, writing = axes.title
        left, _, right, high = axes.box
        yield Said((left + share * (right - left), high + OVER), writing)
