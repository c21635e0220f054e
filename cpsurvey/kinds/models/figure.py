"""The effects of a model as a picture."""

from __future__ import annotations

from cpsurvey.kinds.models import words as w
from cpsurvey.kinds.models.data import Model
from cpsurvey.report import lexicon as x
from cpsurvey.report.canvas import (
    BLUE,
    INK,
    MUTED,
    RULE,
    estimate,
    finish,
    name_rows,
    new,
    numbers,
    wrapped,
)
from cpsurvey.report.document import Figure
from cpsurvey.report.known import apart
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def effects(result: Result[Model], words: Words) -> Figure | None:
    """Defined effects with their Monte Carlo intervals."""
    rows = [e for e in result.data.effects if e.mc]
    if not rows:
        return None
    figure, axes = new(6.8, 0.9 + 0.32 * len(rows))
    for at, e in enumerate(reversed(rows)):
        sure = apart(e.mc)
        estimate(axes, at, e.est, e.mc, BLUE if sure else MUTED, hollow=not sure)
    axes.axvline(0.0, color=INK, linewidth=0.8)
    name_rows(axes, [wrapped(words.label(e.name), 38) for e in reversed(rows)], 8.5)
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    numbers(axes.xaxis, words.language, 2)
    title = words(w.FIGURE, model=words.label(result.data.model))
    alt = words(x.ALT_SEE, table="T18")
    return finish(figure, f"fig-effects-{result.id}", title, alt)
