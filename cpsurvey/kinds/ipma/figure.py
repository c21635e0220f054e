"""Where things stand (levels) and how much goes with them (the map)."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from cpsurvey.kinds.ipma import words as w
from cpsurvey.kinds.ipma.data import Ipma, Line
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import known
from cpsurvey.report.words import Words
from cpsurvey.results import Result

OTHERS = ("#c2570c", "#2f855a", "#805ad5", "#b83280", "#718096")
"""Colours of groups, told apart by their marks too."""
PER_LINE = 3
MARKS = ("s", "^", "D", "v", "P")


def levels(result: Result[Ipma], words: Words) -> Figure | None:
    """Level of every construct from 0 to 100 with its interval; groups as marks."""
    data = result.data
    found = [(c, c.performance) for c in reversed(data.levels) if c.performance is not None]
    if not found:
        return None
    groups = data.groups[: len(MARKS)]
    below = 0.5 + 0.2 * -(-len(groups) // PER_LINE)
    height = 0.6 + below + 0.44 * len(found)
    figure, axes = draw.new(6.8, height, below=below)
    bar: dict[str, object] = {"linewidth": 7, "solid_capstyle": "butt"}
    for at, (level, mean) in enumerate(found):
        axes.plot([0, 100], [at, at], color=draw.RULE, zorder=1, **bar)
        axes.plot([0, mean], [at, at], color=draw.BLUE, alpha=0.35, zorder=2, **bar)
        if level.ci:
            axes.plot([*level.ci], [at, at], color=draw.BLUE, linewidth=2, zorder=3)
        axes.plot([mean], [at], "o", color=draw.BLUE, markersize=6, zorder=4)
        axes.text(102, at, draw.number(mean, words.language, 0), va="center", fontsize=8.5)
    place = {level.id: at for at, (level, _) in enumerate(found)}
    for group, colour, mark in zip(groups, OTHERS, MARKS, strict=False):
        look = {"color": colour, "markersize": 4.5, "zorder": 5}
        for level in group.levels:
            if level.performance is not None and level.id in place:
                axes.plot([level.performance], [place[level.id] - 0.26], mark, **look)
        label = words.answer(data.by or "", group.group)
        axes.plot(
            [], [], mark, color=colour, label=f"{label} (n = {words.number(group.n, 'int')})"
        )
    draw.name_rows(axes, [words.label(c.id) for c, _ in found])
    axes.set_ylim(-0.6, len(found) - 0.4)
    axes.set_xlim(0, 109)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.frame_at()
    if groups:
        place_of_names = (0.66, (below - 0.38) / height)
        draw.legend(axes, place_of_names, ncols=min(len(groups), PER_LINE), columnspacing=1.2)
    return draw.finish(
        figure, f"fig-levels-{result.id}", words(w.FIG_LEVELS), words, alt=w.FIG_LEVELS_ALT
    )


def placed(result: Result[Ipma], words: Words) -> Figure | None:
    """The map: importance across, performance up, numbered; crosses at 80 %."""
    found = [
        (line, line.importance, line.performance)
        for line in result.data.constructs
        if line.importance is not None and line.performance is not None
    ]
    if not found:
        return None
    figure, key = draw.new(6.8, 4.1)
    key.set_axis_off()
    axes = draw.beside(figure, (0.09, 0.13, 0.56, 0.83))
    middle: dict[str, object] = {
        "color": draw.MUTED,
        "linewidth": 0.8,
        "linestyle": (0, (4, 3)),
    }
    axes.axvline(sum(across for _, across, _ in found) / len(found), **middle)
    axes.axhline(sum(up for _, _, up in found) / len(found), **middle)
    for at, (line, across, up) in enumerate(found, 1):
        if line.importance_cross:
            axes.plot([*line.importance_cross], [up, up], color=draw.BLUE, linewidth=1.4)
        if line.performance_cross:
            axes.plot(
                [across, across], [*line.performance_cross], color=draw.BLUE, linewidth=1.4
            )
        axes.plot([across], [up], "o", color=draw.BLUE, markersize=13)
        centred = {"ha": "center", "va": "center_baseline", "fontsize": 8}
        axes.text(across, up, str(at), color="white", **centred)
    _room(axes, [line for line, _, _ in found])
    axes.set_xlabel(words(w.IMPORTANCE_AXIS))
    axes.set_ylabel(words(w.PERFORMANCE))
    axes.tick_params(axis="y", colors=draw.MUTED)
    draw.numbers(axes.xaxis, words.language, 2)
    top = 0.92
    for at, (line, _, _) in enumerate(found, 1):
        lines = textwrap.wrap(f"{at}  {words.label(line.id)}", 26, subsequent_indent="    ")
        figure.text(0.685, top, "\n".join(lines), va="top", fontsize=8.5, color=draw.INK)
        top -= 0.045 * len(lines) + 0.025
    corner = {"ha": "right", "va": "bottom", "fontsize": 7.5, "color": draw.MUTED}
    axes.text(0.985, 0.02, words(w.ACT_HERE), transform=axes.transAxes, **corner)
    title = words(w.FIG_MAP, target=words.label(result.data.target))
    return draw.finish(figure, f"fig-map-{result.id}", title, words, f"M3-{result.id}")


def _room(axes: Any, lines: Sequence[Line]) -> None:
    """Room around the crosses; zero importance is always seen."""
    xs = known(v for c in lines for v in (c.importance, *(c.importance_cross or ())))
    ys = known(v for c in lines for v in (c.performance, *(c.performance_cross or ())))
    wide = max(max(xs) - min(0.0, *xs), 0.05)
    axes.set_xlim(min(0.0, *xs) - 0.05 * wide, max(xs) + 0.08 * wide)
    high = max(max(ys) - min(ys), 5.0)
    axes.set_ylim(max(0.0, min(ys) - 0.25 * high), min(100.0, max(ys) + 0.15 * high))
