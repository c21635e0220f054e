"""One export file, from bytes to a batch."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cpsurvey.coded import Coded
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.identity import Ids, normal
from cpsurvey.intake import checks, convert, labels, people, progress, timing
from cpsurvey.intake.encoding import read_bytes
from cpsurvey.intake.export import Evidence, Export, readers
from cpsurvey.intake.match import Matched, left_out, match
from cpsurvey.intake.rows import Rows, choose
from cpsurvey.intake.sources import Sheet, Told, sheet_of
from cpsurvey.intake.table import Table
from cpsurvey.responses import (
    COMPLETE,
    PARTIAL,
    UNKNOWN,
    Batch,
    BatchInfo,
    Head,
    Heads,
    Kept,
    Rejected,
)
from cpsurvey.responses import kept as kept_column

_OTHER_PLATFORMS = (
    ("importid", "Qualtrics", "delete lines 2 and 3, the texts and the ImportIds, and "),
    ("redcap_", "REDCap", ""),
)


def read(
    path: Path,
    questionnaire: Questionnaire,
    spec: SourceSpec,
    *,
    questionnaire_sha256: str,
    ids: Ids = None,
) -> Batch:
    """Read an export through the codebook; what does not fit is set aside, not lost.

    Parameters
    ----------
    ids : str or None
        What the study says about identifiers that are alike but not the same.

    Raises
    ------
    CpsurveyError
        CPS101 to CPS117 when nothing of the file can be used, CPS130 to CPS141 when it
        cannot be told who answered.
    """
    file = _open(path, spec)
    where, export, table = file.name, file.export, file.export.table
    matched, findings = match(export, questionnaire, spec, where)
    columns, cells_rejected = convert.whole_file(export, matched, questionnaire, spec, where)
    values = {name: column.values for name, column in columns.items()}
    seconds, bad_times = timing.seconds(
        export, matched.timed, questionnaire, values, spec, where
    )

    leads = _leads(export, matched)
    groups, found = labels.read(export, matched, questionnaire, spec, leads, where)
    progress_ = progress.read(leads, len(table.rows), spec.dates, where)
    who = people.read(_declared(export, matched, questionnaire), leads, table, ids, where)
    rows = _rows(columns, questionnaire, groups, progress_, who, leads)
    rows_rejected = choose(
        rows,
        table=table,
        aside=progress_.aside,
        drop_partial=spec.partial == "drop",
        undeclared=progress_.undeclared,
        where=where,
    )
    heads, kept = _kept(rows, rows_rejected)
    rejected = sorted(
        [*rows_rejected, *cells_rejected, *bad_times], key=lambda r: (r.row, r.column or "")
    )
    seen = (
        *file.seen,
        *checks.answer_ways({name: column.way for name, column in columns.items()}),
        *((matched.timed.seen,) if matched.timed.seen else ()),
    )
    return Batch(
        replace(
            _info(file, heads, len(rows_rejected), seen, questionnaire, questionnaire_sha256),
            timed=len(seconds),
            survey=spec.survey or "",
        ),
        Heads.of(heads),
        _columns({**groups, **values, **seconds}, columns, kept),
        tuple(rejected),
        (
            *findings,
            *found,
            *who.findings,
            *progress_.findings,
            *checks.personal_data(export, matched.unknown, where),
            *checks.summarise(rejected, export, matched, questionnaire, where),
            *checks.kept_codes(columns, questionnaire, where),
        ),
    )


@dataclass(frozen=True, slots=True)
class _File:
    """A file of which the platform is known."""

    name: str
    sha256: str
    sheet: Sheet
    reader: str
    export: Export
    seen: tuple[str, ...]


def _open(path: Path, spec: SourceSpec) -> _File:
    """From bytes to the columns of one platform."""
    data, where = read_bytes(path), path.name
    sheet = sheet_of(data, Told(spec.encoding, spec.delimiter, spec.sheet), where)
    table = sheet.table(where)
    name, evidence = _choose(table, spec.format, where)
    export = left_out(readers.get(name).read(table), spec, where)
    sha256 = hashlib.sha256(data).hexdigest()
    return _File(where, sha256, sheet, name, export, (*sheet.seen, *evidence.seen))


def _info(
    file: _File,
    heads: Sequence[Head],
    quarantined: int,
    seen: tuple[str, ...],
    questionnaire: Questionnaire,
    questionnaire_sha256: str,
) -> BatchInfo:
    """Where a batch came from, and how many rows of each state it has."""
    states = Counter(head.state for head in heads)
    return BatchInfo(
        file=file.name,
        sha256=file.sha256,
        reader=file.reader,
        variant=file.export.variant,
        encoding=file.sheet.encoding,
        delimiter=file.sheet.delimiter,
        questionnaire=questionnaire.id,
        questionnaire_version=questionnaire.version,
        questionnaire_sha256=questionnaire_sha256,
        rows=len(file.export.table.rows),
        accepted=len(heads),
        quarantined=quarantined,
        complete=states[COMPLETE],
        partial=states[PARTIAL],
        unknown=states[UNKNOWN],
        evidence=seen,
    )


def _kept(rows: Rows, rejected: Sequence[Rejected]) -> tuple[tuple[Head, ...], list[int]]:
    """Rows that become answers, and their places."""
    out = {one.row for one in rejected}
    heads = tuple(head for head in rows.heads if head.row not in out)
    return heads, [head.row - 1 for head in heads]


def _choose(table: Table, named: str | None, where: str) -> tuple[str, Evidence]:
    """Reader the source names, or the one whose signature the table bears most."""
    cells = " ".join(cell or "" for row in table.rows[:2] for cell in row).casefold()
    heads = " ".join(table.header).casefold()
    for mark, platform, first in _OTHER_PLATFORMS:
        if named is None and (mark in cells or mark in heads):
            raise CpsurveyError(
                "CPS104",
                f"this looks like an export of {platform}, which has no reader yet",
                where=where,
                fix=f"{first}add 'format: csv' to the source",
            )
    if named:
        return named, readers.get(named, where=where).recognise(table)
    scored = {name: reader.recognise(table) for name, reader in readers.items()}
    best = max(scored, key=lambda name: scored[name].score)
    return best, scored[best]


def _leads(export: Export, matched: Matched) -> dict[str, convert.Cells]:
    """Cells of the platform's own columns; the questionnaire's variables go first."""
    taken = {column.index for column in matched.columns.values()}
    return {
        role: [row[index] for row in export.table.rows]
        for role, index in export.leads.items()
        if index not in taken
    }


def _declared(
    export: Export, matched: Matched, questionnaire: Questionnaire
) -> convert.Cells | None:
    column = matched.columns.get(questionnaire.identifiers.respondent.variable)
    return None if column is None else [row[column.index] for row in export.table.rows]


def _rows(
    columns: Mapping[str, convert.Converted],
    questionnaire: Questionnaire,
    groups: Mapping[str, list[str | None]],
    progress_: progress.Progress,
    who: people.People,
    leads: Mapping[str, convert.Cells],
) -> Rows:
    """What is known of every row, side by side."""
    import numpy as np

    n = len(who.ids)
    named = questionnaire.identifiers
    language = groups.get(named.language.variable) if named.language else None
    language = language or [normal(cell or "") for cell in leads.get("language", [""] * n)]
    seeds = [cell.strip() if cell else "" for cell in leads.get("seed", [""] * n)]
    wave = groups.get(named.wave.variable) if named.wave else None
    values = np.array([column.values for column in columns.values()]).reshape(-1, n)
    there = ~np.isnan(values)
    items = [name in questionnaire.items for name in columns]
    heads = [
        Head(
            at + 1,
            who.ids[at],
            who.origins[at],
            progress_.states[at],
            progress_.days[at],
            (language[at] or "").casefold(),
            seeds[at],
            progress_.stamps[at],
        )
        for at in range(n)
    ]
    return Rows(
        heads=heads,
        waves=[one or "" for one in wave or [""] * n],
        moments=progress_.moments,
        values=values,
        answered=there.sum(axis=0).tolist(),
        with_item=there[items].any(axis=0).tolist(),
    )


def _columns(
    cells: Mapping[str, Sequence[Any]],
    columns: Mapping[str, convert.Converted],
    kept: Sequence[int],
) -> dict[str, Coded[Kept]]:
    """Accepted rows of every variable."""
    return {
        name: kept_column(
            [mine[at] for at in kept],
            [columns[name].reasons[at] for at in kept] if name in columns else None,
        )
        for name, mine in cells.items()
    }
