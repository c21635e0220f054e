"""Records of the store: one version of a respondent's answers, as it is compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design.study import SECONDS
from cpsurvey.identity import Background
from cpsurvey.responses import Kept, Standing, Why, standing
from cpsurvey.store.blocks import Versions, counts
from cpsurvey.store.counting import numbers
from cpsurvey.store.damage import damaged, digest

Said = dict[str, Kept]
"""Everything a version says by column, reasons for no answer included."""


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
    seen : Background
        What another version must not contradict.
    """

    batch: int
    row: int
    wave: str
    replaces: int
    state: int
    answered: int
    seen: Background
    said: Said

    @property
    def standing(self) -> tuple[int, Standing, int, int]:
        """The greatest of a person's versions counts."""
        rank = standing(self.state, self.answered, self.seen.day)
        return self.replaces, rank, self.batch, self.row


def records(found: Versions, places: NDArray[np.intp]) -> list[Record]:
    """Some of the versions of a file, one by one."""
    some = found.take(places)
    fact = some.facts
    seen = zip(fact["by"], fact["language"], fact["seed"], fact["submitted"], strict=True)
    plain = [numbers(fact[name]).tolist() for name in ("replaces", "state", "answered")]
    facts = zip(some.rows.tolist(), fact["wave"], *plain, strict=True)
    return [
        Record(*(found.batch, *those, Background(*background), said))
        for those, background, said in zip(facts, seen, saying(some.cells), strict=True)
    ]


def saying(cells: Mapping[str, Any]) -> list[Said]:
    """What each row says."""
    rows = zip(*(column.tolist() for column in cells.values()), strict=True)
    return [
        {name: cell for name, cell in zip(cells, row, strict=True) if cell is not None}
        for row in rows
    ]


_ENTRY = (
    "id, file, sha256, recipe, content, info, findings, columns, kinds, forgotten, replaces,"
    " ingested_at"
)


def check_batches(db: sqlite3.Connection, file: Path, *, but: int = 0) -> None:
    """Compare every file's entry, and how many rows it has, with its digest.

    Parameters
    ----------
    but : int
        File that is being kept, and has no digest yet.
    """
    answers = counts(db)
    known = set()
    for number, mark, name in db.execute("SELECT id, digest, file FROM batch"):
        known.add(number)
        if number != but:
            check_batch(db, file, number, name, mark, answers.get(number, 0))
    if strange := answers.keys() - known:
        raise damaged(file, f"{len(strange)} files of its answers are not listed any more")


def check_batch(
    db: sqlite3.Connection,
    file: Path,
    number: int,
    name: str,
    mark: str,
    answers: int | None = None,
) -> None:
    """Compare one file's entry, and how many rows it has, with its digest."""
    if answers is None:
        answers = counts(db).get(number, 0)
    if batch_digest(db, number, answers) != mark:
        what = f"what was read of file '{name}' is not what was written, or rows are gone"
        raise damaged(file, what)


def batch_digest(db: sqlite3.Connection, number: int, answers: int) -> str:
    """Digest of a file's entry with the number of its answers and what was set aside."""
    entry = db.execute(
        f"SELECT {_ENTRY} FROM batch WHERE id = ?",
        (number,),
    ).fetchone()
    aside = db.execute(
        "SELECT source_row, column_name, rule FROM quarantine WHERE batch = ? ORDER BY rowid",
        (number,),
    ).fetchall()
    return digest(entry, answers, aside)


def seal(db: sqlite3.Connection, number: int) -> None:
    """Write the digest of a file's entry, at the end of whatever changed it."""
    answers = counts(db).get(number, 0)
    db.execute(
        "UPDATE batch SET digest = ? WHERE id = ?", (batch_digest(db, number, answers), number)
    )


def answers(said: Said) -> Said:
    """Answers alone: neither reasons for none, nor labels of groups, nor times."""
    return {
        name: cell
        for name, cell in said.items()
        if not isinstance(cell, Why | str) and not name.startswith(SECONDS)
    }


def within(one: Said, other: Said) -> bool:
    """Whether `other` says all that `one` says."""
    return all(name in other and other[name] == cell for name, cell in one.items())
