"""Where the numbers come from (T26)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cpsurvey.report import columns as c
from cpsurvey.report import imported
from cpsurvey.report import provenance_words as w
from cpsurvey.report.imported_words import WARNED
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words

Line = tuple[Phrase, str]
File = Mapping[str, Any]


def provenance(found: Mapping[str, Any], words: Words) -> list[Table]:
    """Versions, hashes and seed; then one line per export file."""
    columns: list[c.Column[Line]] = [
        c.Column("what", w.WHAT, "text", at=lambda line: words(line[0])),
        c.Column("value", w.VALUE, "text", at=lambda line: line[1]),
    ]
    made = [c.table("T26-provenance", words(w.T26), columns, _lines(found, words), words)]
    if sources := found["sources"]:
        made.append(_files("T26b-sources", w.T26B, sources, words))
    if indicators := (found.get("kpi") or {}).get("files"):
        made.append(_files("T26c-indicators", w.T26C, indicators, words))
    if ties := found.get("ties"):
        made.append(_files("T26d-ties", w.T26D, ties, words))
    return made


def _lines(found: Mapping[str, Any], words: Words) -> Iterator[Line]:
    questionnaire = found["questionnaire"]
    yield w.VERSION, found["cpsurvey"]
    yield w.PYTHON, found["python"]
    yield w.PACKAGES, ", ".join(f"{name} {used}" for name, used in found["packages"].items())
    yield w.QUESTIONNAIRE, f"{questionnaire['id']} {questionnaire['version']}"
    yield w.QUESTIONNAIRE_SHA, questionnaire["sha256"]
    yield w.STUDY_SHA, found["study_sha256"]
    yield w.SEED, str(found["seed"])
    if reasons := (found.get("kpi") or {}).get("reasons"):
        known = {"id": reasons["id"], "release": reasons["version"]}
        yield w.REASONS, words(w.REASONS_DECIDED, **known, decided=reasons["decided"])
        yield w.REASONS_SHA, reasons["sha256"]
    if found["plan_sha256"]:
        yield w.PLAN_SHA, found["plan_sha256"]
    for one in found.get("seen") or ():
        yield w.SEEN_SHA[one["what"]], one["sha256"]


def _files(name: str, title: Phrase, files: Sequence[File], words: Words) -> Table:
    columns: list[c.Column[File]] = [c.Column("file", w.FILE, "text")]
    if "reader" in files[0]:
        columns.append(c.Column("reader", w.READER, "text"))
    columns += [
        c.Column("encoding", w.ENCODING, "text"),
        c.Column("rows", w.ROWS, "int"),
        c.Column("accepted", w.ACCEPTED, "int"),
        c.Column("quarantined", w.QUARANTINED_N, "int"),
        c.Column("sha256", w.SHA256, "text"),
    ]
    if any(file.get("mended") for file in files):
        columns.append(
            c.Column("mended", w.MENDED, "int", at=lambda file: file.get("mended", 0))
        )
    if any(imported.said(file, words) for file in files):
        columns.append(
            c.Column("warnings", WARNED, "text", at=lambda file: imported.said(file, words))
        )
    return c.table(name, words(title), columns, files, words)
