"""Content validity of items: what experts rate and judges sort."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import comb

RELEVANT = 3
"""Rating, of 1 to 4, from which an expert finds an item relevant."""
FEW_EXPERTS = 5
"""Up to so many experts all must agree (Lynn, 1986, doi:10.1097/00006199-198611000-00017)."""
MOST_AGREE = 0.78
"""Least I-CVI of more (Polit, Beck & Owen, 2007, doi:10.1002/nur.20199)."""


@dataclass(frozen=True, slots=True)
class Relevance:
    """Experts who find an item relevant.

    Parameters
    ----------
    icvi : float
        Their share of all.
    chance : float
        Probability that exactly so many agree when each tosses a coin.
    kappa : float
        Agreement beyond that: (icvi - chance) / (1 - chance).
    """

    experts: int
    agreed: int
    icvi: float
    chance: float
    kappa: float

    @property
    def enough(self) -> bool:
        """All of five experts or fewer; 78% of more."""
        return self.icvi >= (1.0 if self.experts <= FEW_EXPERTS else MOST_AGREE)


@dataclass(frozen=True, slots=True)
class Relevances:
    """Relevance of the items of a scale: mean of I-CVI, and share of items all agree on."""

    average: float
    universal: float


@dataclass(frozen=True, slots=True)
class Sorted:
    """Where judges put an item.

    Parameters
    ----------
    share : float
        p_sa: judges who chose the construct it is meant for, of all.
    coefficient : float
        c_sv: those, less the judges who chose the most frequent other construct, of all.
    fewest : int or None
        Judges who must choose the right construct to be beyond chance; None where not even
        all of them would be enough.
    """

    judges: int
    own: int
    other: int
    share: float
    coefficient: float
    fewest: int | None

    @property
    def critical(self) -> float | None:
        """Smallest c_sv beyond chance where all other judges agree on one construct."""
        return None if self.fewest is None else (2 * self.fewest - self.judges) / self.judges

    @property
    def enough(self) -> bool:
        """Beyond chance by the judges who are right, whatever the number of constructs.

        Howard & Melloy (2016, doi:10.1007/s10869-015-9404-y). The critical c_sv of Anderson &
        Gerbing is the same rule with two constructs and too lenient with more: 14 of 20 (p =
        .058) reach it when the others disagree among themselves.
        """
        return self.fewest is not None and self.own >= self.fewest


def relevance(ratings: Iterable[int]) -> Relevance:
    """Relevance of an item by its ratings from 1 to 4, at least one.

    Content validity index and modified kappa of Polit, Beck & Owen (2007,
    doi:10.1002/nur.20199). Their table prints .81 for five of six experts, which comes of the
    rounded I-CVI .83; exact parts give .816.
    """
    found = [rating >= RELEVANT for rating in ratings]
    experts, agreed = len(found), sum(found)
    share = agreed / experts
    chance = comb(experts, agreed) * 0.5**experts
    return Relevance(experts, agreed, share, chance, (share - chance) / (1.0 - chance))


def relevances(items: Iterable[Relevance]) -> Relevances:
    """S-CVI/Ave and S-CVI/UA of items (Polit & Beck, 2006, doi:10.1002/nur.20147)."""
    found = list(items)
    return Relevances(
        sum(one.icvi for one in found) / len(found),
        sum(one.agreed == one.experts for one in found) / len(found),
    )


def sorted_by(own: int, others: Iterable[int], judges: int) -> Sorted:
    """Substantive validity of an item.

    Of Anderson & Gerbing (1991, doi:10.1037/0021-9010.76.5.732).

    Parameters
    ----------
    own, judges : int
        Judges who chose the construct it is meant for, of how many.
    others : iterable of int
        Judges who chose each other construct; who chose none counts in `judges` alone.
    """
    other = max(others, default=0)
    share, coefficient = own / judges, (own - other) / judges
    return Sorted(judges, own, other, share, coefficient, fewest_right(judges))


def by_chance(right: int, judges: int) -> float:
    """Probability that so many judges or more are right when each is in one of two cases."""
    return sum(comb(judges, k) for k in range(right, judges + 1)) * 0.5**judges


def fewest_right(judges: int, level: float = 0.05) -> int | None:
    """Fewest judges who are right together by chance in less than `level`; None: never."""
    return next((m for m in range(judges + 1) if by_chance(m, judges) < level), None)
