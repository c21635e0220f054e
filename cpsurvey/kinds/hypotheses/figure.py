"""All hypotheses in one look."""

from __future__ import annotations

from cpsurvey.kinds.hypotheses import words as w
from cpsurvey.kinds.hypotheses.data import Hypotheses
from cpsurvey.kinds.hypotheses.naming import name_of
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result

RED = "#b2182b"
COLOURS = {
    "supported": draw.BLUE,
    "as_expected": draw.BLUE,
    "opposite": RED,
}


def forest(result: Result[Hypotheses], words: Words) -> Figure | None:
    """Every tested number with its interval; filled where it was found."""
    rows = [(one, test) for one in result.data.hypotheses for test in one.tests if test.ci]
    if not rows:
        return None
    figure, axes = draw.new(6.8, 0.8 + 0.36 * len(rows), below=0.55)
    left, top = 0.42, 0.98
    height = 0.36 * len(rows) / (0.8 + 0.36 * len(rows))
    axes.set_position((left, top - height - 0.02, 0.56, height))
    labels = []
    for at, (one, test) in enumerate(reversed(rows)):
        colour = COLOURS.get(one.verdict, draw.MUTED)
        draw.estimate(axes, at, test.est, test.ci, colour, hollow=one.verdict not in COLOURS)
        text = f"{one.id}  {name_of(test, words)}"
        labels.append(text)
    draw.at_zero(axes)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    draw.name_rows(axes, labels, 8)
    draw.across(axes, words, 1)
    axes.set_xlabel(words(w.AXIS), fontsize=8)
    return draw.finish(figure, f"fig-{result.id}", words(w.FIGURE), words, "T0")
