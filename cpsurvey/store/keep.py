"""One file into the store: who is in it, beside what is held, and what is kept of it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.design import Study
from cpsurvey.errors.finding import Finding
from cpsurvey.responses import PARTIAL, Batch, Kept
from cpsurvey.spool import Numbers, array, parts
from cpsurvey.store import admit, blocks, nameless, people, records, retention
from cpsurvey.store.blocks import Progress, Versions
from cpsurvey.store.counting import counting, numbers, whose
from cpsurvey.store.fresh import counted, identify, said_by
from cpsurvey.store.key import Key, Who
from cpsurvey.store.output import latest_wave

_AT_ONCE = 10_000
"""Rows that are compared cell by cell, at once."""


@dataclass(frozen=True, slots=True)
class Added:
    """What a batch changed, in respondents.

    Parameters
    ----------
    kept : int
        Rows that are less complete, shorter or earlier than the answer held already.
    expired : int
        Rows that are as old as what was deleted already, and stay out.
    already : bool
        The same file, read the same way, was there before: nothing changed.
    who : sequence of bytes
        Pseudonym of each row of the file.
    """

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    kept: int = 0
    forgotten: int = 0
    already: bool = False
    findings: tuple[Finding, ...] = ()
    who: Who | Numbers | None = field(default=None, repr=False, compare=False)
    expired: int = 0


def keep(
    db: sqlite3.Connection,
    study: Study,
    batch: Batch,
    number: int,
    key: Key,
    *,
    replace: bool,
    known: bool = False,
    progress: Progress | None = None,
) -> Added:
    """Keep the rows of a batch inside the caller's transaction, or refuse them all.

    Parameters
    ----------
    number : int
        Of the batch, whose entry is made already.
    replace : bool
        Whether somebody said that this file replaces what it contradicts.
    known : bool
        Whether the file was admitted before and its people are the same now.
    """
    file, where = study.database, batch.info.file
    records.check_batches(db, file, but=number)
    everybody = people.known(db, file)
    naming, writing = _shared(progress, len(batch.heads))
    who, alike, found = identify(
        db, study, batch, key, everybody, same=replace, progress=naming
    )
    wave = study.questionnaire.identifiers.wave
    every = said_by(batch, number, who, alike, key, wave.variable if wave else None)
    welcome = _without(every, everybody.erased)
    fresh = _young(welcome, retention.limit_of(db, file), batch.info.sha256)
    expired = len(welcome) - len(fresh)
    beside = _beside(db, file, fresh, everybody, told=replace)
    if beside.judged and not (replace or known):
        _refuse(db, file, fresh, beside, everybody, waves=wave is not None, where=where)
    waveless = fresh.facts["wave"].take(beside.places).counts().get("", 0)
    latest = latest_wave({*blocks.kinds(db, file, "wave"), *every.facts["wave"].counts()})
    found += tuple(admit.without_wave(waveless, latest, where))
    kept = beside.kept(fresh)
    blocks.write(db, kept, writing)
    if expired:
        retention.add_expired(db, number, expired)
        found += (_past(expired, where),)
    changes = Counter(one.change for one in beside.judged.values())
    return Added(
        new=beside.many,
        replaced=changes["replaced"],
        unchanged=len(fresh) - len(kept),
        kept=changes["kept"],
        forgotten=len(every) - len(welcome),
        findings=found,
        who=who,
        expired=expired,
    )


def _shared(
    progress: Progress | None, n: int
) -> tuple[Callable[[int], None] | None, Progress | None]:
    """How far rows are named, and how far they are written, which takes a third of it."""
    if progress is None:
        return None, None
    return (
        lambda done: progress(3 * done, 4 * n),
        lambda done, of: progress(3 * of + done, 4 * of),
    )


def _without(every: Versions, erased: Iterable[bytes]) -> Versions:
    """Rows of a file without those of people who were erased."""
    those = frozenset(erased)
    if not those:
        return every
    stay = ~_among(every.who, those)
    return every if stay.all() else every.take(np.flatnonzero(stay))


def _young(every: Versions, limit: retention.Limit, sha256: str) -> Versions:
    """Rows of a file without those that are as old as what was deleted."""
    if not limit:
        return every
    old = retention.expired(every, limit.before, undated=sha256 in limit.files)
    return every.take(np.flatnonzero(~old)) if old.any() else every


def _past(count: int, where: str) -> Finding:
    return Finding(
        "past_retention",
        "note",
        where,
        "rows as old as what 'cpsurvey purge' deleted stay out",
        "delete them in this file and its copies, too",
        count,
    )


def _among(who: Who | Numbers, those: Container[bytes]) -> NDArray[np.bool_]:
    """Which pseudonyms are among those."""
    found = np.empty(len(who), dtype=bool)
    for here, some in parts(who):
        found[here] = [one in those for one in some.tolist()]
    return found


# ------------------------------------------------------------------ beside what is held
@dataclass(frozen=True, slots=True)
class _Beside:
    """Rows of a file beside the versions that count now.

    Parameters
    ----------
    new : bool array
        Those of whom nothing is held.
    judged : mapping of int to Judged
        By place, all that are not new and not equal to what is held.
    """

    new: NDArray[np.bool_]
    judged: dict[int, admit.Judged]

    @property
    def many(self) -> int:
        """How many are new."""
        return int(np.count_nonzero(self.new))

    @property
    def places(self) -> NDArray[np.intp] | slice:
        """Places of the new ones."""
        return slice(None) if self.new.all() else np.flatnonzero(self.new)

    def kept(self, fresh: Versions) -> Versions:
        """The rows that are stored: all that are new, or say something else."""
        told = {at: one for at, one in self.judged.items() if one.change != "unchanged"}
        if not told:
            return fresh if self.new.all() else fresh.take(np.flatnonzero(self.new))
        replaces = np.zeros(len(fresh), dtype=int)
        replaces[list(told)] = [one.replaces for one in told.values()]
        places = np.sort(np.concatenate([np.flatnonzero(self.new), np.array(list(told))]))
        kept = fresh.take(places)
        return Versions(
            kept.batch,
            kept.who,
            kept.alike,
            kept.rows,
            {**kept.facts, "replaces": counted(replaces[places])},
            kept.cells,
        )


def _beside(
    db: sqlite3.Connection, file: Path, fresh: Versions, everybody: people.Known, *, told: bool
) -> _Beside:
    """Compare every row with the version that counts now of the same person and wave."""
    new = np.ones(len(fresh), dtype=bool)
    known = _among(fresh.who, everybody.answered) if everybody.answered else ~new
    if not known.any():
        return _Beside(new, {})
    asked = set(array(fresh.who)[known].tolist())
    judged: dict[int, admit.Judged] = {}
    held = _held(db, file, asked)
    for old, (mine, theirs) in zip(held, _pairs(fresh, held), strict=True):
        new[mine] = False
        other = ~_equal(fresh, mine, old, theirs)
        mine, theirs = mine[other], theirs[other]
        for low in range(0, len(mine), _AT_ONCE):
            some = slice(low, low + _AT_ONCE)
            now = records.records(fresh, mine[some])
            before = records.records(old, theirs[some])
            for at, one, another in zip(mine[some].tolist(), now, before, strict=True):
                judged[at] = admit.judge(one, another, told=told)
    return _Beside(new, dict(sorted(judged.items())))


def _pairs(fresh: Versions, held: Sequence[Versions]) -> list[NDArray[np.intp]]:
    """By file that is held: places of rows, and of what is held of the same person and wave."""
    whole = [*held, fresh]
    person = whose(whole)
    order = np.lexsort(person)  # stable: what is held goes before what is fresh
    first = np.ones(len(order), dtype=bool)
    first[1:] = np.any([key[order[1:]] != key[order[:-1]] for key in person], axis=0)
    oldest = order[np.flatnonzero(first)][np.cumsum(first) - 1]
    starts = np.cumsum([0, *map(len, whole)])
    both = (order >= starts[-2]) & (oldest < starts[-2])
    mine, theirs = order[both] - starts[-2], oldest[both]
    those = [(low <= theirs) & (theirs < high) for low, high in pairwise(starts[:-1])]
    return [
        np.array([mine[one], theirs[one] - low])
        for one, low in zip(those, starts, strict=False)
    ]


def _held(db: sqlite3.Connection, file: Path, asked: set[bytes]) -> list[Versions]:
    """Versions that count now of everybody asked for, file by file."""
    found = []
    for batch in sorted(blocks.counts(db)):
        one = blocks.read(db, file, batch)
        those = _among(one.who, asked)
        if those.any():
            found.append(one if those.all() else one.take(those))
    return [one.take(places) for one, places in zip(found, counting(found), strict=True)]


def _equal(
    one: Versions, mine: NDArray[np.intp], other: Versions, theirs: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Which pairs of versions are of one state and say the same."""
    same: NDArray[np.bool_] = (
        numbers(one.facts["state"])[mine] == numbers(other.facts["state"])[theirs]
    )
    nothing: Coded[Kept] = Coded.full(None, 1)
    for name in one.cells.keys() | other.cells.keys():
        left, right = (
            cells[name].take(places)
            if name in cells
            else nothing.take(np.zeros(len(places), dtype=int))
            for cells, places in ((one.cells, mine), (other.cells, theirs))
        )
        same &= _common(left, right)
    return same


