"""Reliability of every scale with its interval; group by group where asked."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from cpsurvey.kinds.reliability import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.canvas import (
    BLUE,
    INK,
    MUTED,
    RULE,
    finish,
    name_rows,
    new,
    number,
)
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result

Series = list[tuple[str, list[float | None], list[tuple[float, float] | None]]]
"""Name, values and intervals from the first scale on."""
COLOURS = (BLUE, "#d1762c", "#4c8c4a", "#8e4585", "#7b8794")
MARKS = ("o", "s", "D", "^", "v")
SHIFT = 0.17


def reliability(result: Result[Any], words: Words) -> Figure | None:
    """Alpha and the coefficient that is read."""
    rows = [s for s in result.data["scales"] if s["alpha"] is not None]
    headline = result.data["headline"]
    if not rows:
        return None
    ends = "omega_ci" if headline == "omega_total" else f"{headline}_ci"
    series: Series = [
        (words(headline), [s[headline] for s in rows], [s[ends] for s in rows]),
        (words(w.ALPHA), [s["alpha"] for s in rows], [s["alpha_ci"] for s in rows]),
    ]
    labels = [words.label(s["scale"]) for s in rows]
    title = words(w.FIG_RELIABILITY, coefficient=words(headline))
    return _drawn(f"fig-{result.id}", title, "T7", labels, series, words)


def by_group(result: Result[Any], words: Words) -> Figure | None:
    """The coefficient that is read, group by group; up to five groups."""
    entries = [e for e in result.data["groups"] if e["shown"] and e["reliability"] is not None]
    groups = list(dict.fromkeys(e["group"] for e in entries))
    if not 2 <= len(groups) <= len(COLOURS):
        return None
    scales = list(dict.fromkeys(e["scale"] for e in entries))
    found = {(e["scale"], e["group"]): e for e in entries}
    series: Series = []
    for group in groups:
        own = [found.get((scale, group)) for scale in scales]
        variable, _, value = group.partition("=")
        series.append(
            (
                words.answer(variable, value),
                [e["reliability"] if e else None for e in own],
                [e["reliability_ci"] if e else None for e in own],
            )
        )
    labels = [words.label(scale) for scale in scales]
    title = words(w.REL_FIG_GROUPS, by=words.label(result.data["by"]))
    return _drawn(f"fig-{result.id}-groups", title, "T7e", labels, series, words)


def _drawn(
    name: str, title: str, table: str, labels: Sequence[str], series: Series, words: Words
) -> Figure:
    from matplotlib.ticker import FuncFormatter

    rows, below = len(labels), 0.78
    height = below + 0.1 + (0.24 + 0.12 * len(series)) * rows
    figure, axes = new(6.8, height, below=below)
    step = 2 * SHIFT / max(1, len(series) - 1) if len(series) > 1 else 0.0
    lowest = 0.5
    for at, (label, values, ends) in enumerate(series):
        places = [
            rows - 1 - i + (SHIFT - at * step if len(series) > 1 else 0) for i in range(rows)
        ]
        lowest = min([lowest, *_drawn_series(axes, places, values, ends, at, label)])
    axes.axvline(0.7, color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    name_rows(axes, [_wrapped(label) for label in reversed(labels)])
    axes.set_ylim(-0.6, rows - 0.4)
    axes.set_xlim(max(-1.0, lowest - 0.03), 1.0)
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda v, _: number(v, words.language, 1)))
    axes.legend(
        loc="upper center",
        bbox_to_anchor=(0.66, 0.42 / height),
        bbox_transform=figure.transFigure,
        ncols=len(series),
        frameon=False,
        fontsize=8,
        labelcolor=INK,
        handlelength=1.2,
    )
    return finish(figure, name, title, words(lexicon.ALT_SEE, table=table))


def _drawn_series(
    axes: Any,
    places: Sequence[float],
    values: Sequence[float | None],
    ends: Sequence[Sequence[float] | None],
    at: int,
    label: str,
) -> list[float]:
    """Draw one series; returns its lowest values."""
    colour = COLOURS[at]
    lowest = []
    for place, pair, value in zip(places, ends, values, strict=True):
        if pair and None not in pair and value is not None:
            axes.plot(pair, [place, place], color=colour, linewidth=1.8, alpha=0.75)
            lowest.append(pair[0])
    kept = [(v, p) for v, p in zip(values, places, strict=True) if v is not None]
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


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, 34, max_lines=2, placeholder=" …")) or text
