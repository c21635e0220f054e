"""The effects of a mediation as a picture."""

from __future__ import annotations

from cpsurvey.kinds.mediation import words as w
from cpsurvey.kinds.mediation.data import Mediation
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.effects import named
from cpsurvey.report.known import apart
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def effects(result: Result[Mediation], words: Words) -> Figure | None:
    """One dot and interval per effect; filled where the interval leaves out zero."""
    rows = [e for e in result.data.effects if e.mc]
    if not rows:
        return None
    figure, axes = draw.new(6.8, 0.9 + 0.38 * len(rows))
    labels = []
    for at, e in enumerate(reversed(rows)):
        sure = apart(e.mc)
        draw.estimate(axes, at, e.est, e.mc, draw.BLUE if sure else draw.MUTED, hollow=not sure)
        text = named(e, words)
        if e.role != "difference":
            text += f" → {words.label(e.outcome)}"
        labels.append(text)
    draw.at_zero(axes)
    draw.name_rows(axes, labels, 7.5)
    draw.across(axes, words, 2)
    title = words(w.FIGURE, source=words.label(result.data.source))
    return draw.finish(figure, f"fig-mediation-{result.id}", title, words, f"T18-{result.id}")
