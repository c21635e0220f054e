"""Answers as databases up to version 4 kept them, a row each, packed into blocks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from cpsurvey.coded import Coded
from cpsurvey.responses import Why
from cpsurvey.store import blocks, records
from cpsurvey.store.damage import damaged, digest

_ANSWER = (
    "batch, source_row, respondent, wave, replaces, state, answered, submitted,"
    " background, cells"
)
_ENTRY = "id, file, sha256, content, info, columns, forgotten, replaces, ingested_at"
_NEW = (
    "recipe TEXT NOT NULL DEFAULT ''",
    "findings TEXT NOT NULL DEFAULT '[]'",
    "kinds TEXT NOT NULL DEFAULT '[[],[],[],[],[],[],[],[]]'",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A version of one person's answers; `cells` has a reason for none as a list of one."""

    row: int
    respondent: str
    wave: str
    replaces: int
    state: int
    answered: int
    submitted: str
    by: str
    language: str
    seed: str
    cells: list[Any]


def pack(db: sqlite3.Connection, file: Path, tables: str) -> None:
    """Pack the answers of version 3 or 4, inside the caller's transaction.

    Raises
    ------
    CpsurveyError
        CPS202 what is read is not what was written.
    """
    db.execute("ALTER TABLE answer RENAME TO unpacked")
    for statement in tables.split(";"):
        if statement.lstrip().startswith("CREATE TABLE answer "):
            db.execute(statement)
    for column in _NEW:
        db.execute(f"ALTER TABLE batch ADD COLUMN {column}")
    alike = dict(db.execute("SELECT respondent, alike FROM person"))
    known = {
        number for (number,) in db.execute("SELECT DISTINCT batch FROM unpacked").fetchall()
    }
    entries = db.execute(f"SELECT {_ENTRY}, digest FROM batch ORDER BY id").fetchall()
    if strange := known - {entry[0] for entry in entries}:
        raise damaged(file, f"{len(strange)} files of its answers are not listed any more")
    for *entry, mark in entries:
        try:
            found = list(_rows(db, file, entry[0], entry[1]))
            _check(db, file, entry, mark, len(found))
            write(db, entry[0], json.loads(entry[5]), found, alike)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise damaged(file, f"the answers of file '{entry[1]}' cannot be read") from None
        records.seal(db, entry[0])
    db.execute("DROP TABLE unpacked")
    db.execute("DROP INDEX person_alike")
    db.execute("DELETE FROM person WHERE respondent NOT IN (SELECT agent FROM kpi)")


def _rows(db: sqlite3.Connection, file: Path, number: int, name: str) -> Iterator[Row]:
    for *kept, mark in db.execute(
        f"SELECT {_ANSWER}, digest FROM unpacked WHERE batch = ? ORDER BY source_row", (number,)
    ):
        if digest(*kept) != mark:
            what = f"the answers of file '{name}', row {kept[1]}, are not what was written"
            raise damaged(file, what)
        told = json.loads(kept[8])
        about = told["by"], told["lang"], told["seed"], json.loads(kept[9])
        yield Row(*(*kept[1:8], *about))


def _check(
    db: sqlite3.Connection, file: Path, entry: Sequence[Any], mark: str, answers: int
) -> None:
    aside = db.execute(
        "SELECT source_row, column_name, rule FROM quarantine WHERE batch = ? ORDER BY rowid",
        (entry[0],),
    ).fetchall()
    if digest(tuple(entry), answers, aside) != mark:
        what = f"what was read of file '{entry[1]}' is not what was written, or rows are gone"
        raise damaged(file, what)


def write(
    db: sqlite3.Connection,
    number: int,
    names: Sequence[str],
    found: Sequence[Row],
    alike: Mapping[str, str],
) -> None:
    """Keep the rows of one file as blocks.

    Parameters
    ----------
    alike : mapping
        Pseudonym -> loose hash, of those who have one.
    """
    marks = [alike.get(row.respondent) for row in found]
    cells = list(zip(*(row.cells for row in found), strict=True)) or [()] * len(names)
    kept = blocks.Versions(
        number,
        blocks.hashes(bytes.fromhex(row.respondent) for row in found),
        blocks.hashes(blocks.NOBODY if one is None else bytes.fromhex(one) for one in marks),
        np.array([row.row for row in found], dtype=np.uint32),
        {name: Coded.of([getattr(row, name) for row in found]) for name in blocks.FACTS},
        {
            name: Coded.of(
                [Why(cell[0]) if isinstance(cell, list) else cell for cell in column]
            )
            for name, column in zip(names, cells, strict=True)
        },
    )
    blocks.write(db, kept)
