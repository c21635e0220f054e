"""Everybody's current indicators, read in one pass over the table.

There may be millions of rows. Each is looked at once, for the digest of its file and for its
numbers; what it says about is kept as places of texts that stand once.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded, Places, smallest
from cpsurvey.responses import Indicators
from cpsurvey.spool import Numbers
from cpsurvey.store import kpi
from cpsurvey.store.damage import Digest, damaged

Row = tuple[Any, ...]

# an index may hold a whole copy of what is damaged in the table
ROWS = "SELECT * FROM kpi NOT INDEXED ORDER BY rowid"
TEXTS = ("agent", "period", "reason", "indicator", "version")
NUMBERS = ("n", "total", "logs")
AT_ONCE = 10_000
"""Rows that are looked at together."""


def current(db: sqlite3.Connection, file: Path) -> Indicators:
    """Everybody's current indicators.

    In the order of agent, period, indicator, version and reason; of several files about the
    same agent, period, indicator and version the last one counts.

    Raises
    ------
    CpsurveyError
        CPS202 what is read is not what was written.
    """
    files = _Files(db, file)
    batch = Numbers(np.int64)
    texts = {name: _Texts() for name in TEXTS}
    numbers = {name: Numbers(np.float64) for name in NUMBERS}
    for rows in _parts(db):
        files.add(rows)
        numbered, _, *cells = zip(*rows, strict=True)
        batch.append(np.array(numbered, dtype=np.int64))
        for name, column in zip(TEXTS, cells[:5], strict=True):
            texts[name].add(column)
        for name, column in zip(NUMBERS, cells[5:], strict=True):
            try:
                numbers[name].append(np.array(column, dtype=float))  # None becomes NaN
            except (TypeError, ValueError):
                raise damaged(file, f"not all indicators have numbers as '{name}'") from None
    files.check()
    columns = {name: one.in_order() for name, one in texts.items()}
    order = _latest({name: one.at for name, one in columns.items()}, batch.array())
    agent, period, reason, indicator, version = (
        one.take(order).pruned() for one in columns.values()
    )
    n, total, logs = (one.array()[order] for one in numbers.values())
    return Indicators(
        agent=agent,
        period=period,
        reason=reason,
        indicator=indicator,
        version=version,
        n=n,
        total=total,
        logs=logs,
        files=tuple(info for info, _ in kpi.files(db)),
        quarantine=tuple(
            db.execute(
                "SELECT rule, column_name, count(*) FROM kpi_quarantine"
                " GROUP BY rule, column_name"
                " ORDER BY column_name IS NOT NULL, rule, column_name"
            )
        ),
    )


def _parts(db: sqlite3.Connection) -> Iterator[Sequence[Row]]:
    rows = db.execute(ROWS)
    while some := rows.fetchmany(AT_ONCE):
        yield some


class _Files:
    """Whether every file's rows are those that were written."""

    def __init__(self, db: sqlite3.Connection, file: Path) -> None:
        self._db, self._file = db, file
        self._digests: dict[int, Digest] = {}
        self._said: dict[int, tuple[str, str]] = {}
        for number, mark, name in db.execute("SELECT id, digest, file FROM kpi_batch"):
            self._said[number] = (mark, name)
            self._digests[number] = kpi.digest_begun(db, number)

    def add(self, rows: Sequence[Row]) -> None:
        """More rows; those of a file come in its order."""
        for number, own in groupby(rows, itemgetter(0)):
            if number not in self._digests:
                raise damaged(self._file, "indicators are of no file that is known")
            self._digests[number].add(own)

    def check(self) -> None:
        """All rows have come."""
        for number, (mark, name) in self._said.items():
            if kpi.digest_ended(self._db, number, self._digests[number]) != mark:
                said = f"the indicators of file '{name}' are not what was written"
                raise damaged(self._file, said)


class _Texts:
    """A column that is read part by part: its texts, and which of them each row has."""

    def __init__(self) -> None:
        self._known: defaultdict[str, int] = defaultdict(int)
        self._known.default_factory = self._known.__len__
        self._at = Numbers(np.uint32)

    def add(self, cells: Sequence[str]) -> None:
        """More rows."""
        places = map(self._known.__getitem__, cells)
        self._at.append(np.fromiter(places, np.uint32, len(cells)))

    def in_order(self) -> Coded[str]:
        """The column, its texts sorted."""
        kinds = sorted(self._known)
        place = np.empty(len(kinds), dtype=smallest(len(kinds)))
        place[[self._known[kind] for kind in kinds]] = np.arange(len(kinds), dtype=place.dtype)
        return Coded(list(self._known), self._at.settled()).recoded(kinds, place)


def _latest(codes: Mapping[str, Places], batch: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rows that count, in order: of the last file about what each is about."""
    about = [codes[name] for name in ("agent", "period", "indicator", "version")]
    order = np.lexsort([codes["reason"], -batch, *reversed(about)])
    first = np.ones(len(order), dtype=bool)
    first[1:] = np.any([np.diff(column[order]) != 0 for column in about], axis=0)
    own = batch[order]
    last = own[first][np.cumsum(first) - 1]
    return np.asarray(order[own == last])
