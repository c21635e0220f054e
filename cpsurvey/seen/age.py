"""How old the rows of observations and codings are: deletion counts from their days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cpsurvey.design.evidence_seen import CODINGS, EPISODES, SESSIONS, Order
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import dates
from cpsurvey.seen import cells, table
from cpsurvey.seen.aside import Aside

if TYPE_CHECKING:
    from cpsurvey.design import Study

TABLES = {"sessions": SESSIONS, "episodes": EPISODES, "codings": CODINGS}
"""Tables of rows about people -> their columns; a project has no rows that say a day."""
HELD = ("sessions", "episodes", "codings", "projects")
"""Files of what people did or said; registers of documents and codebooks are none."""


def days(rows: Sequence[table.Row], declared: Order, of: Mapping[str, str]) -> list[str]:
    """Day of each row, ISO; that of its session where it says none, else empty."""
    told = cells.order((row["date"] or row["start"] for row in rows), declared)
    return [_day(row, told) or of.get(row["session_id"], "") for row in rows]


def _day(row: table.Row, told: Order) -> str:
    said = row["date"] or row["start"]
    return (dates.read(said, told).day or "") if said else ""


def of_sessions(listed: Sequence[table.Rows], declared: Order) -> dict[str, str]:
    """Session -> its day."""
    rows = [row for one in listed for row in one.rows]
    return dict(zip((row["session_id"] for row in rows), days(rows, declared, {}), strict=True))


def younger(
    what: str,
    read: Sequence[table.Rows],
    declared: Order,
    of: Mapping[str, str],
    since: str,
    aside: Aside,
) -> list[table.Rows]:
    """Tables without the rows from before a day, which are noted."""
    if not since:
        return list(read)
    kept = []
    for one in read:
        old = [bool(day) and day < since for day in days(one.rows, declared, of)]
        for row, gone in zip(one.rows, old, strict=True):
            if gone:
                aside.add(what, "expired", row.line)
        rows = tuple(row for row, gone in zip(one.rows, old, strict=True) if not gone)
        kept.append(table.Rows(rows, one.has))
    return kept


@dataclass(frozen=True, slots=True)
class Aged:
    """A file, and the days its rows count from, without those that say none."""

    file: Path
    days: tuple[str, ...]

    def all_before(self, limit: str) -> bool:
        """Whether nothing in it is of a day or later."""
        return all(day < limit for day in self.days)

    def some_before(self, limit: str, since: str = "") -> bool:
        """Whether something in it is of a day between these."""
        return any(since <= day < limit for day in self.days)


def aged(study: Study) -> Iterator[Aged]:
    """Every file about people that is there now.

    Rows without a day, and files that have no rows or cannot be read, count from the day on
    which the file was last written: nothing in it is younger.
    """
    named = [(what, file) for what, file in study.seen_files if what in HELD]
    sessions = [file for what, file in named if what == "sessions"]
    spec = study.file.observation
    of: dict[str, str] = {}
    if spec:
        read = [rows for file in sessions if (rows := _rows(study, "sessions", file))]
        of = of_sessions(read, spec.dates)
    for what, file in dict.fromkeys(named):
        yield Aged(file, tuple(_days(study, what, file, of)))


def _days(study: Study, what: str, file: Path, of: Mapping[str, str]) -> list[str]:
    written = datetime.fromtimestamp(file.stat().st_mtime, UTC).date().isoformat()
    read = _rows(study, what, file)
    spec = study.file.coding if what == "codings" else study.file.observation
    if read is None or spec is None or not read.rows:
        return [written]
    return [day or written for day in days(read.rows, spec.dates, of)]


def _rows(study: Study, what: str, file: Path) -> table.Rows | None:
    """A table's rows; None where it has none, or cannot be read."""
    spec = study.file.coding if what == "codings" else study.file.observation
    if what not in TABLES or spec is None:
        return None
    try:
        return table.read(file, what, spec, TABLES[what], ())
    except CpsurveyError:
        return None
