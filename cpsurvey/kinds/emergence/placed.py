"""Where communities and their dots stand: sizes alone decide, never who somebody is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

GAP = 0.11
"""Inches around each disc."""
GOLDEN = math.pi * (3.0 - math.sqrt(5.0))
HALVINGS = 40


@dataclass(frozen=True, slots=True)
class Disc:
    """A community: centre and radius (inches), and the direction that leads outwards."""

    x: float
    y: float
    radius: float
    out: float


def ring(sizes: Sequence[int], side: float) -> tuple[list[Disc], float]:
    """Discs on a circle within a square of `side` inches, areas by `sizes`, the first on top.

    Also gives the radius of the disc of a single dot: as large as lets none meet another.
    """
    low, high = 0.0, side
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        low, high = (middle, high) if _fits(sizes, middle, side) else (low, middle)
    around = _around(sizes, low, side)
    wide = [2.0 * math.asin((low * math.sqrt(one) + GAP) / around) for one in sizes]
    rest = (2.0 * math.pi - sum(wide)) / len(sizes)
    discs, at = [], math.pi / 2.0 + (wide[0] + rest) / 2.0
    for one, width in zip(sizes, wide, strict=True):
        angle = at - (width + rest) / 2.0
        at -= width + rest
        x, y = around * math.cos(angle), around * math.sin(angle)
        discs.append(Disc(x, y, low * math.sqrt(one), angle))
    return discs, low


def _around(sizes: Sequence[int], dot: float, side: float) -> float:
    return side / 2.0 - dot * math.sqrt(max(sizes)) - 2.0 * GAP


def _fits(sizes: Sequence[int], dot: float, side: float) -> bool:
    around = _around(sizes, dot, side)
    reach = [dot * math.sqrt(one) + GAP for one in sizes]
    if around <= max(reach):
        return False
    return sum(math.asin(one / around) for one in reach) <= math.pi


def dots(disc: Disc, count: int) -> list[tuple[float, float]]:
    """So many dots evenly over a disc (Vogel, 1979), in the order of their directions."""
    placed = []
    for at in range(count):
        far = 0.92 * disc.radius * math.sqrt((at + 0.5) / count)
        angle = at * GOLDEN % (2.0 * math.pi)
        placed.append((angle, far))
    return [
        (disc.x + far * math.cos(angle), disc.y + far * math.sin(angle))
        for angle, far in sorted(placed)
    ]
