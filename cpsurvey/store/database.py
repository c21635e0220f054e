"""Answers of one study: every version kept, the current one given out."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from typing import Any

from cpsurvey.design import Questionnaire, Study
from cpsurvey.errors.finding import Finding
from cpsurvey.responses import Batch, Head, Indicators, KpiBatch, Responses
from cpsurvey.store import admit, backups, kpi, people, records
from cpsurvey.store import key as keys
from cpsurvey.store.damage import translate
from cpsurvey.store.output import latest_wave, waves_apart, widen
from cpsurvey.store.schema import connect

_HEAD = attrgetter(*Head.__slots__)


@dataclass(frozen=True, slots=True)
class Added:
    """What a batch changed, in respondents.

    Parameters
    ----------
    kept : int
        Rows that are less complete, shorter or earlier than the answer held already.
    already : bool
        The same file, read the same way, was there before: nothing changed.
    """

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    kept: int = 0
    forgotten: int = 0
    already: bool = False
    findings: tuple[Finding, ...] = ()


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
                self._refuse_unread(batch, columns, cells)
            number = self._start(batch, columns, content, old, replace=replace)
            added = self._keep(batch, number, columns, cells, key, replace=replace)
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

    def _keep(
        self,
        batch: Batch,
        number: int,
        columns: list[str],
        cells: list[list[Any]],
        key: keys.Key,
        *,
        replace: bool,
    ) -> Added:
        where = batch.info.file
        everybody = people.known(self._db)
        said = [records.said(columns, row) for row in cells]
        named, found = self._identify(batch, said, key, everybody, replace=replace)
        answered = batch.frame[list(batch.reasons)].notna().sum(axis=1).tolist()
        fresh = [
            self._record(head, number, named[at][0], answered[at], cells[at], said[at], key)
            for at, head in enumerate(batch.heads)
        ]
        there = [at for at, one in enumerate(fresh) if one.respondent not in everybody.erased]
        held = self._held({fresh[at].respondent for at in there} & everybody.answered)
        judged = [
            admit.judge(
                fresh[at],
                said[at],
                held.get((fresh[at].respondent, fresh[at].wave)),
                told=replace,
            )
            for at in there
        ]
        stored, last_day = self._db.execute(
            "SELECT count(DISTINCT respondent), coalesce(max(submitted), '') FROM answer"
        ).fetchone()
        if not replace:
            waves = self._wave() is not None
            admit.refuse(judged, stored=stored, last_day=last_day, waves=waves, where=where)
        latest = latest_wave([*self._waves(), *(one.wave for one in fresh)])
        found += tuple(admit.without_wave(judged, latest, where))
        kept = [one.record.values() for one in judged if one.change != "unchanged"]
        self._db.executemany(f"INSERT INTO answer VALUES ({', '.join('?' * 11)})", kept)
        self._db.executemany(
            "INSERT INTO person VALUES (?, ?) ON CONFLICT DO NOTHING",
            [named[at] for at in there],
        )
        counts = Counter(one.change for one in judged)
        return Added(
            new=counts["new"],
            replaced=counts["replaced"],
            unchanged=counts["unchanged"],
            kept=counts["kept"],
            forgotten=len(fresh) - len(there),
            findings=found,
        )

    def _identify(
        self,
        batch: Batch,
        said: Sequence[records.Said],
        key: keys.Key,
        everybody: people.Known,
        *,
        replace: bool,
    ) -> tuple[dict[int, tuple[str, str]], tuple[Finding, ...]]:
        """Pseudonym and loose hash of every row."""
        where, survey, ids = batch.info.file, batch.info.survey, self._study.file.people.ids
        texts = {
            at: head.respondent
            for at, head in enumerate(batch.heads)
            if head.respondent is not None
        }
        found = people.identify(
            dict.fromkeys(texts.values()), key, ids, everybody, where, survey
        )
        named = {at: found[text] for at, text in texts.items()}
        rows = people.nameless(
            self._db,
            batch.heads,
            said,
            key,
            everybody,
            survey=survey,
            same=replace,
            where=where,
        )
        return named | rows.named, rows.findings

    def _refuse_unread(self, batch: Batch, columns: list[str], cells: list[list[Any]]) -> None:
        """Refuse a longer download of a file that an earlier version of cpsurvey read.

        Until that file is read anew, its rows without identifier cannot be known again.
        """
        mine = Counter(
            people.content(records.said(columns, row))
            for head, row in zip(batch.heads, cells, strict=True)
            if head.respondent is None
        )
        if not mine:
            return
        theirs, names = Counter[str](), self._columns()
        unread = "WHERE respondent NOT IN (SELECT respondent FROM person)"
        for one in records.stored(self._db, self._study.database, unread):
            theirs[people.content(records.said(names[one.batch], one.cells))] += 1
        people.refuse_unread((mine & theirs).total(), theirs.total(), batch.info.file)

    def _record(
        self,
        head: Head,
        number: int,
        who: str,
        answered: int,
        cells: list[Any],
        said: records.Said,
        key: keys.Key,
    ) -> records.Record:
        wave = self._wave()
        seed = key.pseudonym(f"\x00seed\x00{head.seed}")[:16] if head.seed else ""
        return records.Record(
            batch=number,
            row=head.row,
            respondent=who,
            wave=str(said.get(wave) or "") if wave else "",
            replaces=0,
            state=head.state,
            answered=answered,
            submitted=head.submitted,
            background=records.background(head.origin, head.language, seed),
            cells=cells,
        )

    def _held(self, asked: Iterable[str]) -> dict[tuple[str, str], admit.Held]:
        """The version that counts now of everybody asked for."""
        columns = self._columns()
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS asked (respondent TEXT PRIMARY KEY)")
        self._db.execute("DELETE FROM asked")
        self._db.executemany("INSERT INTO asked VALUES (?)", [(who,) for who in asked])
        found = records.stored(
            self._db, self._study.database, "WHERE respondent IN (SELECT respondent FROM asked)"
        )
        return {
            place: admit.Held(one, records.said(columns[one.batch], one.cells))
            for place, one in _counting(found).items()
        }

    # ----------------------------------------------------------------------- out
    def responses(self, questionnaire: Questionnaire) -> Responses:
        """Everybody's current answers of the latest wave, in the order they came.

        Raises
        ------
        CpsurveyError
            CPS202 what is read is not what was written.
        """
        found = records.stored(self._db, self._study.database, counted=True)
        current = sorted(_counting(found).values(), key=lambda one: (one.batch, one.row))
        latest, earlier = waves_apart(current)
        flow = {**self._flow(len(current)), "earlier_wave": earlier}
        return widen(latest, self._columns(), questionnaire, self._study, flow)

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

        The bytes leave the file and its copies as well: deleted pages are overwritten and
        the write-ahead log is emptied.
        """
        key = self._key()
        everybody = people.known(self._db)
        named = people.everywhere(respondent, key, self._study, everybody)
        rows = 0
        with self._transaction():
            for who, loose in named.items():
                erased = self._erase(who)
                rows += erased
                if erased:
                    self._db.execute(
                        "INSERT INTO tombstone VALUES (?, ?) ON CONFLICT DO NOTHING",
                        (who, loose),
                    )
        if rows:
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        backups.erase(self._study.database, list(named))
        return Gone(rows)

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

    def _columns(self) -> dict[int, list[str]]:
        return {
            number: json.loads(names)
            for number, names in self._db.execute("SELECT id, columns FROM batch")
        }

    def _waves(self) -> list[str]:
        return [wave for (wave,) in self._db.execute("SELECT DISTINCT wave FROM answer")]

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


def _counting(
    found: Iterable[records.Record],
) -> dict[tuple[str, str], records.Record]:
    """Of everybody's versions in each wave the one that counts."""
    best: dict[tuple[str, str], records.Record] = {}
    for one in found:
        place = one.respondent, one.wave
        if place not in best or one.standing > best[place].standing:
            best[place] = one
    return best
