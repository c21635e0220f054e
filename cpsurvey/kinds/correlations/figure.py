"""The correlations as a picture."""

from __future__ import annotations

from cpsurvey.kinds.correlations.data import Correlations
from cpsurvey.report import canvas as draw
from cpsurvey.report import lexicon as x
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result

HALF = 0.47
"""Of the side of a square."""


def correlations(result: Result[Correlations], words: Words) -> Figure:
    """Lower triangle of the correlations as coloured squares."""
    names = [variable.name for variable in result.data.variables]
    p = len(names)
    boxes: list[tuple[float, float, float, float]] = []
    fills: list[str] = []
    figure, axes = draw.new(6.8, 1.0 + 0.42 * p)
    for pair in result.data.pairs:
        if pair.r is None:
            continue
        column, row = names.index(pair.first), p - 1 - names.index(pair.second)
        boxes.append((column - HALF, row - HALF, column + HALF, row + HALF))
        fills.append(draw.shade(pair.r))
        text = words.number(pair.r, "unit2")
        colour = "white" if abs(pair.r) > 0.6 else draw.INK
        axes.text(column, row, text, ha="center", va="center", fontsize=7.5, color=colour)
    axes.boxes(boxes, fills)
    axes.set_xlim(-0.6, p - 1.4)
    axes.set_xticks(range(p - 1), [str(j + 1) for j in range(p - 1)])
    labels = [f"{i + 1}. {words.label(names[i])}" for i in reversed(range(1, p))]
    draw.name_rows(axes, labels)
    axes.set_ylim(-0.6, p - 1.4)
    axes.tick_params(length=0)
    axes.frame_at()
    return draw.finish(figure, f"fig-{result.id}", words(x.FIG_CORRELATIONS), words, "T11")
