"""Answers of one study: every version kept, the current one given out."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass, replace
from dataclasses import replace as changed
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey.design import Questionnaire, Study
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.nominations import Lists, TieBatch, said
from cpsurvey.responses import (
    Batch,
    BatchInfo,
    Indicators,
    KpiBatch,
    Responses,
    StoredIndicators,
)
from cpsurvey.spool import array
from cpsurvey.store import (
    blocks,
    holding,
    indicators,
    kpi,
    people,
    records,
    retention,
    ties,
)
from cpsurvey.store import key as keys
from cpsurvey.store.counting import counting
from cpsurvey.store.damage import damaged, digest, translate
from cpsurvey.store.output import waves_apart, widen
from cpsurvey.store.schema import connect, rehearsal
from cpsurvey.store.sources import Source, sources
from cpsurvey.store.taken_over import answered, counted, taken_over

if TYPE_CHECKING:
    from cpsurvey.store.deletion import Deletion
    from cpsurvey.store.keep import Added
    from cpsurvey.store.ledger import Ledger, Release


@dataclass(frozen=True, slots=True)
class Gone:
    """Rows erased for one respondent, and releases that count them."""

    rows: int
    releases: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is known of a file that was read before."""

    info: BatchInfo
    findings: tuple[Finding, ...]


def _written(findings: Iterable[Finding]) -> str:
    return json.dumps([astuple(one) for one in findings], ensure_ascii=False)


def _info(batch: Batch) -> str:
    return json.dumps(asdict(batch.info), ensure_ascii=False)


@contextmanager
def open_store(study: Study, *, rehearsed: bool = False) -> Iterator[Store]:
    """Open the study's database; closed again at the end, whatever happens.

    Parameters
    ----------
    rehearsed : bool
        A copy in memory is opened instead, and no key is made: nothing stays of what is done.

    Raises
    ------
    CpsurveyError
        CPS201 cannot be written, CPS202 not ours or damaged, CPS204 of a newer version.
    """
    opened = rehearsal if rehearsed else connect
    connection = opened(study.database, study.questionnaire)
    try:
        yield Store(connection, study, rehearsed=rehearsed)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise translate(error, study.database) from None
    finally:
        connection.close()


