"""Tables of the study database, and how a file becomes one."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from cpsurvey.errors import CpsurveyError
from cpsurvey.store import kpi

APPLICATION_ID = 0x43505356
"""'CPSV' in the file's header: tells our database from any other."""
VERSION = 2
MIGRATIONS = {2: kpi.TABLES}
"""What turns the version before into this one."""

# A row holds one version of a respondent's answers: the values of the batch's columns as
# a JSON list. One row per answer was measured ten times slower and six times larger.
TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL,
  info TEXT NOT NULL,
  columns TEXT NOT NULL,
  forgotten INTEGER NOT NULL DEFAULT 0,
  ingested_at TEXT NOT NULL
) STRICT;
CREATE TABLE answer (
  batch INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
  source_row INTEGER NOT NULL,
  respondent TEXT NOT NULL,
  wave TEXT NOT NULL,
  complete INTEGER NOT NULL,
  submitted TEXT,
  cells TEXT NOT NULL,
  PRIMARY KEY (batch, source_row)
) STRICT;
CREATE INDEX answer_of ON answer (respondent, wave);
CREATE TABLE quarantine (
  batch INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
  source_row INTEGER NOT NULL,
  column_name TEXT,
  rule TEXT NOT NULL
) STRICT;
CREATE TABLE tombstone (respondent TEXT PRIMARY KEY) STRICT;
"""


def connect(file: Path) -> sqlite3.Connection:
    """Open the database, making it when it is not there; readable by its owner only.

    Raises
    ------
    CpsurveyError
        CPS201 cannot be written, CPS202 not a study database, CPS204 of a newer version.
    """
    connection: sqlite3.Connection | None = None
    try:
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(file, isolation_level=None, timeout=30)
        for setting in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
        ):
            connection.execute(f"PRAGMA {setting}")
        _prepare(connection, file)
    except OSError as error:
        raise cannot_write(file, error.strerror or str(error)) from None
    except sqlite3.DatabaseError as error:
        if connection is not None:
            connection.close()
        raise translate(error, file) from None
    except CpsurveyError:
        if connection is not None:
            connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, file: Path) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if tables == 0:
        connection.executescript(
            f"BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID};"
            f"PRAGMA user_version = {VERSION}; {TABLES} {''.join(MIGRATIONS.values())} COMMIT;"
        )
    elif application != APPLICATION_ID:
        raise CpsurveyError(
            "CPS202",
            "this is a database of another program",
            where=str(file),
            fix="move the file away; cpsurvey makes a new one from the export files",
        )
    elif version > VERSION:
        raise CpsurveyError(
            "CPS204",
            f"the database has version {version}, this cpsurvey knows {VERSION}",
            where=str(file),
            fix="install the newer cpsurvey",
        )
    else:
        for number in range(version + 1, VERSION + 1):
            connection.executescript(
                f"BEGIN IMMEDIATE; {MIGRATIONS[number]} PRAGMA user_version = {number}; COMMIT;"
            )


def translate(error: sqlite3.DatabaseError, file: Path) -> CpsurveyError:
    """Error for what SQLite refuses."""
    if error.sqlite_errorname in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
        return CpsurveyError(
            "CPS202",
            "the file is not a database, or is damaged",
            where=str(file),
            fix="move it away and run 'cpsurvey ingest' again, or restore a copy",
        )
    return cannot_write(file, str(error))


def cannot_write(file: Path, reason: str) -> CpsurveyError:
    """Error for a database that cannot be written."""
    return CpsurveyError(
        "CPS201",
        f"the study database cannot be written: {reason}",
        where=str(file),
        fix="check permissions and free space; nothing was changed",
    )
