"""The correlations as a picture."""

from __future__ import annotations

from typing import Any

from cpsurvey.report import lexicon
from cpsurvey.report.canvas import (
    INK,
    finish,
    name_rows,
    new,
    shade,
    wrapped,
)
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def correlations(result: Result[Any], words: Words) -> Figure | None:
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
    figure_title = words(lexicon.FIG_CORRELATIONS)
    return finish(figure, f"fig-{result.id}", figure_title, words(lexicon.ALT_SEE, table="T11"))
