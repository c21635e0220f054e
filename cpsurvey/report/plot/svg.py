"""A picture as lines and letters, for screens."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from cpsurvey.report.plot.pen import Anchor, Box, Look, Point, Step

NAMED = {"k": "black", "w": "white"}


class Lines:
    """A pen that writes SVG.

    Parameters
    ----------
    name : str
        Begins ids: several pictures stand in one page.
    """

    def __init__(self, size: Point, name: str) -> None:
        self._size = size
        self._name = name
        self._drawn: list[str] = []
        self._cuts: dict[Box, str] = {}
        self._shapes: dict[tuple[Step, ...], str] = {}

    def done(self) -> str:
        """The whole picture on white, as wide as its place."""
        wide, tall = map(_short, self._size)
        head = (
            '<svg xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'viewBox="0 0 {wide} {tall}" xmlns="http://www.w3.org/2000/svg">'
        )
        ground = f'<rect width="{wide}" height="{tall}" style="fill: white"/>'
        defined = [*map(self._cut, self._cuts.items()), *map(self._shape, self._shapes.items())]
        kept = ["<defs>", *defined, "</defs>"] if defined else []
        return "\n".join([head, *kept, ground, *self._drawn, "</svg>\n"])

    def path(self, steps: Sequence[Step], look: Look, within: Box | None = None) -> None:
        """Lines and curves."""
        if steps:
            shown = f'<path d="{self._steps(steps)}" style="{_style(look)}"'
            self._drawn.append(f"{shown}{self._within(steps, look, within)}/>")

    def marks(
        self,
        shape: tuple[Step, ...],
        places: Sequence[Point],
        look: Look,
        within: Box | None = None,
    ) -> None:
        """A small shape at each of several places."""
        known = [(x, y) for x, y in places if not (math.isnan(x) or math.isnan(y))]
        if not known:
            return
        name = self._shapes.setdefault(shape, f"{self._name}-mark-{len(self._shapes)}")
        reach = max(abs(value) for _, points in shape for value in points)
        box = [
            ("L", (x + turn * reach, y + turn * reach)) for x, y in known for turn in (-1, 1)
        ]
        cut = self._within(box, look, within)
        tall = self._size[1]
        self._drawn += [
            f'<g style="{_style(look)}"{cut}>',
            *(
                f'<use xlink:href="#{name}" x="{_short(x)}" y="{_short(tall - y)}"/>'
                for x, y in known
            ),
            "</g>",
        ]

    def text(
        self,
        place: Point,
        text: str,
        size: float,
        colour: str,
        *,
        anchor: Anchor = "start",
        weight: str = "normal",
        angle: float = 0.0,
    ) -> None:
        """One line."""
        x, y = _short(place[0]), _short(self._size[1] - place[1])
        look = f"font-size: {_short(size)}px; font-family: inherit; text-anchor: {anchor}"
        look += f"; fill: {NAMED.get(colour, colour)}"
        look += "; font-weight: bold" if weight == "bold" else ""
        turned = f' transform="rotate({_short(-angle)} {x} {y})"' if angle else ""
        self._drawn.append(
            f'<text style="{look}" x="{x}" y="{y}"{turned}>{escape(text, quote=False)}</text>'
        )

    def _steps(self, steps: Sequence[Step], tall: float | None = None) -> str:
        return " ".join(_steps(steps, self._size[1] if tall is None else tall))

    def _within(self, steps: Sequence[Step], look: Look, within: Box | None) -> str:
        """Cuts off what is beyond; a picture that keeps inside needs no word of it."""
        if within is None:
            return ""
        left, low, right, high = within
        half = look.width / 2
        if all(
            left + half <= x <= right - half and low + half <= y <= high - half
            for _, points in steps
            for x, y in zip(points[::2], points[1::2], strict=True)
        ):
            return ""
        name = self._cuts.setdefault(within, f"{self._name}-cut-{len(self._cuts)}")
        return f' clip-path="url(#{name})"'

    def _cut(self, named: tuple[Box, str]) -> str:
        (left, low, right, high), name = named
        x, y = _short(left), _short(self._size[1] - high)
        size = f'width="{_short(right - left)}" height="{_short(high - low)}"'
        return f'<clipPath id="{name}"><rect x="{x}" y="{y}" {size}/></clipPath>'

    def _shape(self, named: tuple[tuple[Step, ...], str]) -> str:
        steps, name = named
        return f'<path id="{name}" d="{self._steps(steps, 0.0)}"/>'


def _steps(steps: Sequence[Step], tall: float) -> Iterator[str]:
    for letter, points in steps:
        yield letter
        for at, value in enumerate(points):
            yield _short(tall - value if at % 2 else value)


def _short(value: float) -> str:
    """Hundredths of a point are less than is seen."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _style(look: Look) -> str:
    said = [f"fill: {NAMED.get(look.fill, look.fill) if look.fill else 'none'}"]
    if look.stroke and look.width:
        said.append(f"stroke: {NAMED.get(look.stroke, look.stroke)}")
        said.append(f"stroke-width: {_short(look.width)}")
        said.append(f"stroke-linejoin: {look.join}")
        if look.cap != "butt":
            said.append(f"stroke-linecap: {look.cap}")
        if look.dashes:
            said.append(f"stroke-dasharray: {','.join(map(_short, look.dashes))}")
    if look.alpha < 1:
        said.append(f"opacity: {_short(look.alpha)}")
    return "; ".join(said)
