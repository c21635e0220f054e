"""Covariances as curved arrows with two heads, clear of boxes where that can be."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from cpsurvey.report.diagram.graph import Bow
from cpsurvey.report.diagram.laid import Box, Line, Point, Rect, curve
from cpsurvey.report.diagram.stretches import Stretches

AWAY = 0.3
"""How far a curve leaves a side at least."""


def drawn(
    bows: Sequence[Bow],
    boxes: Mapping[str, Box],
    lines: Sequence[Line],
    *,
    left: bool = False,
) -> tuple[list[Line], float]:
    """A curve for each covariance, and how many boxes they go through.

    `left`: out at the left side of boxes that stand below each other.
    """
    found: list[Line] = []
    hit = 0
    for bow in bows:
        first, second = boxes[bow.first], boxes[bow.second]
        others = [one.rect for one in boxes.values() if one not in (first, second)]
        ways = [_out_at(first.rect, second.rect, (-1, 0))] if left else []
        ways = ways or list(_ways(first.rect, second.rect))
        taken = Stretches([*lines, *found])
        costs = [_cost(way, others, taken, (first.rect, second.rect)) for way in ways]
        at = min(range(len(ways)), key=costs.__getitem__)
        hit += costs[at] >= 100
        found.append(Line(f"{bow.first}~{bow.second}", ways[at], bow.value.stroke, double=True))
    return found, hit


def _cost(
    way: Sequence[Point], others: Sequence[Rect], taken: Stretches, ends: Sequence[Rect]
) -> float:
    hit = sum(rect.cut_by(way) for rect in others)
    hit += sum(rect.cut_by(way[2:-2]) for rect in ends)
    (x0, y0), (x1, y1) = way[0], way[-1]
    length: float = sum(
        ((a - c) ** 2 + (b - d) ** 2) ** 0.5 for (a, b), (c, d) in itertools.pairwise(way)
    )
    return 100 * hit + 2 * taken.crossed(way) + length + 0.2 * abs(x0 - x1) * abs(y0 - y1)


def _ways(first: Rect, second: Rect) -> Iterator[tuple[Point, ...]]:
    """From facing side to facing side; or out and back on one of the four sides."""
    (ax, ay), (bx, by) = first.centre, second.centre
    upright = first.left < second.right and second.left < first.right
    level = first.low < second.high and second.low < first.high
    if upright:
        top, low = (first, second) if ay > by else (second, first)
        for off in (0.25, -0.25):
            x, y = top.centre[0] + off, low.centre[0] + off
            a, d = (x, top.low), (y, low.high)
            bend = (a[1] - d[1]) / 3
            out = 0.12 if off > 0 else -0.12
            way = curve(a, (a[0] + out, a[1] - bend), (d[0] + out, d[1] + bend), d)
            yield way if ay > by else way[::-1]
    if level:
        left, right = (first, second) if ax < bx else (second, first)
        for off in (0.05, -0.05):
            a, d = (left.right, left.centre[1] + off), (right.left, right.centre[1] + off)
            bend = (d[0] - a[0]) / 3
            out = 0.1 if off > 0 else -0.1
            way = curve(a, (a[0] + bend, a[1] + out), (d[0] - bend, d[1] + out), d)
            yield way if ax < bx else way[::-1]
    for side in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        yield _out_at(first, second, side)


def _out_at(first: Rect, second: Rect, side: tuple[int, int]) -> tuple[Point, ...]:
    """Out and back on one side."""
    a, d = _at(first, side), _at(second, side)
    far = max(a[0] * side[0] + a[1] * side[1], d[0] * side[0] + d[1] * side[1])
    span = abs(a[0] - d[0]) * abs(side[1]) + abs(a[1] - d[1]) * abs(side[0])
    reach = far + (AWAY + 0.12 * span) * 1.33
    return curve(a, _out(a, side, reach), _out(d, side, reach), d)


def _at(rect: Rect, side: tuple[int, int]) -> Point:
    """Middle of a side."""
    x, y = rect.centre
    return x + side[0] * (rect.right - rect.left) / 2, y + side[1] * (rect.high - rect.low) / 2


def _out(point: Point, side: tuple[int, int], reach: float) -> Point:
    """The point as far out on a side as `reach`."""
    return (
        reach * side[0] if side[0] else point[0],
        reach * side[1] if side[1] else point[1],
    )
