"""Answers as the database keeps them: what is different in a column once, rows in blocks.

The entry of a file in the table ``batch`` keeps the kinds of each of its columns; a row of
the table ``answer``, a block, keeps whom up to SIZE rows of the file are of and, column by
column, the places of what they say in those kinds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded, smallest
from cpsurvey.responses import Kept, Why
from cpsurvey.spool import Numbers, array
from cpsurvey.store.damage import damaged, digest_bytes
from cpsurvey.store.key import WHO, Who

SIZE = 1024
_BLOCKS = 64
"""Blocks that are made at once."""
FACTS = ("wave", "replaces", "state", "answered", "submitted", "by", "language", "seed")
"""What is kept of every version beside its answers."""
NOBODY = bytes(WHO.itemsize)
"""In the place of a loose hash: an earlier version of cpsurvey kept none."""
_ROW = np.dtype("<u4")
_PARTS = "people, alike, rows, places"
Progress = Callable[[int, int], None]
"""Told how many rows are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions of answers that came in one file, side by side.

    Parameters
    ----------
    who, alike : (n,) array
        Pseudonyms, and their loose hashes.
    rows : (n,) int array
        Row of each in the file.
    facts : mapping of str to Coded
        By name of FACTS: wave; how often somebody said that newer answers replace this
        person's older ones; state; number of answers to items, questions and checks; day of
        submission; origin of the identifier, language and keyed seed.
    cells : mapping of str to Coded
        Columns of the file.
    """

    batch: int
    who: Who | Numbers
    alike: Who | Numbers
    rows: NDArray[np.unsignedinteger[Any]]
    facts: Mapping[str, Coded[Any]]
    cells: Mapping[str, Coded[Kept]]

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, places: NDArray[Any]) -> Versions:
        """Some of them."""
        return Versions(
            self.batch,
            self.who[places],
            self.alike[places],
            self.rows[places],
            {name: one.take(places) for name, one in self.facts.items()},
            {name: one.take(places) for name, one in self.cells.items()},
        )


def hashes(found: Iterable[bytes]) -> Who:
    """Hashes one after the other as an array."""
    return np.frombuffer(b"".join(found), dtype=WHO)


def compact(column: Coded[Any]) -> Coded[Any]:
    """The same column with each of its kinds once, and none that stands nowhere in it."""
    used = (column.often() > 0).tolist()
    known: dict[Any, int] = {}
    table = [
        known.setdefault(kind, len(known)) if stands else 0
        for kind, stands in zip(column.kinds, used, strict=True)
    ]
    return column.recoded(list(known), np.asarray(table, dtype=smallest(len(known))))


# ------------------------------------------------------------------------------ in
def write(db: sqlite3.Connection, versions: Versions, progress: Progress | None = None) -> None:
    """Keep the versions of a file, inside the caller's transaction."""
    columns = [compact(one) for one in (*versions.facts.values(), *versions.cells.values())]
    db.execute(
        "UPDATE batch SET columns = ?, kinds = ? WHERE id = ?",
        (json.dumps(list(versions.cells)), _written(columns), versions.batch),
    )
    db.executemany(
        f"INSERT INTO answer (batch, number, {_PARTS}, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
        _blocks(versions, columns, progress),
    )


def _blocks(
    versions: Versions, columns: Sequence[Coded[Any]], progress: Progress | None
) -> Iterator[tuple[Any, ...]]:
    n, number = len(versions), 0
    for start in range(0, n, _BLOCKS * SIZE):
        end = min(start + _BLOCKS * SIZE, n)
        who, alike, rows = (
            array(one[start:end]) for one in (versions.who, versions.alike, versions.rows)
        )
        places = [_little(column.places(start, end)) for column in columns]
        for low in range(0, end - start, SIZE):
            here = slice(low, low + SIZE)
            parts = (
                who[here].tobytes(),
                alike[here].tobytes(),
                rows[here].astype(_ROW).tobytes(),
                b"".join(column[here].tobytes() for column in places),
            )
            yield (versions.batch, number, *parts, _digest(versions.batch, number, parts))
            number += 1
            if progress:
                progress(min(number * SIZE, n), n)


def _digest(batch: int, number: int, parts: Sequence[bytes]) -> str:
    return digest_bytes(f"{batch} {number}".encode(), *parts)


def _little(places: NDArray[Any]) -> NDArray[Any]:
    return places.astype(places.dtype.newbyteorder("<"), copy=False)


