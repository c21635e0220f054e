"""The correlations as a picture."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.correlations.data import Correlations
from cpsurvey.report import canvas as draw
from cpsurvey.report import lexicon as x
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def correlations(result: Result[Correlations], words: Words) -> Figure:
    """Lower triangle of the correlations as coloured squares."""
    from matplotlib.collections import PolyCollection

    names = [variable.name for variable in result.data.variables]
    p = len(names)
    boxes: list[Any] = []
    fills: list[str] = []
    figure, axes = draw.new(6.8, 1.0 + 0.42 * p)
    for pair in result.data.pairs:
        if pair.r is None:
            continue
        column, row = names.index(pair.first), p - 1 - names.index(pair.second)
        boxes.append(_box(column, row))
        fills.append(draw.shade(pair.r))
        text = words.number(pair.r, "unit2")
        colour = "white" if abs(pair.r) > 0.6 else draw.INK
        axes.text(column, row, text, ha="center", va="center", fontsize=7.5, color=colour)
    axes.add_collection(PolyCollection(boxes, facecolors=fills), autolim=False)
    axes.set_xlim(-0.6, p - 1.4)
    axes.set_xticks(range(p - 1), [str(j + 1) for j in range(p - 1)])
    labels = [f"{i + 1}. {words.label(names[i])}" for i in reversed(range(1, p))]
    draw.name_rows(axes, labels)
    axes.set_ylim(-0.6, p - 1.4)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return draw.finish(figure, f"fig-{result.id}", words(x.FIG_CORRELATIONS), words, "T11")


def _box(x: int, y: int, half: float = 0.47) -> list[tuple[float, float]]:
    return [
        (x - half, y - half),
        (x + half, y - half),
        (x + half, y + half),
        (x - half, y + half),
    ]
