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
    critical : float or None
        Smallest c_sv beyond chance; None where not even all judges would be enough.
    """

    judges: int
    own: int
    other: int
    share: float
    coefficient: float
    critical: float | None

    @property
    def enough(self) -> bool:
        """Beyond chance."""
        return self.critical is not None and self.coefficient >= self.critical


def relevance(ratings: Iterable[int]) -> Relevance:
    """Relevance of an item by its ratings from 1 to 4, at least one.

    Content validity index and modified kappa of Polit, Beck & Owen (2007,
    doi:10.1002/nur.20199), whose table 5 is the gold.
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
    least = fewest_right(judges)
    critical = None if least is None else (2 * least - judges) / judges
    return Sorted(judges, own, other, own / judges, (own - other) / judges, critical)


def fewest_right(judges: int, level: float = 0.05) -> int | None:
    """Fewest judges who are right together by chance (one in two) in less than `level`."""
    beyond = 0
    for right in range(judges, -1, -1):
        beyond += comb(judges, right)
        if beyond / 2**judges >= level:
            return right + 1 if right < judges else None
    return None
