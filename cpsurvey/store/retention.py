"""Deleting what was kept long enough: rows go, the fact stays with counts and days.

A deletion is one transaction. A file that is read again later brings nothing back: what is
older than the limit of an earlier deletion is left out, and so are rows without a day of
files that lost rows to one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.store import blocks, kpi, people, records, ties
from cpsurvey.store.blocks import Versions
from cpsurvey.store.holding import REGISTER, register, since

NAMELESS = "—"
"""In the place of the name of a file of which nothing is left."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What one deletion took.

    Parameters
    ----------
    answers, people : int
        Rows of answers, and people of whom nothing is left.
    indicators, ties : int
        Rows of indicators, and of who named whom.
    files : tuple of str
        SHA-256 of files that lost rows.
    who : frozenset of bytes
        Pseudonyms of those of whom nothing is left.
    ties : int
        Rows of ties, and of who was asked for them.
    """

    answers: int = 0
    people: int = 0
    indicators: int = 0
    files: tuple[str, ...] = ()
    who: frozenset[bytes] = field(default=frozenset(), repr=False)
    ties: int = 0

    def __bool__(self) -> bool:
        return bool(self.answers or self.indicators or self.ties)


# ---------------------------------------------------------------------- taking out
def take_out(db: sqlite3.Connection, file: Path, limit: str) -> Gone:
    """Delete all that counts from before a day, inside the caller's transaction."""
    before = people.known(db, file)
    answers, files = _answers(db, file, limit)
    indicators, more = _indicators(db, limit)
    told, of_ties = ties.take_out(db, limit)
    if not (answers or indicators or told):
        return Gone()
    people.tidy(db)
    after = people.known(db, file)
    left = {*after.answered, *after.agents}
    who = frozenset({*before.answered, *before.agents} - left)
    if not left:
        db.execute("DELETE FROM tie_frame")
    lost = tuple(dict.fromkeys((*files, *more, *of_ties)))
    return Gone(answers, len(who), indicators, lost, who, told)


def _answers(db: sqlite3.Connection, file: Path, limit: str) -> tuple[int, list[str]]:
    total, files = 0, []
    for number in sorted(blocks.counts(db)):
        sha256, at = db.execute(
            "SELECT sha256, ingested_at FROM batch WHERE id = ?", (number,)
        ).fetchone()
        found = blocks.read(db, file, number)
        old = expired(found, limit, undated=at[:10] < limit)
        if not old.any():
            continue
        gone = blocks.take_out(db, file, number, old)
        places = [(number, row) for _, row in gone]
        db.executemany("DELETE FROM quarantine WHERE batch = ? AND source_row = ?", places)
        add_expired(db, number, len(gone))
        if old.all():
            _unname(db, "batch", number)
            db.execute("DELETE FROM quarantine WHERE batch = ?", (number,))
            db.execute("UPDATE batch SET findings = '[]' WHERE id = ?", (number,))
        records.seal(db, number)
        total += len(gone)
        files.append(sha256)
    return total, files


def expired(found: Versions, limit: str, *, undated: bool) -> NDArray[np.bool_]:
    """Which versions are older than a day; those without one are where `undated` says so."""
    submitted = found.facts["submitted"]
    table = [undated if not day else str(day) < limit for day in submitted.kinds]
    return np.array(table, dtype=bool)[submitted.at] if table else np.zeros(0, dtype=bool)


def add_expired(db: sqlite3.Connection, number: int, count: int) -> None:
    """Note how many rows a file lost, beside what it had."""
    db.execute(
        "UPDATE batch SET info = json_set(info, '$.expired',"
        " coalesce(info ->> '$.expired', 0) + ?) WHERE id = ?",
        (count, number),
    )


def _unname(db: sqlite3.Connection, table: str, number: int) -> None:
    """A name of a file may be a person's: the hash stays."""
    db.execute(
        f"UPDATE {table} SET file = ?,"
        " info = json_set(info, '$.file', ?, '$.evidence', json('[]')) WHERE id = ?",
        (NAMELESS, NAMELESS, number),
    )


