"""Eigenvalues against those of permuted columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.kinds.dimensions import words as w
from cpsurvey.kinds.dimensions.data import Dimensions
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import gaps, known
from cpsurvey.report.words import Words
from cpsurvey.results import Result

MOST = 20
"""Eigenvalues drawn."""


def scree(result: Result[Dimensions], words: Words) -> Figure | None:
    """Components left, principal axes right where there are any."""
    data = result.data
    rows = data.eigenvalues
    if not known(row.eigenvalue for row in rows):
        return None
    figure, left = draw.new(6.8, 3.1)
    components = [(row.eigenvalue, row.limit) for row in rows[:MOST]]
    axes = [(row.reduced, row.reduced_limit) for row in rows[:MOST]]
    if known(value for value, _ in axes):
        left.set_position((0.07, 0.18, 0.41, 0.71))
        right = draw.beside(figure, (0.57, 0.18, 0.41, 0.71))
        _draw(right, words, words(w.AXES), axes, data.reduced_kept or 0)
    else:
        left.set_position((0.07, 0.17, 0.6, 0.72))
    _draw(left, words, words(w.COMPONENTS), components, data.kept)
    left.legend(fontsize=7.5, loc="upper right")
    return draw.finish(figure, f"fig-scree-{result.id}", words(w.FIGURE), words, "T5")


def _draw(
    axes: Any,
    words: Words,
    title: str,
    drawn: Sequence[tuple[float | None, float | None]],
    kept: int,
) -> None:
    """Eigenvalues and their limits, filled where above them."""
    observed = gaps(value for value, _ in drawn)
    limits = gaps(limit for _, limit in drawn)

    at = range(1, len(observed) + 1)
    axes.plot(
        at,
        limits,
        color=draw.MUTED,
        linewidth=1.2,
        linestyle=(0, (4, 3)),
        label=words(w.LIMIT_LINE),
    )
    axes.plot(at, observed, color=draw.BLUE, linewidth=1.4, label=words(w.OBSERVED))
    above = [i < kept for i in range(len(observed))]
    for shown, face in ((True, draw.BLUE), (False, "white")):
        xs = [x for x, one in zip(at, above, strict=True) if one == shown]
        ys = [y for y, one in zip(observed, above, strict=True) if one == shown]
        axes.plot(xs, ys, "o", color=draw.BLUE, markerfacecolor=face, markersize=4.5)
    axes.set_title(title, fontsize=9)
    axes.set_xlabel(words(w.RANK), fontsize=8)
    places = 0 if any(one > 4 for one in observed) else 1
    axes.set_ylim(bottom=min([0.0, *(one for one in observed if one < 0)]))
    draw.ruled(axes, "y")
    axes.xaxis.at_most(10, whole=True)
    draw.numbers(axes.yaxis, words.language, places)
