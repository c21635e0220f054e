"""Where estimates stand: on or beside their line, clear of boxes and of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cpsurvey.report.diagram.laid import Box, Line, Point, Rect, Writing, along
from cpsurvey.report.lettering import height, width

SIZE = 7.0
"""Of the letters of estimates, in points."""
CLEAR = 0.025
"""Room around an estimate, in inches."""
SHARES = (0.5, 0.43, 0.57, 0.36, 0.64, 0.29, 0.71, 0.22, 0.78, 0.16, 0.84)
FURTHER = (0.0, 0.12, 0.24)
"""Inches from a short curve between two boxes, where there is no room at it."""
ROUNDS = 4
HARD = 1000.0


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place for an estimate, and what it costs whatever the others do."""

    rect: Rect
    cost: float


def room(lines: Sequence[str]) -> tuple[float, float]:
    """Width and height of an estimate."""
    return max(width(line, SIZE) for line in lines) + 0.03, height(len(lines), SIZE)


def placed(
    lines: Sequence[Line],
    said: Sequence[tuple[str, ...]],
    boxes: Sequence[Box],
    frame: Rect | None = None,
) -> tuple[list[Writing], float]:
    """Estimates of lines with places, and what is wrong with these (`HARD` per overlap)."""
    ways = [along(line.points) for line in lines]
    spots = []
    for at, way in enumerate(ways):
        rest = [line.points for k, line in enumerate(lines) if k != at]
        away = FURTHER if lines[at].double else FURTHER[:1]
        spots.append(_spots(way, rest, said[at], boxes, frame, away))
    chosen = [min(found, key=lambda spot: spot.cost) for found in spots]
    order = sorted(range(len(lines)), key=lambda at: len(ways[at]))
    for _ in range(ROUNDS):
        before = list(chosen)
        for at in order:
            others = [spot.rect for k, spot in enumerate(chosen) if k != at]
            chosen[at] = min(spots[at], key=lambda spot: spot.cost + _clashes(spot, others))
        if chosen == before:
            break
    wrong = sum(spot.cost for spot in chosen)
    for at, spot in enumerate(chosen):
        wrong += _clashes(spot, [other.rect for other in chosen[:at]])
    return [
        Writing(spot.rect, text, SIZE, of=line.of)
        for spot, text, line in zip(chosen, said, lines, strict=True)
    ], wrong


def _clashes(spot: _Spot, others: Sequence[Rect]) -> float:
    return HARD * sum(spot.rect.meets(other, CLEAR) for other in others)


def _spots(
    way: Sequence[Point],
    others: Sequence[Sequence[Point]],
    said: tuple[str, ...],
    boxes: Sequence[Box],
    frame: Rect | None,
    away: Sequence[float],
) -> list[_Spot]:
    wide, tall = room(said)
    found = []
    for share in SHARES:
        middle = min(len(way) - 2, max(0, round(share * (len(way) - 1))))
        (x, y), (x1, y1) = way[middle], way[min(middle + 1, len(way) - 1)]
        length = ((x1 - x) ** 2 + (y1 - y) ** 2) ** 0.5 or 1.0
        across = (-(y1 - y) / length, (x1 - x) / length)
        reach = abs(across[0]) * wide / 2 + abs(across[1]) * tall / 2 + 0.03
        for side in (0.0, *(reach + more for more in away), *(-reach - more for more in away)):
            rect = Rect.around((x + side * across[0], y + side * across[1]), wide, tall)
            cost = 4 * abs(share - 0.5) + (0.6 + 8 * (abs(side) - reach) if side else 0.0)
            cost += _cost(rect, way, others, boxes, frame)
            found.append(_Spot(rect, cost))
    return found


def _cost(
    rect: Rect,
    way: Sequence[Point],
    others: Sequence[Sequence[Point]],
    boxes: Sequence[Box],
    frame: Rect | None,
) -> float:
    hit = sum(rect.meets(box.rect, CLEAR) for box in boxes)
    if hit or (frame and not rect.inside(frame)):
        return HARD * max(hit, 1)
    cost = 10.0 * sum(rect.cut_by(other) for other in others)
    ends = (*way[-6:], *way[:2])  # the head of the arrow stays to be seen
    cost += 8 * rect.holds(ends)
    left = sum(not rect.holds((point,)) for point in way)
    return cost + (6 if left < 10 else 0)
