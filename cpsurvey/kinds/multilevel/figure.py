"""Indirect effects within and between groups, side by side."""

from __future__ import annotations

from cpsurvey.kinds.multilevel import words as w
from cpsurvey.kinds.multilevel.data import Multilevel, Part
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.effects import named
from cpsurvey.report.known import apart
from cpsurvey.report.words import Words
from cpsurvey.results import Result

COLOURS: dict[Part, str] = {"within": draw.BLUE, "between": "#c2570c"}
SHOWN = ("specific", "total_indirect", "direct")


def multilevel(result: Result[Multilevel], words: Words) -> Figure | None:
    """Two dots and intervals per effect; filled where the interval leaves out zero."""
    effects = result.data.read.effects
    twins = {e.name[:-1]: e for e in effects if e.part == "between"}
    rows = [
        (e, twins[e.name[:-1]])
        for e in effects
        if e.part == "within" and e.role in SHOWN and (e.mc or twins[e.name[:-1]].mc)
    ]
    if not rows:
        return None
    figure, axes = draw.new(6.8, 1.15 + 0.48 * len(rows), below=0.75)
    labels = []
    for at, (inner, outer) in enumerate(reversed(rows)):
        for shift, e in ((0.15, inner), (-0.15, outer)):
            colour = COLOURS[e.part]
            draw.estimate(axes, at + shift, e.est, e.mc, colour, hollow=not apart(e.mc))
        text = f"{named(inner, words)} → {words.label(inner.outcome)}"
        labels.append(text)
    draw.at_zero(axes)
    draw.name_rows(axes, labels, 7.5)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    draw.across(axes, words, 2)
    for part, colour in COLOURS.items():
        axes.plot([], [], "o-", color=colour, label=words(w.PARTS[part]))
    draw.legend(axes, (0.66, 0.3 / (1.15 + 0.48 * len(rows))), ncols=2)
    title = words(w.FIGURE, source=words.label(result.data.source))
    return draw.finish(figure, f"fig-multilevel-{result.id}", title, words, f"T18-{result.id}")
