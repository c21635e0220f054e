"""The network of one relation as analyses read it, and what non-response allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.communities.partitions import relabelled
from cpsurvey.stats.network.ties import Arcs, Codes
from cpsurvey.stats.network.whole import FULL, HALF, Coverage, coverage
from cpsurvey.ties import Relation, Ties

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Net:
    """Ties of one relation with the groups of its people.

    Parameters
    ----------
    asked : (n,) bool array
    group : mapping of str to (n,) int array
        Role -> group from 0, the largest first; -1 unknown.
    place : (rows,) int array
        Where each respondent analysed stands among the people; -1 for who is not there.
    """

    relation: str
    ties: Arcs
    asked: NDArray[np.bool_]
    group: Mapping[str, Codes]
    place: Codes
    coverage: Coverage

    @property
    def n(self) -> int:
        """People, those who did not answer among them."""
        return self.ties.n

    def of_people(self, values: Array) -> Array:
        """Values of respondents at the places of people; NaN for the others."""
        found = np.full(self.n, np.nan)
        there = self.place >= 0
        found[self.place[there]] = values[there]
        return found

    def of_rows(self, values: Array) -> Array:
        """Values of people for the respondents analysed; NaN for who is not in the network."""
        there = self.place >= 0
        return np.where(there, values[np.maximum(self.place, 0)], np.nan)

    def formal(self, roles: Sequence[str]) -> Codes | None:
        """(g, n) groupings of these roles that tell people apart; None without one."""
        known = [self.group[role] for role in roles if role in self.group]
        found = [one for one in known if len(np.unique(one[one >= 0])) > 1]
        return np.array(found) if found else None


def nothing(ties: Ties | None) -> list[Caveat]:
    """Why there is no network at all, where that is so."""
    there = ties is not None and any(len(one.source) for one in ties.relations.values())
    return [] if there else [Caveat("no_network", "not_applicable")]


def without(kind: str, context: Context, *caveats: Caveat) -> list[Result[Any]]:
    """What stands in the place of an analysis that the network does not carry."""
    nobody = np.zeros(context.scored.n, dtype=bool)
    sample = context.scored.sample(nobody, "not_in_network")
    return [Result(kind, context.id, sample, None, caveats=caveats)]


def relation(ties: Ties, wanted: str | None) -> str:
    """The relation asked for; else the one that others confirm, else the first there is."""
    if wanted in ties.relations:
        return str(wanted)
    there = [name for name, one in ties.relations.items() if len(one.source)]
    told = [name for name in there if name in ties.reverse]
    return (told or there)[0]


def net(context: Context, ties: Ties, name: str) -> Net:
    """The network of one relation."""
    at = {who: place for place, who in enumerate(ties.people)}
    group = {role: _coded(named) for role, named in ties.group.items()}
    one = ties.relations[name]
    place = np.array([at.get(who, -1) for who in context.scored.respondent], dtype=np.int64)
    covered = coverage(one.asked, ties.invited, group.get("centre"), context.k)
    return Net(name, arcs(one, len(ties.people)), one.asked, group, place, covered)


def arcs(one: Relation, n: int) -> Arcs:
    """Ties as arrays."""
    return Arcs(n, one.source.astype(np.int64), one.target.astype(np.int64), one.weight)


def of_coverage(found: Coverage) -> list[Caveat]:
    """What so many answers allow."""
    share = round(100 * found.least)
    if found.reading == "no_communities":
        return [
            Caveat("coverage_half", "warning", {"share": share, "needed": round(100 * HALF)})
        ]
    if found.reading == "robust":
        return [
            Caveat("coverage_low", "warning", {"share": share, "needed": round(100 * FULL)})
        ]
    return []


def _coded(named: Sequence[str | None]) -> Codes:
    names = sorted({one for one in named if one is not None})
    number = {one: at for at, one in enumerate(names)}
    codes = [-1 if one is None else number[one] for one in named]
    return relabelled(np.array(codes, dtype=np.int64))
