"""A table of the rows that were left out, or used in part, by their reason and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from cpsurvey.report import columns as c
from cpsurvey.report import left_words as w
from cpsurvey.report import lexicon as x
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.seen.aside import Reason


class Left(Protocol):
    """Rows of one table with one reason; the first of their numbers."""

    @property
    def table(self) -> str:
        """Which table."""

    @property
    def reason(self) -> Reason:
        """Why."""

    @property
    def count(self) -> int:
        """How many."""

    @property
    def rows(self) -> tuple[int, ...]:
        """Numbers of the first ones."""


def reasons(
    id: str, title: str, found: Sequence[Left], tables: Mapping[str, Phrase], words: Words
) -> Table:
    """One line per table and reason."""

    def rows(one: Left) -> str:
        more = " …" if one.count > len(one.rows) else ""
        return ", ".join(map(str, one.rows)) + more

    columns: list[c.Column[Left]] = [
        c.text("table", w.TABLE, words.of(tables)),
        c.text("reason", w.REASON, words.of(w.WAYS_OUT)),
        c.Column("count", x.COUNT, "int"),
        c.Column("rows", w.ROWS, "text", at=rows),
    ]
    return c.table(id, title, columns, found, words)
