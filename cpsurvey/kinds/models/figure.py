"""The effects of a model as a picture."""

from __future__ import annotations

from cpsurvey.kinds.models import words as w
from cpsurvey.kinds.models.data import Model
from cpsurvey.report.canvas import (
    BLUE,
    MUTED,
    across,
    at_zero,
    estimate,
    finish,
    name_rows,
    new,
    see,
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
    at_zero(axes)
    name_rows(axes, [wrapped(words.label(e.name), 38) for e in reversed(rows)], 8.5)
    across(axes, words, 2)
    title = words(w.FIGURE, model=words.label(result.data.model))
    return finish(figure, f"fig-effects-{result.id}", title, see(words, "T18"))
