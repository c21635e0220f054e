"""Erasing a person from the copies that migrations made."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from cpsurvey.store import blocks, records
from cpsurvey.store.migrate import copies


def erase(file: Path, pseudonyms: Sequence[str]) -> None:
    """Take people out of every copy of a database, to the byte.

    A copy that cannot be opened any more is deleted: nobody could erase anybody from it.
    """
    for copy in copies(file):
        try:
            _erase(copy, pseudonyms)
        except sqlite3.DatabaseError:
            copy.unlink()


def _erase(copy: Path, pseudonyms: Sequence[str]) -> None:
    """Take people out of one copy, of whatever version."""
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as db:
        for setting in ("journal_mode = DELETE", "secure_delete = ON", "foreign_keys = ON"):
            db.execute(f"PRAGMA {setting}")
        kpi = db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'kpi'").fetchone()[0]
        (version,) = db.execute("PRAGMA user_version").fetchone()
        tables = [("answer", "quarantine", "respondent")] if version < 5 else []
        tables += [("kpi", "kpi_quarantine", "agent")] if kpi else []
        db.execute("BEGIN IMMEDIATE")
        if version >= 5:
            _of_blocks(db, copy, pseudonyms)
        for who in pseudonyms:
            for table, aside, column in tables:
                places = db.execute(
                    f"SELECT DISTINCT batch, source_row FROM {table} WHERE {column} = ?", (who,)
                ).fetchall()
                db.execute(f"DELETE FROM {table} WHERE {column} = ?", (who,))
                for place in places:
                    db.execute(f"DELETE FROM {aside} WHERE batch = ? AND source_row = ?", place)
        db.execute("COMMIT")
        db.execute("VACUUM")


def _of_blocks(db: sqlite3.Connection, copy: Path, pseudonyms: Sequence[str]) -> None:
    """Take people out of the blocks of answers, and out of what is known of people."""
    for batch, gone in blocks.erase(
        db, copy, [bytes.fromhex(who) for who in pseudonyms]
    ).items():
        for _, row in gone:
            place = (batch, row)
            db.execute("DELETE FROM quarantine WHERE batch = ? AND source_row = ?", place)
        records.seal(db, batch)
    for who in pseudonyms:
        db.execute("DELETE FROM person WHERE respondent = ?", (who,))
