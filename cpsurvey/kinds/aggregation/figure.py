"""ICC(1) with its interval, and the agreement of groups, scale by scale."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.aggregation import words as w
from cpsurvey.kinds.aggregation.data import Aggregation, OfScale
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import gaps, known
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def aggregation(result: Result[Aggregation], words: Words) -> Figure | None:
    """Left: dots and intervals. Right: median and middle of the groups; none by itself."""
    rows = list(reversed(result.data.scales))
    if not any(known([row.icc1, row.uniform.median]) for row in rows):
        return None
    height = 0.9 + 0.32 * len(rows)
    figure, left = draw.new(6.8, height)
    low, top = 0.5 / height, 1.0 - 0.58 / height
    left.set_position((0.34, low, 0.29, top))
    right = draw.beside(figure, (0.68, low, 0.30, top))
    for at, row in enumerate(rows):
        draw.estimate(left, at, row.icc1, row.icc1_ci, draw.BLUE)
        _spread(right, at, row)
    left.axvline(0.05, color=draw.MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    right.axvline(0.70, color=draw.MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    labels = [words.label(r.scale) for r in rows]
    draw.name_rows(left, labels)
    right.set_yticks([])
    for axes, name in ((left, "ICC(1)"), (right, "rwg(j)")):
        axes.set_ylim(-0.6, len(rows) - 0.4)
        axes.set_xlabel(name)
        draw.across(axes, words, 2)
    right.set_xlim(-0.02, 1.02)
    return draw.finish(figure, f"fig-{result.id}", words(w.FIGURE), words, "T15")


def _spread(axes: Any, at: int, row: OfScale) -> None:
    if row.rwgj_quantiles is not None:
        tenth, quarter, _, three, nine = gaps(row.rwgj_quantiles)
        axes.plot([tenth, nine], [at, at], color="#9ecae1", linewidth=2)
        axes.plot(
            [quarter, three], [at, at], color=draw.BLUE, linewidth=4, solid_capstyle="butt"
        )
    if (median := row.uniform.median) is not None:
        axes.plot([median], [at], "o", color="white", markersize=5)
        axes.plot([median], [at], "o", color=draw.BLUE, markersize=3.5)
