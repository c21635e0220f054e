"""Where things stand (levels) and how much goes with them (the map)."""

from __future__ import annotations

import textwrap
from typing import Any

from cpsurvey.kinds.ipma import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.canvas import (
    BLUE,
    INK,
    MUTED,
    RULE,
    beside,
    finish,
    name_rows,
    new,
    number,
)
from cpsurvey.report.document import Figure
from cpsurvey.report.known import gaps, known
from cpsurvey.report.words import Words
from cpsurvey.results import Result

OTHERS = ("#c2570c", "#2f855a", "#805ad5", "#b83280", "#718096")
"""Colours of groups, told apart by their marks too."""
PER_LINE = 3
MARKS = ("s", "^", "D", "v", "P")


def levels(result: Result[Any], words: Words) -> Figure | None:
    """Level of every construct from 0 to 100 with its interval; groups as marks."""
    rows = [c for c in result.data["levels"] if c["performance"] is not None]
    if not rows:
        return None
    groups = result.data["groups"][: len(MARKS)]
    below = 0.5 + 0.2 * -(-len(groups) // PER_LINE)
    height = 0.6 + below + 0.44 * len(rows)
    figure, axes = new(6.8, height, below=below)
    for at, line in enumerate(reversed(rows)):
        axes.plot([0, 100], [at, at], color=RULE, linewidth=7, solid_capstyle="butt", zorder=1)
        axes.plot(
            [0, line["performance"]],
            [at, at],
            color=BLUE,
            linewidth=7,
            solid_capstyle="butt",
            alpha=0.35,
            zorder=2,
        )
        axes.plot(gaps(line["ci"]), [at, at], color=BLUE, linewidth=2, zorder=3)
        axes.plot([line["performance"]], [at], "o", color=BLUE, markersize=6, zorder=4)
        text = number(line["performance"], words.language, 0)
        axes.text(102, at, text, va="center", fontsize=8.5)
    place = {line["id"]: at for at, line in enumerate(reversed(rows))}
    for group, colour, mark in zip(groups, OTHERS, MARKS, strict=False):
        for line in group["levels"]:
            if line["performance"] is not None and line["id"] in place:
                axes.plot(
                    [line["performance"]],
                    [place[line["id"]] - 0.26],
                    mark,
                    color=colour,
                    markersize=4.5,
                    zorder=5,
                )
        label = words.answer(result.data["by"], group["group"])
        axes.plot([], [], mark, color=colour, label=f"{label} (n = {group['n']})")
    labels = ["\n".join(textwrap.wrap(words.label(r["id"]), 34)) for r in reversed(rows)]
    name_rows(axes, labels)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.set_xlim(0, 109)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.spines[:].set_visible(False)
    if groups:
        axes.legend(
            loc="upper center",
            bbox_to_anchor=(0.66, (below - 0.38) / height),
            bbox_transform=figure.transFigure,
            ncols=min(len(groups), PER_LINE),
            fontsize=8,
            frameon=False,
            columnspacing=1.2,
        )
    alt = words(w.FIG_LEVELS_ALT)
    return finish(figure, f"fig-levels-{result.id}", words(w.FIG_LEVELS), alt)


def placed(result: Result[Any], words: Words) -> Figure | None:
    """The map: importance across, performance up, numbered; crosses at 80 %."""
    rows = [
        c for c in result.data["constructs"] if None not in (c["importance"], c["performance"])
    ]
    if not rows:
        return None
    figure, key = new(6.8, 4.1)
    key.set_axis_off()
    axes = beside(figure, (0.09, 0.13, 0.56, 0.83))
    middle_x = sum(c["importance"] for c in rows) / len(rows)
    middle_y = sum(c["performance"] for c in rows) / len(rows)
    axes.axvline(middle_x, color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.axhline(middle_y, color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    for at, c in enumerate(rows, 1):
        x, y = c["importance"], c["performance"]
        axes.plot(gaps(c["importance_cross"]), [y, y], color=BLUE, linewidth=1.4)
        axes.plot([x, x], gaps(c["performance_cross"]), color=BLUE, linewidth=1.4)
        axes.plot([x], [y], "o", color=BLUE, markersize=13)
        axes.text(x, y, str(at), ha="center", va="center_baseline", color="white", fontsize=8)
    _limits(axes, rows)
    axes.set_xlabel(words(w.IMPORTANCE_AXIS))
    axes.set_ylabel(words(w.PERFORMANCE_AXIS))
    axes.tick_params(axis="y", colors=MUTED)
    from matplotlib.ticker import FuncFormatter

    axes.xaxis.set_major_formatter(FuncFormatter(lambda v, _: number(v, words.language, 2)))
    top = 0.92
    for at, c in enumerate(rows, 1):
        lines = textwrap.wrap(f"{at}  {words.label(c['id'])}", 26, subsequent_indent="    ")
        figure.text(0.685, top, "\n".join(lines), va="top", fontsize=8.5, color=INK)
        top -= 0.045 * len(lines) + 0.025
    corner = {"ha": "right", "va": "bottom", "fontsize": 7.5, "color": MUTED}
    axes.text(0.985, 0.02, words(w.ACT_HERE), transform=axes.transAxes, **corner)
    title = words(w.FIG_MAP, target=words.label(result.data["target"]))
    alt = words(lexicon.ALT_SEE, table=f"M3-{result.id}")
    return finish(figure, f"fig-map-{result.id}", title, alt)


def _limits(axes: Any, rows: list[Any]) -> None:
    """Room around the crosses; zero importance is always seen."""
    xs = known(x for c in rows for x in (c["importance"], *c["importance_cross"]))
    ys = known(y for c in rows for y in (c["performance"], *c["performance_cross"]))
    wide = max(max(xs) - min(0.0, *xs), 0.05)
    axes.set_xlim(min(0.0, *xs) - 0.05 * wide, max(xs) + 0.08 * wide)
    high = max(max(ys) - min(ys), 5.0)
    axes.set_ylim(max(0.0, min(ys) - 0.25 * high), min(100.0, max(ys) + 0.15 * high))