def _written(columns: Iterable[Coded[Any]]) -> str:
    kinds = [[plain(kind) for kind in one.kinds] for one in columns]
    return json.dumps(kinds, ensure_ascii=False, separators=(",", ":"))


_LARGEST = 2**53
"""Whole numbers beyond are no longer exact as floats, and stay such."""


def plain(kind: Any) -> Any:
    """A kind as JSON: a whole number as int, a reason for none as a list of one."""
    if isinstance(kind, float) and abs(kind) < _LARGEST and kind == int(kind):
        return int(kind)
    return list(kind) if isinstance(kind, Why) else kind


# ----------------------------------------------------------------------------- out
@dataclass(frozen=True, slots=True)
class _Entry:
    """Columns of a file and their kinds, facts first."""

    names: list[str]
    kinds: list[list[Any]]

    @property
    def types(self) -> list[np.dtype[Any]]:
        return [np.dtype(smallest(len(kinds))).newbyteorder("<") for kinds in self.kinds]

    def columns(self, places: Sequence[NDArray[Any]]) -> list[Coded[Any]]:
        return [
            Coded([_read(kind) for kind in kinds], at)
            for kinds, at in zip(self.kinds, places, strict=True)
        ]


def _read(kind: Any) -> Any:
    return Why(kind[0]) if isinstance(kind, list) else kind


def _entry(db: sqlite3.Connection, file: Path, batch: int) -> _Entry:
    texts = db.execute("SELECT columns, kinds FROM batch WHERE id = ?", (batch,)).fetchone()
    try:
        names, kinds = map(json.loads, texts)
        if len(kinds) == len(FACTS) + len(names):
            return _Entry(list(names), [list(one) for one in kinds])
    except (ValueError, TypeError):
        pass
    raise damaged(file, "what it knows of its files cannot be read")


def counts(db: sqlite3.Connection) -> dict[int, int]:
    """Versions of every file."""
    sizes = f"SELECT batch, sum(length(people)) / {WHO.itemsize} FROM answer GROUP BY batch"
    return dict(db.execute(sizes))


def read(db: sqlite3.Connection, file: Path, batch: int) -> Versions:
    """Versions that came in one file, each block compared with its digest.

    Raises
    ------
    CpsurveyError
        CPS202 with the file and the rows that are not what was written.
    """
    entry, n = _entry(db, file, batch), counts(db).get(batch, 0)
    who, alike = np.empty(n, dtype=WHO), np.empty(n, dtype=WHO)
    rows = np.empty(n, dtype=_ROW)
    places = [np.empty(n, dtype=one) for one in entry.types]
    low = 0
    for parts in _checked(db, file, batch):
        high = low + len(parts[0]) // WHO.itemsize
        for whole, blob in zip((who, alike, rows), parts, strict=False):
            whole[low:high] = np.frombuffer(blob, dtype=whole.dtype)
        for whole, part in zip(places, _split(parts[3], high - low, entry.types), strict=True):
            whole[low:high] = part
        low = high
    columns = entry.columns(places)
    facts, cells = columns[: len(FACTS)], columns[len(FACTS) :]
    return Versions(
        batch,
        who,
        alike,
        rows,
        dict(zip(FACTS, facts, strict=True)),
        dict(zip(entry.names, cells, strict=True)),
    )


def _checked(
    db: sqlite3.Connection, file: Path, batch: int
) -> Iterator[tuple[bytes, bytes, bytes, bytes]]:
    for number, mark, *parts in db.execute(
        f"SELECT number, digest, {_PARTS} FROM answer WHERE batch = ? ORDER BY number",
        (batch,),
    ):
        if _digest(batch, number, parts) != mark:
            raise damaged(file, _place(db, batch, number))
        yield tuple(parts)


