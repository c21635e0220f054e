"""Tables of the study database, and how a file becomes one."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from cpsurvey import system
from cpsurvey.design import Questionnaire
from cpsurvey.errors import CpsurveyError
from cpsurvey.store import kpi, ledger, ties
from cpsurvey.store.damage import cannot_write, damaged, translate

APPLICATION_ID = 0x43505356
"""'CPSV' in the file's header: tells our database from any other."""
VERSION = 6

# What a row of the table `answer` holds, and how, says cpsurvey/store/blocks.py. One row for
# each respondent was measured ten times slower and eight times larger.
TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE batch (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  recipe TEXT NOT NULL DEFAULT '',
  content TEXT NOT NULL,
  info TEXT NOT NULL,
  findings TEXT NOT NULL DEFAULT '[]',
  columns TEXT NOT NULL,
  kinds TEXT NOT NULL DEFAULT '[[],[],[],[],[],[],[],[]]',
  forgotten INTEGER NOT NULL DEFAULT 0,
  replaces INTEGER NOT NULL DEFAULT 0,
  ingested_at TEXT NOT NULL,
  digest TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE answer (
  batch INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
  number INTEGER NOT NULL,
  people BLOB NOT NULL,
  alike BLOB NOT NULL,
  rows BLOB NOT NULL,
  places BLOB NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (batch, number)
) STRICT;
CREATE TABLE quarantine (
  batch INTEGER NOT NULL REFERENCES batch ON DELETE CASCADE,
  source_row INTEGER NOT NULL,
  column_name TEXT,
  rule TEXT NOT NULL
) STRICT;
CREATE TABLE person (respondent TEXT PRIMARY KEY, alike TEXT NOT NULL) STRICT;
CREATE TABLE tombstone (respondent TEXT PRIMARY KEY, alike TEXT) STRICT;
{kpi.TABLES}
{ledger.TABLES}
{ties.TABLES}
"""
_EMPTY = (
    f"BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID};"
    f"PRAGMA user_version = {VERSION}; {TABLES} COMMIT;"
)
_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
)
Shape = dict[str, frozenset[str]]


def connect(file: Path, questionnaire: Questionnaire) -> sqlite3.Connection:
    """Open the database, making it when it is not there; readable by its owner only.

    A database of an earlier version is brought up to date, after a copy of it.

    Raises
    ------
    CpsurveyError
        CPS201 cannot be written, CPS202 not a study database or damaged, CPS204 of a newer
        version.
    """
    connection: sqlite3.Connection | None = None
    try:
        if not file.exists():
            _make(file)
        os.close(os.open(file, os.O_RDWR))
        _refuse_cut_off(file)
        connection = _open(file)
        _prepare(connection, file, questionnaire)
    except OSError as error:
        raise cannot_write(file, error.strerror or str(error)) from None
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if connection is not None:
            connection.close()
        raise translate(error, file) from None
    except BaseException:
        if connection is not None:
            connection.close()
        raise
    return connection


def rehearsal(file: Path, questionnaire: Questionnaire) -> sqlite3.Connection:
    """A copy of the database in memory, empty where there is none; no file is changed.

    Raises
    ------
    CpsurveyError
        As `connect`.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        if file.exists():
            _refuse_cut_off(file)
            _copied(file, connection)
        else:
            connection.executescript(_EMPTY)
        _prepare(connection, file, questionnaire, rehearsed=True)
    except BaseException as error:
        connection.close()
        if isinstance(error, OSError):
            raise cannot_write(file, error.strerror or str(error)) from None
        if isinstance(error, sqlite3.Error | UnicodeDecodeError):
            raise translate(error, file) from None
        raise
    return connection


def _copied(file: Path, memory: sqlite3.Connection) -> None:
    """Without a log beside it, SQLite is told that nobody writes, or it would make one."""
    waiting = file.with_name(f"{file.name}-wal").exists()
    how = "mode=ro" if waiting else "immutable=1"
    place = f"{file.absolute().as_uri()}?{how}"
    with contextlib.closing(sqlite3.connect(place, uri=True)) as source:
        source.backup(memory)


def _open(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None, timeout=30)
    try:
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _refuse_cut_off(file: Path) -> None:
    """Refuse a file shorter than its own head says, or without a byte.

    A new database is renamed into place, never empty; while changes wait in the log beside
    it, its head may be ahead of it.
    """
    size = file.stat().st_size
    if not size:
        raise damaged(file, "the file is empty, as after a full disk")
    with file.open("rb") as stream:
        head = stream.read(32)
    page, pages = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
    waiting = file.with_name(f"{file.name}-wal").exists()
    if size < (65536 if page == 1 else page) * pages and not waiting:
        raise damaged(file, "the file is cut off")


def _make(file: Path) -> None:
    """Write an empty database beside and rename it: a killed process leaves none or all."""
    draft = file.with_name(f".{file.name}.new")
    for one in draft.parent.glob(f"{draft.name}*"):
        one.unlink()
    system.make(draft)
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.executescript(_EMPTY)
    finally:
        connection.close()
    draft.replace(file)


def _prepare(
    connection: sqlite3.Connection,
    file: Path,
    questionnaire: Questionnaire,
    *,
    rehearsed: bool = False,
) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise CpsurveyError(
            "CPS202",
            "this is a database of another program",
            where=str(file),
            fix="move the file away; cpsurvey makes a new one from the export files",
        )
    if version > VERSION:
        raise CpsurveyError(
            "CPS204",
            f"the database has version {version}, this cpsurvey knows {VERSION}",
            where=str(file),
            fix="install the newer cpsurvey",
        )
    if version < 1:
        raise damaged(file, f"its header gives the version {version}, which never was")
    if version < VERSION:
        from cpsurvey.store import migrate

        if shape(connection) != migrate.SHAPES[version]:
            raise damaged(file, f"its tables are not those of version {version}")
        migrate.migrate(
            connection, file, version, questionnaire, TABLES, VERSION, copy=not rehearsed
        )
    if shape(connection) != _expected():
        raise damaged(file, f"its tables are not those of version {VERSION}")


def shape(connection: sqlite3.Connection) -> Shape:
    """Tables of a database with the names of their columns."""
    found: dict[str, set[str]] = {}
    for table, column in connection.execute(
        "SELECT m.name, p.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS p"
        " WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
    ):
        found.setdefault(table, set()).add(column)
    return {table: frozenset(columns) for table, columns in found.items()}


def _expected() -> Shape:
    memory = sqlite3.connect(":memory:")
    try:
        memory.executescript(TABLES)
        return shape(memory)
    finally:
        memory.close()