def _common(one: Coded[Kept], other: Coded[Kept]) -> NDArray[np.bool_]:
    """Where two columns have the same."""
    known: dict[Kept, int] = {}
    left, right = (
        np.array([known.setdefault(kind, len(known)) for kind in column.kinds], dtype=int)
        for column in (one, other)
    )
    same: NDArray[np.bool_] = left[one.at] == right[other.at]
    return same


def _refuse(
    db: sqlite3.Connection,
    file: Path,
    fresh: Versions,
    beside: _Beside,
    everybody: people.Known,
    *,
    waves: bool,
    where: str,
) -> None:
    """Refuse what nobody said may be replaced."""
    sent = np.flatnonzero(numbers(fresh.facts["state"]) != PARTIAL)
    days = fresh.facts["submitted"].take(sent).counts()
    admit.refuse(
        list(beside.judged.values()),
        known=len(fresh) - beside.many,
        first_day=min((day for day in days if day), default=""),
        stored=len(everybody.answered),
        last_day=max(blocks.kinds(db, file, "submitted"), default=""),
        waves=waves,
        where=where,
    )


def refuse_unread(db: sqlite3.Connection, study: Study, batch: Batch) -> None:
    """Refuse a longer download of a file that an earlier version of cpsurvey read.

    Until that file is read anew, its rows without identifier cannot be known again.

    Raises
    ------
    CpsurveyError
        CPS140.
    """
    there = nameless.places(batch.heads)
    if not len(there):
        return
    known = people.known(db, study.database).answered
    unread = {who for who, mark in known.items() if mark is None}
    if not unread:
        return
    theirs: Counter[str] = Counter()
    for number in blocks.counts(db):
        found = blocks.read(db, study.database, number)
        those = np.flatnonzero([who in unread for who in found.who.tolist()])
        theirs.update(nameless.content(found.cells, those))
    mine = Counter(nameless.content(batch.as_told, there))
    nameless.refuse_unread((mine & theirs).total(), theirs.total(), batch.info.file)
