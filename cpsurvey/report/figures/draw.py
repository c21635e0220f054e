"""The pictures of correlations and of effects."""

from __future__ import annotations

import textwrap
from typing import Any

from cpsurvey.report.document import Figure
from cpsurvey.report.figures.canvas import (
    BLUE,
    INK,
    MUTED,
    RULE,
    estimate,
    finish,
    name_rows,
    new,
    number,
)
from cpsurvey.report.known import apart
from cpsurvey.report.phrases import Words
from cpsurvey.results import Result


def wrapped(text: str, width: int = 34) -> str:
    """A label in two lines at most."""
    return "\n".join(textwrap.wrap(text, width, max_lines=2, placeholder=" …")) or text


def _numbers(axis: Any, words: Words, places: int = 1) -> None:
    from matplotlib.ticker import FuncFormatter

    def shown(value: float, _at: int) -> str:
        return number(value, words.language, places)

    axis.set_major_formatter(FuncFormatter(shown))


def correlations(result: Result, words: Words) -> Figure | None:
    """Lower triangle of the correlations as coloured squares."""
    from matplotlib.collections import PolyCollection

    data = result.data
    boxes: list[Any] = []
    fills: list[str] = []
    names = data["variables"]
    p = len(names)
    figure, axes = new(6.8, 1.0 + 0.42 * p)
    for i in range(p):
        for j in range(i):
            r = data["r"][i][j]
            if r is None:
                continue
            low = p - 1 - i - 0.47
            boxes.append(
                [
                    (j - 0.47, low),
                    (j + 0.47, low),
                    (j + 0.47, low + 0.94),
                    (j - 0.47, low + 0.94),
                ]
            )
            fills.append(shade(r))
            text = words.number(r, "unit2")
            colour = "white" if abs(r) > 0.6 else INK
            axes.text(j, p - 1 - i, text, ha="center", va="center", fontsize=7.5, color=colour)
    axes.add_collection(PolyCollection(boxes, facecolors=fills), autolim=False)
    axes.set_xlim(-0.6, p - 1.4)
    axes.set_ylim(-0.6, p - 1.4)
    axes.set_xticks(range(p - 1), [str(j + 1) for j in range(p - 1)])
    labels = [wrapped(f"{i + 1}. {words.label(names[i])}") for i in reversed(range(1, p))]
    name_rows(axes, labels)
    axes.set_ylim(-0.6, p - 1.4)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    figure_title = words("fig_correlations")
    return finish(figure, f"fig-{result.id}", figure_title, words("alt_see", table="T11"))


def shade(r: float) -> str:
    """From white to blue for positive, to red for negative correlations."""
    strong = (0x21, 0x66, 0xAC) if r >= 0 else (0xB2, 0x18, 0x2B)
    size = min(1.0, abs(r)) ** 0.8
    mixed = [round(255 + (one - 255) * size) for one in strong]
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def effects(result: Result, words: Words) -> Figure | None:
    """Defined effects with their Monte Carlo intervals."""
    rows = [e for e in result.data["effects"] if e["mc_lower"] is not None]
    if not rows:
        return None
    figure, axes = new(6.8, 0.9 + 0.32 * len(rows))
    for at, effect in enumerate(reversed(rows)):
        ends = [effect["mc_lower"], effect["mc_upper"]]
        sure = apart(ends)
        estimate(axes, at, effect["est"], ends, BLUE if sure else MUTED, hollow=not sure)
    axes.axvline(0.0, color=INK, linewidth=0.8)
    name_rows(axes, [wrapped(words.label(e["name"]), 38) for e in reversed(rows)], 8.5)
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    _numbers(axes.xaxis, words, 2)
    model = words.label(result.data["model"])
    alt = words("alt_see", table="T18")
    return finish(figure, f"fig-effects-{result.id}", words("fig_effects", model=model), alt)
