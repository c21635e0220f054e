"""The effects of a model as a picture."""

from __future__ import annotations

from cpsurvey.kinds.models import words as w
from cpsurvey.kinds.models.data import Model
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import apart
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def effects(result: Result[Model], words: Words) -> Figure | None:
    """Defined effects with their Monte Carlo intervals."""
    rows = [e for e in result.data.effects if e.mc]
    if not rows:
        return None
    figure, axes = draw.new(6.8, 0.9 + 0.32 * len(rows))
    for at, e in enumerate(reversed(rows)):
        sure = apart(e.mc)
        draw.estimate(axes, at, e.est, e.mc, draw.BLUE if sure else draw.MUTED, hollow=not sure)
    draw.at_zero(axes)
    draw.name_rows(axes, [words.label(e.name) for e in reversed(rows)], 8.5)
    draw.across(axes, words, 2)
    title = words(w.FIGURE, model=words.label(result.data.model))
    return draw.finish(figure, f"fig-effects-{result.id}", title, words, "T18")
