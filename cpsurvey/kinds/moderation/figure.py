"""Simple slopes, and the effect along the moderator."""

from __future__ import annotations

import itertools
from typing import Any

from cpsurvey.kinds.moderation import words as w
from cpsurvey.kinds.moderation.data import Moderation
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import apart, gaps, known
from cpsurvey.report.words import Words
from cpsurvey.results import Result

WIDTH = 32
SHADE = "#fbe6c8"
"""Behind the values of a moderator at which the interval leaves out zero; light in grey."""


def moderation(result: Result[Moderation], words: Words) -> Figure | None:
    """Left: fitted lines at three moderator values. Right: Johnson-Neyman's picture."""
    data = result.data
    if data.region is None:
        return _two(result, words)
    if not (known(p.at for p in data.curve) and known(p.effect for p in data.curve)):
        return None
    figure, left = draw.new(6.8, 3.3)
    left.set_position((0.09, 0.2, 0.38, 0.72))
    right = draw.beside(figure, (0.60, 0.2, 0.38, 0.72))
    _slopes(left, data, words)
    _region(right, data, words)
    _finished(words, left, right)
    title = words(w.FIGURE, **w.variables(data, words))
    return draw.finish(figure, f"fig-moderation-{result.id}", title, words, f"T19c-{result.id}")


def _two(result: Result[Moderation], words: Words) -> Figure | None:
    """A fitted line at each of the two values of the moderator."""
    data = result.data
    if not all(known(one.line) for one in data.conditional[:2]):
        return None
    figure, axes = draw.new(4.6, 3.3)
    axes.set_position((0.13, 0.2, 0.82, 0.76))
    _slopes(axes, data, words)
    _finished(words, axes)
    title = words(w.FIGURE_TWO, **w.variables(data, words))
    return draw.finish(figure, f"fig-moderation-{result.id}", title, words, f"T19c-{result.id}")


def _finished(words: Words, *every: Any) -> None:
    for axes in every:
        draw.ruled(axes)
        draw.numbers(axes.xaxis, words.language)
        draw.numbers(axes.yaxis, words.language)


def _slopes(axes: Any, data: Moderation, words: Words) -> None:
    lines = [one for one in data.conditional if one.line]
    for (colour, style), one in zip(draw.SERIES, lines, strict=False):
        label = w.at(data, one.name, one.at, words)
        look = {"color": colour, "linestyle": style, "label": label}
        axes.plot(gaps(data.line_x), gaps(one.line), **look)
    draw.name_axes(axes, words.label(data.predictor), words.label(data.outcome), WIDTH)
    axes.legend(
        title=draw.wrapped(words.label(data.moderator), WIDTH),
        fontsize=7,
        loc="best",
    )


def _apart(data: Moderation) -> list[tuple[float, float]]:
    """Values of the moderator at which the interval of the effect leaves out zero.

    None where the interaction is not shown to be there: then no region is given.
    """
    if data.region is None or not data.beyond_chance:
        return []
    ends = known(p.at for p in data.curve)
    edges = [ends[0], *sorted(known(data.region.inside)), ends[-1]]
    return [
        (low, high) for low, high in itertools.pairwise(edges) if _sure(data, (low + high) / 2)
    ]


def _sure(data: Moderation, value: float) -> bool:
    """Whether the interval nearest to a value leaves out zero."""
    points = [p for p in data.curve if p.at is not None]
    nearest = min(points, key=lambda p: abs((p.at or 0.0) - value))
    return apart(nearest.ci)


def _region(axes: Any, data: Moderation, words: Words) -> None:
    at = gaps(p.at for p in data.curve)
    lower, upper = zip(*(p.ci or (None, None) for p in data.curve), strict=True)
    axes.fill_between(at, gaps(lower), gaps(upper), color="#c6dbef", linewidth=0)
    axes.plot(at, gaps(p.effect for p in data.curve), color=draw.BLUE)
    axes.axhline(0, color=draw.INK, linewidth=0.8)
    ends = known(p.at for p in data.curve)
    axes.set_xlim(ends[0], ends[-1])
    spans = _apart(data)
    for low, high in spans:
        axes.axvspan(low, high, color=SHADE, linewidth=0, zorder=0)
        for root in {low, high} - {ends[0], ends[-1]}:
            axes.axvline(root, color=draw.MUTED, linewidth=1, linestyle=(0, (4, 3)))
    if spans:
        axes.set_title(words(w.SHADED), fontsize=7.5, color=draw.INK, loc="left")
    effect = words(w.EFFECT_OF, predictor=words.label(data.predictor))
    draw.name_axes(axes, words.label(data.moderator), effect, WIDTH)
