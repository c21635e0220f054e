"""Indicators of one study: every file is kept; `indicators.py` reads what counts of them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from cpsurvey.errors import CpsurveyError
from cpsurvey.identity import Ids, alike_error, normal
from cpsurvey.responses import KpiBatch, KpiInfo, KpiRow
from cpsurvey.store import people
from cpsurvey.store.damage import Digest
from cpsurvey.store.key import Key

TABLES = """
CREATE TABLE kpi_batch (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL,
  info TEXT NOT NULL,
  forgotten INTEGER NOT NULL DEFAULT 0,
  ingested_at TEXT NOT NULL,
  digest TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE kpi (
  batch INTEGER NOT NULL REFERENCES kpi_batch ON DELETE CASCADE,
  source_row INTEGER NOT NULL,
  agent TEXT NOT NULL,
  period TEXT NOT NULL,
  reason TEXT NOT NULL,
  indicator TEXT NOT NULL,
  version TEXT NOT NULL,
  n REAL,
  total REAL NOT NULL,
  logs REAL,
  PRIMARY KEY (batch, agent, period, reason, indicator, version)
) STRICT;
CREATE INDEX kpi_of ON kpi (agent, period, indicator, version);
CREATE TABLE kpi_quarantine (
  batch INTEGER NOT NULL REFERENCES kpi_batch ON DELETE CASCADE,
  source_row INTEGER NOT NULL,
  column_name TEXT,
  rule TEXT NOT NULL
) STRICT;
"""
_AT_ONCE = 10_000
"""Rows that are made text at once."""
_ROW = tuple(field.name for field in fields(KpiRow))


@dataclass(frozen=True, slots=True)
class KpiAdded:
    """What a file of indicators changed.

    Parameters
    ----------
    agents : int
        Agents in the file.
    respondents : int
        Those of them who answered the survey, as far as it is ingested.
    forgotten : int
        Agents who were erased before and stay erased.
    already : bool
        The same file, read the same way, was there before: nothing changed.
    """

    agents: int
    respondents: int
    forgotten: int = 0
    already: bool = False


def add(
    db: sqlite3.Connection,
    file: Path,
    batch: KpiBatch,
    key: Key,
    ids: Ids,
    past: Callable[[str], bool] | None = None,
) -> KpiAdded:
    """Keep a batch inside the caller's transaction.

    Parameters
    ----------
    past : callable, optional
        Whether indicators of a period are as old as what was deleted already.

    Raises
    ------
    CpsurveyError
        CPS130 an agent's identifier is like another one.
    """
    content = _content(batch, ids)
    known = db.execute(
        "SELECT id, content FROM kpi_batch WHERE sha256 = ?", (batch.info.sha256,)
    ).fetchone()
    already = bool(known) and known[1] == content
    if known and not already:
        db.execute("DELETE FROM kpi_batch WHERE id = ?", (known[0],))
        people.tidy(db)
    everybody = people.known(db, file)
    named = _agents(batch, key, ids, everybody)
    rows = _young(batch, past or (lambda _period: False))
    agents = {who for who, _ in named.values()} - everybody.erased.keys()
    forgotten = len({who for who, _ in named.values()} - agents)
    added = KpiAdded(len(agents), len(agents & everybody.answered.keys()), forgotten, already)
    if already:
        _say_anew(db, known[0], batch.info)
        return added
    cursor = db.execute(
        "INSERT INTO kpi_batch (id, file, sha256, content, info, forgotten, ingested_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            known[0] if known else None,
            batch.info.file,
            batch.info.sha256,
            content,
            _written(batch.info),
            forgotten,
            datetime.now(UTC).isoformat(timespec="seconds"),
        ),
    )
    number = int(cursor.lastrowid or 0)
    db.executemany(
        "INSERT INTO kpi VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                number,
                row.source_row,
                named[row.agent][0].hex(),
                row.period,
                row.reason,
                row.indicator,
                row.version,
                row.n,
                row.total,
                row.logs,
            )
            for row in rows
            if named[row.agent][0] in agents
        ),
    )
    db.executemany(
        "INSERT INTO kpi_quarantine VALUES (?, ?, ?, ?)",
        [(number, r.row, r.column, r.rule) for r in batch.rejected],
    )
    people.remember(db, [one for one in named.values() if one[0] in agents])
    seal(db, number)
    return added


def _young(batch: KpiBatch, old: Callable[[str], bool]) -> list[KpiRow]:
    """Rows of a file without those that are as old as what was deleted."""
    gone = {period for period in {row.period for row in batch.rows} if old(period)}
    return [row for row in batch.rows if row.period not in gone]


def _written(info: KpiInfo) -> str:
    return json.dumps({**asdict(info), "evidence": []}, ensure_ascii=False)


def _say_anew(db: sqlite3.Connection, number: int, info: KpiInfo) -> None:
    """Keep what a file that is held warns of now: the declaration may say more than it did."""
    anew = db.execute(
        "UPDATE kpi_batch SET info = json_set(info, '$.warnings', json(?))"
        " WHERE id = ? AND coalesce(info ->> '$.warnings', '{}') <> ?",
        (json.dumps(info.warnings), number, json.dumps(info.warnings)),
    )
    if anew.rowcount:
        seal(db, number)


def _agents(
    batch: KpiBatch, key: Key, ids: Ids, everybody: people.Known
) -> dict[str, tuple[bytes, bytes]]:
    """Pseudonym and loose hash of every agent, by the rules for respondents."""
    where = batch.info.file
    texts = list(dict.fromkeys(row.agent for row in batch.rows))
    hashes = people.identify(texts, key, ids, everybody, where)
    pairs = zip(*(one.tolist() for one in hashes), strict=True)
    named = dict(zip(texts, pairs, strict=True))
    forms: dict[bytes, set[str]] = {}
    for text, (_, loose) in named.items():
        forms.setdefault(loose, set()).add(normal(text))
    doubtful = sum(len(group) for group in forms.values() if len(group) > 1)
    if doubtful and ids != "exact":
        if ids is None:
            raise alike_error(doubtful, where, "in the file itself")
        raise CpsurveyError(
            "CPS130",
            f"{doubtful} identifiers of agents differ only by leading zeros, letter case or "
            "blanks, and the study says that they are the same people: their rows would have "
            "to be added up",
            where=where,
            fix="write each agent's identifier in one way in this file",
        )
    return named


def files(db: sqlite3.Connection) -> list[tuple[KpiInfo, str]]:
    """Files of indicators in the order they came, and when they were ingested."""
    found = []
    for text, at in db.execute("SELECT info, ingested_at FROM kpi_batch ORDER BY id"):
        info: dict[str, Any] = json.loads(text)
        found.append((KpiInfo(**{**info, "evidence": ()}), str(at)))
    return found


def digest_begun(db: sqlite3.Connection, number: int) -> Digest:
    """Digest of a file of indicators: its entry, then its rows, which are still to come."""
    found = Digest()
    found.begin()
    found.add(
        db.execute(
            "SELECT id, file, sha256, content, info, forgotten, ingested_at FROM kpi_batch"
            " WHERE id = ?",
            (number,),
        )
    )
    found.begin()
    return found


def digest_ended(db: sqlite3.Connection, number: int, begun: Digest) -> str:
    """The same, when all rows have come: then what was set aside."""
    begun.begin()
    aside = "SELECT * FROM kpi_quarantine WHERE batch = ? ORDER BY rowid"
    begun.add(db.execute(aside, (number,)))
    return begun.hexdigest()


def seal(db: sqlite3.Connection, number: int) -> None:
    """Write the digest of a file, at the end of whatever changed it."""
    found = digest_begun(db, number)
    # an index may hold a whole copy of what is damaged in the table
    rows = "SELECT * FROM kpi NOT INDEXED WHERE batch = ? ORDER BY rowid"
    found.add(db.execute(rows, (number,)))
    mark = digest_ended(db, number, found)
    db.execute("UPDATE kpi_batch SET digest = ? WHERE id = ?", (mark, number))


def forget(db: sqlite3.Connection, who: str) -> int:
    """Delete an agent's indicators inside the caller's transaction; rows deleted."""
    held: Sequence[tuple[int, int]] = db.execute(
        "SELECT DISTINCT batch, source_row FROM kpi WHERE agent = ?", (who,)
    ).fetchall()
    for batch in {batch for batch, _ in held}:
        db.execute("UPDATE kpi_batch SET forgotten = forgotten + 1 WHERE id = ?", (batch,))
    for batch, row in held:
        place = (batch, row)
        db.execute("DELETE FROM kpi_quarantine WHERE batch = ? AND source_row = ?", place)
    gone = db.execute("DELETE FROM kpi WHERE agent = ?", (who,)).rowcount
    for batch in {batch for batch, _ in held}:
        seal(db, batch)
    return gone


def fingerprint(db: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """What `current` depends on."""
    return db.execute("SELECT content, forgotten FROM kpi_batch ORDER BY id").fetchall()


def _content(batch: KpiBatch, ids: Ids) -> str:
    """Hash of a file as it was read: its bytes, and what the declaration made of them."""
    found = hashlib.sha256(f"[{json.dumps(batch.info.sha256)}, {json.dumps(ids)}".encode())
    said: list[Iterable[list[Any]]] = [
        ([getattr(row, name) for name in _ROW] for row in batch.rows),
        ([r.row, r.column, r.rule] for r in batch.rejected),
    ]
    write = json.JSONEncoder(ensure_ascii=False).encode
    for lists in said:  # one text of all of it would be larger than the file
        between = ", ["
        left = iter(lists)
        while some := list(islice(left, _AT_ONCE)):
            found.update((between + write(some)[1:-1]).encode())
            between = ", "
        found.update(b", []" if between == ", [" else b"]")
    found.update(b"]")
    return found.hexdigest()
