"""Residuals of a regression, in slices so that no respondent is a point."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.regression import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.canvas import BLUE, INK, MUTED, RULE, beside, finish, new, number
from cpsurvey.report.document import Figure
from cpsurvey.report.known import gaps
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def residuals(result: Result[Any], words: Words) -> Figure | None:
    """Mean residual by fitted value, and quantiles against the normal."""
    from matplotlib.ticker import FuncFormatter

    found = result.data["diagnostics"]
    slices = [s for s in found["slices"] if None not in (s["se"], s["fitted"], s["residual"])]
    if len(slices) < 3:
        return None
    figure, left = new(6.8, 2.9)
    left.set_position((0.09, 0.19, 0.38, 0.74))
    right = beside(figure, (0.60, 0.19, 0.38, 0.74))
    at = [s["fitted"] for s in slices]
    left.errorbar(
        at,
        [s["residual"] for s in slices],
        yerr=[2 * s["se"] for s in slices],
        fmt="o",
        color=BLUE,
        markersize=4,
        linewidth=1.2,
    )
    left.axhline(0, color=INK, linewidth=0.8)
    left.set_xlabel(words(w.FITTED_VALUES))
    left.set_ylabel(words(w.MEAN_RESIDUAL))
    normal = gaps(q[0] for q in found["quantiles"])
    right.plot(normal, normal, color=MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    right.plot(normal, gaps(q[1] for q in found["quantiles"]), "o", color=BLUE, markersize=4)
    right.set_xlabel(words(w.NORMAL_QUANTILE))
    right.set_ylabel(words(w.RESIDUAL_QUANTILE))
    for axes in (left, right):
        axes.grid(color=RULE, linewidth=0.6)
        axes.set_axisbelow(True)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(FuncFormatter(lambda v, _: number(v, words.language, 1)))
    title = words(w.FIG_RESIDUALS, outcome=result.data["outcome"])
    alt = words(lexicon.ALT_SEE, table=f"T16-{result.id}")
    return finish(figure, f"fig-residuals-{result.id}", title, alt)
