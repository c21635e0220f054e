"""How every picture looks, and how it becomes the same bytes every time."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from cpsurvey.report import lexicon as x
from cpsurvey.report.document import DOTS, Figure
from cpsurvey.report.lettering import height
from cpsurvey.report.lettering import wrapped as wrapped_in
from cpsurvey.report.plot import named
from cpsurvey.report.plot.ticks import plain
from cpsurvey.report.words import Phrase, Words

INK, MUTED, RULE = named.INK, named.MUTED, named.RULE
BLUE = "#1d4e89"
FROM_LOW_TO_HIGH = ("#b2182b", "#ef8a62", "#fddbc7", "#e4e7eb", "#c6dbef", "#67a9cf", "#2166ac")
"""Seven answers, readable without telling red from green."""
SERIES: Any = (
    ("#67a9cf", (0, (1, 2))),
    ("#4a7fb5", (0, (5, 3))),
    (BLUE, "-"),
    ("#b2182b", (0, (6, 2, 1, 2))),
    ("#ef8a62", (0, (3, 1))),
)
"""Colours and strokes of lines in one picture; the first three for low, middle, high."""

SMALLEST = 6.5
"""Letters of names of rows."""
OUTER = 0.55
"""Room beyond the outer rows of a picture, in rows."""
WHOLE = 50
"""Length of an axis from which on its numbers are whole."""

_BLANK: ContextVar[bool] = ContextVar("blank", default=False)


@contextmanager
def blank() -> Iterator[None]:
    """Inside, pictures are made of nothing: their titles and texts are all that is right."""
    token = _BLANK.set(True)
    try:
        yield
    finally:
        _BLANK.reset(token)


class _Nothing:
    """Stands for a figure, its axes and whatever they give; takes everything, does nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_args: Any, **_named: Any) -> Any:
        return self

    def __getitem__(self, _key: Any) -> Any:
        return self

    def __iter__(self) -> Iterator[float]:
        return iter((1.0, 1.0))

    def __float__(self) -> float:
        return 1.0

    __abs__ = __float__

    def _number(self, _other: Any) -> float:
        return 1.0

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _number
    __truediv__ = __rtruediv__ = _number

    def _order(self, _other: Any) -> bool:
        return False

    __lt__ = __le__ = __gt__ = __ge__ = _order


def new(width: float, height: float, *, below: float = 0.5) -> tuple[Any, Any]:
    """A figure and its axes, drawn without a screen.

    Labels stand in a margin of a third of the width; `below` inches are left under the
    axes. Margins are given because measuring every label took most of a report's time.
    """
    if _BLANK.get():
        return _Nothing(), _Nothing()
    figure = bare(width, height)
    bottom = below / height
    return figure, beside(figure, (0.34, bottom, 0.64, 1.0 - bottom - 0.08 / height))


def bare(width: float, height: float) -> Any:
    """A figure without axes, in inches."""
    from cpsurvey.report.plot.picture import Picture

    return Picture(width, height)


def beside(figure: Any, place: tuple[float, float, float, float]) -> Any:
    """Another pair of axes: left, bottom, width, height as shares of the figure."""
    return _Nothing() if _BLANK.get() else figure.add_axes(place)


def name_rows(
    axes: Any, labels: Sequence[str], size: float = 9, *, least: float = SMALLEST
) -> None:
    """Names beside the rows 0, 1, ..., whole.

    They get smaller letters where they need them, and where that is not enough a taller
    picture. The rows get the room that the height of a name is held against, the outer ones
    too: what is drawn there ends at the middle of a row.
    """
    if _BLANK.get():
        return
    low, high = axes.get_ylim()
    axes.set_ylim(min(low, -OUTER), max(high, len(labels) - 1 + OUTER))
    axes.set_yticks([])
    tall = axes.get_position().height * axes.figure.get_figheight()
    room = axes.figure.get_figwidth() * axes.get_position().x0 - 0.1
    pitch = tall / (len(labels) + 0.1)
    shown, size, needed = fitted(labels, room, pitch, size, least=least)
    if needed > pitch:
        _grow(axes, (needed - pitch) * len(labels))
    look = {"ha": "right", "va": "center_baseline", "fontsize": size, "color": INK}
    for at, label in enumerate(shown):
        axes.text(-0.012, at, label, transform="rows", linespacing=1.05, **look)


def fitted(
    labels: Sequence[str],
    room: float,
    pitch: float,
    size: float,
    *,
    least: float = SMALLEST,
) -> tuple[list[str], float, float]:
    """Labels in lines that fit `room` (inches), size of letters, height of the tallest.

    The size is the largest from `size` down to `least` at which none is taller than `pitch`.
    """
    while not _BLANK.get():
        lines = [wrapped_in(" ".join(label.split("\n")), room, size) for label in labels]
        needed = height(max(map(len, lines), default=1), size) + 0.02
        if needed <= pitch or size <= least:
            return ["\n".join(some) for some in lines], size, needed
        size -= 0.5
    return list(labels), size, 0.0


