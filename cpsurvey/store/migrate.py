"""A database of an earlier version, brought up to date after a copy of it.

Version 5 had no ties. Versions up to 4 kept a row for each version of somebody's answers, with
the answers as JSON; they are packed into blocks. Version 3 had no ledger of releases.

Versions 1 and 2 kept a reason for no answer as a number below zero. The questionnaire says
which numbers can only be reasons and which only values; what can be both stays a reason, as
it was taken before, and is named.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cpsurvey import system
from cpsurvey.design import Questionnaire
from cpsurvey.design.study import SECONDS
from cpsurvey.responses import COMPLETE, NOT_SHOWN, PARTIAL, SKIPPED, UNKNOWN
from cpsurvey.store import kpi, ledger, records, rows, ties
from cpsurvey.store.damage import cannot_write, damaged


def _tables(**columns: str) -> dict[str, frozenset[str]]:
    return {table: frozenset(names.split()) for table, names in columns.items()}


_FIRST = _tables(
    meta="name value",
    batch="id file sha256 content info columns forgotten ingested_at",
    answer="batch source_row respondent wave complete submitted cells",
    quarantine="batch source_row column_name rule",
    tombstone="respondent",
)
_KPI = _tables(
    kpi_batch="id file sha256 content info forgotten ingested_at",
    kpi="batch source_row agent period reason indicator version n total logs",
    kpi_quarantine="batch source_row column_name rule",
)
_THIRD = _tables(
    meta="name value",
    batch="id file sha256 content info columns forgotten replaces ingested_at digest",
    answer="batch source_row respondent wave replaces state answered submitted background"
    " cells digest",
    quarantine="batch source_row column_name rule",
    person="respondent alike",
    tombstone="respondent alike",
    kpi_batch="id file sha256 content info forgotten ingested_at digest",
    kpi="batch source_row agent period reason indicator version n total logs",
    kpi_quarantine="batch source_row column_name rule",
)
_FOURTH = {
    **_THIRD,
    **_tables(
        release="number run made_at withdrawn names groups used files digest",
        release_person="release person facts",
    ),
}
_FIFTH = {
    **_FOURTH,
    **_tables(
        batch="id file sha256 recipe content info findings columns kinds forgotten replaces"
        " ingested_at digest",
        answer="batch number people alike rows places digest",
    ),
}
SHAPES = {1: _FIRST, 2: {**_FIRST, **_KPI}, 3: _THIRD, 4: _FOURTH, 5: _FIFTH}
"""Version -> its tables with their columns."""
_ORDER = (
    "answer",
    "quarantine",
    "kpi",
    "kpi_quarantine",
    "batch",
    "kpi_batch",
    "tombstone",
    "meta",
)
_log = logging.getLogger("cpsurvey")


def copies(file: Path) -> list[Path]:
    """Copies of a database that migrations have made."""
    return sorted(one for one in file.parent.glob(f"{file.name}.v*.bak*") if one.is_file())


def migrate(
    db: sqlite3.Connection,
    file: Path,
    version: int,
    questionnaire: Questionnaire,
    tables: str,
    newest: int,
    *,
    copy: bool = True,
) -> None:
    """Copy the database, then rewrite it in one transaction; say what was done.

    Parameters
    ----------
    copy : bool
        False: `db` is a copy already, and nothing is said of it.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        kept = _copy(file, version) if copy else None
        doubts: Counter[tuple[str, str]] = Counter()
        if version < 3:
            doubts = _rewrite(db, file, version, questionnaire, tables)
        elif version < 5:
            rows.pack(db, file, tables)
        new = (ledger.TABLES if version == 3 else "") + (ties.TABLES if version > 2 else "")
        for statement in new.split(";"):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {newest}")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if kept:
        _log.warning("\n".join(_said(file, kept, version, newest, doubts)))


def _said(
    file: Path, copy: Path, version: int, newest: int, doubts: Counter[tuple[str, str]]
) -> list[str]:
    lines = [
        f"note: {file} was of version {version} and is now of version {newest}; "
        f"a copy of it as it was: {copy.name}"
    ]
    lines += [
        f"  '{variable}': {count} {'number' if count == 1 else 'numbers'} below zero {what}"
        for (variable, what), count in sorted(doubts.items())
    ]
    if version < 3:
        lines.append(
            "  fix: ingest the export files once more: each is read anew, not taken as known "
            f"(cpsurvey ingest --study {system.quoted(str(file.parent))})"
        )
    return lines