class Store:
    """The open database of one study."""

    def __init__(
        self, connection: sqlite3.Connection, study: Study, *, rehearsed: bool = False
    ) -> None:
        self._db = connection
        self._study = study
        self._rehearsed = rehearsed
        self._drawn: keys.Key | None = None
        self._out: frozenset[bytes] = frozenset()

    # ------------------------------------------------------------------------ in
    def told_wave(self, sha256: str) -> int | None:
        """Wave that ``--wave`` gave to the file of these bytes, if it did."""
        found = self._known(sha256, "info")
        wave: int | None = json.loads(found[0]).get("wave") if found else None
        return wave

    def mended_by(self, sha256: str) -> tuple[int, str]:
        """Cells that were mended in the file of these bytes, and digest of what mended them."""
        found = self._known(sha256, "info")
        info = json.loads(found[0]) if found else {}
        return info.get("mended", 0), info.get("fix_sha256", "")

    def recall(self, sha256: str, recipe: str) -> Recalled | None:
        """What was found when a file of these bytes was read by the same recipe, if it was.

        Raises
        ------
        CpsurveyError
            CPS203 the study's key is not there.
        """
        self._key()
        known = self._known(sha256, "recipe, info, findings")
        if known is None or not recipe or known[0] != recipe:
            return None
        info, findings = map(json.loads, known[1:])
        info["evidence"] = tuple(info["evidence"])
        return Recalled(BatchInfo(**info), tuple(Finding(*one) for one in findings))

    def add(
        self,
        batch: Batch,
        *,
        replace: bool = False,
        recipe: str = "",
        progress: blocks.Progress | None = None,
    ) -> Added:
        """Keep a batch: all of it, or none of it when the process dies or it is refused.

        Parameters
        ----------
        replace : bool
            Whether somebody said that this file replaces what it contradicts.
        recipe : str
            Hash of everything that the reading of the file depends on beside its bytes.
        progress : callable, optional
            Told how many rows are written, and how many there are.

        Raises
        ------
        CpsurveyError
            CPS130, CPS133, CPS134, CPS139, CPS140 when it cannot be told who is who.
        """
        from cpsurvey.store.admit import moved as said_of_move
        from cpsurvey.store.content import content_of
        from cpsurvey.store.keep import Added, keep, refuse_unread

        key = self._key()
        content = content_of(batch, self._study.file.people.ids, self._wave())
        known = self._known(batch.info.sha256, "id, content, replaces, recipe, info")
        if known and known[1] == content:
            if recipe not in ("", known[3]):
                self._read_as(known[0], recipe, batch)
            return Added(already=True, unchanged=len(batch.heads))
        old, replace = (known[0], replace or bool(known[2])) if known else (None, replace)
        # what a person mended changes answers, not who gave them
        mended = known is not None and bool(
            batch.info.mended or json.loads(known[4]).get("mended")
        )
        with self._transaction():
            if old is None and not replace:
                refuse_unread(self._db, self._study, batch)
            before = self._waves_of(old) if old is not None else set()
            number = self._start(batch, content, old, recipe, replace=replace)
            added = keep(
                self._db,
                self._study,
                batch,
                number,
                key,
                replace=replace,
                known=mended,
                progress=progress,
            )
            self._db.executemany(
                "INSERT INTO quarantine VALUES (?, ?, ?, ?)",
                [(number, r.row, r.column, r.rule) for r in batch.rejected],
            )
            if batch.named is not None and added.who is not None:
                way = ties.Way(self._db, self._study, key, self._out)
                named = ties.of_survey(way, batch, batch.named, array(added.who).tolist())
                retention.keep_out(self._db, self._study.database, batch.info.sha256)
                found = said(named.asked, named.ties, named.aside, batch.info.file)
                added = changed(added, findings=(*added.findings, *found))
            self._db.execute(
                "UPDATE batch SET forgotten = ?, findings = ? WHERE id = ?",
                (added.forgotten, _written((*batch.findings, *added.findings)), number),
            )
            records.seal(self._db, number)
            moved = said_of_move(before, self._waves_of(number), batch.info.file)
        return changed(added, findings=(*added.findings, *moved)) if moved else added

    def _waves_of(self, number: int) -> set[str]:
        """Waves that the answers of a file belong to."""
        return blocks.kinds_of(self._db, self._study.database, number, "wave")

    def add_indicators(self, batch: KpiBatch) -> kpi.KpiAdded:
        """Keep a file of indicators: all of it, or none of it when the process dies."""
        key = self._key()
        with self._transaction():
            file = self._study.database
            past = retention.limit_of(self._db, file).past(batch.info.sha256)
            return kpi.add(self._db, file, batch, key, self._study.file.people.ids, past)

    def has_indicators(self, sha256: str) -> bool:
        """Whether a file of indicators of these bytes is stored."""
        asked = "SELECT 1 FROM kpi_batch WHERE sha256 = ?"
        return self._db.execute(asked, (sha256,)).fetchone() is not None

    def set_lists(self, lists: Lists) -> None:
        """Keep who can be named in the network; erase the ties of those who take no part.

        The latter are known until the store is closed, and kept nowhere.
        """
        if lists.out or lists.frame or ties.any_kept(self._db):
            with self._transaction():
                self._out = ties.set_lists(self._db, self._study, self._key(), lists)

    def add_ties(self, batch: TieBatch, recipe: str) -> ties.TiesAdded:
        """Keep a file of ties: all of it, or none of it when the process dies.

        Parameters
        ----------
        recipe : str
            What the reading depends on beside the bytes.
        """
        key = self._key()
        past = retention.limit_of(self._db, self._study.database).files
        if batch.sha256 in past or recipe == ties.known_content(self._db, batch.sha256):
            return ties.TiesAdded(0, 0, {}, already=True)
        way = ties.Way(self._db, self._study, key, self._out)
        with self._transaction():
            added = ties.add(
                way.without_those_who_say_so(),
                batch.nominations,
                file=batch.file,
                sha256=batch.sha256,
                info={
                    "encoding": batch.encoding,
                    "rows": batch.rows,
                    "accepted": batch.accepted,
                    "quarantined": batch.rows - batch.accepted,
                },
                content=recipe,
            )
            retention.keep_out(self._db, self._study.database, batch.sha256)
            return added

    def _known(self, sha256: str, columns: str) -> tuple[Any, ...] | None:
        """Some of what is known of a file of these bytes, if it is there."""
        found: tuple[Any, ...] | None = self._db.execute(
            f"SELECT id, file, digest, {columns} FROM batch WHERE sha256 = ?", (sha256,)
        ).fetchone()
        if found is None:
            return None
        records.check_batch(self._db, self._study.database, *found[:3])
        return found[3:]

    def _read_as(self, number: int, recipe: str, batch: Batch) -> None:
        """Another recipe made the same of a file: next time, that one is known."""
        with self._transaction():
            self._db.execute(
                "UPDATE batch SET recipe = ?, findings = ?, info = json_set(?, '$.expired',"
                " coalesce(info ->> '$.expired', 0)) WHERE id = ?",
                (recipe, _written(batch.findings), _info(batch), number),
            )
            records.seal(self._db, number)

    def _start(
        self, batch: Batch, content: str, old: int | None, recipe: str, *, replace: bool
    ) -> int:
        """Number of the batch; a file that is read anew keeps its place in the order."""
        if old is not None:
            self._db.execute("DELETE FROM batch WHERE id = ?", (old,))
            people.tidy(self._db)
        cursor = self._db.execute(
            "INSERT INTO batch (id, file, sha256, recipe, content, info, columns, replaces,"
            " ingested_at) VALUES (?, ?, ?, ?, ?, ?, '[]', ?, ?)",
            (
                old,
                batch.info.file,
                batch.info.sha256,
                recipe,
                content,
                _info(batch),
                int(replace),
                datetime.now(UTC).isoformat(timespec="seconds"),
            ),
        )
        return int(cursor.lastrowid or 0)

    # ----------------------------------------------------------------------- out
    def responses(self, questionnaire: Questionnaire, *, every_wave: bool = False) -> Responses:
        """Everybody's current answers of the latest wave, or of all, in the order they came.

        Raises
        ------
        CpsurveyError
            CPS202 what is read is not what was written.
        """
        file = self._study.database
        records.check_batches(self._db, file)
        answered_to = answered(self._db)
        found = [blocks.read(self._db, file, one) for one in sorted(blocks.counts(self._db))]
        found = taken_over(found, answered_to, self._study)
        current = counting(found)
        declared = self._study.file.waves
        retests = declared.retests if declared else ()
        latest, left = waves_apart(found, current, every=every_wave, retests=retests)
        flow = {**self._flow(sum(map(len, current))), **left}
        responses = widen(latest, questionnaire, self._study, flow)
        return replace(responses, versions=counted(latest, answered_to))

    def _flow(self, current: int) -> dict[str, int]:
        found = self.batches()
        forgotten = int(
            self._db.execute("SELECT coalesce(sum(forgotten), 0) FROM batch").fetchone()[0]
        )
        accepted = sum(source.accepted for source in found)
        expired = sum(source.expired for source in found)
        return {
            "rows": sum(source.rows for source in found),
            "quarantined": sum(source.quarantined for source in found),
            "superseded": accepted - forgotten - expired - current,
            "forgotten": forgotten,
            **({"expired": expired} if expired else {}),
        }

    def indicators(self) -> Indicators:
        """Everybody's current indicators, respondents or not."""
        return indicators.current(self._db, self._study.database)

    def stored_indicators(self) -> StoredIndicators:
        """The same, not read yet; who reads them opens the store anew."""
        study = self._study

        def read() -> Indicators:
            with open_store(study) as store:
                return store.indicators()

        files = tuple(info for info, _ in kpi.files(self._db))
        return StoredIndicators(self.fingerprint(), files, read)

    def ties(self, responses: Responses) -> ties.Held | None:
        """Ties of the wave of these answers; None where the study has none."""
        named = self._wave()
        waves = responses.groups.get(named) if named else None
        wave = next((str(one) for one in (() if waves is None else waves) if one), "")
        return ties.current(self._db, self._study.database, wave)

    def tie_files(self) -> list[dict[str, Any]]:
        """Files of ties in the order they came; those of the survey are among the batches."""
        return ties.files(self._db)

    def quarantine(self) -> list[tuple[str, str | None, int]]:
        """Rule, column (None: the whole row) and count of what was set aside."""
        return self._db.execute(
            "SELECT rule, column_name, count(*) FROM quarantine"
            " GROUP BY rule, column_name ORDER BY column_name IS NOT NULL, rule, column_name"
        ).fetchall()

    def batches(self) -> list[Source]:
        """Where the answers came from, in the order they came."""
        return sources(self._db, self._study.database)

    def fingerprint(self) -> str:
        """Hash of everything `responses`, `indicators` and `quarantine` depend on."""
        digest = hashlib.sha256()
        for row in kpi.fingerprint(self._db):
            digest.update(repr(("kpi", *row)).encode())
        for line in ties.fingerprint(self._db):
            digest.update(repr(("tie", *line)).encode())
        for row in self._db.execute("SELECT content, forgotten FROM batch ORDER BY id"):
            digest.update(repr(row).encode())
        for one in holding.register(self._db, self._study.database):
            digest.update(repr(("purge", one["before"], one["at"])).encode())
        return digest.hexdigest()

    def pseudonyms(self, identifiers: Sequence[str]) -> dict[str, str | None]:
        """Pseudonym of each identifier as respondents have theirs; None of who was erased.

        Raises
        ------
        CpsurveyError
            CPS130 one is like a stored one, and the study does not say what that means.
        """
        if not identifiers:
            return {}
        file, ids = self._study.database, self._study.file.people.ids
        everybody = people.known(self._db, file)
        where = "the tables of observations and codings"
        who, _ = people.identify(identifiers, self._key(), ids, everybody, where)
        found = zip(identifiers, who.tolist(), strict=True)
        return {one: None if at in everybody.erased else at.hex() for one, at in found}

    def holding(self) -> holding.Holding:
        """How old what is held is, and what was deleted."""
        return holding.holding(self._db, self._study.database)

    # -------------------------------------------------------------------- forget
    def forget(self, respondent: str) -> Gone:
        """Erase a person's answers and indicators, and refuse them from now on.

        The bytes leave the file and its copies as well: deleted pages are overwritten and
        the write-ahead log is emptied.
        """
        from cpsurvey.store import backups
        from cpsurvey.store.deletion import wipe
        from cpsurvey.store.ledger import Ledger

        key, file = self._key(), self._study.database
        everybody = people.known(self._db, file)
        named = people.everywhere(respondent, key, self._study, everybody)
        texts = [who.hex() for who in named]
        with self._transaction():
            released = Ledger(self._db, key, file).bury(texts)
            erased = self._erase(named)
            self._db.executemany(
                "INSERT INTO tombstone VALUES (?, ?) ON CONFLICT DO NOTHING",
                [
                    (who.hex(), mark and mark.hex())
                    for who, mark in named.items()
                    if who in erased
                ],
            )
        rows = erased.total()
        if rows or released:
            wipe(self._db)
        backups.erase(file, texts)
        return Gone(rows, released)

    def releases(self) -> list[Release]:
        """The register of releases; it needs no key."""
        from cpsurvey.store.ledger import releases

        return releases(self._db, self._study.database)

    def deletion(self) -> Deletion:
        """What deletes all that was kept long enough."""
        from cpsurvey.store.deletion import Deletion

        try:
            key = self._key()
        except CpsurveyError:
            key = None
        return Deletion(self._db, self._study.database, key)

    def _erase(self, named: Collection[bytes]) -> Counter[bytes]:
        """Delete rows of pseudonyms inside the caller's transaction; rows deleted of each."""
        found = blocks.erase(self._db, self._study.database, named)
        for batch, gone in found.items():
            places = [(batch, row) for _, row in gone]
            self._db.executemany(
                "DELETE FROM quarantine WHERE batch = ? AND source_row = ?", places
            )
            self._db.execute(
                "UPDATE batch SET forgotten = forgotten + ? WHERE id = ?", (len(gone), batch)
            )
            records.seal(self._db, batch)
        rows = Counter(who for gone in found.values() for who, _ in gone)
        for who in named:
            rows[who] += kpi.forget(self._db, who.hex()) + ties.drop(self._db, [who])
            self._db.execute("DELETE FROM person WHERE respondent = ?", (who.hex(),))
        return +rows

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
        key = self._drawn or keys.load(self.key_file, expected=check, make=not self._rehearsed)
        self._drawn = key if self._rehearsed else None
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
    def key_check(self) -> str:
        """Tells this study's key from any other; empty while there is none."""
        return self._meta("key_check") or ""

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
        from cpsurvey.store.ledger import Ledger

        key = self._key()
        with self._transaction():
            yield Ledger(self._db, key, self._study.database)