def _place(db: sqlite3.Connection, batch: int, number: int) -> str:
    found = db.execute("SELECT file FROM batch WHERE id = ?", (batch,)).fetchone()
    name = f"file '{found[0]}'" if found else "an unknown file"
    (size,) = db.execute(
        "SELECT length(people) FROM answer WHERE batch = ? AND number = ?", (batch, number)
    ).fetchone()
    first = number * SIZE + 1
    last = first + max(size // WHO.itemsize, 1) - 1
    return (
        f"of the answers kept of {name}, those from {first} to {last} are not what was written"
    )


def _split(
    blob: bytes, n: int, types: Sequence[np.dtype[Any]]
) -> Iterator[NDArray[np.unsignedinteger[Any]]]:
    low = 0
    for one in types:
        yield np.frombuffer(blob, dtype=one, count=n, offset=low)
        low += n * one.itemsize


def everybody(db: sqlite3.Connection) -> Iterator[tuple[list[bytes], list[bytes]]]:
    """Pseudonyms and loose hashes, block by block."""
    for people, alike in db.execute("SELECT people, alike FROM answer ORDER BY batch, number"):
        yield hashes([people]).tolist(), hashes([alike]).tolist()


def kinds(db: sqlite3.Connection, file: Path, fact: str) -> set[Any]:
    """Everything that stands in a fact of any version."""
    found: set[Any] = set()
    for (batch,) in db.execute("SELECT id FROM batch").fetchall():
        found |= kinds_of(db, file, batch, fact)
    return found


def kinds_of(db: sqlite3.Connection, file: Path, batch: int, fact: str) -> set[Any]:
    """Everything that stands in a fact of the versions of one file."""
    kinds = _entry(db, file, batch).kinds[FACTS.index(fact)]
    return {one for one in kinds if one is not None}


# --------------------------------------------------------------------------- erase
Gone = dict[int, list[tuple[bytes, int]]]
"""File -> pseudonym and row of what is gone of it."""


def erase(db: sqlite3.Connection, file: Path, who: Collection[bytes]) -> Gone:
    """Take people out, and out of the kinds what nobody else said."""
    hit = []
    for batch, number, people in db.execute("SELECT batch, number, people FROM answer"):
        stay = np.array([one not in who for one in hashes([people]).tolist()], dtype=bool)
        if not stay.all():
            hit.append((batch, number, stay))
    return _leave(db, file, hit)


def take_out(
    db: sqlite3.Connection, file: Path, batch: int, old: NDArray[np.bool_]
) -> list[tuple[bytes, int]]:
    """Take rows of one file out, and out of the kinds what no other row says."""
    hit, low = [], 0
    for number, size in db.execute(
        "SELECT number, length(people) FROM answer WHERE batch = ? ORDER BY number", (batch,)
    ).fetchall():
        high = low + size // WHO.itemsize
        if old[low:high].any():
            hit.append((batch, number, ~old[low:high]))
        low = high
    return _leave(db, file, hit).get(batch, [])


def _leave(
    db: sqlite3.Connection, file: Path, hit: Iterable[tuple[int, int, NDArray[np.bool_]]]
) -> Gone:
    """Leave some rows of blocks."""
    gone: Gone = {}
    for batch, number, stay in hit:
        gone.setdefault(batch, []).extend(_cut(db, file, batch, number, stay))
    for batch in gone:
        _prune(db, file, batch)
    return gone


def _cut(
    db: sqlite3.Connection, file: Path, batch: int, number: int, stay: NDArray[np.bool_]
) -> list[tuple[bytes, int]]:
    """Leave some of a block; what is gone."""
    where = "WHERE batch = ? AND number = ?"
    one = db.execute(f"SELECT {_PARTS} FROM answer {where}", (batch, number)).fetchone()
    rows = np.frombuffer(one[2], dtype=_ROW)
    columns = [np.frombuffer(one[0], WHO), np.frombuffer(one[1], WHO), rows]
    places = _split(one[3], len(rows), _entry(db, file, batch).types)
    parts = [column[stay].tobytes() for column in columns]
    parts.append(b"".join(column[stay].tobytes() for column in places))
    if stay.any():
        db.execute(
            f"UPDATE answer SET ({_PARTS}, digest) = (?, ?, ?, ?, ?) {where}",
            (*parts, _digest(batch, number, parts), batch, number),
        )
    else:
        db.execute(f"DELETE FROM answer {where}", (batch, number))
    return list(zip(columns[0][~stay].tolist(), rows[~stay].tolist(), strict=True))


def _prune(db: sqlite3.Connection, file: Path, batch: int) -> None:
    """Empty the kinds that stand nowhere any more; the others keep their places."""
    found = read(db, file, batch)
    left = []
    for one in (*found.facts.values(), *found.cells.values()):
        used = np.bincount(one.at, minlength=len(one.kinds)) > 0
        kinds = zip(one.kinds, used.tolist(), strict=True)
        left.append(Coded([kind if stands else None for kind, stands in kinds], one.at))
    db.execute("UPDATE batch SET kinds = ? WHERE id = ?", (_written(left), batch))
