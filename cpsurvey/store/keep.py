"""One file into the store: who is in it, beside what is held, and what is kept of it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cpsurvey.design import Study
from cpsurvey.errors.finding import Finding
from cpsurvey.responses import Batch, Head
from cpsurvey.store import admit, people, records
from cpsurvey.store.key import Key
from cpsurvey.store.output import latest_wave


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


def keep(
    db: sqlite3.Connection,
    study: Study,
    batch: Batch,
    number: int,
    columns: Sequence[str],
    cells: Sequence[list[Any]],
    key: Key,
    *,
    replace: bool,
) -> Added:
    """Keep the rows of a batch inside the caller's transaction, or refuse them all.

    Parameters
    ----------
    number : int
        Of the batch, whose entry is made already.
    replace : bool
        Whether somebody said that this file replaces what it contradicts.
    """
    everybody = people.known(db)
    said = [records.said(columns, row) for row in cells]
    named, found = _identify(db, study, batch, said, key, everybody, same=replace)
    wave = study.questionnaire.identifiers.wave
    waves = [str(one.get(wave.variable) or "") if wave else "" for one in said]
    fresh = _fresh(batch, number, cells, named, waves, key)
    there = [at for at, one in enumerate(fresh) if one.respondent not in everybody.erased]
    asked = {fresh[at].respondent for at in there} & everybody.answered
    counts = dict(db.execute("SELECT batch, count(*) FROM answer GROUP BY batch"))
    records.check_batches(db, study.database, counts, but=number)
    held = _held(db, study, asked)
    judged = [
        admit.judge(
            fresh[at], said[at], held.get((fresh[at].respondent, fresh[at].wave)), told=replace
        )
        for at in there
    ]
    if not replace:
        _refuse(db, judged, waves=wave is not None, where=batch.info.file)
    latest = _latest(db, fresh)
    found += tuple(admit.without_wave(judged, latest, batch.info.file))
    kept = [one.record.values() for one in judged if one.change != "unchanged"]
    db.executemany(f"INSERT INTO answer VALUES ({', '.join('?' * 11)})", kept)
    people.remember(db, [named[at] for at in there])
    changes = Counter(one.change for one in judged)
    return Added(
        new=changes["new"],
        replaced=changes["replaced"],
        unchanged=changes["unchanged"],
        kept=changes["kept"],
        forgotten=len(fresh) - len(there),
        findings=found,
    )


def _fresh(
    batch: Batch,
    number: int,
    cells: Sequence[list[Any]],
    named: Mapping[int, tuple[str, str]],
    waves: Sequence[str],
    key: Key,
) -> list[records.Record]:
    """Every row of a batch as it would be stored."""
    answered = batch.frame[list(batch.reasons)].notna().sum(axis=1).tolist()
    return [
        records.Record(
            batch=number,
            row=head.row,
            respondent=named[at][0],
            wave=waves[at],
            replaces=0,
            state=head.state,
            answered=answered[at],
            submitted=head.submitted,
            background=_background(head, key),
            cells=cells[at],
        )
        for at, head in enumerate(batch.heads)
    ]


def _refuse(
    db: sqlite3.Connection, judged: Sequence[admit.Judged], *, waves: bool, where: str
) -> None:
    """Refuse what nobody said may be replaced."""
    stored, last_day = db.execute(
        "SELECT count(DISTINCT respondent), coalesce(max(submitted), '') FROM answer"
    ).fetchone()
    admit.refuse(judged, stored=stored, last_day=last_day, waves=waves, where=where)


def _latest(db: sqlite3.Connection, fresh: Sequence[records.Record]) -> str:
    """The latest wave there would be."""
    waves = [wave for (wave,) in db.execute("SELECT DISTINCT wave FROM answer")]
    return latest_wave([*waves, *(one.wave for one in fresh)])


def _identify(
    db: sqlite3.Connection,
    study: Study,
    batch: Batch,
    said: Sequence[records.Said],
    key: Key,
    everybody: people.Known,
    *,
    same: bool,
) -> tuple[dict[int, tuple[str, str]], tuple[Finding, ...]]:
    """Pseudonym and loose hash of every row."""
    where, survey, ids = batch.info.file, batch.info.survey, study.file.people.ids
    texts = {
        at: head.respondent
        for at, head in enumerate(batch.heads)
        if head.respondent is not None
    }
    found = people.identify(dict.fromkeys(texts.values()), key, ids, everybody, where, survey)
    named = {at: found[text] for at, text in texts.items()}
    rows = people.nameless(
        db, batch.heads, said, key, everybody, survey=survey, same=same, where=where
    )
    return named | rows.named, rows.findings


def refuse_unread(
    db: sqlite3.Connection,
    study: Study,
    batch: Batch,
    columns: Sequence[str],
    cells: Sequence[list[Any]],
) -> None:
    """Refuse a longer download of a file that an earlier version of cpsurvey read.

    Until that file is read anew, its rows without identifier cannot be known again.

    Raises
    ------
    CpsurveyError
        CPS140.
    """
    mine = Counter(
        people.content(records.said(columns, row))
        for head, row in zip(batch.heads, cells, strict=True)
        if head.respondent is None
    )
    if not mine:
        return
    names = records.columns(db)
    unread = "WHERE respondent NOT IN (SELECT respondent FROM person)"
    theirs = Counter(
        people.content(records.said(names[one.batch], one.cells))
        for one in records.stored(db, study.database, unread)
    )
    people.refuse_unread((mine & theirs).total(), theirs.total(), batch.info.file)


def _background(head: Head, key: Key) -> str:
    seed = key.pseudonym(f"\x00seed\x00{head.seed}")[:16] if head.seed else ""
    return records.background(head.origin, head.language, seed)


def _held(
    db: sqlite3.Connection, study: Study, asked: Iterable[str]
) -> dict[tuple[str, str], admit.Held]:
    """The version that counts now of everybody asked for."""
    columns = records.columns(db)
    db.execute("CREATE TEMP TABLE IF NOT EXISTS asked (respondent TEXT PRIMARY KEY)")
    db.execute("DELETE FROM asked")
    db.executemany("INSERT INTO asked VALUES (?)", [(who,) for who in asked])
    found = records.stored(
        db, study.database, "WHERE respondent IN (SELECT respondent FROM asked)"
    )
    return {
        place: admit.Held(one, records.said(columns[one.batch], one.cells))
        for place, one in counting(found).items()
    }


def counting(
    found: Iterable[records.Record],
) -> dict[tuple[str, str], records.Record]:
    """Of everybody's versions in each wave the one that counts."""
    best: dict[tuple[str, str], records.Record] = {}
    for one in found:
        place = one.respondent, one.wave
        if place not in best or one.standing > best[place].standing:
            best[place] = one
    return best
