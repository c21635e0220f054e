"""Columns in which the same few things stand again and again: each kept once, with its places.

A million answers on a scale of five hold five different cells. Whatever is done to a column,
reading a label, converting a code, is done to what is different in it, once.

Of a long column the places are not held, nor is what is different in it where that is much
(identifiers, times, free text): both are in the file of `spool`, and are gone through in part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import compress
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from cpsurvey import spool
from cpsurvey.spool import Numbers, Things, batches, parts

T = TypeVar("T", bound=Hashable)
S = TypeVar("S", bound=Hashable)
U = TypeVar("U", bound=Hashable)
Places = NDArray[np.unsignedinteger[Any]]

MANY = 1 << 16
"""Different things in a column from which on they are not held."""
_AT_ONCE = 1 << 20
"""Marks that are sorted at once."""


class Coded(Sequence[T], Generic[T]):
    """A column: what is different in it, and which of them each row has.

    Parameters
    ----------
    kinds : sequence
        What stands in the column; each once when made by `of` or `map`, and perhaps more
        often where they are many, or nowhere in the column any more when made by `take`.
    at : (n,) unsigned integer array or Numbers
        Place in `kinds` of each row.
    """

    __slots__ = ("_at", "kinds")

    def __init__(self, kinds: Sequence[T], at: Places | Numbers) -> None:
        self.kinds = kinds
        self._at: Places | Numbers = at
        if not isinstance(at, Numbers) and len(at) >= spool.LARGE:
            self._at = Numbers.of(at)

    @property
    def at(self) -> Places:
        """Place of each row; an array of its own where the column is long."""
        return self._at.array() if isinstance(self._at, Numbers) else self._at

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

    @staticmethod
    def each(cells: Sequence[S]) -> Coded[S]:
        """A column of what is different in most rows, each row with a kind of its own."""
        return Coded(cells, _counted(len(cells)))

    def map(self, change: Callable[[T], S]) -> Coded[S]:
        """The column with each of its kinds changed; the places stay."""
        known: dict[S, int] = {}
        new = Numbers()
        for batch in batches(self.kinds):
            places = [known.setdefault(change(kind), len(known)) for kind in batch]
            if isinstance(self.kinds, Things) and len(known) > MANY:
                return Coded(Things.of(map(change, self.kinds)), self._at)
            new.append(np.asarray(places, dtype=smallest(len(known))))
        if len(known) == len(self.kinds):
            return Coded(list(known), self._at)
        return self.recoded(list(known), new.array())

    def take(self, rows: NDArray[Any] | slice | Sequence[int]) -> Coded[T]:
        """Some of the rows."""
        if isinstance(rows, slice):
            return Coded(self.kinds, self._at[rows])
        return Coded(self.kinds, self.at[np.asarray(rows)])

    def where(self, rows: NDArray[np.bool_], kind: T) -> Coded[T]:
        """The column with one and the same in some rows."""
        return self.filled(rows, Coded.full(kind, len(self)))

    def filled(self, rows: NDArray[np.bool_], other: Coded[T]) -> Coded[T]:
        """The column with what another has in some rows."""
        first = len(self.kinds)
        places = self.at.astype(smallest(first + len(other.kinds)))
        places[rows] = other.at[rows].astype(places.dtype) + first
        return Coded(_joined(self.kinds, other.kinds), places)

    def pruned(self) -> Coded[T]:
        """The column without kinds that stand nowhere in it."""
        used = self.often() > 0
        many = int(np.count_nonzero(used))
        if many == len(used):
            return self
        first = int(used.argmax())
        if isinstance(self.kinds, Things) and used[first : first + many].all():
            kinds: Sequence[T] = self.kinds[first : first + many]
        elif isinstance(self.kinds, Things):
            kinds = Things.of(compress(self.kinds, used.tolist()))
        else:
            kinds = [self.kinds[place] for place in np.flatnonzero(used).tolist()]
        new = (np.cumsum(used, dtype=np.uint32) - 1).astype(smallest(many))
        return self.recoded(kinds if many > MANY else list(kinds), new)

    def then(self, other: Coded[S], change: Callable[[T, S], U]) -> Coded[U]:
        """A column made of two: each different pair is changed once."""
        if isinstance(self.kinds, Things) or isinstance(other.kinds, Things):
            return Coded.each(Things.of(map(change, self, other)))
        pairs = [np.unique(pair) for pair in self._pairs(other)]
        found = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *pairs]))
        at = Numbers(smallest(len(found)))
        for pair in self._pairs(other):
            at.append(np.searchsorted(found, pair).astype(at.dtype))
        n = len(other.kinds)
        kinds = [change(self.kinds[one // n], other.kinds[one % n]) for one in found.tolist()]
        return Coded(kinds, at.settled())

    def _pairs(self, other: Coded[Any]) -> Iterator[NDArray[np.int64]]:
        """Both places of each row as one number, part by part."""
        for (_, mine), (_, theirs) in zip(parts(self._at), parts(other._at), strict=True):
            yield mine.astype(np.int64) * len(other.kinds) + theirs

    def counted(self) -> Iterator[tuple[T, int]]:
        """Kinds that stand in the column, and how often; perhaps one more than once."""
        often, low = self.often(), 0
        for batch in batches(self.kinds):
            for kind, count in zip(batch, often[low : low + len(batch)].tolist(), strict=True):
                if count:
                    yield kind, count
            low += len(batch)

    def counts(self) -> dict[T, int]:
        """How often each kind stands in the column, those that stand nowhere left out.

        In the order of first appearance where kinds are in that order.
        """
        found: dict[T, int] = {}
        for kind, count in self.counted():
            found[kind] = found.get(kind, 0) + count
        return found

    def repeated(self, form: Callable[[Sequence[T]], Sequence[S]]) -> Counter[S]:
        """What stands in more than one row, in some form, and in how many.

        Only these are held, and a mark of each of the others.
        """
        often, low, marks = self.often(), 0, Numbers(np.int64)
        for batch in batches(self.kinds):
            marks.append(np.fromiter(map(hash, form(batch)), np.int64, len(batch)))
        twice = _twice(marks, often)
        found: Counter[S] = Counter()
        if not len(twice):
            return found
        for batch in batches(self.kinds):
            here = slice(low, low := low + len(batch))
            hit = np.flatnonzero(np.isin(marks.array(here.start, here.stop), twice))
            those = form(batch) if len(hit) else ()
            for at, count in zip(hit.tolist(), often[here][hit].tolist(), strict=True):
                found[those[at]] += count
        return Counter({one: count for one, count in found.items() if count > 1})

    def which(self, wanted: Callable[[T], bool]) -> NDArray[np.bool_]:
        """Whether the kind of each row is wanted."""
        those = np.fromiter(map(wanted, self.kinds), bool, len(self.kinds))
        found = np.empty(len(self), dtype=bool)
        for here, at in parts(self._at):
            found[here] = those[at]
        return found

    def rows(self, wanted: Callable[[T], bool]) -> list[int]:
        """Rows, from 1, whose kind is wanted."""
        return (np.flatnonzero(self.which(wanted)) + 1).tolist()

    def tolist(self) -> list[T]:
        """What stands in each row."""
        return list(self)

    def often(self) -> NDArray[np.uint32]:
        """In how many rows each kind stands."""
        n = len(self.kinds)
        found = np.zeros(n, dtype=np.uint32)
        for _, at in parts(self._at):
            low = int(at.min())
            if n > MANY and int(at.max()) - low > 4 * len(at):
                kinds, rows = np.unique(at, return_counts=True)
                found[kinds] += rows.astype(np.uint32)
            else:
                rows = np.bincount(at - at.dtype.type(low))
                found[low : low + len(rows)] += rows.astype(np.uint32)
        return found

    def recoded(self, kinds: Sequence[S], new: NDArray[Any]) -> Coded[S]:
        """The column with other kinds, and the place of each old one among them."""
        made = Numbers(new.dtype)
        for _, at in parts(self._at):
            made.append(new[at])
        return Coded(kinds, made.settled())

    def places(self, low: int, high: int) -> Places:
        """Place in `kinds` of some rows in a row."""
        return (
            self._at.array(low, high) if isinstance(self._at, Numbers) else self._at[low:high]
        )

    def __len__(self) -> int:
        return len(self._at)

    def __iter__(self) -> Iterator[T]:
        for _, at in parts(self._at):
            kinds, places = _near(self.kinds, at)
            yield from [kinds[place] for place in places.tolist()]

    @overload
    def __getitem__(self, row: int) -> T: ...
    @overload
    def __getitem__(self, row: slice) -> Coded[T]: ...
    def __getitem__(self, row: int | slice) -> T | Coded[T]:
        if isinstance(row, slice):
            return self.take(row)
        return self.kinds[int(self._at[row])]

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


def as_it_is(those: Sequence[S]) -> Sequence[S]:
    """The form in which only what is the same is the same."""
    return those


def _counted(n: int) -> Places | Numbers:
    made = Numbers(smallest(n))
    for low in range(0, n, spool.PART):
        made.append(np.arange(low, min(low + spool.PART, n), dtype=made.dtype))
    return made.settled()


def _joined(kinds: Sequence[T], more: Sequence[T]) -> Sequence[T]:
    if isinstance(kinds, Things) or isinstance(more, Things):
        return (kinds if isinstance(kinds, Things) else Things.of(kinds)).then(more)
    return [*kinds, *more]


def _near(kinds: Sequence[T], at: Places) -> tuple[Sequence[T], Places]:
    """The kinds that some rows have, and their places among these."""
    if not isinstance(kinds, Things) or not len(at):
        return kinds, at
    low = int(at.min(initial=len(kinds), where=at > 0))  # the first kind may stand anywhere
    high = int(at.max()) + 1
    if high - low <= 2 * len(at):
        first, place = at == 0, at - at.dtype.type(low - 1)
        place[first] = 0
        return [kinds[0], *kinds[low:high]], place
    there, places = np.unique(at, return_inverse=True)
    return [kinds[place] for place in there.tolist()], places.astype(at.dtype)


def _twice(marks: Numbers, often: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Marks of what stands in more than one row, in their order."""
    found = [np.empty(0, dtype=np.int64)]
    found += [mark[often[here] > 1] for here, mark in parts(marks)]
    shares = 1
    while shares * _AT_ONCE < len(marks):
        shares *= 2
    for share in range(shares):
        some = [
            mark[((mark & (shares - 1)) == share) & (often[here] > 0)]
            for here, mark in parts(marks)
        ]
        whole = np.sort(np.concatenate([found[0], *some]))
        found.append(whole[1:][whole[1:] == whole[:-1]])
    return np.unique(np.concatenate(found))
