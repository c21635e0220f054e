"""Reliability of every scale with its interval; group by group where asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.kinds.reliability import words as w
from cpsurvey.kinds.reliability.data import Group
from cpsurvey.kinds.reliability.data import ReliabilityOfScales as Data
from cpsurvey.payload import Interval
from cpsurvey.report import canvas as draw
from cpsurvey.report import lexicon as x
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result

Estimate = tuple[float | None, Interval | None]
Series = list[tuple[str, list[Estimate]]]
"""Name, and values with their intervals from the first scale on."""
COLOURS = (draw.BLUE, "#d1762c", "#4c8c4a", "#8e4585", "#7b8794")
MARKS = ("o", "s", "D", "^", "v")
SHIFT = 0.17


def reliability(result: Result[Data], words: Words) -> Figure | None:
    """Alpha and the coefficient that is read."""
    rows = [s for s in result.data.scales if s.alpha is not None]
    if not rows:
        return None
    headline = result.data.headline
    coefficient = words(x.COEFFICIENTS[headline])
    series: Series = [
        (coefficient, [s.omega(headline) for s in rows]),
        (words(w.ALPHA), [(s.alpha, s.alpha_ci) for s in rows]),
    ]
    labels = [words.label(s.scale) for s in rows]
    title = words(w.FIGURE, coefficient=coefficient)
    return _drawn(f"fig-{result.id}", title, "T7", labels, series, words)


def by_group(result: Result[Data], words: Words) -> Figure | None:
    """The coefficient that is read, group by group; up to five groups."""
    found = {
        (row.scale, row.group): (row.found.reliability, row.found.reliability_ci)
        for row in result.data.groups
        if row.found and row.found.reliability is not None
    }
    names = {row.group: group(row, words) for row in result.data.groups}
    groups = list(dict.fromkeys(group for _, group in found))
    if not 2 <= len(groups) <= len(COLOURS):
        return None
    scales = list(dict.fromkeys(scale for scale, _ in found))
    series: Series = [
        (names[one], [found.get((scale, one), (None, None)) for scale in scales])
        for one in groups
    ]
    labels = [words.label(scale) for scale in scales]
    title = words(w.FIGURE_GROUPS, by=words.label(result.data.by or ""))
    return _drawn(f"fig-{result.id}-groups", title, "T7e", labels, series, words)


def group(row: Group, words: Words) -> str:
    """A group's label without its variable."""
    variable, _, value = row.group.partition("=")
    return words.answer(variable, value)


def _drawn(
    name: str, title: str, table: str, labels: Sequence[str], series: Series, words: Words
) -> Figure:
    series = [(draw.wrapped(label, 26), found) for label, found in series]
    lines = max(label.count("\n") for label, _ in series)
    rows, below = len(labels), 0.78 + 0.14 * lines
    height = below + 0.1 + (0.24 + 0.12 * len(series)) * rows
    figure, axes = draw.new(6.8, height, below=below)
    step = 2 * SHIFT / max(1, len(series) - 1) if len(series) > 1 else 0.0
    lowest = 0.5
    for at, (label, found) in enumerate(series):
        places = [
            rows - 1 - i + (SHIFT - at * step if len(series) > 1 else 0) for i in range(rows)
        ]
        lowest = min([lowest, *_drawn_series(axes, places, found, at, label)])
    axes.axvline(0.7, color=draw.MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    draw.name_rows(axes, labels[::-1])
    axes.set_ylim(-0.6, rows - 0.4)
    axes.set_xlim(max(-1.0, lowest - 0.03), 1.0)
    draw.across(axes, words, 1)
    draw.legend(
        axes,
        (0.66, (below - 0.36) / height),
        ncols=len(series),
        labelcolor=draw.INK,
        handlelength=1.2,
    )
    return draw.finish(figure, name, title, words, table)


def _drawn_series(
    axes: Any, places: Sequence[float], found: Sequence[Estimate], at: int, label: str
) -> list[float]:
    """Draw one series; returns its lowest values."""
    colour = COLOURS[at]
    lowest = []
    for place, (value, ends) in zip(places, found, strict=True):
        if ends and value is not None:
            axes.plot(tuple(ends), [place, place], color=colour, linewidth=1.8, alpha=0.75)
            lowest.append(ends.lower)
    kept = [(v, p) for (v, _), p in zip(found, places, strict=True) if v is not None]
    lowest += [v for v, _ in kept]
    axes.plot(
        [v for v, _ in kept],
        [p for _, p in kept],
        MARKS[at],
        color=colour,
        markersize=4.5,
        label=label,
    )
    return lowest
