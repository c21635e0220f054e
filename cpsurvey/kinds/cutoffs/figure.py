"""Fit of samples in which a model is right or wrong, beside its own."""

from __future__ import annotations

from cpsurvey.kinds.cutoffs import words as w
from cpsurvey.kinds.cutoffs.data import Cutoffs
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def spread(result: Result[Cutoffs], words: Words) -> Figure | None:
    """A panel per measure: from the 5th to the 95th percentile of every level."""
    data = result.data
    levels = [one.level for one in data.levels]
    if not levels:
        return None
    height = 1.1 + 0.26 * len(levels)
    figure, key = draw.new(6.8, height)
    key.set_axis_off()
    for panel, one in enumerate(data.measures):
        place = (0.12 + panel * 0.295, 0.42 / height, 0.26, 1 - 0.82 / height)
        axes = draw.beside(figure, place)
        for at, level in enumerate(reversed(levels)):
            cut = one.cut(level)
            if cut:
                ends = (cut.low, cut.high)
                colour = draw.MUTED if level else draw.BLUE
                draw.estimate(axes, at, cut.median, ends, colour, size=4)
        if one.observed is not None:
            axes.axvline(one.observed, color=draw.INK, linewidth=1.2)
        axes.axvline(one.fixed or 0.0, color=draw.MUTED, linewidth=0.9, linestyle=(0, (4, 3)))
        axes.set_ylim(-0.6, len(levels) - 0.4)
        draw.ruled(axes, "x")
        axes.xaxis.at_most(3)
        draw.numbers(axes.xaxis, words.language, 2)
        axes.set_title(words(w.NAMES[one.measure]), fontsize=8, color=draw.INK)
        labels = [words(w.LEVEL, level=level) for level in reversed(levels)]
        axes.set_yticks(range(len(levels)), labels if panel == 0 else [""] * len(levels))
        axes.tick_params(labelsize=7.5)
    title = words(w.FIGURE, model=words.label(data.model))
    return draw.finish(figure, f"fig-cutoffs-{result.id}", title, words, "T8c")
