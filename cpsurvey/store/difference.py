"""What several releases together would let a reader compute about few people.

A fact is one person with one answer (or with being counted); a set is all facts behind one
kind of number of a release. Facts that are in the same releases form an atom. Readers see
sums over sets, so everything they can compute from sums is a sum over atoms: where every
small atom lies in the span of the large ones, no sum rests on few people. Between the new
release and each earlier one, both differences must moreover be empty or large, because
counts and ranges tell more than sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Marks = NDArray[np.uint64]
PEOPLE = "people"
"""Name of the set of everybody a release counts."""
KEPT = "kept"
"""Name of the set of everybody an analysis may count."""
VALUE = "value:"
"""Begins the names of sets of those who have a value of a variable."""
WAVE = "wave:"
"""Begins the names of sets of everybody in a wave with all they say."""
WAVE_KEPT = "in-wave:"
"""Begins the names of sets of everybody in a wave an analysis of all waves may count."""
PAIRS = "waves:"
"""Begins the names of sets of those who are kept in two waves, with all they say in both."""
IN_GROUPS = (KEPT, VALUE)
"""Sets that are shown group by group."""
LOOSE = "stage:"
"""Begins the names of sets that answers of others can move people in and out of: only what
sums tell is compared."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands behind the numbers of one release.

    Parameters
    ----------
    people : tuple of bytes
        A mark for each person.
    names : tuple of str
        Sets of facts.
    groups : tuple of str
        Variables whose groups are shown apart.
    marks : (people, names) array
        A mark for each fact, 0 where there is none.
    within : (people, groups) array
        A mark for the group each person is in, 0 where there is none.
    """

    people: tuple[bytes, ...]
    names: tuple[str, ...]
    groups: tuple[str, ...]
    marks: Marks
    within: Marks


@dataclass(frozen=True, slots=True)
class Small:
    """One to k - 1 people that a reader could compute something about.

    Parameters
    ----------
    kind : str
        ``few`` in the release itself, ``new`` or ``gone`` since an earlier one,
        ``combined`` from several.
    releases : tuple of int
        Earlier releases it takes.
    name, group : str
        Set, and grouping where it is a group of it.
    """

    kind: Literal["few", "new", "gone", "combined"]
    count: int
    releases: tuple[int, ...] = ()
    name: str = PEOPLE
    group: str = ""


def compare(earlier: Mapping[int, Facts], new: Facts, k: int) -> list[Small]:
    """Everything about fewer than `k` people that `new` would add to `earlier`."""
    numbers = tuple(earlier)
    aligned = _Aligned([*earlier.values(), new])
    counted = int(np.count_nonzero(new.marks[:, new.names.index(PEOPLE)]))
    if counted < k:
        return [Small("few", counted)]
    found: list[Small] = []
    for name, group, atoms, sizes in aligned.sets():
        shown = (atoms * sizes[:, None]).sum(axis=0) >= k
        if not shown[-1]:
            continue
        atoms = atoms & shown
        if (sizes[atoms.any(axis=1)] >= k).all():
            continue
        own: list[Small] = []
        if not name.startswith(LOOSE):
            own += _pairs(atoms, sizes, numbers, k, name, group)
        found += own or _together(atoms, sizes, numbers, k, name, group)
    return found


def _pairs(
    atoms: NDArray[np.bool_],
    sizes: NDArray[np.int64],
    numbers: Sequence[int],
    k: int,
    name: str,
    group: str,
) -> Iterator[Small]:
    """Who is in the new release and not in an earlier one, or the reverse."""
    mine = atoms[:, -1]
    for theirs, number in zip(atoms.T, numbers, strict=False):
        if not theirs.any():
            continue
        if 0 < (count := int(sizes[mine & ~theirs].sum())) < k:
            yield Small("new", count, (number,), name, group)
        if 0 < (count := int(sizes[theirs & ~mine].sum())) < k:
            yield Small("gone", count, (number,), name, group)


def _together(
    atoms: NDArray[np.bool_],
    sizes: NDArray[np.int64],
    numbers: Sequence[int],
    k: int,
    name: str,
    group: str,
) -> Iterator[Small]:
    """Whom sums of all releases set apart that those of the earlier ones do not."""
    count = _computable(atoms, sizes, k)
    if count > _computable(atoms[:, :-1], sizes, k):
        among = zip(atoms.T, numbers, strict=False)
        yield Small("combined", count, tuple(n for one, n in among if one.any()), name, group)


def _computable(atoms: NDArray[np.bool_], sizes: NDArray[np.int64], k: int) -> int:
    """People in small atoms that sums of the releases can set apart; 0 for none."""
    unique, place = np.unique(atoms, axis=0, return_inverse=True)
    total = np.bincount(place.ravel(), weights=sizes).astype(int)
    large, small = unique[total >= k], unique[(total < k) & unique.any(axis=1)]
    if not len(small):
        return 0
    rank = _rank(large)
    apart = [_rank(np.vstack([large, one[None, :]])) > rank for one in small]
    return int(total[(total < k) & unique.any(axis=1)][apart].sum())


def _rank(rows: NDArray[np.bool_]) -> int:
    return int(np.linalg.matrix_rank(rows.astype(float))) if rows.size else 0


def same_waves(a: Facts, b: Facts) -> bool:
    """Whether numbers of all waves rest on the same waves."""
    first, second = ({name for name in one.names if name.startswith(WAVE)} for one in (a, b))
    return first == second


def overlap(a: Facts, b: Facts) -> bool:
    """Whether anybody counts in both; nobody does where each is of another wave."""
    first, second = map(_kept, (a, b))
    return not (first and second) or not first.isdisjoint(second)


def _kept(facts: Facts) -> set[tuple[bytes, int]]:
    if KEPT not in facts.names:
        return set()
    marks = facts.marks[:, facts.names.index(KEPT)].tolist()
    return {one for one in zip(facts.people, marks, strict=True) if one[1]}


class _Aligned:
    """Facts of several releases over the same people, names and groups."""

    def __init__(self, releases: Sequence[Facts]) -> None:
        self.names = tuple(dict.fromkeys(name for one in releases for name in one.names))
        self.groups = tuple(dict.fromkeys(name for one in releases for name in one.groups))
        everybody = dict.fromkeys(who for one in releases for who in one.people)
        place = {who: at for at, who in enumerate(everybody)}
        shape = len(place), len(releases)
        self.marks = np.zeros((len(self.names), *shape), dtype=np.uint64)
        self.within = np.zeros((len(self.groups), *shape), dtype=np.uint64)
        for at, one in enumerate(releases):
            rows = [place[who] for who in one.people]
            for j, name in enumerate(one.names):
                self.marks[self.names.index(name), rows, at] = one.marks[:, j]
            for j, name in enumerate(one.groups):
                self.within[self.groups.index(name), rows, at] = one.within[:, j]

    def sets(self) -> Iterator[tuple[str, str, NDArray[np.bool_], NDArray[np.int64]]]:
        """Name, grouping, atoms as (n, releases) bool, and their sizes, set by set."""
        for name, marks in zip(self.names, self.marks, strict=True):
            rows, _ = _tokens(marks)
            yield name, "", *_counted(rows)
            for group, within in zip(self.groups, self.within, strict=True):
                if not name.startswith(IN_GROUPS):
                    continue
                both = np.where((marks > 0) & (within > 0), (marks << 32) | within, 0)
                rows, found = _tokens(both.astype(np.uint64))
                of = found & np.uint64(0xFFFFFFFF)
                for category in np.unique(of):
                    yield name, group, *_counted(rows[of == category])


def _tokens(marks: Marks) -> tuple[NDArray[np.bool_], Marks]:
    """Every distinct fact with the releases it is in, and its mark."""
    rows, found = [], []
    for at in range(marks.shape[1]):
        here = marks[:, [at]]
        equal = (marks == here) & (here > 0)
        first = equal.any(axis=1) & (equal.argmax(axis=1) == at)
        rows.append(equal[first])
        found.append(marks[first, at])
    return np.vstack(rows), np.concatenate(found)


def _counted(rows: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    packed = np.packbits(rows, axis=1)
    one_each = np.ascontiguousarray(packed).view(f"V{packed.shape[1]}").ravel()
    _, first, sizes = np.unique(one_each, return_index=True, return_counts=True)
    return rows[first], sizes
