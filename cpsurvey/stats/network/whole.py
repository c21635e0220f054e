"""The network as a whole, with what is known of it where not everybody answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats.network.ties import Arcs, Codes

FULL, HALF = 0.8, 0.5
"""Share of people asked below which only in-degree, reciprocity and the E-I index are read,
and below which no communities are sought: paths and Bonacich's measures change most where
people are missing (Smith & Moody, 2013, doi:10.1016/j.socnet.2013.09.003)."""

Reading = Literal["all", "robust", "no_communities"]
"""What may be read under non-response."""


def density(ties: Arcs, asked: NDArray[np.bool_]) -> float:
    """Ties of those possible: everybody asked could have named all others."""
    possible = int(asked.sum()) * (ties.n - 1)
    return len(ties.source) / possible if possible else np.nan


def reciprocity(ties: Arcs, asked: NDArray[np.bool_]) -> float:
    """Mutual dyads / (mutual + asymmetric), of dyads of which both were asked."""
    among = ties.kept(asked[ties.source] & asked[ties.target])
    mutual = np.count_nonzero(np.isin(among.reverse, among.pair)) / 2.0
    dyads = len(among.source) - mutual
    return mutual / dyads if dyads else np.nan


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Ties that the other side reports, too.

    Parameters
    ----------
    tie : (m,) bool array
        Of the ties reported.
    known : int
        Ties to people who were asked from the other side.
    rate : float
        Confirmed of `known`; NaN without one.
    """

    tie: NDArray[np.bool_]
    known: int
    rate: float


def confirmed(ties: Arcs, other: Arcs, answered: NDArray[np.bool_]) -> Confirmed:
    """Ties i -> j for which j, asked from the other side, named i.

    Parameters
    ----------
    other : Arcs
        Ties of the relation from the other side.
    answered : (n,) bool array
        Who was asked for it.
    """
    tie = np.isin(ties.reverse, other.pair)
    known = int(np.count_nonzero(answered[ties.target]))
    return Confirmed(tie, known, np.count_nonzero(tie) / known if known else np.nan)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of those who could answer were asked and did, in all and where least.

    `least` is that of the centre with the smallest share, of centres of some size.
    """

    share: float
    least: float

    @property
    def reading(self) -> Reading:
        """What may be read."""
        if self.least < HALF:
            return "no_communities"
        return "all" if self.least >= FULL else "robust"


def coverage(
    asked: NDArray[np.bool_], invited: int | None, centre: Codes | None, smallest: int
) -> Coverage:
    """Response overall and by centre (-1 unknown); centres below `smallest` do not decide."""
    everybody = max(len(asked), invited or 0)
    share = float(asked.sum()) / everybody if everybody else 0.0
    shares = [share]
    for one in np.unique(centre[centre >= 0]) if centre is not None else ():
        there = centre == one
        if there.sum() >= smallest:
            shares.append(float(asked[there].mean()))
    return Coverage(share, min(shares))
