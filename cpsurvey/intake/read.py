"""One export file, from bytes to a batch."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.intake import checks, convert, timing
from cpsurvey.intake.encoding import decode, read_bytes
from cpsurvey.intake.export import Evidence, Export, readers
from cpsurvey.intake.match import Matched, left_out, match
from cpsurvey.intake.table import Table, read_table
from cpsurvey.responses import Batch, BatchInfo, Rejected

if TYPE_CHECKING:
    import pandas as pd

_UNDATED = "1980-01-01"  # what surveys without dates write when an answer is submitted
_OTHER_PLATFORMS = (("importid", "Qualtrics"), ("redcap_", "REDCap"))


def read(
    path: Path,
    questionnaire: Questionnaire,
    spec: SourceSpec,
    *,
    questionnaire_sha256: str,
) -> Batch:
    """Read an export through the codebook; what does not fit is set aside, not lost.

    Raises
    ------
    CpsurveyError
        CPS101 to CPS110 when nothing of the file can be used.
    """
    data = read_bytes(path)
    where = path.name
    text, encoding = decode(data, named=spec.encoding, where=where)
    table = read_table(text, delimiter=spec.delimiter, where=where)
    name, evidence = _choose(table, spec.format, where)
    export = left_out(readers.get(name).read(table), spec, where)
    matched, findings = match(export, questionnaire, spec, where)
    columns, cells_rejected = convert.whole_file(export, matched, questionnaire, spec, where)
    values = {name: column.values for name, column in columns.items()}
    ways = {name: column.way for name, column in columns.items()}
    seconds, bad_times = timing.seconds(
        export, matched.timed, questionnaire, values, spec, where
    )
    frame, rows_rejected = _frame(
        export, matched, questionnaire, spec, values, hashlib.sha256(data).hexdigest()
    )
    frame = frame.assign(**_of_rows(seconds, frame))
    rejected = tuple(
        sorted(
            [*rows_rejected, *cells_rejected, *bad_times],
            key=lambda r: (r.row, r.column or ""),
        )
    )
    if "respondent" in frame and not _has_ids(export, matched, questionnaire):
        findings.append(
            Finding(
                "no_respondent_id",
                "note",
                where,
                "no column says who answered: a respondent is a row of this very file",
                "export the response id or token, or answers cannot be replaced later",
            )
        )
    complete = int(frame["complete"].sum())
    info = BatchInfo(
        file=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        reader=name,
        variant=export.variant,
        encoding=encoding,
        delimiter=table.delimiter,
        questionnaire=questionnaire.id,
        questionnaire_version=questionnaire.version,
        questionnaire_sha256=questionnaire_sha256,
        rows=len(table.rows),
        accepted=len(frame),
        quarantined=len(rows_rejected),
        complete=complete,
        partial=len(frame) - complete,
        timed=len(seconds),
        evidence=(
            *evidence.seen,
            *checks.answer_ways(ways),
            *((matched.timed.seen,) if matched.timed.seen else ()),
        ),
    )
    found = (
        *findings,
        *checks.personal_data(export, matched.unknown, where),
        *checks.summarise(rejected, export, matched, questionnaire, where),
        *checks.kept_codes(columns, questionnaire, where),
    )
    kept = frame["source_row"].tolist()
    reasons = {
        name: [column.reasons[row - 1] for row in kept] for name, column in columns.items()
    }
    return Batch(info, frame, reasons, rejected, found)


def _choose(table: Table, named: str | None, where: str) -> tuple[str, Evidence]:
    """Reader the source names, or the one whose signature the table bears most."""
    for rows in (table.rows[:2],):
        cells = " ".join(cell or "" for row in rows for cell in row).casefold()
        heads = " ".join(table.header).casefold()
        for mark, platform in _OTHER_PLATFORMS:
            if named is None and (mark in cells or mark in heads):
                raise CpsurveyError(
                    "CPS104",
                    f"this looks like an export of {platform}, which has no reader yet",
                    where=where,
                    fix="keep one heading row and add 'format: csv' to the source",
                )
    if named:
        return named, readers.get(named, where=where).recognise(table)
    scored = {name: reader.recognise(table) for name, reader in readers.items()}
    best = max(scored, key=lambda name: scored[name].score)
    return best, scored[best]


def _has_ids(export: Export, matched: Matched, questionnaire: Questionnaire) -> bool:
    named = questionnaire.identifiers.respondent.variable in matched.columns
    return named or "token" in export.leads or "id" in export.leads


def _frame(
    export: Export,
    matched: Matched,
    questionnaire: Questionnaire,
    spec: SourceSpec,
    values: Mapping[str, list[float]],
    sha256: str,
) -> tuple[pd.DataFrame, list[Rejected]]:
    """Accepted rows, and the rows set aside."""
    import pandas as pd

    n = len(export.table.rows)
    columns: dict[str, Any] = {
        "respondent": _respondents(export, matched, questionnaire),
        "source_row": list(range(1, n + 1)),
        "complete": _complete(export),
        "submitted": _days(export),
    }
    for role, named in questionnaire.identifiers.by_role().items():
        if role == "respondent":
            continue
        texts = _texts(
            export, matched, named.variable, "language" if role == "language" else ""
        )
        if role == "language" and named.values and texts:
            texts = [_language(text, named.values) for text in texts]
        if role == "wave" and spec.wave is not None and not texts:
            texts = [str(spec.wave)] * n
        if texts:
            columns[named.variable] = texts
    columns |= values
    frame = pd.DataFrame(columns)
    answered = [name for name in values if name in questionnaire.items]
    wave = questionnaire.identifiers.wave
    who = ["respondent", *([wave.variable] if wave and wave.variable in frame else [])]
    rejected = _rows_to_set_aside(frame, answered, who, export, spec)
    out = [r.row for r in rejected]
    kept = frame.loc[~frame["source_row"].isin(out)].reset_index(drop=True)
    nameless = kept["respondent"].isna()
    kept.loc[nameless, "respondent"] = [
        f"{sha256}:{row}" for row in kept.loc[nameless, "source_row"]
    ]
    return kept, rejected


def _of_rows(seconds: Mapping[str, list[float]], frame: pd.DataFrame) -> dict[str, list[float]]:
    """Times of the rows that were accepted."""
    rows = frame["source_row"].tolist()
    return {name: [times[row - 1] for row in rows] for name, times in seconds.items()}


def _rows_to_set_aside(
    frame: pd.DataFrame, items: list[str], who: list[str], export: Export, spec: SourceSpec
) -> list[Rejected]:
    rules: dict[int, str] = dict.fromkeys(export.table.ragged, "ragged_row")
    silent = frame.loc[frame[items].isna().all(axis=1), "source_row"]
    for row in silent:
        rules.setdefault(int(row), "no_answer")
    if spec.partial == "drop":
        for row in frame.loc[~frame["complete"], "source_row"]:
            rules.setdefault(int(row), "partial")
    usable = frame.loc[~frame["source_row"].isin(list(rules)) & frame["respondent"].notna()]
    # of one respondent's rows the last complete one counts, or the last one
    ordered = usable.sort_values(["complete", "source_row"], kind="stable")
    repeats = ordered.loc[ordered.duplicated(who, keep="last"), "source_row"]
    for row in repeats:
        rules.setdefault(int(row), "duplicate")
    return [Rejected(row, None, rule) for row, rule in sorted(rules.items())]


def _texts(export: Export, matched: Matched, variable: str, lead: str) -> list[str | None]:
    """Texts of a variable's column, or of the platform's own; empty when there is none."""
    column = matched.columns.get(variable)
    index = column.index if column else export.leads.get(lead)
    if index is None:
        return []
    cells = [row[index] for row in export.table.rows]
    return [cell.strip() if cell and cell.strip() else None for cell in cells]


def _respondents(
    export: Export, matched: Matched, questionnaire: Questionnaire
) -> list[str | None]:
    variable = questionnaire.identifiers.respondent.variable
    found = _texts(export, matched, variable, "")
    for lead in ("token", "id"):
        texts = _texts(export, matched, "", lead)
        if texts and not found:
            found = texts
        elif texts:
            found = [one or other for one, other in zip(found, texts, strict=True)]
    return found or [None] * len(export.table.rows)


def _complete(export: Export) -> list[bool]:
    """Submitted rows; where the platform has no such column, all are."""
    index = export.leads.get("submitted")
    if index is None:
        return [True] * len(export.table.rows)
    return [bool((row[index] or "").strip()) for row in export.table.rows]


def _days(export: Export) -> list[str | None]:
    """Day of submission, without its time: exact times identify people."""
    index = export.leads.get("submitted")
    if index is None:
        return [None] * len(export.table.rows)
    days = [(row[index] or "").strip()[:10] for row in export.table.rows]
    return [day if day and day != _UNDATED else None for day in days]


def _language(text: str | None, known: tuple[str, ...]) -> str | None:
    """``fr-CA``, ``FR`` and ``fr`` are one language where only ``fr`` is declared."""
    if text is None:
        return None
    short = text.casefold().replace("_", "-")
    for language in known:
        if short == language.casefold() or short.split("-")[0] == language.casefold():
            return language
    return text
