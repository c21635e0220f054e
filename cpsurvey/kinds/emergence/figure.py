"""The network by community and by team: dots without names, bands of ties; no single tie.

Drawn from numbers of people in communities and teams alone: a dot is one of so many, not
somebody.
"""

from __future__ import annotations

import itertools
import math
from typing import Any

from cpsurvey.kinds.emergence import words as w
from cpsurvey.kinds.emergence.data import Emergence, Formal, Map
from cpsurvey.kinds.emergence.placed import Disc, dots, ring
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result

LOOKS = tuple(
    (colour, mark)
    for mark, pair in zip(
        "os^Dvp",
        (
            *(("#1d4e89", "#67a9cf"), ("#b2182b", "#f4a582"), ("#3b7d1e", "#a1d76a")),
            *(("#762a83", "#c2a5cf"), ("#8c510a", "#dfc27d"), ("#01665e", "#80cdc1")),
        ),
        strict=True,
    )
    for colour in pair
)
"""A dark and a light hue for each shape: teams are told apart in grey, too."""
FEWEST = 30
"""People below which nothing is drawn."""
MOST_DOTS = 600
"""Dots in one picture; beyond, one stands for several people."""
SIDE, BESIDE = 4.9, 1.9
"""Inches: the square of the network, and what is said beside it."""
WIDEST = 13.0
"""Points of the widest band, at most half as wide as the smallest disc."""


def drawn(found: Map | None) -> bool:
    """Whether there are enough people for a picture."""
    return found is not None and sum(found.communities) >= FEWEST


def communities(result: Result[Emergence], words: Words) -> Figure | None:
    """People gathered in their communities, by team; bands of ties among communities."""
    data = result.data
    found = data.map
    if found is None or not drawn(found):
        return None
    figure, axes = draw.new(SIDE + BESIDE, SIDE)
    axes.set_position((0.0, 0.0, SIDE / (SIDE + BESIDE), 1.0))
    axes.set_axis_off()
    axes.set_xlim(-SIDE / 2.0, SIDE / 2.0)
    axes.set_ylim(-SIDE / 2.0, SIDE / 2.0)
    each = math.ceil(sum(found.communities) / MOST_DOTS)
    cells = [_cells(found, at, each) for at in range(len(found.communities))]
    discs, dot = ring([sum(count for _, count in one) for one in cells], SIDE)
    _bands(axes, found, discs)
    for at, disc in enumerate(discs):
        _disc(axes, disc, _name(found, at, words))
        _people(axes, disc, cells[at], min(7.0, 66.0 * dot))
    teams = {team for one in cells for team, _ in one if team is not None}
    said = [words(w.A_DOT, each=each), words(w.A_BAND, k=data.k)]
    if found.teams:
        said.insert(1, words(w.GROUPED[found.by], k=data.k))
    _key(figure, said, [*sorted(teams), None] if found.teams else [], found.by, words)
    title = words(w.FIGURES[found.by])
    return draw.finish(figure, f"fig-{result.id}", title, words, alt=w.ALTS[found.by])


def _cells(found: Map, at: int, each: int) -> list[tuple[int | None, int]]:
    """Dots of one community by team, those of other teams (None) last."""
    told = [
        (team, people)
        for team, people in enumerate(found.teams[at] if found.teams else ())
        if people
    ]
    other = found.communities[at] - sum(people for _, people in told)
    every = [*told, (None, other)] if other else told
    return [(team, max(1, round(people / each))) for team, people in every]


def _name(found: Map, at: int, words: Words) -> str:
    last = at == len(found.communities) - 1
    return words(w.OTHERS) if found.others and last else str(at + 1)


def _bands(axes: Any, found: Map, discs: list[Disc]) -> None:
    """Ties between communities, the widest for most of them."""
    pairs = itertools.combinations(range(len(discs)), 2)
    shares = sorted((found.ties[i][j] or 0.0, i, j) for i, j in pairs)
    top = shares[-1][0]
    widest = min(WIDEST, 36.0 * min(disc.radius for disc in discs))
    for share, i, j in shares:
        if share:
            x, y = (discs[i].x, discs[j].x), (discs[i].y, discs[j].y)
            width = max(0.6, widest * share / top)
            axes.plot(x, y, color=draw.RULE, linewidth=width, solid_capstyle="butt", zorder=1)


def _disc(axes: Any, disc: Disc, name: str) -> None:
    """White ground that hides the ends of bands, and the community's number outside."""
    turns = [math.tau * at / 60 for at in range(61)]
    radius = disc.radius + 0.04
    x = [disc.x + radius * math.cos(turn) for turn in turns]
    y = [disc.y + radius * math.sin(turn) for turn in turns]
    axes.fill(x, y, color="white", edgecolor=draw.MUTED, linewidth=0.6, zorder=2)
    far = radius + 0.1
    place = disc.x + far * math.cos(disc.out), disc.y + far * math.sin(disc.out)
    if not name.isdigit():
        place = disc.x, disc.y + math.copysign(far, disc.y)
    axes.text(*place, name, fontsize=8, ha="center", va="center", zorder=4)


def _people(axes: Any, disc: Disc, cells: list[tuple[int | None, int]], size: float) -> None:
    placed = iter(dots(disc, sum(count for _, count in cells)))
    for team, count in cells:
        x, y = zip(*sorted(itertools.islice(placed, count)), strict=True)
        axes.plot(x, y, linestyle="none", zorder=3, **_look(team, size))


def _look(team: int | None, size: float) -> dict[str, Any]:
    """How people of a team are drawn; those of other teams hollow and grey."""
    if team is None:
        look = {"markerfacecolor": "white", "markeredgecolor": draw.MUTED}
        return {"marker": "o", "markersize": 0.85 * size, "markeredgewidth": 0.7, **look}
    colour, mark = LOOKS[team % len(LOOKS)]
    return {"marker": mark, "markersize": size, "color": colour, "markeredgewidth": 0.0}


def _key(
    figure: Any, said: list[str], teams: list[int | None], by: Formal, words: Words
) -> None:
    """Beside the network: what dots and bands mean."""
    axes = draw.beside(figure, (SIDE / (SIDE + BESIDE), 0.0, BESIDE / (SIDE + BESIDE), 1.0))
    axes.set_axis_off()
    axes.set_xlim(0.0, BESIDE)
    axes.set_ylim(0.0, SIDE)
    text = "\n\n".join(draw.wrapped(one, 31) for one in said)
    axes.text(0.05, SIDE - 0.25, text, fontsize=7, va="top", linespacing=1.3)
    for at, team in enumerate(reversed(teams)):
        y = 0.25 + 0.165 * at
        axes.plot([0.15], [y], linestyle="none", **_look(team, 6.0))
        name = words(w.OTHERS_BY[by]) if team is None else str(team + 1)
        axes.text(0.3, y, name, fontsize=7, va="center_baseline")
