"""All stretches of several lines at once: which of them cross a way or go through boxes."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.report.diagram.laid import Line, Point

Floats = NDArray[np.float64]


class Stretches:
    """Straight pieces of lines, point to point.

    Parameters
    ----------
    lines : sequence of Line
        Each of two points at least.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        ends = [(*a, *b) for line in lines for a, b in itertools.pairwise(line.points)]
        self._ends = np.array(ends).reshape(-1, 4).T
        self._starts = np.cumsum([0, *(len(line.points) - 1 for line in lines)])[:-1]

    def crossed(self, way: Sequence[Point]) -> int:
        """How many of the lines a way crosses."""
        if not self._starts.size:
            return 0
        points = np.array(way)
        a, b = points[:-1].T[:, :, None], points[1:].T[:, :, None]
        c, d = self._ends[:2], self._ends[2:]
        cross = (_left(a, c, d) != _left(b, c, d)) & (_left(a, b, c) != _left(a, b, d))
        return int(np.logical_or.reduceat(cross.any(axis=0), self._starts).sum())

    def cut(self, sides: Floats) -> NDArray[np.bool_]:
        """Which lines go through which boxes: boxes by lines (Liang and Barsky, 1984).

        `sides`: left, low, right, high by boxes by one.
        """
        left, low, right, high = sides
        x0, y0, x1, y1 = self._ends
        near = (np.maximum(x0, x1) >= left.min()) & (np.minimum(x0, x1) <= right.max())
        near &= (np.maximum(y0, y1) >= low.min()) & (np.minimum(y0, y1) <= high.max())
        x0, y0, x1, y1 = self._ends[:, near]
        begin, end = np.zeros((left.size, x0.size)), np.ones((left.size, x0.size))
        beside = np.zeros(begin.shape, bool)
        for a, b, least, most in ((x0, x1, left, right), (y0, y1, low, high)):
            beside |= (np.maximum(a, b) < least) | (np.minimum(a, b) > most)
            step = b - a
            moves = abs(step) > 1e-12
            step = np.where(moves, step, 1.0)
            ends = (least - a) / step, (most - a) / step
            begin = np.where(moves, np.maximum(begin, np.minimum(*ends)), begin)
            end = np.where(moves, np.minimum(end, np.maximum(*ends)), end)
        through = np.zeros((left.size, near.size), bool)
        through[:, near] = ~beside & (begin < end)
        found: NDArray[np.bool_] = np.logical_or.reduceat(through, self._starts, axis=1)
        return found


def _left(p: Any, q: Any, r: Any) -> Any:
    """Whether r lies left of the line from p to q."""
    return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])
