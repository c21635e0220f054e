"""Ties of one study: of every file kept, and of the last one that asked given out.

A tie is kept under the pseudonyms of both ends. Who opted out is in no row of these tables, and
neither is who was erased.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from cpsurvey.design import Study
from cpsurvey.identity import wave_order
from cpsurvey.nominations import Given, Lists, Nominations
from cpsurvey.responses import Batch
from cpsurvey.spool import array
from cpsurvey.store import blocks, people, records
from cpsurvey.store.counting import counting
from cpsurvey.store.damage import damaged, digest_lists
from cpsurvey.store.key import Key

TABLES = """
CREATE TABLE tie_batch (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL,
  info TEXT NOT NULL,
  aside TEXT NOT NULL,
  forgotten INTEGER NOT NULL DEFAULT 0,
  ingested_at TEXT NOT NULL,
  digest TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE tie_asked (
  batch INTEGER NOT NULL REFERENCES tie_batch ON DELETE CASCADE,
  respondent TEXT NOT NULL,
  wave TEXT NOT NULL,
  relation TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (batch, respondent, wave, relation)
) STRICT;
CREATE TABLE tie (
  batch INTEGER NOT NULL REFERENCES tie_batch ON DELETE CASCADE,
  source TEXT NOT NULL,
  wave TEXT NOT NULL,
  relation TEXT NOT NULL,
  target TEXT NOT NULL,
  weight REAL NOT NULL,
  PRIMARY KEY (batch, source, wave, relation, target)
) STRICT;
CREATE INDEX tie_to ON tie (target);
CREATE TABLE tie_frame (
  respondent TEXT PRIMARY KEY,
  alike TEXT NOT NULL,
  groups TEXT NOT NULL
) STRICT;
"""
_OUT = "network_out"
"""In `meta`: keyed mark of the list of those who opted out, which is not kept itself."""
Who = bytes


@dataclass(frozen=True, slots=True)
class Held:
    """Ties of one wave, as they are kept.

    Parameters
    ----------
    asked : mapping of str to set of str
        Relation -> pseudonyms of who was asked and answered.
    ties : mapping of str to list of (source, target, weight)
        Relation -> ties.
    frame : mapping of str to mapping, or None
        Pseudonym of everybody who can be named -> role -> group; None: nobody said.
    aside : mapping of str to int
        Reason -> nominations left out.
    """

    asked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ties: Mapping[str, Sequence[tuple[str, str, float]]] = field(default_factory=dict)
    frame: Mapping[str, Mapping[str, str]] | None = None
    aside: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TiesAdded:
    """What a file of ties changed: people asked, ties kept, nominations left out by reason."""

    asked: int
    ties: int
    aside: Mapping[str, int]
    already: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """What ties of one file are kept by."""

    db: sqlite3.Connection
    study: Study
    key: Key
    out: frozenset[bytes] = frozenset()

    def without_those_who_say_so(self) -> Way:
        """The same, once those whose own answer opts out are in no tie any more."""
        said = by_form(self.db, self.study)
        drop(self.db, said)
        return replace(self, out=self.out | said)


# ------------------------------------------------------------------------------ in
def of_survey(way: Way, batch: Batch, named: Nominations, who: Sequence[Who]) -> TiesAdded:
    """Keep whom the respondents of a file name, once their answers are kept."""
    info = batch.info
    rows = dict(zip(batch.heads.rows.tolist(), who, strict=True))
    return add(
        way.without_those_who_say_so(),
        named,
        file=info.file,
        sha256=info.sha256,
        info={},
        content="",
        survey=info.survey,
        rows=rows,
        days=dict(zip(rows, batch.heads.submitted, strict=True)),
    )


def by_form(db: sqlite3.Connection, study: Study) -> frozenset[Who]:
    """Respondents whose own answer opts out."""
    network = study.questionnaire.network
    consent = network.consent if network else None
    if consent is None or not consent.out:
        return frozenset()
    found = [blocks.read(db, study.database, one) for one in sorted(blocks.counts(db))]
    gone: set[Who] = set()
    for one, places in zip(found, counting(found), strict=True):
        if consent.id in one.cells:
            said = one.cells[consent.id].take(places)
            rows = said.rows(lambda kind: kind in consent.out)
            theirs = array(one.who)[places][np.array(rows, dtype=np.intp) - 1]
            gone |= set(theirs.tolist())
    return frozenset(gone)


def add(
    way: Way,
    found: Nominations,
    *,
    file: str,
    sha256: str,
    info: Mapping[str, object],
    content: str,
    survey: str = "",
    rows: Mapping[int, Who] | None = None,
    days: Mapping[int, str] = {},
) -> TiesAdded:
    """Keep the ties of a file inside the caller's transaction, in the place of its former ones.

    Parameters
    ----------
    survey : str
        Name of the survey whose own identifiers these are.
    rows : mapping of int to bytes, optional
        Row of a survey -> pseudonym of its respondent; rows of nobody here are not kept, nor
        those of people whose answers are not.
    days : mapping of int to str
        Row of a survey -> day of its answers, empty where unknown.

    Raises
    ------
    CpsurveyError
        CPS130 a token is like somebody's identifier.
    """
    db = way.db
    known = db.execute("SELECT id FROM tie_batch WHERE sha256 = ?", (sha256,)).fetchone()
    if known:
        db.execute("DELETE FROM tie_batch WHERE id = ?", known)
        people.tidy(db)
    everybody = people.known(db, way.study.database)
    given = [one for one in found.given if rows is None or one.row in rows]
    hashes = _named(way, given, everybody, survey, file)
    aside = Counter(dict(found.aside))
    cursor = db.execute(
        "INSERT INTO tie_batch (id, file, sha256, content, info, aside, ingested_at)"
        " VALUES (?, ?, ?, ?, ?, '{}', ?)",
        (
            known[0] if known else None,
            file,
            sha256,
            content,
            json.dumps(dict(info), ensure_ascii=False),
            datetime.now(UTC).isoformat(timespec="seconds"),
        ),
    )
    number = int(cursor.lastrowid or 0)
    kept: set[bytes] = set()
    ties = asked = 0
    for one in given:
        source = rows[one.row] if rows is not None else hashes[one.who or ""][0]
        if rows is not None and source not in everybody.answered:
            continue
        those = _kept(way, one, source, hashes, everybody, aside)
        if those is None:
            continue
        where = (number, source.hex(), one.wave, one.relation)
        day = days.get(one.row, "")
        fresh = db.execute(
            "INSERT OR IGNORE INTO tie_asked VALUES (?, ?, ?, ?, ?)", (*where, day)
        )
        if not fresh.rowcount:
            aside["twice"] += len(those)
            continue
        db.executemany(
            "INSERT INTO tie VALUES (?, ?, ?, ?, ?, ?)",
            [(*where, target.hex(), weight) for target, weight in those.items()],
        )
        kept |= {source, *those}
        asked, ties = asked + 1, ties + len(those)
    db.execute("UPDATE tie_batch SET aside = ? WHERE id = ?", (json.dumps(+aside), number))
    people.remember(db, [pair for pair in hashes.values() if pair[0] in kept])
    seal(db, number)
    return TiesAdded(asked, ties, dict(+aside))


def _named(
    way: Way, given: Sequence[Given], everybody: people.Known, survey: str, where: str
) -> dict[str, tuple[bytes, bytes]]:
    """Pseudonym and loose hash of every token, by the rules for respondents."""
    tokens = dict.fromkeys(one.who for one in given if one.who is not None)
    tokens |= dict.fromkeys(token for one in given for token, _ in one.named)
    texts = [token for token in tokens if token]
    hashes = people.identify(
        texts, way.key, way.study.file.people.ids, everybody, where, survey
    )
    pairs = zip(*(one.tolist() for one in hashes), strict=True)
    return people.one_person(
        dict(zip(texts, pairs, strict=True)), way.study.file.people.ids, where
    )


def _kept(
    way: Way,
    one: Given,
    source: bytes,
    hashes: Mapping[str, tuple[bytes, bytes]],
    everybody: people.Known,
    aside: Counter[str],
) -> dict[bytes, float] | None:
    """Whom one person named, as far as it is kept; None: nothing of this person is."""
    if source in way.out or source in everybody.erased:
        return None
    found: dict[bytes, float] = {}
    for token, weight in one.named:
        target = hashes[token][0]
        if target in way.out or target in everybody.erased:
            continue  # not even counted: the number of them is about one person
        if target == source:
            aside["self"] += 1
        elif target in found:
            aside["twice"] += 1
        else:
            found[target] = weight
    return found


def set_lists(db: sqlite3.Connection, study: Study, key: Key, lists: Lists) -> frozenset[bytes]:
    """Keep who can be named, erase the ties of those who opted out; their pseudonyms.

    The list of those who opted out is not kept, but for a keyed mark of all of it: where that
    is another one, files are read anew, since ties may be theirs that were left out.
    """
    everybody = people.known(db, study.database)
    named = {token: _everywhere(token, key, study, everybody) for token in lists.out}
    out = frozenset(who for those in named.values() for who in those)
    mark = key.mark("\n".join(sorted(one.hex() for one in out)), 16).hex() if out else ""
    before = db.execute("SELECT value FROM meta WHERE name = ?", (_OUT,)).fetchone()
    if mark != (before[0] if before else ""):
        db.execute("DELETE FROM meta WHERE name = ?", (_OUT,))
        db.execute("INSERT INTO meta VALUES (?, ?)", (_OUT, mark))
        _read_anew(db)
    drop(db, out)
    db.execute("DELETE FROM tie_frame")
    texts = list(lists.frame or ())
    if texts:
        hashes = people.identify(texts, key, study.file.people.ids, everybody, "population")
        db.executemany(
            "INSERT OR IGNORE INTO tie_frame VALUES (?, ?, ?)",
            [
                (who.hex(), mark_.hex(), json.dumps(dict((lists.frame or {})[text])))
                for text, who, mark_ in zip(
                    texts, *(one.tolist() for one in hashes), strict=True
                )
                if who not in out and who not in everybody.erased
            ],
        )
    return out


def _everywhere(
    token: str, key: Key, study: Study, everybody: people.Known
) -> Collection[bytes]:
    """Every pseudonym of somebody who opts out: also of what is alike, whatever is said."""
    found = people.everywhere(token, key, study, everybody)
    marks = {mark for mark in found.values() if mark is not None}
    return {*found, *(who for those in everybody.like(marks).values() for who in those)}


def _read_anew(db: sqlite3.Connection) -> None:
    """Files with ties are not taken as known the next time they are ingested."""
    db.execute("UPDATE tie_batch SET content = ''")
    numbers = db.execute("SELECT batch.id FROM batch JOIN tie_batch USING (sha256)").fetchall()
    for (number,) in numbers:
        db.execute("UPDATE batch SET content = '', recipe = '' WHERE id = ?", (number,))
        records.seal(db, number)
    for (number,) in db.execute("SELECT id FROM tie_batch").fetchall():
        seal(db, number)


def drop(db: sqlite3.Connection, those: Iterable[bytes]) -> int:
    """Take people out of all ties inside the caller's transaction; rows deleted."""
    gone = 0
    touched: set[int] = set()
    for who in those:
        text = who.hex()
        touched |= {
            one
            for (one,) in db.execute(
                "SELECT batch FROM tie WHERE source = :who OR target = :who"
                " UNION SELECT batch FROM tie_asked WHERE respondent = :who",
                {"who": text},
            )
        }
        gone += db.execute(
            "DELETE FROM tie WHERE source = :who OR target = :who", {"who": text}
        ).rowcount
        gone += db.execute("DELETE FROM tie_asked WHERE respondent = ?", (text,)).rowcount
        gone += db.execute("DELETE FROM tie_frame WHERE respondent = ?", (text,)).rowcount
    for number in touched:
        db.execute("UPDATE tie_batch SET forgotten = forgotten + 1 WHERE id = ?", (number,))
        seal(db, number)
    if gone:
        people.tidy(db)
    return gone


def take_out(db: sqlite3.Connection, limit: str) -> tuple[int, list[str]]:
    """Delete ties told before a day, inside the caller's transaction; rows, and their files.

    Where no day is known, that of the ingestion counts.
    """
    old = db.execute(
        "SELECT batch, respondent, wave, relation FROM tie_asked JOIN tie_batch"
        " ON batch = tie_batch.id"
        " WHERE CASE day WHEN '' THEN substr(ingested_at, 1, 10) ELSE day END < ?",
        (limit,),
    ).fetchall()
    gone, files = 0, []
    for place in old:
        for table, who in (("tie", "source"), ("tie_asked", "respondent")):
            gone += db.execute(
                f"DELETE FROM {table} WHERE batch = ? AND {who} = ? AND wave = ?"
                " AND relation = ?",
                place,
            ).rowcount
    for batch in sorted({batch for batch, *_ in old}):
        held = "SELECT EXISTS (SELECT 1 FROM tie_asked WHERE batch = ?)"
        if not db.execute(held, (batch,)).fetchone()[0]:
            db.execute("UPDATE tie_batch SET file = '—', info = '{}' WHERE id = ?", (batch,))
        files += db.execute("SELECT sha256 FROM tie_batch WHERE id = ?", (batch,)).fetchone()
        seal(db, batch)
    if gone:
        people.tidy(db)
    return gone, files


# ----------------------------------------------------------------------------- out
def current(db: sqlite3.Connection, file: Path, wave: str) -> Held | None:
    """Ties of a wave, and those of no wave; None: the study has none.

    Of two files that asked one person for one relation, the later counts. Where the wave has
    no ties, those of the latest period are taken.

    Raises
    ------
    CpsurveyError
        CPS202 what is read is not what was written.
    """
    files = db.execute("SELECT id, digest, file, aside FROM tie_batch ORDER BY id").fetchall()
    aside: Counter[str] = Counter()
    for number, mark, name, left in files:
        if _digest(db, number) != mark:
            raise damaged(file, f"the ties of file '{name}' are not what was written")
        aside.update(json.loads(left))
    if not files:
        return None
    chosen = _wave(db, wave)
    last: dict[tuple[str, str], int] = {}
    for batch, who, relation in db.execute(
        "SELECT batch, respondent, relation FROM tie_asked WHERE wave IN ('', ?)"
        " ORDER BY batch",
        (chosen,),
    ):
        last[who, relation] = batch
    asked: dict[str, set[str]] = {}
    for who, relation in last:
        asked.setdefault(relation, set()).add(who)
    frame = _frame(db)
    ties: dict[str, dict[tuple[str, str], float]] = {name: {} for name in asked}
    for batch, source, relation, target, weight in db.execute(
        "SELECT batch, source, relation, target, weight FROM tie WHERE wave IN ('', ?)"
        " ORDER BY rowid",
        (chosen,),
    ):
        if last.get((source, relation)) == batch:
            ties[relation][source, target] = weight
    return Held(
        {name: frozenset(those) for name, those in sorted(asked.items())},
        {
            name: [(*pair, weight) for pair, weight in those.items()]
            for name, those in sorted(ties.items())
        },
        frame,
        dict(aside),
    )


def _wave(db: sqlite3.Connection, wave: str) -> str:
    """The wave itself where it has ties, else the latest one that has."""
    there = {one for (one,) in db.execute("SELECT DISTINCT wave FROM tie_asked")} - {""}
    return wave if wave in there or not there else max(there, key=wave_order)


def _frame(db: sqlite3.Connection) -> dict[str, dict[str, str]] | None:
    rows = db.execute("SELECT respondent, groups FROM tie_frame ORDER BY respondent").fetchall()
    return {who: json.loads(groups) for who, groups in rows} or None


def files(db: sqlite3.Connection) -> list[dict[str, object]]:
    """Files of ties alone, in the order they came, with what is known of them."""
    rows = db.execute("SELECT file, sha256, info FROM tie_batch WHERE info <> '{}' ORDER BY id")
    return [{"file": file, "sha256": sha, **json.loads(info)} for file, sha, info in rows]


def any_kept(db: sqlite3.Connection) -> bool:
    """Whether the study has ties, or a list about them."""
    asked = "SELECT EXISTS (SELECT 1 FROM tie_batch), EXISTS (SELECT 1 FROM tie_frame)"
    return any(db.execute(asked).fetchone())


def known_content(db: sqlite3.Connection, sha256: str) -> str | None:
    """Content of a file of ties of these bytes, if it is there."""
    row = db.execute("SELECT content FROM tie_batch WHERE sha256 = ?", (sha256,)).fetchone()
    return row[0] if row else None


def _digest(db: sqlite3.Connection, number: int) -> str:
    asked = (
        "SELECT id, file, sha256, content, info, aside, forgotten, ingested_at FROM tie_batch"
        " WHERE id = ?",
        "SELECT * FROM tie_asked NOT INDEXED WHERE batch = ? ORDER BY rowid",
        "SELECT * FROM tie NOT INDEXED WHERE batch = ? ORDER BY rowid",
    )
    return digest_lists(*(db.execute(one, (number,)) for one in asked))


def seal(db: sqlite3.Connection, number: int) -> None:
    """Write the digest of a file, at the end of whatever changed it."""
    db.execute("UPDATE tie_batch SET digest = ? WHERE id = ?", (_digest(db, number), number))


def fingerprint(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    """What `current` depends on."""
    found: list[tuple[object, ...]] = db.execute(
        "SELECT digest FROM tie_batch ORDER BY id"
    ).fetchall()
    frame = db.execute("SELECT * FROM tie_frame ORDER BY respondent")
    return [*found, (digest_lists(frame),)] if found else []
