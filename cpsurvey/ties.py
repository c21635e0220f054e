"""Who named whom: directed, valued ties of several relations, on their way through.

People are pseudonyms, as in :mod:`cpsurvey.responses`; nothing here knows a token as it was
written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Relation:
    """Ties of one relation, such as of whom advice was asked.

    Parameters
    ----------
    source, target : ndarray of int, shape (m,)
        Places in `Ties.people`: `source` named `target`. No pair stands twice, nobody names
        themselves.
    weight : ndarray of float, shape (m,)
        How often, in times a month; 1 where it was not asked.
    asked : ndarray of bool, shape (n,)
        Who was asked for this relation and answered, be it that there is nobody. Of the others
        nothing is known, which is not that they have no ties.
    """

    source: np.ndarray
    target: np.ndarray
    weight: np.ndarray
    asked: np.ndarray


@dataclass(frozen=True, slots=True)
class Ties:
    """The network of one wave.

    Parameters
    ----------
    people : tuple of str
        Pseudonyms of everybody who was named or asked, in a stable order. Who opted out is in
        no place: neither here nor in any tie.
    relations : mapping of str to Relation
        Generator (``net_advice``) -> its ties.
    reverse : mapping of str to str
        Relation -> the one that asks the same from the other side (``net_advice`` ->
        ``net_asked``): a tie of the one is confirmed by the opposite tie of the other.
    group : mapping of str to tuple of (str or None)
        Role (``team``, ``centre``) -> group of each of `people`; None where it is not known.
    invited : int or None
        Size of the population that could have answered; None where nobody said.
    set_aside : mapping of str to int
        Reason -> nominations that were left out (``self``, ``unknown``, ``twice``,
        ``opted_out``, ``beyond_roster``).
    """

    people: tuple[str, ...]
    relations: Mapping[str, Relation]
    reverse: Mapping[str, str] = field(default_factory=dict)
    group: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
    invited: int | None = None
    set_aside: Mapping[str, int] = field(default_factory=dict)
