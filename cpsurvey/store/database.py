"""Answers of one study: every version kept, the current one given out."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from cpsurvey.design import Questionnaire, Study
from cpsurvey.design.study import SECONDS
from cpsurvey.responses import Batch, Indicators, KpiBatch, Responses
from cpsurvey.store import key as keys
from cpsurvey.store import kpi
from cpsurvey.store.schema import connect, translate

# Of a respondent's versions the last complete one counts; without one, the last.
_CURRENT = """
SELECT batch, source_row, respondent, complete, cells FROM (
  SELECT *, row_number() OVER (
    PARTITION BY respondent, wave ORDER BY complete DESC, batch DESC, source_row DESC
  ) AS place FROM answer
) WHERE place = 1 ORDER BY batch, source_row
"""


@dataclass(frozen=True, slots=True)
class Added:
    """What a batch changed, in respondents.

    Parameters
    ----------
    kept : int
        Rows that came back partial where a complete answer is held already.
    already : bool
        The same file, read the same way, was there before: nothing changed.
    """

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    kept: int = 0
    forgotten: int = 0
    already: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """Rows erased for one respondent."""

    rows: int


@dataclass(frozen=True, slots=True)
class Source:
    """Provenance of one batch."""

    file: str
    sha256: str
    reader: str
    encoding: str
    rows: int
    accepted: int
    quarantined: int
    questionnaire_version: str
    questionnaire_sha256: str
    ingested_at: str


Version = tuple[bool, frozenset[tuple[str, Any]]]
"""Whether an answer is complete, and what it says."""


@contextmanager
def open_store(study: Study) -> Iterator[Store]:
    """Open the study's database; closed again at the end, whatever happens.

    Raises
    ------
    CpsurveyError
        CPS201 cannot be written, CPS202 not ours or damaged, CPS204 of a newer version.
    """
    connection = connect(study.database)
    try:
        yield Store(connection, study)
    except sqlite3.DatabaseError as error:
        raise translate(error, study.database) from None
    finally:
        connection.close()


class Store:
    """The open database of one study."""

    def __init__(self, connection: sqlite3.Connection, study: Study) -> None:
        self._db = connection
        self._study = study

    # ------------------------------------------------------------------------ in
    def add(self, batch: Batch) -> Added:
        """Keep a batch: all of it, or none of it when the process dies."""
        key = self._key()
        columns, rows = _pack(batch, self._wave())
        content = _content(batch, columns, rows)
        known = self._db.execute(
            "SELECT id, content FROM batch WHERE sha256 = ?", (batch.info.sha256,)
        ).fetchone()
        if known and known[1] == content:
            return Added(already=True, unchanged=len(rows))
        with self._transaction():
            number = self._start(batch, columns, content, known[0] if known else None)
            added = self._keep(number, columns, rows, key)
            self._db.executemany(
                "INSERT INTO quarantine VALUES (?, ?, ?, ?)",
                [(number, r.row, r.column, r.rule) for r in batch.rejected],
            )
            self._db.execute(
                "UPDATE batch SET forgotten = ? WHERE id = ?", (added.forgotten, number)
            )
        return added

    def add_indicators(self, batch: KpiBatch) -> kpi.KpiAdded:
        """Keep a file of indicators: all of it, or none of it when the process dies."""
        key = self._key()
        with self._transaction():
            return kpi.add(self._db, batch, key)

    def _start(self, batch: Batch, columns: list[str], content: str, old: int | None) -> int:
        """Number of the batch; a file that is read anew keeps its place in the order."""
        number = old
        if old is not None:
            self._db.execute("DELETE FROM batch WHERE id = ?", (old,))
        cursor = self._db.execute(
            "INSERT INTO batch (id, file, sha256, content, info, columns, ingested_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                batch.info.file,
                batch.info.sha256,
                content,
                json.dumps(asdict(batch.info), ensure_ascii=False),
                json.dumps(columns),
                datetime.now(UTC).isoformat(timespec="seconds"),
            ),
        )
        return int(cursor.lastrowid or 0)

    def _keep(
        self, number: int, columns: list[str], rows: list[dict[str, Any]], key: keys.Key
    ) -> Added:
        held = self._held()
        tombstones = {one for (one,) in self._db.execute("SELECT respondent FROM tombstone")}
        counts = dict.fromkeys(("new", "replaced", "unchanged", "kept", "forgotten"), 0)
        kept = []
        for row in rows:
            who = key.pseudonym(row["respondent"])
            version = (row["complete"], _said(columns, row["cells"]))
            earlier = held.get((who, row["wave"]))
            if who in tombstones:
                counts["forgotten"] += 1
                continue
            if _unchanged(earlier, version):
                counts["unchanged"] += 1
                continue
            if earlier is None:
                counts["new"] += 1
            elif earlier[0] and not row["complete"]:
                counts["kept"] += 1
            else:
                counts["replaced"] += 1
            kept.append(
                (
                    number,
                    row["source_row"],
                    who,
                    row["wave"],
                    int(row["complete"]),
                    row["submitted"],
                    json.dumps(row["cells"], ensure_ascii=False, separators=(",", ":")),
                )
            )
        self._db.executemany("INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?)", kept)
        return Added(
            counts["new"],
            counts["replaced"],
            counts["unchanged"],
            counts["kept"],
            counts["forgotten"],
        )

    def _held(self) -> dict[tuple[str, str], Version]:
        """Current version of every respondent."""
        columns = self._columns()
        waves = {
            (batch, row): wave
            for batch, row, wave in self._db.execute(
                "SELECT batch, source_row, wave FROM answer"
            )
        }
        return {
            (who, waves[batch, row]): (
                bool(complete),
                _said(columns[batch], json.loads(cells)),
            )
            for batch, row, who, complete, cells in self._db.execute(_CURRENT)
        }

    # ----------------------------------------------------------------------- out
    def responses(self, questionnaire: Questionnaire) -> Responses:
        """Everybody's current answers to this questionnaire, in the order they came."""
        columns = self._columns()
        rows = self._db.execute(_CURRENT).fetchall()
        identifiers = {
            named.variable
            for role, named in questionnaire.identifiers.by_role().items()
            if role != "respondent"
        }
        asked = {
            *questionnaire.items,
            *questionnaire.question_by_id,
            *(check.id for check in questionnaire.attention_checks),
        }
        found = list(dict.fromkeys(name for names in columns.values() for name in names))
        n = len(rows)
        codes = {name: np.full(n, np.nan) for name in found if name in asked}
        pages = {f"{SECONDS}{page.id}" for page in questionnaire.pages}
        seconds = {name: np.full(n, np.nan) for name in found if name in pages}
        groups = {name: np.full(n, None, dtype=object) for name in found if name in identifiers}
        reasons = {name: np.zeros(n, dtype=int) for name in codes}
        for at, (batch, _row, _who, _complete, cells) in enumerate(rows):
            for name, cell in zip(columns[batch], json.loads(cells), strict=True):
                if cell is None:
                    continue
                if name in codes and isinstance(cell, list):
                    reasons[name][at] = cell[0]
                elif name in codes:
                    codes[name][at] = cell
                elif name in seconds:
                    seconds[name][at] = cell
                elif name in groups:
                    groups[name][at] = str(cell)
        return Responses(
            respondent=tuple(who for _, _, who, _, _ in rows),
            values=codes,
            reasons=reasons,
            groups=groups,
            complete=np.array([bool(complete) for *_, complete, _ in rows], dtype=bool),
            flow=self._flow(n),
            seconds={
                page.id: seconds[name]
                for page in questionnaire.pages
                if (name := f"{SECONDS}{page.id}") in seconds
            },
        )

    def _flow(self, current: int) -> dict[str, int]:
        sources = self.batches()
        forgotten = int(
            self._db.execute("SELECT coalesce(sum(forgotten), 0) FROM batch").fetchone()[0]
        )
        accepted = sum(source.accepted for source in sources)
        return {
            "rows": sum(source.rows for source in sources),
            "quarantined": sum(source.quarantined for source in sources),
            "superseded": accepted - forgotten - current,
            "forgotten": forgotten,
        }

    def indicators(self) -> Indicators:
        """Everybody's current indicators, respondents or not."""
        return kpi.current(self._db)

    def quarantine(self) -> list[tuple[str, str | None, int]]:
        """Rule, column (None: the whole row) and count of what was set aside."""
        return self._db.execute(
            "SELECT rule, column_name, count(*) FROM quarantine"
            " GROUP BY rule, column_name ORDER BY column_name IS NOT NULL, rule, column_name"
        ).fetchall()

    def batches(self) -> list[Source]:
        """Where the answers came from, in the order they came."""
        found = []
        for text, ingested_at in self._db.execute(
            "SELECT info, ingested_at FROM batch ORDER BY id"
        ):
            info = json.loads(text)
            names = [name for name in Source.__slots__ if name != "ingested_at"]
            found.append(
                Source(**{name: info[name] for name in names}, ingested_at=ingested_at)
            )
        return found

    def fingerprint(self) -> str:
        """Hash of everything `responses`, `indicators` and `quarantine` depend on."""
        digest = hashlib.sha256()
        for row in kpi.fingerprint(self._db):
            digest.update(repr(("kpi", *row)).encode())
        for row in self._db.execute("SELECT content, forgotten FROM batch ORDER BY id"):
            digest.update(repr(row).encode())
        return digest.hexdigest()

    # -------------------------------------------------------------------- forget
    def forget(self, respondent: str) -> Gone:
        """Erase a person's answers and indicators, and refuse them from now on.

        The bytes leave the file as well: deleted pages are overwritten and the write-ahead
        log is emptied.
        """
        who = self._key().pseudonym(respondent)
        with self._transaction():
            held = self._db.execute(
                "SELECT batch, source_row FROM answer WHERE respondent = ?", (who,)
            ).fetchall()
            for batch, row in held:
                place = (batch, row)
                self._db.execute("DELETE FROM answer WHERE batch = ? AND source_row = ?", place)
                self._db.execute(
                    "DELETE FROM quarantine WHERE batch = ? AND source_row = ?", place
                )
                self._db.execute(
                    "UPDATE batch SET forgotten = forgotten + 1 WHERE id = ?", (batch,)
                )
            rows = len(held) + kpi.forget(self._db, who)
            if rows:
                self._db.execute("INSERT OR IGNORE INTO tombstone VALUES (?)", (who,))
        if rows:
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return Gone(rows)

    # --------------------------------------------------------------------- parts
    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _columns(self) -> dict[int, list[str]]:
        return {
            number: json.loads(names)
            for number, names in self._db.execute("SELECT id, columns FROM batch")
        }

    def _wave(self) -> str | None:
        wave = self._study.questionnaire.identifiers.wave
        return wave.variable if wave else None

    def _key(self) -> keys.Key:
        row = self._db.execute("SELECT value FROM meta WHERE name = 'key_check'").fetchone()
        file = self.key_file
        key = keys.load(file, expected=row[0] if row else None)
        if row is None:
            self._db.execute("INSERT INTO meta VALUES ('key_check', ?)", (key.check,))
        return key

    @property
    def key_file(self) -> Path:
        """Where the study's secret lies."""
        study = self._study
        return keys.location(study.folder, study.file.privacy.key_file, study.id)


