"""The effects of a mediation as a picture."""

from __future__ import annotations

import textwrap

from cpsurvey.kinds.mediation import words as w
from cpsurvey.kinds.mediation.data import Mediation
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
)
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
    figure, axes = new(6.8, 0.9 + 0.38 * len(rows))
    labels = []
    for at, e in enumerate(reversed(rows)):
        sure = apart(e.mc)
        estimate(axes, at, e.est, e.mc, BLUE if sure else MUTED, hollow=not sure)
        text = named(e, words)
        if e.role != "difference":
            text += f" → {words.label(e.outcome)}"
        labels.append("\n".join(textwrap.wrap(text, 36, max_lines=2, placeholder=" …")))
    axes.axvline(0.0, color=INK, linewidth=0.8)
    name_rows(axes, labels, 7.5)
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    numbers(axes.xaxis, words.language, 2)
    title = words(w.FIGURE, source=words.label(result.data.source))
    alt = words(x.ALT_SEE, table=f"T18-{result.id}")
    return finish(figure, f"fig-mediation-{result.id}", title, alt)
