"""Simple slopes, and the effect along the moderator."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.moderation import words as w
from cpsurvey.kinds.moderation.data import Moderation
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import gaps, known
from cpsurvey.report.words import Words
from cpsurvey.results import Result

WIDTH = 32


def moderation(result: Result[Moderation], words: Words) -> Figure | None:
    """Left: fitted lines at three moderator values. Right: Johnson-Neyman's picture."""
    data = result.data
    if data.region is None:
        return _two(result, words)
    if not (known(p.at for p in data.curve) and known(p.effect for p in data.curve)):
        return None
    figure, left = draw.new(6.8, 3.3)
    left.set_position((0.09, 0.2, 0.38, 0.76))
    right = draw.beside(figure, (0.60, 0.2, 0.38, 0.76))
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
    axes.set_xlabel(draw.wrapped(words.label(data.predictor), WIDTH))
    axes.set_ylabel(draw.wrapped(words.label(data.outcome), WIDTH))
    axes.legend(
        title=draw.wrapped(words.label(data.moderator), WIDTH),
        fontsize=7,
        title_fontsize=7,
        frameon=False,
        loc="best",
    )


def _region(axes: Any, data: Moderation, words: Words) -> None:
    at = gaps(p.at for p in data.curve)
    lower, upper = zip(*(p.ci or (None, None) for p in data.curve), strict=True)
    axes.fill_between(at, gaps(lower), gaps(upper), color="#c6dbef", linewidth=0)
    axes.plot(at, gaps(p.effect for p in data.curve), color=draw.BLUE)
    axes.axhline(0, color=draw.INK, linewidth=0.8)
    for root in known(data.region.inside) if data.region and data.beyond_chance else ():
        axes.axvline(root, color=draw.MUTED, linewidth=1, linestyle=(0, (4, 3)))
    ends = known(p.at for p in data.curve)
    axes.set_xlim(ends[0], ends[-1])
    axes.set_xlabel(draw.wrapped(words.label(data.moderator), WIDTH))
    axes.set_ylabel(
        draw.wrapped(words(w.EFFECT_OF, predictor=words.label(data.predictor)), WIDTH)
    )