def _copy(file: Path, version: int) -> Path:
    """A private copy that no earlier one makes room for, safely on disk."""
    copy, taken = file.with_name(f"{file.name}.v{version}.bak"), 1
    while copy.exists():
        taken += 1
        copy = file.with_name(f"{file.name}.v{version}.bak.{taken}")
    try:
        system.make(copy)
    except OSError as error:
        raise cannot_write(copy, error.strerror or str(error)) from None
    try:
        # by a connection of its own: the one that holds the lock cannot be copied from
        with (
            contextlib.closing(sqlite3.connect(file, isolation_level=None)) as source,
            contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as target,
        ):
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        system.sync(copy)
        system.sync(copy.parent)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return copy


def _rewrite(
    db: sqlite3.Connection, file: Path, version: int, questionnaire: Questionnaire, tables: str
) -> Counter[tuple[str, str]]:
    old = {
        table: db.execute(f"SELECT {', '.join(sorted(columns))} FROM {table}").fetchall()
        for table, columns in SHAPES[version].items()
    }
    found = {
        table: [dict(zip(sorted(SHAPES[version][table]), row, strict=True)) for row in those]
        for table, those in old.items()
    }
    for table in _ORDER:
        if table in found:
            db.execute(f"DROP TABLE {table}")
    for statement in tables.split(";"):
        db.execute(statement)
    doubts: Counter[tuple[str, str]] = Counter()
    _insert(db, "meta", found["meta"])
    _insert(db, "tombstone", found["tombstone"])
    # without its content a file is read anew the next time it is ingested
    _insert(db, "batch", [{**row, "content": ""} for row in found["batch"]])
    _insert(db, "quarantine", found["quarantine"])
    try:
        _answers(db, found, questionnaire, doubts)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise damaged(file, "its answers cannot be read") from None
    for row in found["batch"]:
        records.seal(db, row["id"])
    _insert(db, "kpi_batch", [{**row, "content": ""} for row in found.get("kpi_batch", [])])
    for table in ("kpi", "kpi_quarantine"):
        _insert(db, table, found.get(table, []))
    for row in found.get("kpi_batch", []):
        kpi.seal(db, row["id"])
    for row in found["quarantine"]:
        asked = questionnaire.question_by_id.get(row["column_name"] or "")
        if row["rule"] == "out_of_range" and asked is not None and asked.min is None:
            doubts[asked.id, "or above 'max' were set aside, though 'min' is not declared"] += 1
    return doubts


def _insert(db: sqlite3.Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        names = list(rows[0])
        marks = ", ".join("?" * len(names))
        db.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",
            [tuple(row.values()) for row in rows],
        )


def _answers(
    db: sqlite3.Connection,
    found: dict[str, list[dict[str, Any]]],
    questionnaire: Questionnaire,
    doubts: Counter[tuple[str, str]],
) -> None:
    columns = {row["id"]: json.loads(row["columns"]) for row in found["batch"]}
    plain = {row["id"]: json.loads(row["info"])["reader"] == "csv" for row in found["batch"]}
    named = questionnaire.identifiers.language
    kept: dict[int, list[rows.Row]] = {number: [] for number in columns}
    for row in found["answer"]:
        names, cells = columns[row["batch"]], json.loads(row["cells"])
        if not isinstance(cells, list):
            raise TypeError("cells")
        new = [
            _cell(name, cell, questionnaire, doubts)
            for name, cell in zip(names, cells, strict=True)
        ]
        said = dict(zip(names, new, strict=True))
        state = UNKNOWN if plain[row["batch"]] else COMPLETE
        language = said.get(named.variable) if named else None
        kept[row["batch"]].append(
            rows.Row(
                row=row["source_row"],
                respondent=row["respondent"],
                wave=row["wave"],
                replaces=0,
                state=state if row["complete"] else PARTIAL,
                answered=sum(_is_answer(name, cell) for name, cell in said.items()),
                submitted=row["submitted"] or "",
                by="declared",
                language=str(language or "").casefold(),
                seed="",
                cells=new,
            )
        )
    for number, those in kept.items():
        rows.write(db, number, columns[number], those, {})


def _is_answer(name: str, cell: Any) -> bool:
    return isinstance(cell, int | float) and not name.startswith(SECONDS)


def _cell(
    name: str, cell: Any, questionnaire: Questionnaire, doubts: Counter[tuple[str, str]]
) -> Any:
    """A cell as it is kept now: a number below zero is a value, or a reason in a list."""
    if not isinstance(cell, int | float) or cell >= 0 or name.startswith(SECONDS):
        return cell
    options, question = questionnaire.options_of(name), questionnaire.question_by_id.get(name)
    reasons = {NOT_SHOWN, SKIPPED, *questionnaire.missing_codes}
    if options is not None:
        reasons |= {-abs(option.code) for option in options.options if option.missing}
        may_be_value = cell in options.codes
    else:
        may_be_value = (
            question is not None and question.min is not None and cell >= question.min
        )
    if may_be_value and cell not in reasons:
        return cell
    if may_be_value:
        doubts[name, "may be answers or reasons for none: taken as reasons"] += 1
    return [int(cell)]
