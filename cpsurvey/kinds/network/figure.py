"""Ties between groups, without their names."""

from __future__ import annotations

from cpsurvey.kinds.network import words as w
from cpsurvey.kinds.network.data import Between, Network
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result

FEWEST = 30
"""People below which nothing is drawn."""


def drawn(found: Between | None) -> bool:
    """Whether there are enough people for a picture."""
    return found is not None and sum(found.people) >= FEWEST


def between(result: Result[Network], words: Words) -> Figure | None:
    """A heat map: who names in rows, who is named in columns, the largest group first."""
    data = result.data.between
    if data is None or not drawn(data):
        return None
    size = len(data.people)
    top = max((one for row in data.density for one in row if one is not None), default=0) or 1
    side = 1.2 + 0.3 * size
    figure, axes = draw.new(side + 1.2, side)
    axes.set_position((0.18, 0.04, 0.78, 0.86))
    for i, row in enumerate(data.density):
        for j, one in enumerate(row):
            colour = draw.RULE if one is None else draw.shade(one / top)
            axes.fill([j, j + 1, j + 1, j], [i, i, i + 1, i + 1], color=colour, linewidth=0)
    labels = [str(at + 1) for at in range(size)]
    if data.others:
        labels[-1] = words(w.OTHERS)
    axes.set_xlim(0, size)
    axes.set_ylim(size, 0)
    axes.set_yticks([at + 0.5 for at in range(size)], labels, fontsize=7)
    across = [*labels[:-1], ""] if data.others else labels
    axes.set_xticks([at + 0.5 for at in range(size)], across, fontsize=7)
    axes.xaxis.tick_top()
    said = words(w.FROM, group=words.label(data.group))
    axes.set_ylabel(draw.wrapped(said, round(13 * side)), fontsize=8)
    axes.set_xlabel(words(w.TO), fontsize=8)
    title = words(w.FIGURE, relation=words.label(data.relation))
    return draw.finish(figure, f"fig-{result.id}", title, words, "T22", alt=w.ALT)
