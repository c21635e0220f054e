"""Answers of one study: every version kept, the current one given out."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from typing import Any

from cpsurvey.design import Questionnaire, Study
from cpsurvey.responses import Batch, Head, Indicators, KpiBatch, Responses
from cpsurvey.store import backups, kpi, people, records
from cpsurvey.store import key as keys
from cpsurvey.store.damage import damaged, digest, translate
from cpsurvey.store.keep import Added, counting, keep, refuse_unread
from cpsurvey.store.ledger import Ledger
from cpsurvey.store.output import waves_apart, widen
from cpsurvey.store.schema import connect

_HEAD = attrgetter(*Head.__slots__)


@dataclass(frozen=True, slots=True)
class Gone:
    """Rows erased for one respondent, and releases that count them."""

    rows: int
    releases: tuple[int, ...] = ()


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


@contextmanager
def open_store(study: Study) -> Iterator[Store]:
    """Open the study's database; closed again at the end, whatever happens.

    Raises
    ------
    CpsurveyError
        CPS201 cannot be written, CPS202 not ours or damaged, CPS204 of a newer version.
    """
    connection = connect(study.database, study.questionnaire)
    try:
        yield Store(connection, study)
    except sqlite3.Error as error:
        raise translate(error, study.database) from None
    finally:
        connection.close()


class Store:
    """The open database of one study."""

    def __init__(self, connection: sqlite3.Connection, study: Study) -> None:
        self._db = connection
        self._study = study

    # ------------------------------------------------------------------------ in
    def told_wave(self, sha256: str) -> int | None:
        """Wave that ``--wave`` gave to the file of these bytes, if it did."""
        found = self._db.execute(
            "SELECT info FROM batch WHERE sha256 = ?", (sha256,)
        ).fetchone()
        wave: int | None = json.loads(found[0]).get("wave") if found else None
        return wave

    def add(self, batch: Batch, *, replace: bool = False) -> Added:
        """Keep a batch: all of it, or none of it when the process dies or it is refused.

        Parameters
        ----------
        replace : bool
            Whether somebody said that this file replaces what it contradicts.

        Raises
        ------
        CpsurveyError
            CPS130, CPS133, CPS134, CPS139, CPS140 when it cannot be told who is who.
        """
        key = self._key()
        columns, cells = records.cells_of(batch)
        content = self._content(batch, columns, cells)
        known = self._db.execute(
            "SELECT id, content, replaces FROM batch WHERE sha256 = ?", (batch.info.sha256,)
        ).fetchone()
        if known and known[1] == content:
            return Added(already=True, unchanged=len(cells))
        old, replace = (known[0], replace or bool(known[2])) if known else (None, replace)
        with self._transaction():
            if old is None and not replace:
                refuse_unread(self._db, self._study, batch, columns, cells)
            number = self._start(batch, columns, content, old, replace=replace)
            added = keep(
                self._db, self._study, batch, number, columns, cells, key, replace=replace
            )
            self._db.executemany(
                "INSERT INTO quarantine VALUES (?, ?, ?, ?)",
                [(number, r.row, r.column, r.rule) for r in batch.rejected],
            )
            self._db.execute(
                "UPDATE batch SET forgotten = ? WHERE id = ?", (added.forgotten, number)
            )
            records.seal(self._db, number)
        return added

    def add_indicators(self, batch: KpiBatch) -> kpi.KpiAdded:
        """Keep a file of indicators: all of it, or none of it when the process dies."""
        key = self._key()
        with self._transaction():
            return kpi.add(self._db, batch, key, self._study.file.people.ids)

    def _content(self, batch: Batch, columns: list[str], cells: list[list[Any]]) -> str:
        """Hash of a file as it was read: its bytes, and what the study made of them."""
        read = [
            batch.info.sha256,
            batch.info.questionnaire_sha256,
            batch.info.survey,
            self._study.file.people.ids,
            self._wave(),
            columns,
            cells,
            list(map(_HEAD, batch.heads)),
            [[r.row, r.column, r.rule] for r in batch.rejected],
        ]
        return hashlib.sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()

    def _start(
        self, batch: Batch, columns: list[str], content: str, old: int | None, *, replace: bool
    ) -> int:
        """Number of the batch; a file that is read anew keeps its place in the order."""
        if old is not None:
            self._db.execute("DELETE FROM batch WHERE id = ?", (old,))
            people.tidy(self._db)
        cursor = self._db.execute(
            "INSERT INTO batch (id, file, sha256, content, info, columns, replaces,"
            " ingested_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                old,
                batch.info.file,
                batch.info.sha256,
                content,
                json.dumps(asdict(batch.info), ensure_ascii=False),
                json.dumps(columns),
                int(replace),
                datetime.now(UTC).isoformat(timespec="seconds"),
            ),
        )
        return int(cursor.lastrowid or 0)

    # ----------------------------------------------------------------------- out
    def responses(self, questionnaire: Questionnaire) -> Responses:
        """Everybody's current answers of the latest wave, in the order they came.

        Raises
        ------
        CpsurveyError
            CPS202 what is read is not what was written.
        """
        found = records.stored(self._db, self._study.database, counted=True)
        current = sorted(counting(found).values(), key=lambda one: (one.batch, one.row))
        latest, earlier = waves_apart(current)
        flow = {**self._flow(len(current)), "earlier_wave": earlier}
        return widen(latest, records.columns(self._db), questionnaire, self._study, flow)

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
        return kpi.current(self._db, self._study.database)

    def quarantine(self) -> list[tuple[str, str | None, int]]:
        """Rule, column (None: the whole row) and count of what was set aside."""
        return self._db.execute(
            "SELECT rule, column_name, count(*) FROM quarantine"
            " GROUP BY rule, column_name ORDER BY column_name IS NOT NULL, rule, column_name"
        ).fetchall()

    def batches(self) -> list[Source]:
        """Where the answers came from, in the order they came."""
        names = [name for name in Source.__slots__ if name != "ingested_at"]
        rows = self._db.execute("SELECT info, ingested_at FROM batch ORDER BY id").fetchall()
        try:
            infos = [json.loads(text) for text, _ in rows]
            return [
                Source(**{name: info[name] for name in names}, ingested_at=at)
                for info, (_, at) in zip(infos, rows, strict=True)
            ]
        except (ValueError, KeyError, TypeError):
            what = "what it knows of its files cannot be read"
            raise damaged(self._study.database, what) from None

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

        The bytes leave the file and its copies as well: deleted pages are overwritten and
        the write-ahead log is emptied.
        """
        key = self._key()
        everybody = people.known(self._db)
        named = people.everywhere(respondent, key, self._study, everybody)
        rows = 0
        with self._transaction():
            released = Ledger(self._db, key, self._study.database).bury(named)
            for who, loose in named.items():
                erased = self._erase(who)
                rows += erased
                if erased:
                    self._db.execute(
                        "INSERT INTO tombstone VALUES (?, ?) ON CONFLICT DO NOTHING",
                        (who, loose),
                    )
        if rows or released:
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        backups.erase(self._study.database, list(named))
        return Gone(rows, released)

    def _erase(self, who: str) -> int:
        """Delete one pseudonym's rows inside the caller's transaction; rows deleted."""
        held = self._db.execute(
            "SELECT batch, source_row FROM answer WHERE respondent = ?", (who,)
        ).fetchall()
        for place in held:
            self._db.execute("DELETE FROM answer WHERE batch = ? AND source_row = ?", place)
            self._db.execute("DELETE FROM quarantine WHERE batch = ? AND source_row = ?", place)
            self._db.execute(
                "UPDATE batch SET forgotten = forgotten + 1 WHERE id = ?", place[:1]
            )
        for batch in {batch for batch, _ in held}:
            records.seal(self._db, batch)
        self._db.execute("DELETE FROM person WHERE respondent = ?", (who,))
        return len(held) + kpi.forget(self._db, who)

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

    def _wave(self) -> str | None:
        wave = self._study.questionnaire.identifiers.wave
        return wave.variable if wave else None

    def _key(self) -> keys.Key:
        """The study's key, compared with the one its pseudonyms were made with."""
        meta = dict(self._db.execute("SELECT name, value FROM meta"))
        check = meta.get("key_check")
        if "key_digest" in meta and digest(check) != meta["key_digest"]:
            raise damaged(
                self._study.database, "what it knows of its key is not what was written"
            )
        if check is None and not self._study.file.privacy.key_file:
            own = keys.own_name(self._study.id)
            self._db.execute("INSERT OR IGNORE INTO meta VALUES ('key_name', ?)", (own,))
        key = keys.load(self.key_file, expected=check)
        if "key_digest" not in meta:
            self._db.executemany(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)",
                [("key_check", key.check), ("key_digest", digest(key.check))],
            )
        return key

    def _meta(self, name: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    @property
    def key_file(self) -> Path:
        """Where the study's secret lies: two studies of one id have two."""
        study, place = self._study, self._study.file.privacy.key_file
        if place:
            return keys.named(study.folder, place)
        return keys.on_shelf(study.id, self._meta("key_name"), self._meta("key_check"))

    # ------------------------------------------------------------------ releases
    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """What stands behind the releases; all that is written in the body, or nothing."""
        key = self._key()
        with self._transaction():
            yield Ledger(self._db, key, self._study.database)
