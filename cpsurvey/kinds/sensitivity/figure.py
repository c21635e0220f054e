"""The main effects under other choices, side by side."""

from __future__ import annotations

import textwrap

from cpsurvey.kinds.sensitivity import words as w
from cpsurvey.kinds.sensitivity.data import Sensitivity
from cpsurvey.report import canvas as draw
from cpsurvey.report import lexicon as x
from cpsurvey.report.document import Figure
from cpsurvey.report.known import apart
from cpsurvey.report.words import Words
from cpsurvey.results import Result

PANELS = 3


def choices(result: Result[Sensitivity], words: Words) -> Figure | None:
    """Standardised effects with intervals, one panel each; the first line is as reported."""
    rows = [r for r in result.data.rows if r.effects and r.admissible is not False]
    names = result.data.names[:PANELS]
    if len(rows) < 2 or not names:
        return None
    height = 1.35 + 0.3 * len(rows)
    figure, key = draw.new(6.8, height)
    key.set_axis_off()
    width = 0.70 / len(names)
    for panel, name in enumerate(names):
        place = (0.28 + panel * width, 0.42 / height, width - 0.025, 1 - 1.1 / height)
        axes = draw.beside(figure, place)
        for at, row in enumerate(reversed(rows)):
            e = row.effect(name)
            if e is None or e.std_all is None:
                continue
            sure = apart(e.mc)
            colour = draw.BLUE if sure else draw.MUTED
            if e.std_ci:
                axes.plot([*e.std_ci], [at, at], color=colour, linewidth=1.8)
            face = colour if sure else "white"
            axes.plot([e.std_all], [at], "o", color=colour, markerfacecolor=face, markersize=5)
        draw.at_zero(axes)
        axes.set_ylim(-0.6, len(rows) - 0.4)
        axes.axhspan(len(rows) - 1.5, len(rows) - 0.4, color=draw.RULE, alpha=0.45, zorder=0)
        draw.ruled(axes, "x")
        axes.xaxis.at_most(4)
        draw.numbers(axes.xaxis, words.language, 1)
        title = "\n".join(textwrap.wrap(words.label(name), 78 // len(names)))
        axes.set_title(title, fontsize=7.5, color=draw.INK)
        labels = [
            "\n".join(textwrap.wrap(words(x.CHOICES[row.choice]), 30)) for row in reversed(rows)
        ]
        axes.set_yticks(range(len(rows)), labels if panel == 0 else [""] * len(rows))
        axes.tick_params(axis="y", labelsize=7.5)
    return draw.finish(figure, f"fig-{result.id}", words(w.FIGURE), words, f"T25a-{result.id}")
