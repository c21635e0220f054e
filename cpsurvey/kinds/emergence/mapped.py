"""People by community and team, and ties among communities: nobody in fewer than k."""

from __future__ import annotations

import numpy as np

from cpsurvey.analysis.network import Net
from cpsurvey.kinds.emergence.data import Map
from cpsurvey.stats.network.ties import Codes

MOST = 12
"""Communities, and teams, that are told apart in one picture."""


def mapped(net: Net, community: Codes, k: int) -> Map | None:
    """What a picture needs; None with fewer than two communities of k people."""
    group, others = merged(community, k)
    count = int(group.max(initial=-1)) + 1
    if count < 2:
        return None
    source, target = group[net.ties.source], group[net.ties.target]
    known = (source >= 0) & (target >= 0)
    ties = np.zeros((count, count))
    np.add.at(ties, (source[known], target[known]), 1.0)
    return Map(
        communities=tuple(int(one) for one in np.bincount(group[group >= 0])),
        others=others,
        teams=_teams(net, group, count, k),
        ties=tuple(
            tuple(round(float(one), 2) for one in row) for row in (ties + ties.T) / ties.sum()
        ),
    )


def merged(group: Codes, k: int) -> tuple[Codes, bool]:
    """Communities by size, those below k put together; who is then in fewer is in none."""
    size = np.bincount(group[group >= 0], minlength=1)
    kept = int(min((size >= k).sum(), MOST))
    found = np.where(group >= kept, kept, group)
    rest = int((found == kept).sum())
    if rest < k:
        return np.where(found == kept, -1, found), False
    return found, True


def _teams(net: Net, group: Codes, count: int, k: int) -> tuple[tuple[int | None, ...], ...]:
    """People of each community by team, the largest team first; fewer than k: None.

    Sizes of teams and communities are known: where one cell of a line is hidden another
    goes with it, so that none follows from the rest.
    """
    if "team" not in net.group:
        return ()
    team, _ = merged(net.group["team"], k)
    teams = int(team.max(initial=-1)) + 1
    if not teams:
        return ()
    there = (group >= 0) & (team >= 0)
    cells = np.bincount(group[there] * teams + team[there], minlength=count * teams)
    cells = cells.reshape(count, teams)
    hidden = cells < k
    for axis in (0, 1, 0, 1):
        hidden = _together(cells, hidden, axis)
    return tuple(
        tuple(None if hidden[i, j] else int(cells[i, j]) for j in range(teams))
        for i in range(count)
    )


def _together(cells: Codes, hidden: np.ndarray, axis: int) -> np.ndarray:
    """Hide a second cell of every line that has one hidden."""
    found = hidden if axis else hidden.T
    values = cells if axis else cells.T
    found = found.copy()
    for i in np.flatnonzero(found.sum(axis=1) == 1):
        rest = np.where(found[i], np.iinfo(np.int64).max, values[i])
        if len(rest) > 1:
            found[i, int(rest.argmin())] = True
    return found if axis else found.T
