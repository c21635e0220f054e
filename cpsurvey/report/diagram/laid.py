"""What has a place: boxes, lines and texts, in inches from the lower left corner."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from cpsurvey.report.diagram.graph import Stroke

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle."""

    left: float
    low: float
    right: float
    high: float

    @classmethod
    def around(cls, at: Point, wide: float, tall: float) -> Rect:
        """One with a centre."""
        x, y = at
        return cls(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)

    @property
    def centre(self) -> Point:
        """Its middle."""
        return (self.left + self.right) / 2, (self.low + self.high) / 2

    def meets(self, other: Rect, apart: float = 0.0) -> bool:
        """Whether they overlap, or are less than `apart` from each other."""
        return (
            self.left < other.right + apart
            and other.left < self.right + apart
            and self.low < other.high + apart
            and other.low < self.high + apart
        )

    def inside(self, other: Rect) -> bool:
        """Whether nothing of it is outside the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.low <= self.low
            and self.high <= other.high
        )

    def holds(self, points: Iterable[Point], apart: float = 0.0) -> bool:
        """Whether any of the points lies in it."""
        return any(
            self.left - apart < x < self.right + apart
            and self.low - apart < y < self.high + apart
            for x, y in points
        )

    def cut_by(self, points: Sequence[Point]) -> bool:
        """Whether a line goes through it."""
        return any(self._cut(a, b) for a, b in itertools.pairwise(points))

    def _cut(self, a: Point, b: Point) -> bool:
        """Whether a stretch goes through it (Liang and Barsky)."""
        (x0, y0), (x1, y1) = a, b
        if max(x0, x1) < self.left or min(x0, x1) > self.right:
            return False
        if max(y0, y1) < self.low or min(y0, y1) > self.high:
            return False
        begin, end = 0.0, 1.0
        for step, low, high in (
            (x1 - x0, self.left - x0, self.right - x0),
            (y1 - y0, self.low - y0, self.high - y0),
        ):
            if abs(step) > 1e-12:
                first, last = sorted((low / step, high / step))
                begin, end = max(begin, first), min(end, last)
        return begin < end

    def moved(self, by: Point) -> Rect:
        """The same elsewhere."""
        x, y = by
        return Rect(self.left + x, self.low + y, self.right + x, self.high + y)


@dataclass(frozen=True, slots=True)
class Writing:
    """Lines of text centred in a rectangle (or set from its left)."""

    rect: Rect
    lines: tuple[str, ...]
    size: float
    weight: str = "normal"
    left: bool = False
    of: str = ""
    """What it belongs to: ``tail>head`` of an arrow, ``first~second`` of a covariance."""

    def moved(self, by: Point) -> Writing:
        """The same elsewhere."""
        return replace(self, rect=self.rect.moved(by))


@dataclass(frozen=True, slots=True)
class Box:
    """A variable."""

    name: str
    rect: Rect
    latent: bool
    writings: tuple[Writing, ...] = ()

    def moved(self, by: Point) -> Box:
        """The same elsewhere."""
        moved = tuple(one.moved(by) for one in self.writings)
        return replace(self, rect=self.rect.moved(by), writings=moved)


@dataclass(frozen=True, slots=True)
class Line:
    """A path or a covariance (`double`), point by point."""

    of: str
    points: tuple[Point, ...]
    stroke: Stroke
    double: bool = False

    def moved(self, by: Point) -> Line:
        """The same elsewhere."""
        return replace(self, points=tuple((x + by[0], y + by[1]) for x, y in self.points))


@dataclass(slots=True)
class Laid:
    """A whole diagram, or a part of one."""

    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    writings: list[Writing] = field(default_factory=list)
    short: bool = False
    """Whether there was no room for intervals."""

    def moved(self, by: Point) -> Laid:
        """The same elsewhere."""
        return Laid(
            [one.moved(by) for one in self.boxes],
            [one.moved(by) for one in self.lines],
            [one.moved(by) for one in self.writings],
            self.short,
        )

    def add(self, other: Laid) -> None:
        """Take in another part."""
        self.boxes += other.boxes
        self.lines += other.lines
        self.writings += other.writings
        self.short = self.short or other.short

    def texts(self) -> Iterator[Writing]:
        """Every text there is."""
        for box in self.boxes:
            yield from box.writings
        yield from self.writings

    @property
    def bounds(self) -> Rect:
        """The rectangle around all of it."""
        rects = [*(b.rect for b in self.boxes), *(w.rect for w in self.texts())]
        points = [p for line in self.lines for p in line.points]
        return Rect(
            min([*(r.left for r in rects), *(p[0] for p in points)]),
            min([*(r.low for r in rects), *(p[1] for p in points)]),
            max([*(r.right for r in rects), *(p[0] for p in points)]),
            max([*(r.high for r in rects), *(p[1] for p in points)]),
        )

    @property
    def width(self) -> float:
        """Of all of it."""
        return self.bounds.right - self.bounds.left

    @property
    def height(self) -> float:
        """Of all of it."""
        return self.bounds.high - self.bounds.low


def along(points: Sequence[Point], step: float = 0.03) -> list[Point]:
    """Points of a line, close to each other."""
    found = [points[0]]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        many = max(1, int(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 / step))
        found += [
            (x0 + (x1 - x0) * k / many, y0 + (y1 - y0) * k / many) for k in range(1, many + 1)
        ]
    return found


def curve(a: Point, b: Point, c: Point, d: Point, many: int = 24) -> tuple[Point, ...]:
    """Points of a Bézier curve."""
    found = []
    for k in range(many + 1):
        t = k / many
        s = 1 - t
        weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
        found.append(
            (
                sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
                sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
            )
        )
    return tuple(found)
