"""Which facts stand behind which release: keyed marks, no answers and no pseudonyms.

A person's mark is a keyed hash of the pseudonym, a fact's mark one of the person, the set and
the answer. Where a person is forgotten, both are drawn anew at random in every release: the
sizes stay, and not even the key finds the person any more.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from cpsurvey.store.damage import damaged, digest
from cpsurvey.store.difference import Facts, Marks
from cpsurvey.store.key import Key

TABLES = """
CREATE TABLE release (
  number INTEGER PRIMARY KEY,
  run TEXT NOT NULL,
  made_at TEXT NOT NULL,
  withdrawn INTEGER NOT NULL DEFAULT 0,
  names TEXT NOT NULL,
  groups TEXT NOT NULL,
  used TEXT NOT NULL,
  files TEXT NOT NULL,
  digest TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE release_person (
  release INTEGER NOT NULL REFERENCES release ON DELETE CASCADE,
  person BLOB NOT NULL,
  facts BLOB NOT NULL,
  PRIMARY KEY (release, person)
) STRICT, WITHOUT ROWID;
"""
PERSON_BYTES, MARK_BYTES = 16, 4
_MARK = np.dtype(">u4")


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the numbers of a run, before it is marked.

    Parameters
    ----------
    facts : mapping
        Set -> pseudonym -> what the person says in it, as text.
    groups : mapping
        Variable whose groups are shown apart -> pseudonym -> group.
    """

    facts: Mapping[str, Mapping[str, str]]
    groups: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Release:
    """One entry of the ledger.

    Parameters
    ----------
    used : mapping
        Analysis -> its kind, and the respondents its numbers rest on.
    files : mapping
        File -> SHA-256.
    """

    number: int
    run: str
    made_at: str
    withdrawn: bool
    used: Mapping[str, tuple[str, int]]
    files: Mapping[str, str]


class Ledger:
    """The ledger of one open store; the caller holds the study's lock."""

    def __init__(self, db: sqlite3.Connection, key: Key, file: Path) -> None:
        self._db = db
        self._key = key
        self._file = file

    def marks(self, behind: Behind) -> Facts:
        """The facts behind a run under the study's key."""
        everybody = sorted({who for those in behind.facts.values() for who in those})
        tagged = sorted((self._person(who), who) for who in everybody)
        marks = np.zeros((len(tagged), len(behind.facts)), dtype=np.uint64)
        within = np.zeros((len(tagged), len(behind.groups)), dtype=np.uint64)
        place = {who: at for at, (_, who) in enumerate(tagged)}
        for j, (name, those) in enumerate(behind.facts.items()):
            for who, said in those.items():
                marks[place[who], j] = self._mark(f"fact\x00{name}\x00{who}\x00{said}")
        for j, (name, those) in enumerate(behind.groups.items()):
            for who, label in those.items():
                if who in place:
                    within[place[who], j] = self._mark(f"group\x00{name}\x00{label}")
        people = tuple(tag for tag, _ in tagged)
        return Facts(people, tuple(behind.facts), tuple(behind.groups), marks, within)

    def releases(self) -> list[Release]:
        """Every release, those withdrawn included, compared with its digest."""
        return releases(self._db, self._file)

    def facts(self, number: int) -> Facts:
        """The facts behind one release."""
        names, groups = (
            tuple(json.loads(text))
            for text in self._db.execute(
                "SELECT names, groups FROM release WHERE number = ?", (number,)
            ).fetchone()
        )
        rows = self._db.execute(
            "SELECT person, facts FROM release_person WHERE release = ? ORDER BY person",
            (number,),
        ).fetchall()
        table = np.frombuffer(b"".join(facts for _, facts in rows), dtype=_MARK)
        table = table.reshape(len(rows), len(names) + len(groups))
        marks: Marks = table.astype(np.uint64)
        people = tuple(person for person, _ in rows)
        return Facts(people, names, groups, marks[:, : len(names)], marks[:, len(names) :])

    def record(
        self,
        run: str,
        facts: Facts,
        used: Mapping[str, tuple[str, int]],
        files: Mapping[str, str],
    ) -> int:
        """Enter a release, inside the caller's transaction; its number."""
        (number,) = self._db.execute(
            "SELECT coalesce(max(number), 0) + 1 FROM release"
        ).fetchone()
        at = datetime.now(UTC).isoformat(timespec="seconds")
        texts = [json.dumps(one) for one in (facts.names, facts.groups, used, files)]
        self._db.execute(
            "INSERT INTO release (number, run, made_at, names, groups, used, files)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, run, at, *texts),
        )
        table = np.hstack([facts.marks, facts.within]).astype(_MARK)
        self._db.executemany(
            "INSERT INTO release_person VALUES (?, ?, ?)",
            [
                (number, who, row.tobytes())
                for who, row in zip(facts.people, table, strict=True)
            ],
        )
        _seal(self._db, number)
        return int(number)

    def withdraw(self, number: int) -> None:
        """Count a release as called back: what was behind it is not compared any more."""
        self._db.execute("UPDATE release SET withdrawn = 1 WHERE number = ?", (number,))
        self._db.execute("DELETE FROM release_person WHERE release = ?", (number,))
        _seal(self._db, number)

    def bury(self, pseudonyms: Iterable[str]) -> tuple[int, ...]:
        """Make people unrecognisable, inside the caller's transaction.

        Returns
        -------
        tuple of int
            Releases they were in.
        """
        found: set[int] = set()
        for who in pseudonyms:
            found |= set(self._bury(self._person(who)))
        for number in found:
            _seal(self._db, number)
        return tuple(sorted(found))

    def _bury(self, person: bytes) -> list[int]:
        rows: Sequence[tuple[int, str, bytes]] = self._db.execute(
            "SELECT release, names, facts FROM release_person"
            " JOIN release ON number = release WHERE person = ?",
            (person,),
        ).fetchall()
        anybody = secrets.token_bytes(PERSON_BYTES)
        drawn: dict[tuple[str, bytes], bytes] = {}
        for number, names, facts in rows:
            parts = [facts[i : i + MARK_BYTES] for i in range(0, len(facts), MARK_BYTES)]
            for at, name in enumerate(json.loads(names)):
                if any(parts[at]):
                    parts[at] = drawn.setdefault((name, parts[at]), _random_mark())
            self._db.execute(
                "UPDATE release_person SET person = ?, facts = ?"
                " WHERE release = ? AND person = ?",
                (anybody, b"".join(parts), number, person),
            )
        return [number for number, _, _ in rows]

    def _person(self, who: str) -> bytes:
        return self._key.mark(f"\x00released\x00{who}", PERSON_BYTES)

    def _mark(self, text: str) -> int:
        """Never 0, which says that there is no fact."""
        return int.from_bytes(self._key.mark(f"\x00{text}", MARK_BYTES), "big") or 1


def releases(db: sqlite3.Connection, file: Path) -> list[Release]:
    """Every release, those withdrawn included, compared with its digest."""
    found = []
    for number, run, at, withdrawn, used, files, mark in db.execute(
        "SELECT number, run, made_at, withdrawn, used, files, digest FROM release"
        " ORDER BY number"
    ).fetchall():
        if _digest(db, number) != mark:
            raise damaged(file, f"the entry of release {number} is not what it was")
        counts = {name: (kind, n) for name, (kind, n) in json.loads(used).items()}
        found.append(Release(number, run, at, bool(withdrawn), counts, json.loads(files)))
    return found


def _random_mark() -> bytes:
    return (secrets.randbelow(2**32 - 1) + 1).to_bytes(MARK_BYTES, "big")


def _digest(db: sqlite3.Connection, number: int) -> str:
    entry: list[Any] = db.execute(
        "SELECT number, run, made_at, withdrawn, names, groups, used, files FROM release"
        " WHERE number = ?",
        (number,),
    ).fetchall()
    people = db.execute(
        "SELECT person, facts FROM release_person WHERE release = ? ORDER BY person", (number,)
    ).fetchall()
    return digest(entry, people)


def _seal(db: sqlite3.Connection, number: int) -> None:
    db.execute("UPDATE release SET digest = ? WHERE number = ?", (_digest(db, number), number))