def _grow(axes: Any, more: float) -> None:
    """A taller picture, all of which `axes` and those beside them get."""
    figure = axes.figure
    old = figure.get_figheight()
    new = old + more
    mine = axes.get_position()
    for one in figure.axes:
        place = one.get_position()
        up = more if place.y0 > mine.y0 + 0.001 else 0.0
        taller = more if abs(place.y0 - mine.y0) <= 0.001 else 0.0
        bottom = (place.y0 * old + up) / new
        one.set_position((place.x0, bottom, place.width, (place.height * old + taller) / new))
    figure.set_figheight(new)


def estimate(
    axes: Any,
    at: float,
    est: float | None,
    ends: Iterable[float | None] | None,
    colour: str,
    *,
    hollow: bool = False,
    mark: str = "o",
    size: float = 5.5,
    width: float = 2.0,
) -> None:
    """A dot and its interval in row `at`, each where it is there."""
    limits = list(ends or ())
    if limits and None not in limits:
        axes.plot(limits, [at, at], color=colour, linewidth=width, solid_capstyle="round")
    if est is not None:
        face = "white" if hollow else colour
        axes.plot([est], [at], mark, color=colour, markerfacecolor=face, markersize=size)


def ruled(axes: Any, axis: str = "both") -> None:
    """Pale lines behind what is drawn, across one axis or both."""
    axes.grid(axis)


def across(axes: Any, words: Words, places: int) -> None:
    """Pale lines and numbers at the axis below, as a picture of rows has them."""
    ruled(axes, "x")
    numbers(axes.xaxis, words.language, places)


def at_zero(axes: Any) -> None:
    """The line of no effect."""
    axes.axvline(0.0, color=INK, linewidth=0.8)


def legend(axes: Any, place: tuple[float, float], *named: Any, ncols: int, **look: Any) -> None:
    """What marks mean, at a place of the whole picture."""
    look = {"loc": "upper center", "of": "figure", **look}
    axes.legend(*named, ncols=ncols, bbox_to_anchor=place, **look)


def sample(colour: str, mark: str = "", size: float = 5.0, label: str = "") -> Any:
    """A line with a mark for a legend."""
    return named.curve((), (), mark, colour, label=label, linestyle="-", markersize=size)


def patch(colour: str) -> Any:
    """A filling for a legend."""
    from cpsurvey.report.plot.legend import Patch

    return Patch(colour)


def finish(
    figure: Any,
    name: str,
    title: str,
    words: Words,
    table: str = "",
    *,
    alt: Phrase = x.ALT_SEE,
) -> Figure:
    """The picture with its words; it is drawn when a format asks for it.

    Those who do not see it are sent to its numbers in `table`, or told what `alt` says.
    """
    return Figure(name, title, words(alt, table=table), _Drawing(figure, name))


def later(
    make: Callable[[], Any], name: str, title: str, alt: str, shown: Any = None
) -> Figure:
    """The picture that `make` gives, made when a format asks for it.

    `shown` is all that it shows, where this is plain values: it is drawn once for all that
    show the same.
    """
    of = "" if shown is None else f"{name} {shown!r}"
    return Figure(name, title, alt, _Drawing(make, name, of))


@dataclass(slots=True)
class _Drawing:
    """A picture in two forms, without a date or a version in them."""

    figure: Any
    """Or what makes it."""
    name: str
    of: str = ""

    def svg(self) -> str:
        from cpsurvey.report.plot.svg import Lines

        figure = self.made()
        pen = Lines(figure.points, self.name)
        figure.draw(pen)
        return pen.done()

    def png(self, dots: int = DOTS) -> bytes:
        from cpsurvey.report.plot.dots import Dots

        figure = self.made()
        pen = Dots(figure.points, dots)
        figure.draw(pen)
        return pen.done()

    def made(self) -> Any:
        """The picture itself."""
        if callable(self.figure):
            self.figure = self.figure()
        return self.figure


def number(value: float, language: str, places: int = 2) -> str:
    """Axis number in the report's language."""
    text = plain(value, places)
    return text.replace(".", ",") if language == "fr" else text


def wrapped(text: str, width: int = 34) -> str:
    """A label in lines of at most so many letters, all of it."""
    return "\n".join(textwrap.wrap(text, width)) or text


def name_axes(axes: Any, x: str, y: str, width: int) -> None:
    """What runs across and up, in two lines of `width` letters or more of smaller ones."""
    for name, write in ((x, axes.set_xlabel), (y, axes.set_ylabel)):
        size = 9.0 if len(name) <= 2 * width - 10 else 7.0
        write(wrapped(name, int(width * 9 / size)), fontsize=size)


def numbers(axis: Any, language: str, places: int = 1) -> None:
    """Numbers at an axis, as the language writes them, with `places` or what ticks need."""

    def shown(value: float, length: float, needed: int) -> str:
        return number(value, language, needed if length >= WHOLE else max(places, needed))

    axis.shown = shown


def shade(r: float) -> str:
    """From white to blue for positive, to red for negative correlations."""
    strong = (0x21, 0x66, 0xAC) if r >= 0 else (0xB2, 0x18, 0x2B)
    size = min(1.0, abs(r)) ** 0.8
    mixed = [round(255 + (one - 255) * size) for one in strong]
    return "#{:02x}{:02x}{:02x}".format(*mixed)
