"""Power by sample size."""

from __future__ import annotations

import textwrap

from cpsurvey.kinds.power import words as w
from cpsurvey.kinds.power.data import Power
from cpsurvey.kinds.power.naming import named
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import gaps, known
from cpsurvey.report.words import Words
from cpsurvey.results import Result

COLOURS = (draw.BLUE, "#c2570c", "#2f855a", "#805ad5", "#b83280", "#718096")
DASHES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1)), (0, (1, 1)))


def curves(result: Result[Power], words: Words) -> Figure | None:
    """One line per effect; the study's own size and power .80 are marked."""
    data = result.data
    effects = [e for e in data.effects if known(e.power)][: len(COLOURS)]
    if not effects or len(data.sizes) < 2:
        return None
    figure, key = draw.new(6.8, 3.6)
    key.set_axis_off()
    axes = draw.beside(figure, (0.09, 0.15, 0.53, 0.8))
    top = 0.93
    sizes = [size.n for size in data.sizes]
    for e, colour, dash in zip(effects, COLOURS, DASHES, strict=False):
        axes.plot(sizes, gaps(e.power), color=colour, linestyle=dash, linewidth=1.8)
        lines = textwrap.wrap(named(e, words), 30)
        at = [top - 0.02, top - 0.02]
        figure.line([0.64, 0.68], at, color=colour, linestyle=dash, linewidth=1.8)
        figure.text(0.69, top, "\n".join(lines), va="top", fontsize=8, color=draw.INK)
        top -= 0.045 * len(lines) + 0.03
    if data.wanted is not None:
        axes.axhline(data.wanted, color=draw.MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.axvline(data.n, color=draw.MUTED, linewidth=0.8)
    axes.set_ylim(0, 1.02)
    axes.set_xlabel(words(w.AXIS))
    axes.set_ylabel(words(w.POWER))
    draw.ruled(axes, "y")
    draw.numbers(axes.yaxis, words.language, 1)
    return draw.finish(
        figure, f"fig-power-{result.id}", words(w.FIGURE), words, f"P1-{result.id}"
    )