def _indicators(db: sqlite3.Connection, limit: str) -> tuple[int, list[str]]:
    total, files = 0, []
    for number, sha256, at in db.execute(
        "SELECT id, sha256, ingested_at FROM kpi_batch ORDER BY id"
    ).fetchall():
        periods = db.execute("SELECT DISTINCT period FROM kpi WHERE batch = ?", (number,))
        old = [one for (one,) in periods.fetchall() if since(one, at[:10]) < limit]
        if not old:
            continue
        rows = [
            db.execute("DELETE FROM kpi WHERE batch = ? AND period = ?", (number, one)).rowcount
            for one in old
        ]
        (left,) = db.execute("SELECT count(*) FROM kpi WHERE batch = ?", (number,)).fetchone()
        if not left:
            _unname(db, "kpi_batch", number)
            db.execute("DELETE FROM kpi_quarantine WHERE batch = ?", (number,))
        kpi.seal(db, number)
        total += sum(rows)
        files.append(sha256)
    return total, files


def keep_out(db: sqlite3.Connection, file: Path, sha256: str) -> None:
    """Of ties that were just read, leave out those as old as what was deleted."""
    limit = limit_of(db, file)
    if not limit:
        return
    ties.take_out(db, limit.before)
    numbers = db.execute("SELECT id FROM tie_batch WHERE sha256 = ?", (sha256,)).fetchall()
    for (number,) in numbers if sha256 in limit.files else ():
        db.execute(
            "DELETE FROM tie WHERE batch = :number AND EXISTS (SELECT 1 FROM tie_asked AS a"
            " WHERE a.batch = :number AND a.day = '' AND a.respondent = source"
            " AND a.wave = tie.wave AND a.relation = tie.relation)",
            {"number": number},
        )
        db.execute("DELETE FROM tie_asked WHERE batch = ? AND day = ''", (number,))
        ties.seal(db, number)
    people.tidy(db)


# ------------------------------------------------------------------------ the fact
def enter(db: sqlite3.Connection, file: Path, entry: dict[str, Any]) -> None:
    """Write a deletion into the register, or what is known of the last one now."""
    known = [dict(one) for one in register(db, file)]
    if known and known[-1]["at"] == entry["at"]:
        known[-1] |= entry
    else:
        known.append(entry)
    text = json.dumps(known, ensure_ascii=False)
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (REGISTER, text))


@dataclass(frozen=True, slots=True)
class Limit:
    """What earlier deletions keep out: days before `before`, undated rows of `files`."""

    before: str = ""
    files: Collection[str] = ()

    def __bool__(self) -> bool:
        return bool(self.before)

    def past(self, sha256: str) -> Callable[[str], bool]:
        """Whether indicators of a period, in a file of these bytes, stay out."""
        return lambda period: (since(period, "") or self._of(sha256)) < self.before

    def _of(self, sha256: str) -> str:
        return "" if sha256 in self.files else self.before


def limit_of(db: sqlite3.Connection, file: Path) -> Limit:
    """What may not come back."""
    known = register(db, file)
    files = frozenset(sha256 for one in known for sha256 in one.get("files", ()))
    return Limit(max((one["before"] for one in known), default=""), files)


def emptied(db: sqlite3.Connection, file: Path) -> set[str]:
    """SHA-256 of files that lost all their rows to deletions."""
    left = {
        sha256
        for asked in (
            "SELECT sha256 FROM batch WHERE id IN (SELECT batch FROM answer)",
            "SELECT sha256 FROM kpi_batch WHERE id IN (SELECT batch FROM kpi)",
            "SELECT sha256 FROM tie_batch WHERE id IN (SELECT batch FROM tie_asked)",
        )
        for (sha256,) in db.execute(asked)
    }
    return {*limit_of(db, file).files} - left