_NOT_CELLS = ("respondent", "source_row", "complete", "submitted")


def _pack(batch: Batch, wave: str | None) -> tuple[list[str], list[dict[str, Any]]]:
    """Names of the cells, and one record per row with its cells in that order."""
    frame = batch.frame
    names = [str(name) for name in frame.columns if name not in _NOT_CELLS]
    cells = [_cells(batch, name) for name in names]
    heads = {name: frame[name].tolist() for name in _NOT_CELLS}
    rows = []
    for at in range(len(frame)):
        mine = [column[at] for column in cells]
        rows.append(
            {
                "respondent": str(heads["respondent"][at]),
                "source_row": int(heads["source_row"][at]),
                "complete": bool(heads["complete"][at]),
                "submitted": heads["submitted"][at] or None,
                "wave": str(mine[names.index(wave)] or "") if wave in names else "",
                "cells": mine,
            }
        )
    return names, rows


def _cells(batch: Batch, name: str) -> list[Any]:
    """A column as it is kept: a value as it is, a reason for none as a list of one."""
    values = _plain(batch.frame[name].tolist())
    reasons = batch.reasons.get(name)
    if reasons is None:
        return values
    return [
        [reason] if reason else value for value, reason in zip(values, reasons, strict=True)
    ]


def _plain(values: Sequence[Any]) -> list[Any]:
    """Whole numbers as int, missing as None, texts as they are."""
    return [
        None
        if value is None or value != value
        else int(value)
        if isinstance(value, float) and value.is_integer()
        else value
        for value in values
    ]


def _said(columns: list[str], cells: list[Any]) -> frozenset[tuple[str, Any]]:
    """What a version says, whatever the order of its columns."""
    pairs = zip(columns, cells, strict=True)
    return frozenset(
        (name, tuple(cell) if isinstance(cell, list) else cell)
        for name, cell in pairs
        if cell is not None
    )


def _unchanged(earlier: Version | None, version: Version) -> bool:
    """Whether a version says nothing new; an export without times takes none away."""
    if earlier is None or earlier[0] != version[0]:
        return False
    if any(name.startswith(SECONDS) for name, _ in version[1]):
        return earlier[1] == version[1]
    return {pair for pair in earlier[1] if not pair[0].startswith(SECONDS)} == version[1]


def _content(batch: Batch, columns: list[str], rows: list[dict[str, Any]]) -> str:
    """Hash of a file as it was read: its bytes, and what the codebook made of them."""
    read = [
        batch.info.sha256,
        batch.info.questionnaire_sha256,
        columns,
        [[row["source_row"], row["complete"], row["cells"]] for row in rows],
        [[r.row, r.column, r.rule] for r in batch.rejected],
    ]
    return hashlib.sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()
