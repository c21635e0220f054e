"""Columns in which the same few things stand again and again: each kept once, with its places.

A million answers on a scale of five hold five different cells. Whatever is done to a column,
reading a label, converting a code, is done to what is different in it, once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", bound=Hashable)
S = TypeVar("S", bound=Hashable)
U = TypeVar("U", bound=Hashable)
Places = NDArray[np.unsignedinteger[Any]]


class Coded(Sequence[T], Generic[T]):
    """A column: what is different in it, and which of them each row has.

    Parameters
    ----------
    kinds : sequence
        What stands in the column; each once when made by `of`, and perhaps more often, or
        nowhere in the column any more, when made by `map` or `take`.
    at : (n,) unsigned integer array
        Place in `kinds` of each row.
    """

    __slots__ = ("at", "kinds")

    def __init__(self, kinds: Sequence[T], at: Places) -> None:
        self.kinds = kinds
        self.at = at

    @staticmethod
    def of(cells: Iterable[S]) -> Coded[S]:
        """Code a column, in the order of first appearance."""
        known: dict[S, int] = {}
        places = [known.setdefault(cell, len(known)) for cell in cells]
        return Coded(list(known), np.asarray(places, dtype=smallest(len(known))))

    @staticmethod
    def full(kind: S, n: int) -> Coded[S]:
        """A column of one and the same."""
        return Coded([kind], np.zeros(n, dtype=np.uint8))

    def map(self, change: Callable[[T], S]) -> Coded[S]:
        """The column with each of its kinds changed; the places stay."""
        return Coded([change(kind) for kind in self.kinds], self.at)

    def take(self, rows: NDArray[Any] | slice | Sequence[int]) -> Coded[T]:
        """Some of the rows."""
        return Coded(self.kinds, self.at[rows])

    def where(self, rows: NDArray[np.bool_], kind: T) -> Coded[T]:
        """The column with one and the same in some rows."""
        places = self.at.astype(smallest(len(self.kinds) + 1))
        places[rows] = len(self.kinds)
        return Coded([*self.kinds, kind], places)

    def pruned(self) -> Coded[T]:
        """The column without kinds that stand nowhere in it."""
        there = np.flatnonzero(np.bincount(self.at, minlength=len(self.kinds)))
        if len(there) == len(self.kinds):
            return self
        new = np.zeros(len(self.kinds), dtype=smallest(len(there)))
        new[there] = np.arange(len(there))
        return Coded([self.kinds[place] for place in there.tolist()], new[self.at])

    def then(self, other: Coded[S], change: Callable[[T, S], U]) -> Coded[U]:
        """A column made of two: each different pair is changed once."""
        pairs = self.at.astype(np.int64) * len(other.kinds) + other.at
        found, at = np.unique(pairs, return_inverse=True)
        kinds = [
            change(self.kinds[pair // len(other.kinds)], other.kinds[pair % len(other.kinds)])
            for pair in found.tolist()
        ]
        return Coded(kinds, at.astype(smallest(len(kinds))))

    def counts(self) -> dict[T, int]:
        """How often each kind stands in the column, those that stand nowhere left out.

        In the order of first appearance where kinds are in that order.
        """
        if len(self.kinds) == len(self.at) and self._each_once():
            return dict.fromkeys(self.kinds, 1)
        found: dict[T, int] = {}
        often = np.bincount(self.at, minlength=len(self.kinds)).tolist()
        for kind, count in zip(self.kinds, often, strict=True):
            if count:
                found[kind] = found.get(kind, 0) + count
        return found

    def _each_once(self) -> bool:
        """Whether every row has something of its own, as identifiers have."""
        several = np.bincount(self.at, minlength=len(self.kinds)) != 1
        return not several.any() and len(set(self.kinds)) == len(self.kinds)

    def rows(self, wanted: Callable[[T], bool]) -> list[int]:
        """Rows, from 1, whose kind is wanted."""
        those = np.fromiter((wanted(kind) for kind in self.kinds), bool, len(self.kinds))
        return (np.flatnonzero(those[self.at]) + 1).tolist()

    def tolist(self) -> list[T]:
        """What stands in each row."""
        kinds = self.kinds
        return [kinds[place] for place in self.at.tolist()]

    def __len__(self) -> int:
        return len(self.at)

    def __iter__(self) -> Iterator[T]:
        return iter(self.tolist())

    @overload
    def __getitem__(self, row: int) -> T: ...
    @overload
    def __getitem__(self, row: slice) -> Coded[T]: ...
    def __getitem__(self, row: int | slice) -> T | Coded[T]:
        if isinstance(row, slice):
            return self.take(row)
        return self.kinds[int(self.at[row])]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Coded):
            return self.tolist() == other.tolist()
        return isinstance(other, list) and self.tolist() == other

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Coded(n={len(self)}, kinds={len(self.kinds)})"


def smallest(kinds: int) -> type[np.unsignedinteger[Any]]:
    """Smallest type of number that tells so many kinds apart."""
    return np.uint8 if kinds <= 1 << 8 else np.uint16 if kinds <= 1 << 16 else np.uint32
