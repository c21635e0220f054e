"""How close two scales are, against the cut-offs."""

from __future__ import annotations

from cpsurvey.kinds.discriminant import words as w
from cpsurvey.kinds.discriminant.data import LENIENT, STRICT, Discriminant
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result

MOST = 20
"""Pairs shown, the closest ones."""
WARM = "#b2182b"


def discriminant(result: Result[Discriminant], words: Words) -> Figure | None:
    """HTMT2 with its interval, and the latent correlation with its own, pair by pair."""
    rows = [pair for pair in result.data.pairs if pair.htmt2 is not None][:MOST]
    if not rows:
        return None
    figure, axes = draw.new(6.8, 1.25 + 0.36 * len(rows), below=0.8)
    for at, pair in enumerate(reversed(rows)):
        draw.estimate(
            axes, at + 0.13, pair.htmt2, pair.htmt2_ci, draw.BLUE, size=4.2, width=1.6
        )
        if pair.r is not None:
            ends = [abs(end) for end in pair.r_ci or (pair.r, pair.r)]
            r = abs(pair.r)
            draw.estimate(axes, at - 0.17, r, ends, WARM, mark="D", size=4.2, width=1.6)
    for place, style, colour in (
        (STRICT, (0, (4, 3)), draw.MUTED),
        (LENIENT, (0, (2, 2)), draw.MUTED),
        (1.0, "-", draw.INK),
    ):
        axes.axvline(place, color=colour, linewidth=0.9, linestyle=style, zorder=0)
    labels = [
        f"{words.label(pair.first)} ↔ {words.label(pair.second)}" for pair in reversed(rows)
    ]
    draw.name_rows(axes, labels, 7.5)
    axes.set_xlim(left=0, right=max(1.05, axes.get_xlim()[1]))
    draw.across(axes, words, 1)
    handles = [draw.sample(colour, mark) for mark, colour in (("o", draw.BLUE), ("D", WARM))]
    below = (0.5, 0.42 / (1.25 + 0.36 * len(rows)))
    draw.legend(axes, below, handles, ["HTMT2", words(w.R_LONG)], ncols=2)
    shown = len(rows)
    title = words(w.FIGURE, shown=shown, all=len(result.data.pairs))
    return draw.finish(figure, f"fig-{result.id}", title, words, "T10")
