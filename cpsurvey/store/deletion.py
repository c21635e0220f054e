"""One deletion of what was kept long enough, and what is noted of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from cpsurvey.store import retention
from cpsurvey.store.key import Key
from cpsurvey.store.ledger import Ledger
from cpsurvey.store.retention import Gone

_COUNTED = ("answers", "people", "indicators", "ties", "files")


def wipe(db: sqlite3.Connection) -> None:
    """Overwrite what was deleted: no page and no log keeps it."""
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class Deletion:
    """Deletes in one open store; the caller holds the study's lock.

    Parameters
    ----------
    key : Key or None
        Where it is gone, nobody can be found in the ledger of releases anyhow.
    """

    def __init__(self, db: sqlite3.Connection, file: Path, key: Key | None) -> None:
        self._db, self._file, self._key = db, file, key

    def take_out(self, limit: str, at: str) -> Gone:
        """Delete what counts from before a day, and enter it: both, or nothing.

        Of whom nothing is left cannot be found in the ledger of releases any more.
        """
        self._db.execute("BEGIN IMMEDIATE")
        try:
            gone = retention.take_out(self._db, self._file, limit)
            if gone:
                self._bury(gone)
                counts = {name: getattr(gone, name) for name in _COUNTED}
                entry = {"at": at, "before": limit, **counts, "finished": False}
                retention.enter(self._db, self._file, entry)
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")
        if gone:
            wipe(self._db)
        return gone

    def _bury(self, gone: Gone) -> None:
        if self._key is not None:
            ledger = Ledger(self._db, self._key, self._file)
            ledger.bury(sorted(who.hex() for who in gone.who))

    def note(self, entry: dict[str, Any]) -> None:
        """Complete an entry of the register, or make one; pages are overwritten again."""
        retention.enter(self._db, self._file, entry)
        wipe(self._db)

    def emptied(self) -> set[str]:
        """SHA-256 of files that lost all their rows."""
        return retention.emptied(self._db, self._file)
