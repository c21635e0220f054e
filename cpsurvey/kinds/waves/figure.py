"""Factor means over the waves."""

from __future__ import annotations

from cpsurvey.kinds.waves import words as w
from cpsurvey.kinds.waves.data import OverWaves
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import gaps
from cpsurvey.report.words import Words
from cpsurvey.results import Result

ACROSS = 3
"""Small pictures side by side."""


def means(result: Result[OverWaves], words: Words) -> Figure | None:
    """One small picture per scale that may be compared: waves across, SD up."""
    scales = [one for one in result.data.scales if one.means]
    if not scales:
        return None
    down = -(-len(scales) // ACROSS)
    high = 1.75 * down + 0.25
    figure, axes = draw.new(6.8, high)
    axes.set_axis_off()
    labels = [wave.wave for wave in result.data.waves]
    ends = [v for one in scales for m in one.means for v in (m.latent_ci or (m.latent or 0.0,))]
    low, top = min(ends) - 0.06, max(ends) + 0.06
    for at, one in enumerate(scales):
        column, row = at % ACROSS, at // ACROSS
        box = (
            0.075 + column * 0.315,
            1.0 - (row + 1) * 1.75 / high + 0.36 / high,
            0.265,
            1.06 / high,
        )
        panel = draw.beside(figure, box)
        panel.axhline(0.0, color=draw.RULE, linewidth=0.8)
        panel.plot(
            range(len(labels)),
            gaps(m.latent for m in one.means),
            color=draw.BLUE,
            linewidth=1.2,
        )
        for place, mean in enumerate(one.means):
            if mean.latent_ci:
                panel.plot([place, place], [*mean.latent_ci], color=draw.BLUE, linewidth=2.0)
            panel.plot([place], gaps([mean.latent]), "o", color=draw.BLUE, markersize=4.5)
        panel.set_xlim(-0.4, len(labels) - 0.6)
        panel.set_ylim(low, top)
        panel.set_xticks(range(len(labels)), labels, fontsize=8)
        panel.tick_params(axis="y", labelsize=7)
        panel.set_title(draw.wrapped(words.label(one.scale), 28), fontsize=8, color=draw.INK)
        draw.numbers(panel.yaxis, words.language, 1)
        if not column:
            panel.set_ylabel(words(w.AXIS), fontsize=7)
    return draw.finish(figure, f"fig-{result.id}", words(w.FIGURE), words, f"T30-{result.id}")
