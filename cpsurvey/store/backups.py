"""Erasing a person from the copies that migrations made."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

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
    """Take people out of one copy: all are of versions that kept a row for each answer."""
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as db:
        for setting in ("journal_mode = DELETE", "secure_delete = ON", "foreign_keys = ON"):
            db.execute(f"PRAGMA {setting}")
        kpi = db.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'kpi'").fetchone()[0]
        tables = [("answer", "quarantine", "respondent")]
        tables += [("kpi", "kpi_quarantine", "agent")] if kpi else []
        db.execute("BEGIN IMMEDIATE")
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
