"""One export file, from bytes to a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.identity import Ids, normal
from cpsurvey.intake import checks, convert, detect, labels, people, progress, timing
from cpsurvey.intake.export import Export, readers
from cpsurvey.intake.file import File
from cpsurvey.intake.match import Matched, left_out, match
from cpsurvey.intake.rows import Rows, choose
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.sources import Told, sheet_of
from cpsurvey.responses import (
    COMPLETE,
    PARTIAL,
    UNKNOWN,
    Batch,
    BatchInfo,
    Heads,
    Kept,
    Why,
)
from cpsurvey.responses import kept as kept_column


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
    seconds, bad_times = timing.seconds(
        export, matched.timed, questionnaire, columns, spec, where
    )
    leads = _leads(export, matched)
    groups, found = labels.read(export, matched, questionnaire, spec, leads, where)
    progress_ = progress.read(leads, table.n, spec.dates, where)
    who = people.read(_declared(export, matched, questionnaire), leads, table, ids, where)
    rows = _rows(columns, questionnaire, groups, progress_, who, leads)
    rows_rejected = choose(
        rows,
        table=table,
        aside={**progress_.aside, **export.aside},
        drop_partial=spec.partial == "drop",
        undeclared=progress_.undeclared,
        where=where,
    )
    kept = np.ones(table.n, dtype=bool)
    kept[[one.row - 1 for one in rows_rejected]] = False
    places = np.flatnonzero(kept)
    heads = rows.heads.take(places)
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
        heads,
        {name: column.take(places) for name, column in _kept(groups, columns, seconds).items()},
        tuple(rejected),
        (
            *export.findings,
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
    bytes_, where = File.at(path), path.name
    sheet = sheet_of(bytes_, Told(spec.encoding, spec.delimiter, spec.sheet))
    name, evidence = detect.platform(sheet, spec.format, where)
    export = left_out(readers.get(name).read(sheet, where), spec, where)
    seen = (*sheet.seen, *evidence.seen)
    return _File(where, bytes_.sha256(), sheet, name, export, seen)


def _info(
    file: _File,
    heads: Heads,
    quarantined: int,
    seen: tuple[str, ...],
    questionnaire: Questionnaire,
    questionnaire_sha256: str,
) -> BatchInfo:
    """Where a batch came from, and how many rows of each state it has."""
    partial, unknown, complete = (
        int((heads.states == state).sum()) for state in (PARTIAL, UNKNOWN, COMPLETE)
    )
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
        rows=file.export.table.n,
        accepted=len(heads),
        quarantined=quarantined,
        complete=complete,
        partial=partial,
        unknown=unknown,
        evidence=seen,
    )


def _leads(export: Export, matched: Matched) -> dict[str, convert.Cells]:
    """Cells of the platform's own columns; the questionnaire's variables go first."""
    left = export.without({column.index for column in matched.columns.values()})
    return {
        **{role: export.table.columns[at] for role, at in left.leads.items()},
        **left.made,
    }


def _declared(
    export: Export, matched: Matched, questionnaire: Questionnaire
) -> convert.Cells | None:
    column = matched.columns.get(questionnaire.identifiers.respondent.variable)
    return None if column is None else export.table.columns[column.index]


def _rows(
    columns: Mapping[str, convert.Converted],
    questionnaire: Questionnaire,
    groups: Mapping[str, labels.Labels],
    progress_: progress.Progress,
    who: people.People,
    leads: Mapping[str, convert.Cells],
) -> Rows:
    """What is known of every row, side by side."""
    n = len(who.ids)
    named = questionnaire.identifiers
    empty: Coded[str | None] = Coded.full(None, n)
    language = groups.get(named.language.variable) if named.language else None
    if language is None:
        language = leads.get("language", empty).map(lambda cell: normal(cell or ""))
    wave = groups.get(named.wave.variable) if named.wave else None
    answered = np.zeros(n, dtype=np.int64)
    with_item = np.zeros(n, dtype=bool)
    for name, column in columns.items():
        there = column.there
        answered += there
        if name in questionnaire.counted:
            with_item |= there
    states = progress_.states
    heads = Heads(
        rows=np.arange(1, n + 1),
        respondents=who.ids,
        origins=who.origins,
        states=np.array(states.kinds, dtype=np.int64)[states.at],
        submitted=progress_.days,
        language=language.map(lambda one: (one or "").casefold()),
        seed=leads.get("seed", empty).map(lambda cell: cell.strip() if cell else ""),
        stamps=[progress_.stamp(at) for at in range(n)] if None in who.ids else None,
    )
    return Rows(
        heads=heads,
        waves=(empty if wave is None else wave).map(lambda one: one or ""),
        moments=progress_.moments,
        values=[column.cells for column in columns.values()],
        answered=answered,
        with_item=with_item,
    )


def _kept(
    groups: Mapping[str, labels.Labels],
    columns: Mapping[str, convert.Converted],
    seconds: Mapping[str, NDArray[np.float64]],
) -> dict[str, Coded[Kept]]:
    """Every variable as it is kept: a value, a label, or why there is none."""
    return {
        **{name: column.map(lambda label: label) for name, column in groups.items()},
        **{name: column.cells.map(_answer) for name, column in columns.items()},
        **{name: kept_column(times) for name, times in seconds.items()},
    }


def _answer(cell: convert.Cell) -> Kept:
    value, reason, _ = cell
    return Why(reason) if reason else value
