"""Study databases as disks, crashes and curious hands leave them."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from pathlib import Path

from bench.spoil.exports import flipped, inserted

WAYS = """byte_flips byte_flips byte_flips truncated emptied bytes_inserted zeroed user_version
application_id table_lost rows_lost json_broken value_changed cell_changed cell_changed
row_twice foreign wal_garbage journal_garbage key_changed is_folder""".split()
JSON = ["", "{", "[]", "{}", "null", "[1]", "[[]]", "[NaN]", "x", '"x"', "[1e999]", "[" * 5000]
VALUES = [0, -1, 7, 2**62, 1.5, "x", "", None, "2026-99-99"]
FIRST = "WHERE rowid = (SELECT min(rowid) FROM {0})"


def spoil(rng: random.Random, file: Path, how: str) -> None:
    """Damage the database of a study in place."""
    beside = file.with_name
    match how:
        case "wal_garbage":
            beside(f"{file.name}-wal").write_bytes(rng.randbytes(rng.choice([10, 32, 9000])))
        case "journal_garbage":
            beside(f"{file.name}-journal").write_bytes(rng.randbytes(9000))
        case "key_changed":
            beside("small.key").write_bytes(rng.randbytes(rng.choice([0, 31, 32])))
        case "is_folder":
            file.unlink()
            file.mkdir()
        case "byte_flips" | "truncated" | "emptied" | "bytes_inserted" | "zeroed" | "foreign":
            file.write_bytes(_bytes(rng, file.read_bytes(), how))
        case _:
            with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as db:
                with contextlib.suppress(sqlite3.Error):  # a constraint holds: nothing is done
                    _tables(rng, db, how)
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _bytes(rng: random.Random, content: bytes, how: str) -> bytes:
    at = rng.randrange(len(content))
    match how:
        case "byte_flips":
            return flipped(rng, content, rng.choice([1, 1, 3, 20]))
        case "truncated":
            return content[:at]
        case "emptied":
            return b""
        case "bytes_inserted":
            return inserted(rng, content, rng.randbytes(rng.randint(1, 5000)))
        case "zeroed":
            size = rng.choice([16, 512, 4096])
            return content[:at] + bytes(min(size, len(content) - at)) + content[at + size :]
        case _:
            return rng.choice([b"hello\n" * 900, b"", b"SQLite format 3\0"]) + rng.randbytes(
                9000
            )


def _tables(rng: random.Random, db: sqlite3.Connection, how: str) -> None:
    db.execute("PRAGMA foreign_keys = OFF")
    tables = [name for (name,) in db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        " ORDER BY name"
    )]  # fmt: skip
    full = [one for one in tables if db.execute(f"SELECT count(*) FROM {one}").fetchone()[0]]
    table = rng.choice(full)
    columns = [(row[1], row[2]) for row in db.execute(f"PRAGMA table_info({table})")]
    match how:
        case "user_version":
            db.execute(f"PRAGMA user_version = {rng.choice([-1, 0, 1, 2, 3, 4, 9, 2**31 - 1])}")
        case "application_id":
            db.execute(f"PRAGMA application_id = {rng.choice([0, 1, -1])}")
        case "table_lost":
            db.execute(f"DROP TABLE {rng.choice(tables)}")
        case "rows_lost":
            most = rng.choice([1, 5, 1000])
            rows = f"SELECT rowid FROM {table} ORDER BY rowid LIMIT {most}"
            db.execute(f"DELETE FROM {table} WHERE rowid IN ({rows})")
        case "row_twice":
            names = ", ".join(name for name, _ in columns)
            other = names.replace("source_row", "source_row + 900")
            other = other.replace("number", "number + 900")
            db.execute(f"INSERT INTO {table} SELECT {other} FROM {table} LIMIT 1")
        case "json_broken":
            name = rng.choice([name for name, kind in columns if kind == "TEXT"])
            update = f"UPDATE {table} SET {name} = ? {FIRST.format(table)}"
            db.execute(update, (rng.choice(JSON),))
        case "value_changed":
            update = f"UPDATE {table} SET {rng.choice(columns)[0]} = ? {FIRST.format(table)}"
            db.execute(update, (rng.choice(VALUES),))
        case _:
            _cell(rng, db)


def _cell(rng: random.Random, db: sqlite3.Connection) -> None:
    """One answer changed to another possible one."""
    old, row = rng.choice(
        db.execute("SELECT places, rowid FROM answer ORDER BY rowid").fetchall()
    )
    at = rng.randrange(len(old))
    new = old[:at] + bytes([(old[at] + 1) % 5]) + old[at + 1 :]
    db.execute("UPDATE answer SET places = ? WHERE rowid = ?", (new, row))
