"""What a study's database holds of whom, by days alone: how old, and what was deleted."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpsurvey.design import Study
from cpsurvey.design.periods import span
from cpsurvey.errors import CpsurveyError
from cpsurvey.store import blocks
from cpsurvey.store.damage import damaged

REGISTER = "purges"
"""Entry of the table `meta`: what was deleted because it was kept long enough."""
Purge = Mapping[str, Any]
_TIES = "SELECT DISTINCT ingested_at, day FROM tie_asked JOIN tie_batch ON batch = tie_batch.id"


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held.

    Parameters
    ----------
    first, last : str
        First and last day of the answers, of all waves; empty where no answer has one.
    oldest : str
        Day from which the oldest of all that is held counts; empty where nothing is held.
    indicators : int
        Files of indicators with a row left.
    purges : tuple of mapping
        Every deletion so far: day, limit, counts.
    """

    first: str = ""
    last: str = ""
    oldest: str = ""
    indicators: int = 0
    purges: tuple[Purge, ...] = ()

    @property
    def limit(self) -> str:
        """Day before which everything was deleted; empty where nothing was."""
        return max((str(one["before"]) for one in self.purges), default="")


def holding(db: sqlite3.Connection, file: Path) -> Holding:
    """What a database holds."""
    days = {day for _, day in _answers(db, file) if day}
    counted = [day or at for at, day in _answers(db, file)]
    counted += [since(period, at) for at, period in _periods(db)]
    counted += [str(day or at[:10]) for at, day in db.execute(_TIES)]
    (indicators,) = db.execute("SELECT count(DISTINCT batch) FROM kpi").fetchone()
    return Holding(
        first=min(days, default=""),
        last=max(days, default=""),
        oldest=min(counted, default=""),
        indicators=indicators,
        purges=register(db, file),
    )


def _answers(db: sqlite3.Connection, file: Path) -> Iterator[tuple[str, str]]:
    """Day a file was ingested, and each day of its answers; '' of answers without one."""
    left = blocks.counts(db)
    for number, at in db.execute("SELECT id, ingested_at FROM batch").fetchall():
        for day in blocks.kinds_of(db, file, number, "submitted") if left.get(number) else ():
            yield str(at)[:10], str(day)


def _periods(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    asked = (
        "SELECT DISTINCT ingested_at, period FROM kpi JOIN kpi_batch ON batch = kpi_batch.id"
    )
    for at, period in db.execute(asked):
        yield str(at)[:10], str(period)


def since(period: str, ingested: str) -> str:
    """Day from which an indicator counts: the last of its period, or that of its file."""
    days = span(period)
    return days[1].isoformat() if days else ingested


def register(db: sqlite3.Connection, file: Path) -> tuple[Purge, ...]:
    """Every deletion so far, oldest first."""
    found = db.execute("SELECT value FROM meta WHERE name = ?", (REGISTER,)).fetchone()
    try:
        read = json.loads(found[0]) if found else []
        if all(isinstance(one, dict) and isinstance(one["before"], str) for one in read):
            return tuple(read)
    except (ValueError, KeyError, TypeError):
        pass
    raise damaged(file, "its register of deletions cannot be read")


def peek(study: Study) -> Holding | None:
    """What is held, without opening the store; None where it cannot be told.

    Nothing is written: a database of an earlier version is not brought up to date.
    """
    file = study.database
    if not file.is_file():
        return None
    waiting = file.with_name(f"{file.name}-wal").exists()
    place = f"{file.absolute().as_uri()}?{'mode=ro' if waiting else 'immutable=1'}"
    try:
        with contextlib.closing(sqlite3.connect(place, uri=True)) as db:
            try:
                return holding(db, file)
            except sqlite3.OperationalError:  # of an earlier version, which has no such tables
                asked = "SELECT count(DISTINCT batch) FROM kpi"
                return Holding(indicators=db.execute(asked).fetchone()[0])
    except (sqlite3.Error, ValueError, OSError, CpsurveyError):
        return None
