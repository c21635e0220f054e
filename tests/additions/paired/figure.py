"""Paired differences as a picture."""

from __future__ import annotations

from cpsurvey.kinds.paired import words as w
from cpsurvey.kinds.paired.data import Paired
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def differences(result: Result[Paired], words: Words) -> Figure:
    """One dot and interval per pair."""
    rows = result.data.differences[::-1]
    figure, axes = draw.new(6.8, 0.9 + 0.38 * len(rows))
    for at, row in enumerate(rows):
        draw.estimate(axes, at, row.est, row.ci, draw.BLUE)
    axes.axvline(0.0, color=draw.INK, linewidth=0.8)
    labels = [(words.label(row.first), words.label(row.second)) for row in rows]
    draw.name_rows(axes, [draw.wrapped(words(w.MINUS, first=a, second=b)) for a, b in labels])
    draw.across(axes, words, 2)
    return draw.finish(figure, f"fig-{result.id}", words(w.FIGURE), words, f"T90-{result.id}")
