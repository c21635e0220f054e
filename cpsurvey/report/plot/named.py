"""How figures speak of lines, fillings and texts: in words of matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import Any

from cpsurvey.report.plot import drawn
from cpsurvey.report.plot.drawn import mark, stroke
from cpsurvey.report.plot.pen import Look
from cpsurvey.report.plot.text import Writing

INK, MUTED, RULE = "#1f2933", "#7b8794", "#d9e0e7"
"""Of what is read, of what is said beside, and of lines behind."""
SIZE = 9.0
WIDTH, MARK, RIM = 1.5, 6.0, 1.0
"""Of lines, of marks, and of their rims, unless told otherwise; in points."""


def curve(
    xs: Sequence[float],
    ys: Sequence[float],
    form: str = "",
    color: str = INK,
    alpha: float = 1.0,
    label: str = "",
    zorder: float = 2.0,
    *,
    marker: str = "",
    linestyle: Any = None,
    linewidth: float = WIDTH,
    solid_capstyle: str | None = None,
    markersize: float = MARK,
    markerfacecolor: str | None = None,
    markeredgecolor: str | None = None,
    markeredgewidth: float = RIM,
    bar: str = "",
) -> drawn.Curve:
    """A curve of those words in which figures speak of it."""
    marker = marker or form.strip("-")
    if linestyle is None:
        linestyle = "none" if form and "-" not in form else "-"
    plain = linestyle == "none"
    look = None if plain else stroke(color, linewidth, linestyle, solid_capstyle, alpha)
    face = Look(
        markeredgecolor or color,
        markeredgewidth,
        None if marker == "|" else markerfacecolor or color,
        join="round" if marker in "o." else "miter",
        alpha=alpha,
    )
    shape = mark(marker, markersize) if marker else ()
    return drawn.Curve(xs, ys, look, shape, face, label, zorder, bar, linewidth)


def filled(
    color: str = INK, linewidth: float = 1.0, edgecolor: str | None = None, alpha: float = 1.0
) -> Look:
    """An area, without a rim unless its colour is told."""
    return Look(edgecolor, linewidth if edgecolor else 0.0, color, join="miter", alpha=alpha)


def writing(
    text: str,
    *,
    fontsize: float = SIZE,
    color: str = INK,
    ha: Any = "left",
    va: Any = "baseline",
    weight: str = "normal",
    linespacing: float | None = None,
) -> Writing:
    """A text of those words in which figures speak of it."""
    return Writing(text, fontsize, color, ha, va, weight, spacing=linespacing)


def lined(**look: Any) -> Look:
    """A line across."""
    return stroke(**{"color": INK, "linewidth": WIDTH, **look})


def each(*given: Any) -> list[tuple[Any, ...]]:
    """Row by row; what is one value is that of every row."""
    many = [not isinstance(one, (float, int, str)) for one in given]
    if not any(many):
        return [given]
    columns = [
        one if several else repeat(one) for one, several in zip(given, many, strict=True)
    ]
    return list(zip(*columns))  # noqa: B905  one value repeats without end
