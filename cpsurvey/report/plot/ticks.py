"""Where ticks of an axis stand, and its numbers and names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cpsurvey.report.plot.text import Across

STEPS = (1, 2, 2.5, 5, 10)
FINER = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
MOST = 9
"""Steps of an axis that is not told how many."""
MOST_PLACES = 6
"""Decimals of numbers at an axis."""


@dataclass(slots=True)
class Axis:
    """One side: what runs along it."""

    across: bool
    colour: str
    size: float
    length: float
    """Of ticks, in points."""
    ticks: Sequence[float] | None = None
    """None to find them."""
    names: Sequence[str] | None = None
    shown: Callable[[float, float, int], str] | None = None
    """Number at a tick, given the length of the axis and the places that its ticks need."""
    most: int | None = None
    whole: bool = False
    steps: tuple[float, ...] = FINER
    """Of found ticks: how many at most, whether at whole numbers, and how far apart."""
    angle: float = 0.0
    aligned: Across | None = None
    said: str = ""
    """What it is of, its size, its colour, and how far from the numbers."""
    said_size: float = 9.0
    pad: float = 4.0
    ruled: bool = False
    """Whether pale lines run from its ticks."""
    far: bool = False
    """Whether at the upper or right side."""
    extra: list[float] = field(default_factory=list)
    """Ticks that are to be within the limits."""

    def tick_top(self) -> None:
        """Stand above."""
        self.far = True

    tick_right = tick_top

    def at_most(self, count: int, *, whole: bool = False, steps: Any = FINER) -> None:
        """So many steps at most."""
        self.most, self.whole, self.steps = count, whole, tuple(steps)

    def stand_at(
        self,
        ticks: Sequence[float],
        names: Sequence[str] | None,
        *,
        fontsize: float | None = None,
        rotation: float = 0.0,
        ha: Across | None = None,
    ) -> None:
        """Places of ticks, which are within the limits, and their names."""
        self.ticks, self.names = list(ticks), names
        self.extra[:] = [float(one) for one in ticks]
        self.size = fontsize or self.size
        self.angle, self.aligned = rotation, ha

    def say(self, text: str, *, fontsize: float = 9.0, labelpad: float = 4.0) -> None:
        """What it is of."""
        self.said, self.said_size, self.pad = text, fontsize, labelpad

    def found(self, low: float, high: float, points: float) -> list[tuple[float, str]]:
        """Ticks that are within the limits, with their numbers or names."""
        ticks, names = self.ticks, self.names
        if ticks is None:
            room = int(points / (self.size * (3 if self.across else 2)))
            count = self.most or min(MOST, max(1, room))
            steps = self.steps if self.most or self.whole else STEPS
            ticks = _found(min(low, high), max(low, high), count, steps, whole=self.whole)
        ticks = [float(tick) for tick in ticks]
        if names is None:
            needed, show = places(ticks), self.shown
            names = [
                show(tick, abs(high - low), needed) if show else plain(tick, needed)
                for tick in ticks
            ]
        slack = 1e-10 * abs(high - low)
        least, largest = min(low, high) - slack, max(low, high) + slack
        pairs = zip(ticks, names, strict=True)
        return [(tick, name) for tick, name in pairs if least <= tick <= largest]


@lru_cache(maxsize=64)
def _locator(count: int, steps: tuple[float, ...], *, whole: bool) -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(count, steps=list(steps), integer=whole)


def _found(
    low: float, high: float, count: int, steps: tuple[float, ...], *, whole: bool
) -> list[float]:
    return [float(one) for one in _locator(count, steps, whole=whole).tick_values(low, high)]


def places(ticks: Sequence[float]) -> int:
    """Decimals that show all ticks where they stand, at most six."""
    near = 1e-6 * (max(ticks, default=0.0) - min(ticks, default=0.0))
    for count in range(MOST_PLACES):
        if all(abs(tick - round(tick, count)) <= near for tick in ticks):
            return count
    return MOST_PLACES


def plain(value: float, count: int) -> str:
    """A number with so many decimals."""
    return f"{value:.{count}f}".replace("-", "−")
