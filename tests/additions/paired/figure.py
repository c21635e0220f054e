"""Paired differences as a picture."""

from __future__ import annotations

from cpsurvey.kinds.paired import words as w
from cpsurvey.kinds.paired.data import Paired
from cpsurvey.report import lexicon as x
from cpsurvey.report.canvas import (
    BLUE,
    INK,
    estimate,
    finish,
    name_rows,
    new,
    numbers,
    ruled,
    wrapped,
)
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def differences(result: Result[Paired], words: Words) -> Figure:
    """One dot and interval per pair."""
    rows = result.data.differences[::-1]
    figure, axes = new(6.8, 0.9 + 0.38 * len(rows))
    for at, row in enumerate(rows):
        estimate(axes, at, row.est, row.ci, BLUE)
    axes.axvline(0.0, color=INK, linewidth=0.8)
    labels = [(words.label(row.first), words.label(row.second)) for row in rows]
    name_rows(axes, [wrapped(words(w.MINUS, first=a, second=b)) for a, b in labels])
    ruled(axes)
    numbers(axes.xaxis, words.language, 2)
    alt = words(x.ALT_SEE, table=f"T90-{result.id}")
    return finish(figure, f"fig-{result.id}", words(w.FIGURE), alt)
