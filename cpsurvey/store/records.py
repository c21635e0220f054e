"""Records of the store: one version of a respondent's answers, as it is kept and compared."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design.study import SECONDS
from cpsurvey.identity import Background
from cpsurvey.responses import Batch, Standing, standing
from cpsurvey.store.damage import damaged, digest

FIELDS = "batch, source_row, respondent, wave, replaces, state, answered, submitted, background"
_SELECT = f"SELECT {FIELDS}, cells, digest FROM answer"


@dataclass(slots=True)
class Record:
    """A version of one person's answers.

    Parameters
    ----------
    batch : int
        File it came in; 0 before it is kept.
    replaces : int
        How often somebody said that newer answers replace this person's older ones.
    answered : int
        Answers to items, questions and checks.
    background : str
        JSON of the origin, language and keyed seed.
    cells : list
        Values by column of the batch; a reason for none as a list of one.
    """

    batch: int
    row: int
    respondent: str
    wave: str
    replaces: int
    state: int
    answered: int
    submitted: str
    background: str
    cells: list[Any]

    @property
    def standing(self) -> tuple[int, Standing, int, int]:
        """The greatest of a person's versions counts."""
        rank = standing(self.state, self.answered, self.submitted)
        return self.replaces, rank, self.batch, self.row

    def values(self) -> tuple[Any, ...]:
        """What the database keeps, with its digest."""
        text = json.dumps(self.cells, ensure_ascii=False, separators=(",", ":"))
        kept = (
            self.batch,
            self.row,
            self.respondent,
            self.wave,
            self.replaces,
            self.state,
            self.answered,
            self.submitted,
            self.background,
            text,
        )
        return (*kept, digest(*kept))

    def seen(self) -> Background:
        """What another version must not contradict."""
        found = json.loads(self.background)
        return Background(found["by"], found["lang"], found["seed"], self.submitted)


def stored(
    db: sqlite3.Connection, file: Path, where: str = "", *, counted: bool = False
) -> Iterator[Record]:
    """Records of the store, each compared with its digest.

    Parameters
    ----------
    where : str
        What else is asked of the table ``answer``, in SQL.
    counted : bool
        Whether all of them are read: then every file must have as many as were kept.

    Raises
    ------
    CpsurveyError
        CPS202 with the file and the row that are not what was written.
    """
    count: dict[int, int] = {}
    for *kept, mark in db.execute(f"{_SELECT} {where}"):
        if digest(*kept) != mark:
            raise damaged(file, _place(db, kept[0], kept[1]))
        count[kept[0]] = count.get(kept[0], 0) + 1
        *facts, cells = kept
        yield Record(*(*facts, json.loads(cells)))
    if counted:
        check_batches(db, file, count)


def check_batches(
    db: sqlite3.Connection, file: Path, answers: Mapping[int, int], *, but: int = 0
) -> None:
    """Compare every file's entry, and how many rows it has, with its digest.

    Parameters
    ----------
    but : int
        File that is being kept, and has no digest yet.
    """
    known = set()
    for number, mark, name in db.execute("SELECT id, digest, file FROM batch"):
        known.add(number)
        if number == but:
            continue
        if batch_digest(db, number, answers.get(number, 0)) != mark:
            raise damaged(
                file,
                f"what was read of file '{name}' is not what was written, or rows are gone",
            )
    if strange := answers.keys() - known:
        raise damaged(file, f"{len(strange)} files of its answers are not listed any more")


def batch_digest(db: sqlite3.Connection, number: int, answers: int) -> str:
    """Digest of a file's entry with the number of its answers and what was set aside."""
    entry = db.execute(
        "SELECT id, file, sha256, content, info, columns, forgotten, replaces, ingested_at"
        " FROM batch WHERE id = ?",
        (number,),
    ).fetchone()
    aside = db.execute(
        "SELECT source_row, column_name, rule FROM quarantine WHERE batch = ? ORDER BY rowid",
        (number,),
    ).fetchall()
    return digest(entry, answers, aside)


def seal(db: sqlite3.Connection, number: int) -> None:
    """Write the digest of a file's entry, at the end of whatever changed it."""
    (answers,) = db.execute("SELECT count(*) FROM answer WHERE batch = ?", (number,)).fetchone()
    db.execute(
        "UPDATE batch SET digest = ? WHERE id = ?", (batch_digest(db, number, answers), number)
    )


def _place(db: sqlite3.Connection, batch: Any, row: Any) -> str:
    found = db.execute("SELECT file FROM batch WHERE id = ?", (batch,)).fetchone()
    name = f"file '{found[0]}'" if found else "an unknown file"
    return f"the answers of {name}, row {row}, are not what was written"


def columns(db: sqlite3.Connection) -> dict[int, list[str]]:
    """Names of each file's columns, in the order of its cells."""
    found = db.execute("SELECT id, columns FROM batch")
    return {number: json.loads(names) for number, names in found}


def cells_of(batch: Batch) -> tuple[list[str], list[list[Any]]]:
    """Names of a batch's columns, and the cells of each row in that order."""
    names = [str(name) for name in batch.frame.columns]
    columns = [_cells(batch, name) for name in names]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return names, rows or [[] for _ in batch.heads]


def _cells(batch: Batch, name: str) -> list[Any]:
    """A column as it is kept: a value as it is, a reason for none as a list of one."""
    values = _plain(batch.frame[name].to_numpy())
    reasons = batch.reasons.get(name)
    if reasons is None or not any(reasons):
        return values
    return [
        [reason] if reason else value for value, reason in zip(values, reasons, strict=True)
    ]


_LARGEST = 2**53
"""Whole numbers beyond are no longer exact as floats, and stay such."""


def _plain(column: NDArray[Any]) -> list[Any]:
    """Whole numbers as int, missing as None, texts as they are."""
    if column.dtype.kind != "f":
        return [None if value is None or value != value else value for value in column.tolist()]
    whole = (np.abs(column) < _LARGEST) & (column == np.floor(column))
    if whole.all():
        return list(column.astype(np.int64).tolist())
    cells = column.astype(object)
    cells[whole] = column[whole].astype(np.int64)
    cells[np.isnan(column)] = None
    return list(cells.tolist())


Said = dict[str, Any]


def said(columns: Sequence[str], cells: Sequence[Any]) -> Said:
    """Everything a version says, reasons for no answer included."""
    pairs = zip(columns, cells, strict=True)
    return {name: cell for name, cell in pairs if cell is not None}


def answers(said: Said) -> Said:
    """Answers alone: neither reasons for none, nor labels of groups, nor times."""
    return {
        name: cell
        for name, cell in said.items()
        if not isinstance(cell, list | str) and not name.startswith(SECONDS)
    }


def within(one: Said, other: Said) -> bool:
    """Whether `other` says all that `one` says."""
    return all(name in other and other[name] == cell for name, cell in one.items())


def background(origin: str, language: str, seed: str) -> str:
    """Background of an answer as it is kept."""
    found = {"by": origin, "lang": language, "seed": seed}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
