"""Curves of specifications (F25): sorted by estimate, with the choices below them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.multiverse import named
from cpsurvey.kinds.multiverse import words as w
from cpsurvey.kinds.multiverse.data import Choice, Curve, Multiverse
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import apart
from cpsurvey.report.words import Words
from cpsurvey.results import Result

DRAWN = 160
"""Most specifications drawn, evenly along a curve; tables hold all."""
WITH_CHOICES = ("total", "indirect", "moderation")
"""Effects whose curve is drawn with its choices."""
ROW, CURVE, TITLE = 0.17, 2.0, 0.15
"""Inches of a level, of a curve, and above it."""
COLUMNS = 3
LEFT = 0.44
"""Share of the width for names of levels."""


def curves(result: Result[Multiverse], words: Words) -> list[Figure]:
    """All curves side by side; then those of the outcome in question with their choices."""
    data = result.data
    own = [one for one in data.curves if one.outcome == data.outcomes[0]]
    found = [_panels(result, words)] if len(data.curves) > 1 else []
    wanted = [one for one in own if one.effect in WITH_CHOICES and one.count > 1]
    return [*found, *(_curve(result, one, words) for one in wanted)]


def _thinned(curve: Curve) -> list[int]:
    """Places evenly along a curve, that of the primary specification among them."""
    if curve.count <= DRAWN:
        return list(range(curve.count))
    places = {round(i * (curve.count - 1) / (DRAWN - 1)) for i in range(DRAWN)}
    if curve.primary:
        places.add(curve.primary - 1)
    return sorted(places)


def _draw(axes: Any, curve: Curve) -> None:
    """Estimates and intervals from the lowest on; pale where the interval holds zero."""
    places = _thinned(curve)
    for sure, colour in ((False, draw.MUTED), (True, draw.BLUE)):
        there = [at for at in places if apart(curve.interval(at)) is sure]
        axes.plot(*_strokes(curve, there), color=draw.RULE, linewidth=0.7, zorder=1)
        axes.plot(
            there, [curve.est[at] for at in there], ".", color=colour, markersize=2.5, zorder=2
        )
    if curve.primary and curve.first:
        place = [curve.primary - 1]
        axes.plot(place * 2, [*curve.first], color=draw.INK, linewidth=1.2, zorder=3)
        axes.plot(place, [curve.first_est], "D", color=draw.INK, markersize=5, zorder=4)
    axes.axhline(0.0, color=draw.INK, linewidth=0.8)
    draw.ruled(axes, "y")
    axes.set_xticks([])
    axes.set_xlim(-1, curve.count)


def _strokes(curve: Curve, places: Sequence[int]) -> tuple[list[float], list[float]]:
    """Intervals as one line with gaps."""
    xs: list[float] = []
    ys: list[float] = []
    for at in places:
        if ends := curve.interval(at):
            xs += [at, at, at]
            ys += [*ends, math.nan]
    return xs, ys


def _panels(result: Result[Multiverse], words: Words) -> Figure:
    """Every effect on every outcome, each by itself."""
    data = result.data
    rows = -(-len(data.curves) // COLUMNS)
    titles = [_name(curve, data, words) for curve in data.curves]
    above = 0.1 * max(0, max(title.count("\n") for title in titles) - 2)
    row = 1.55 + above
    height = row * rows + 0.1
    figure, key = draw.new(6.8, height)
    key.set_axis_off()
    for at, curve in enumerate(data.curves):
        down, across = divmod(at, COLUMNS)
        place = (
            0.07 + across * 0.32,
            (height - row * (down + 1) + 0.12) / height,
            0.25,
            0.98 / height,
        )
        axes = draw.beside(figure, place)
        _draw(axes, curve)
        draw.numbers(axes.yaxis, words.language, 2)
        axes.tick_params(axis="y", labelsize=6.5)
        axes.set_title(titles[at], fontsize=6, color=draw.INK)
    return draw.finish(figure, f"fig-{result.id}", words(w.PANELS), words, f"T25-{result.id}")


def _name(curve: Curve, data: Multiverse, words: Words) -> str:
    name = f"{named.effect(curve, data, words)} → {words.label(curve.outcome)}"
    return draw.wrapped(name, 44)


def _curve(result: Result[Multiverse], curve: Curve, words: Words) -> Figure:
    """One curve, and below it which level of each choice a specification has."""
    data = result.data
    points = [(at, data.point(curve, at).levels) for at in _thinned(curve)]
    lines = list(_lines(data.choices, [levels for _, levels in points]))
    below = ROW * len(lines) + 0.15
    height = TITLE + CURVE + below
    figure, key = draw.new(6.8, height)
    key.set_axis_off()
    width = 0.98 - LEFT
    above = draw.beside(figure, (LEFT, below / height, width, CURVE / height))
    _draw(above, curve)
    draw.numbers(above.yaxis, words.language, 2)
    above.tick_params(axis="y", labelsize=7.5)
    under = draw.beside(figure, (LEFT, 0.08 / height, width, (below - 0.2) / height))
    labels = []
    for down, (place, level) in enumerate(reversed(lines)):
        there = [at for at, levels in points if levels[place] == level]
        under.plot(there, [down] * len(there), "|", color=draw.BLUE, markersize=6)
        labels.append(_label(data.choices[place], level, words))
    under.set_xlim(-1, curve.count)
    under.set_ylim(-0.7, len(lines) - 0.3)
    under.set_xticks([])
    if curve.primary:
        under.axvline(curve.primary - 1, color=draw.RULE, linewidth=2.5, zorder=0)
    draw.name_rows(under, labels, 6.5, least=6.0)
    effect = named.effect(curve, data, words)
    title = words(w.CURVE, effect=effect, outcome=curve.outcome)
    name = f"fig-{result.id}-{curve.effect}"
    return draw.finish(figure, name, title, words, f"T25e-{result.id}")


def _lines(
    choices: Sequence[Choice], points: Sequence[tuple[int, ...]]
) -> Iterator[tuple[int, int]]:
    """Places of choices that differ along a curve, and their levels."""
    for place in range(len(choices)):
        met = sorted({levels[place] for levels in points})
        if len(met) > 1:
            yield from ((place, level) for level in met)


def _label(choice: Choice, level: int, words: Words) -> str:
    name = named.level(choice.dimension, choice.levels[level - 1], words)
    return words.pair(words(w.DIMENSIONS[choice.dimension]), name)
