"""Differences between groups item by item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.cutoffs import LARGE, MODERATE
from cpsurvey.kinds.invariance import dif_words
from cpsurvey.kinds.invariance import words as w
from cpsurvey.kinds.invariance.data import Gap, Invariance
from cpsurvey.kinds.invariance.names import group_name, item_name
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import known, largest_first, minus
from cpsurvey.report.words import Words
from cpsurvey.results import Result

RED = "#b2182b"
MOST = 20
"""Lines that stay readable."""


def distances(result: Result[Invariance], words: Words) -> list[Figure]:
    """Other group minus reference: loadings, intercepts; freed items, then by d_MACS."""
    data = result.data
    lines = [line for m in data.models for line in m.items if known(_gaps(line))]
    if not lines:
        return []
    shown = sorted(lines, key=lambda line: (not line.freed, largest_first(line.dmacs)))[:MOST]
    shown.reverse()
    figure, left = draw.new(6.8, 1.1 + 0.25 * len(shown), below=0.75)
    height = 1.0 - (0.75 + 0.08) / (1.1 + 0.25 * len(shown))
    bottom = 0.75 / (1.1 + 0.25 * len(shown))
    left.set_position((0.34, bottom, 0.30, height))
    right = draw.beside(figure, (0.68, bottom, 0.30, height))
    several = len(data.groups) > 2
    labels = []
    for line in shown:
        text = item_name(line.item, words)
        text += f" ({group_name(data, line.group, words)})" if several else ""
        labels.append(text)
    loadings, intercepts = zip(*(_gaps(line) for line in shown), strict=True)
    _panel(left, shown, loadings, words)
    _panel(right, shown, intercepts, words)
    draw.name_rows(left, labels)
    right.set_yticks([])
    left.set_xlabel(words(w.AXIS_LOADING))
    right.set_xlabel(words(w.AXIS_INTERCEPT))
    _legend(figure, words)
    title = words(w.FIGURE, by=words.label(data.by))
    if len(lines) > len(shown):
        title += " " + words(w.FIG_LARGEST, shown=len(shown), of=len(lines))
    return [
        draw.finish(figure, f"fig-invariance-{result.id}", title, words, f"T13c-{result.id}")
    ]


def _gaps(line: Gap) -> tuple[float | None, float | None]:
    """Other group minus reference: of loadings, of intercepts."""
    return (
        minus(line.loading, line.loading_reference),
        minus(line.intercept, line.intercept_reference),
    )


def _panel(axes: Any, shown: list[Gap], gaps: Sequence[float | None], words: Words) -> None:
    for at, (line, gap) in enumerate(zip(shown, gaps, strict=True)):
        if gap is None:
            continue
        colour, marker = (RED, "D") if line.freed else (draw.BLUE, "o")
        axes.plot([0, gap], [at, at], color=colour, linewidth=1.4)
        axes.plot([gap], [at], marker, color=colour, markersize=4.5)
    draw.at_zero(axes)
    reach = max(0.1, *(abs(x) for x in axes.get_xlim()))
    axes.set_xlim(-reach, reach)
    axes.set_ylim(-0.7, len(shown) - 0.3)
    draw.ruled(axes, "x")
    axes.xaxis.at_most(4, steps=(1, 2, 5, 10))
    draw.numbers(axes.xaxis, words.language, 1)


def _legend(figure: Any, words: Words) -> None:
    figure.legend(
        [
            draw.sample(draw.BLUE, "o", 4.5, words(w.SAME)),
            draw.sample(RED, "D", 4.5, words(w.FREED)),
        ],
        loc="lower center",
        ncols=2,
    )


def dif(result: Result[Invariance], words: Words) -> list[Figure]:
    """Bars of the R2 change with the two values it is held against."""
    lines = [(line, line.change) for line in result.data.dif if line.change is not None]
    if not lines:
        return []
    shown = sorted(lines, key=lambda one: -one[1])[:MOST]
    shown.reverse()
    sizes = [size for _, size in shown]
    figure, axes = draw.new(6.8, 0.7 + 0.25 * len(shown))
    colours = [RED if line.flag != "below" else draw.BLUE for line, _ in shown]
    axes.barh(range(len(shown)), sizes, 0.6, color=colours)
    for limit in (MODERATE, LARGE):
        axes.axvline(limit, color=draw.MUTED, linewidth=1, linestyle=(0, (4, 3)))
    labels = [words.pair(line.item, words.label(line.item)) for line, _ in shown]
    draw.name_rows(axes, labels)
    axes.set_ylim(-0.7, len(shown) - 0.3)
    axes.set_xlim(0, max(0.08, *(1.05 * size for size in sizes)))
    axes.set_xlabel(words(dif_words.R2_IN_ALL))
    draw.numbers(axes.xaxis, words.language, 2)
    title = words(dif_words.FIG_DIF)
    if len(lines) > len(shown):
        title += " " + words(w.FIG_LARGEST, shown=len(shown), of=len(lines))
    return [draw.finish(figure, f"fig-dif-{result.id}", title, words, f"T13e-{result.id}")]
