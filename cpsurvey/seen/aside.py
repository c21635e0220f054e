"""Rows that were left out or used in part, by reason: their numbers, never what they say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from cpsurvey import payload as u

ROWS = 10
"""Numbers of rows that are listed of each reason."""
Reason = Literal[
    "no_agent",
    "no_session",
    "no_time",
    "no_hours",
    "overlap",
    "twice",
    "outside",
    "negative",
    "withdrawn",
    "self",
    "unknown_token",
    "unclear",
    "not_understood",
    "no_code",
    "unknown_code",
    "no_place",
    "beyond",
    "reversed",
    "not_text",
    "no_source",
    "expired",
]


@dataclass(slots=True)
class Aside:
    """Table and reason -> the rows; filled while files are read."""

    rows: dict[tuple[str, Reason], list[int]] = field(default_factory=dict)

    def add(self, table: str, reason: Reason, row: int) -> None:
        """One more row."""
        self.rows.setdefault((table, reason), []).append(row)

    def done(self) -> tuple[Left, ...]:
        """What was left, in the order of tables and reasons."""
        return tuple(
            Left(table, reason, tuple(sorted(set(rows))))
            for (table, reason), rows in sorted(self.rows.items())
        )


@dataclass(frozen=True, slots=True)
class Left:
    """Rows of a table with one reason."""

    table: str
    reason: Reason
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A row of T34e or T35d: rows of a table that were not used, or only in part, and which."""

    table: str
    reason: Reason
    count: u.Count
    rows: tuple[u.Place, ...]


def listed(every: Iterable[Left]) -> tuple[LeftOut, ...]:
    """What results say of them: all are counted, the first are listed."""
    return tuple(
        LeftOut(table=one.table, reason=one.reason, count=len(one.rows), rows=one.rows[:ROWS])
        for one in every
    )


def counted(every: tuple[Left, ...]) -> Iterator[tuple[str, Reason, int]]:
    """Table, reason and how many rows."""
    for one in every:
        yield one.table, one.reason, len(one.rows)


Who = Mapping[str, str | None]
"""Identifier as a file has it -> pseudonym; None: somebody who takes no part, or was erased."""
