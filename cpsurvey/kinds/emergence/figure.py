"""Communities by the teams of their people, and how they are tied; nobody is drawn alone."""

from __future__ import annotations

from cpsurvey.kinds.emergence import words as w
from cpsurvey.kinds.emergence.data import Emergence
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result

COLOURS = (
    *("#1d4e89", "#67a9cf", "#b2182b", "#ef8a62", "#4d9221", "#a1d76a"),
    *("#762a83", "#c2a5cf", "#8c510a", "#dfc27d", "#01665e", "#80cdc1", "#7b8794"),
)
FEWEST = 30
"""People below which nothing is drawn."""


def communities(result: Result[Emergence], words: Words) -> Figure | None:
    """Bars of people by team on the left, ties among communities on the right."""
    data = result.data.map
    if data is None or sum(data.communities) < FEWEST:
        return None
    size = len(data.communities)
    height = 1.0 + 0.36 * size
    figure, axes = draw.new(6.8, height)
    axes.set_position((0.1, 0.5 / height, 0.45, (height - 0.7) / height))
    names = [str(at + 1) for at in range(size)]
    if data.others:
        names[-1] = words(w.OTHERS)
    for at, people in enumerate(data.communities):
        _bar(axes, at, people, data.teams[at] if data.teams else ())
    draw.name_rows(axes, names)
    axes.set_ylim(size - 0.5, -0.5)
    axes.set_xlabel(words(w.AXIS), fontsize=8)
    ties = draw.beside(figure, (0.64, 0.5 / height, 0.34, (height - 0.7) / height))
    top = max((one for row in data.ties for one in row if one is not None), default=0) or 1
    for i, row in enumerate(data.ties):
        for j, share in enumerate(row):
            if share is None:
                continue
            ties.plot([j], [i], "o", color=draw.BLUE, markersize=1 + 15 * (share / top) ** 0.5)
    ties.set_xlim(-0.6, size - 0.4)
    ties.set_ylim(size - 0.5, -0.5)
    ties.set_xticks(range(size), [*names[:-1], ""] if data.others else names, fontsize=8)
    ties.set_yticks([])
    return draw.finish(figure, f"fig-{result.id}", words(w.FIGURE), words, alt=w.ALT)


def _bar(axes: object, at: int, people: int, teams: tuple[int | None, ...]) -> None:
    begin = 0
    for team, count in enumerate(teams):
        if count:
            _part(axes, at, begin, count, COLOURS[team % len(COLOURS)])
            begin += count
    if people > begin:
        _part(axes, at, begin, people - begin, draw.RULE)


def _part(axes: object, at: int, begin: int, width: int, colour: str) -> None:
    box = [begin, begin + width, begin + width, begin]
    low, high = at - 0.36, at + 0.36
    axes.fill(box, [low, low, high, high], color=colour, edgecolor="white")  # type: ignore[attr-defined]
