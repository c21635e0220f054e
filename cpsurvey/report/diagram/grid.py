"""Layers as columns or rows of a page: boxes in their places, arrows between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cpsurvey.report.diagram.boxes import box, inward
from cpsurvey.report.diagram.graph import Panel
from cpsurvey.report.diagram.laid import Box, Line, Point
from cpsurvey.report.diagram.layers import Ordered

PORT = 0.14
"""Between two lines that meet a box on one side, at most."""
NARROW = 0.3
"""Room kept across for a line that goes through a layer."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to lay out.

    `layers`: beside or below each other; `wide`: of boxes; `gap`: between layers; `step`:
    between boxes of one layer; `short`: estimates without intervals.
    """

    layers: Literal["beside", "below"]
    wide: float
    gap: float
    step: float
    short: bool = False

    @property
    def down(self) -> bool:
        """Whether arrows go down the page."""
        return self.layers == "below"


@dataclass(slots=True)
class Grid:
    """A panel on a page."""

    panel: Panel
    order: Ordered
    plan: Plan
    boxes: list[Box]
    tall: float
    across: tuple[float, ...]

    @classmethod
    def of(cls, panel: Panel, order: Ordered, plan: Plan) -> Grid:
        """Boxes in their places."""
        boxes = [box(node, (0.0, 0.0), plan.wide) for node in panel.nodes]
        tall = max(one.rect.high - one.rect.low for one in boxes)
        across = order.spread(plan.wide if plan.down else tall, NARROW, plan.step)
        grid = cls(panel, order, plan, boxes, tall, across)
        grid.boxes = [one.moved(grid.centre(at)) for at, one in enumerate(boxes)]
        return grid

    def centre(self, at: int) -> Point:
        """Middle of a place."""
        layer, across = self.order.layer[at], self.across[at]
        if self.plan.down:
            return across, -layer * (self.tall + self.plan.gap)
        return layer * (self.plan.wide + self.plan.gap), -across

    def lines(self) -> Iterator[Line]:
        """Every arrow, round the boxes that it passes."""
        ports = self._ports()
        for k, (arrow, chain) in enumerate(
            zip(self.panel.arrows, self.order.chains, strict=True)
        ):
            points: list[Point] = []
            for place, at in enumerate(chain):
                back = place > 0 and self._forward(chain[place - 1], at)
                ahead = place + 1 < len(chain) and self._forward(at, chain[place + 1])
                if place > 0:
                    points.append(self._side(at, ports.get((k, place, 0), 0.0), after=not back))
                if place + 1 < len(chain):
                    points.append(self._side(at, ports.get((k, place, 1), 0.0), after=ahead))
            yield Line(
                named(arrow.tail, arrow.head, arrow.onto), tuple(points), arrow.value.stroke
            )

    def _forward(self, tail: int, head: int) -> bool:
        return self.order.layer[tail] < self.order.layer[head]

    def _side(self, at: int, off: float, *, after: bool) -> Point:
        """Where a line meets a place: a box, or the room kept for what goes through."""
        x, y = self.centre(at)
        real = at < len(self.boxes)
        wide, tall = self.plan.wide, self.tall
        if real:
            rect = self.boxes[at].rect
            wide, tall = rect.right - rect.left, rect.high - rect.low
        elif at in self.order.junctions.values() and not self.plan.down:
            wide *= 0.5
        half = (wide if self.plan.down else tall) / 2
        less = inward(self.boxes[at], off, half) if real else 0.0
        if self.plan.down:
            return x + off, y + (less - tall / 2 if after else tall / 2 - less)
        return x + (wide / 2 - less if after else less - wide / 2), y - off

    def _ports(self) -> dict[tuple[int, int, int], float]:
        """(Arrow, place in it, end) -> how far from the middle of a side it meets a box."""
        sides: dict[tuple[int, bool], list[tuple[float, tuple[int, int, int]]]] = {}
        for k, chain in enumerate(self.order.chains):
            for place, at in enumerate(chain):
                for end, other in ((0, place - 1), (1, place + 1)):
                    if at < len(self.boxes) and 0 <= other < len(chain):
                        after = self._forward(at, chain[other])
                        seen = (self.across[chain[other]], (k, place, end))
                        sides.setdefault((at, after), []).append(seen)
        found = {}
        for (at, _), met in sides.items():
            rect = self.boxes[at].rect
            half = (rect.right - rect.left if self.plan.down else rect.high - rect.low) / 2
            step = min(PORT, 1.5 * half / len(met))
            for rank, (_, key) in enumerate(sorted(met)):
                found[key] = (rank - (len(met) - 1) / 2) * step
        return found


def named(tail: str, head: str, onto: tuple[str, str] | None = None) -> str:
    """What a line is called."""
    return f"{tail}>{onto[0]}>{onto[1]}" if onto else f"{tail}>{head}"
