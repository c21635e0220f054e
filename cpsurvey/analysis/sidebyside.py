"""Groups that are set side by side, so that nothing can be found about those left out.

The mean of everybody, less the means of the groups shown, is the mean of who is left. A few
people are therefore never left alone: with a group too small to be shown, some members of
another one stand aside, drawn by lot, until a round number is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.protected import Categories, categories
from cpsurvey.scoring import Scored
from cpsurvey.stats.disclosure import shown_groups

FEWEST = 3
"""People of no known group who may be left over: of two, each knows the other's part."""
SPARE = 3
"""People more who stand aside, since some of those left out may lack a score."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Groups that may be compared.

    Parameters
    ----------
    names : list of str
        In the order of `Context.group_names`.
    member : (n,) int array
        Place in `names`; -1 for everybody left out.
    left_out : list of str
        Groups that are not shown.
    """

    names: list[str]
    member: NDArray[np.int64]
    left_out: list[str]

    def shown(self, there: NDArray[np.bool_], k: int) -> NDArray[np.bool_]:
        """Which groups to show of those with scores, from who has each, an (n, v) array."""
        counts = np.array([there[self.member == g].sum(axis=0) for g in range(len(self.names))])
        apart = there[self.member < 0].sum(axis=0)
        fewest = k if self.left_out else FEWEST
        return shown_groups(counts.reshape(-1, there.shape[1]), apart, k, fewest)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Members that are shown of each group, (m,)."""
        there = self.member[self.member >= 0]
        return np.bincount(there, minlength=len(self.names)).astype(np.int64)


def side_by_side(found: Categories, scored: Scored, k: int) -> SideBySide:
    """Every group of at least `k`, less who must stand aside for the small ones.

    With s people in small groups, so many of the withheld ones are drawn that those left
    out are a few more than the next multiple of `k` above s: who counts them learns s to
    within `k`.
    """
    member = found.member.copy()
    hidden, total = found.hidden, int(found.counts[found.small].sum())
    if hidden.any():
        drawn = np.flatnonzero(hidden & ~found.small)
        wanted = k * (total // k + 1) + SPARE - total if len(drawn) else 0
        alone = found.marks == categories(found.name, scored, k).marks
        aside = _drawn(found, drawn, wanted, scored, k) if alone else None
        if found.nothing or aside is None:
            kept = np.flatnonzero(~hidden)
        else:
            member[aside] = -1
            kept = np.flatnonzero(~found.small)
    else:
        kept = np.flatnonzero(found.counts > 0)
        if 0 < found.missing < FEWEST and len(kept):
            largest = np.array([int(found.counts.argmax())])
            aside = _drawn(found, largest, FEWEST - found.missing, scored, k)
            if aside is not None:
                member[aside] = -1
    place = np.full(len(found.labels) + 1, -1)
    place[kept] = np.arange(len(kept))
    return SideBySide(
        [found.labels[g] for g in kept],
        place[member],
        [label for g, label in enumerate(found.labels) if g not in kept],
    )


def _drawn(
    found: Categories, groups: NDArray[np.intp], wanted: int, scored: Scored, k: int
) -> list[int] | None:
    """Members of these groups drawn by lot; None where a group would become too small.

    The lot is the pseudonym's: the same for every analysis, whatever the order of rows.
    """
    spare = {int(g): int(found.counts[g]) - k for g in groups}
    chosen: list[int] = []
    for person in _order(scored, np.flatnonzero(np.isin(found.member, groups))):
        if len(chosen) == wanted:
            break
        if spare[group := int(found.member[person])] > 0:
            spare[group] -= 1
            chosen.append(person)
    return chosen if len(chosen) == wanted else None


def _order(scored: Scored, people: Sequence[int] | NDArray[np.intp]) -> list[int]:
    names = scored.respondent or tuple(str(i) for i in range(scored.n))
    return sorted(
        (int(i) for i in people),
        key=lambda i: (hashlib.sha256(f"aside {names[i]}".encode()).digest(), i),
    )
