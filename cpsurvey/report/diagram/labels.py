"""Where estimates stand: on or beside their line, clear of boxes and of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cpsurvey.report.diagram.laid import Box, Line, Point, Rect, Writing, along
from cpsurvey.report.diagram.stretches import Floats, Stretches
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
    around = _Around(lines, boxes, frame)
    spots = [
        _spots(at, way, said[at], around, FURTHER if lines[at].double else FURTHER[:1])
        for at, way in enumerate(ways)
    ]
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
    at: int, way: Sequence[Point], said: tuple[str, ...], around: _Around, away: Sequence[float]
) -> list[_Spot]:
    wide, tall = room(said)
    rects, costs = [], []
    for share in SHARES:
        middle = min(len(way) - 2, max(0, round(share * (len(way) - 1))))
        (x, y), (x1, y1) = way[middle], way[min(middle + 1, len(way) - 1)]
        length = ((x1 - x) ** 2 + (y1 - y) ** 2) ** 0.5 or 1.0
        across = (-(y1 - y) / length, (x1 - x) / length)
        reach = abs(across[0]) * wide / 2 + abs(across[1]) * tall / 2 + 0.03
        for side in (0.0, *(reach + more for more in away), *(-reach - more for more in away)):
            rects.append(Rect.around((x + side * across[0], y + side * across[1]), wide, tall))
            further = 0.6 + 8 * (abs(side) - reach) if side else 0.0
            costs.append(4 * abs(share - 0.5) + further)
    more = around.costs(rects, at, way)
    return [_Spot(*one) for one in zip(rects, costs + more, strict=True)]


class _Around:
    """What estimates are to stand clear of: all places of one are judged at once."""

    def __init__(self, lines: Sequence[Line], boxes: Sequence[Box], frame: Rect | None) -> None:
        self._boxes = np.array([_sides(box.rect) for box in boxes]).reshape(-1, 4).T
        self._frame = frame
        self._stretches = Stretches(lines)

    def costs(self, rects: Sequence[Rect], at: int, way: Sequence[Point]) -> Floats:
        """What each place costs an estimate of line `at`, the points of which are `way`."""
        sides = np.array([_sides(rect) for rect in rects]).T[:, :, None]
        left, low, right, high = sides
        others = self._boxes
        hit = (
            (left < others[2] + CLEAR)
            & (others[0] < right + CLEAR)
            & (low < others[3] + CLEAR)
            & (others[1] < high + CLEAR)
        ).sum(axis=1)
        out = np.array([not (self._frame is None or one.inside(self._frame)) for one in rects])
        cut = self._stretches.cut(sides)
        x, y = np.array(way).T
        held = (left < x) & (x < right) & (low < y) & (y < high)
        free = 10.0 * (cut.sum(axis=1) - cut[:, at])
        # the head of the arrow stays to be seen
        free += 8 * (held[:, -6:].any(axis=1) | held[:, :2].any(axis=1))
        free += np.where((~held).sum(axis=1) < 10, 6, 0)
        found: Floats = np.where((hit > 0) | out, HARD * np.maximum(hit, 1), free)
        return found


def _sides(rect: Rect) -> tuple[float, float, float, float]:
    return rect.left, rect.low, rect.right, rect.high
