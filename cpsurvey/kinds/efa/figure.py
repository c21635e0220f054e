"""Loadings as coloured squares."""

from __future__ import annotations

from cpsurvey.kinds.efa import words as w
from cpsurvey.kinds.efa.data import Efa
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import known, least_size
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def loadings(result: Result[Efa], words: Words) -> Figure | None:
    """One row per item, one column per factor; small loadings without a number."""
    data = result.data
    rows, k = data.rows, len(data.factors)
    if not any(known(one.loadings) for one in rows):
        return None
    figure, axes = draw.new(6.8, 0.7 + 0.24 * len(rows))
    for i, one in enumerate(rows):
        for j, value in enumerate(one.loadings):
            if value is None:
                continue
            at = len(rows) - 1 - i
            box = (j - 0.48, at - 0.46, j + 0.48, at + 0.46)
            axes.boxes([box], [draw.shade(value)])
            if least_size(value, data.salient):
                axes.text(
                    j,
                    len(rows) - 1 - i,
                    words.number(value, "unit2"),
                    ha="center",
                    va="center",
                    fontsize=7,
                    color="white" if abs(value) > 0.6 else draw.INK,
                )
    axes.set_xlim(-0.6, max(k, 4) - 0.4)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    names = [words(w.FACTOR_N, number=j + 1) for j in range(k)]
    axes.set_xticks(range(k), names)
    labels = [words.label(one.item) for one in rows]
    draw.name_rows(axes, labels[::-1], 7)
    axes.tick_params(length=0)
    axes.frame_at()
    return draw.finish(figure, f"fig-efa-{result.id}", words(w.FIGURE, factors=k), words, "T6")
