"""People by community and team, and ties among communities: nobody in fewer than k."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.network import Net
from cpsurvey.kinds.emergence.data import Formal, Map
from cpsurvey.stats.network.ties import Codes

MOST = 12
"""Communities, and teams, that are told apart in one picture; other teams are one."""


def mapped(net: Net, community: Codes, k: int) -> Map | None:
    """What a picture needs; None with fewer than two communities of k people."""
    group, others = merged(community, k)
    count = int(group.max(initial=-1)) + 1
    if count < 2:
        return None
    by, teams = _shown(net, group, count, k)
    return Map(
        communities=tuple(int(one) for one in np.bincount(group[group >= 0])),
        others=others,
        teams=teams,
        by=by,
        ties=_ties(net, group, count, k),
    )


def merged(group: Codes, k: int) -> tuple[Codes, bool]:
    """Communities by size, those below k put together; who is then in fewer is in none."""
    kept = _told(group, k)
    found = np.where(group >= kept, kept, group)
    rest = int((found == kept).sum())
    if rest < k:
        return np.where(found == kept, -1, found), False
    return found, True


def _told(group: Codes, k: int) -> int:
    """Groups that are told apart: of k and more, the largest."""
    size = np.bincount(group[group >= 0], minlength=1)
    return int(min((size >= k).sum(), MOST))


def _ties(net: Net, group: Codes, count: int, k: int) -> tuple[tuple[float | None, ...], ...]:
    """Share of ties within and between communities, both ways together.

    None where fewer than k people of either have them, and where that is a single number,
    which would follow from the others, the smallest one with it.
    """
    begin, end = group[net.ties.source], group[net.ties.target]
    known = (begin >= 0) & (end >= 0)
    ties = np.zeros((count, count))
    np.add.at(ties, (begin[known], end[known]), 1.0)
    share = (ties + ties.T - np.diag(np.diag(ties))) / max(ties.sum(), 1.0)
    people = np.zeros((count, net.n), dtype=bool)
    people[end[known], net.ties.source[known]] = True
    people[begin[known], net.ties.target[known]] = True
    members = group == np.arange(count)[:, None]
    tied = members.astype(int) @ people.T
    hidden = (tied < k) | (tied < k).T
    upper = np.triu(np.ones((count, count), dtype=bool))
    if (hidden & upper).sum() == 1:
        rest = np.where(hidden | ~upper, np.inf, share)
        i, j = np.unravel_index(int(rest.argmin()), rest.shape)
        hidden[i, j] = hidden[j, i] = True
    return tuple(
        tuple(None if hidden[i, j] else round(float(share[i, j]), 3) for j in range(count))
        for i in range(count)
    )


Cells = tuple[tuple[int | None, ...], ...]


def _shown(net: Net, group: Codes, count: int, k: int) -> tuple[Formal, Cells]:
    """People by team, or by centre where no team has k people in a community."""
    teams = _teams(net, "team", group, count, k)
    if not _any(teams) and _any(centres := _teams(net, "centre", group, count, k)):
        return "centre", centres
    return "team", teams


def _any(cells: Cells) -> bool:
    return any(cell is not None for line in cells for cell in line)


def _teams(net: Net, role: str, group: Codes, count: int, k: int) -> Cells:
    """People of each community by team, the largest team first; fewer than k: None.

    Sizes of teams and communities are known: of a line with a cell hidden two are, and what
    is left of its people is none or k and more, so that no fewer follow from the rest.
    """
    if role not in net.group:
        return ()
    team = net.group[role]
    teams = _told(team, k)
    if not teams:
        return ()
    team = np.where(team >= teams, -1, team)
    there = (group >= 0) & (team >= 0)
    cells = np.bincount(group[there] * teams + team[there], minlength=count * teams)
    cells = cells.reshape(count, teams)
    size = (np.bincount(group[group >= 0]), np.bincount(team[team >= 0]))
    hidden = cells < k
    while True:
        more = _together(cells, hidden, size[0], k)
        more = _together(cells.T, more.T, size[1], k).T
        if (more == hidden).all():
            break
        hidden = more
    return tuple(
        tuple(None if hidden[i, j] else int(cells[i, j]) for j in range(teams))
        for i in range(count)
    )


def _together(
    cells: Codes, hidden: NDArray[np.bool_], size: Codes, k: int
) -> NDArray[np.bool_]:
    """Hide the smallest cell of every line that would tell of fewer than k people."""
    found = hidden.copy()
    for i, line in enumerate(cells):
        rest = int(size[i] - line[~hidden[i]].sum())
        if not hidden[i].all() and (hidden[i].sum() == 1 or 0 < rest < k):
            found[i, int(np.where(hidden[i], np.iinfo(np.int64).max, line).argmin())] = True
    return found
