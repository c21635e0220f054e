"""Bring export files into a study's store."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpsurvey.batch.lock import locked
from cpsurvey.design import Study
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError, Exit
from cpsurvey.errors.finding import Finding
from cpsurvey.responses import Batch


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file.

    Parameters
    ----------
    status : str
        ``"ingested"``, ``"already"`` (same bytes as before) or ``"rejected"``.
    counts : mapping
        Rows, accepted, quarantined, complete, partial; pages timed; new, replaced,
        unchanged.
    """

    file: Path
    status: str
    reader: str = ""
    encoding: str = ""
    evidence: tuple[str, ...] = ()
    counts: dict[str, int] | None = None
    findings: tuple[Finding, ...] = ()
    error: CpsurveyError | None = None

    def record(self) -> dict[str, Any]:
        """JSON of the outcome; names files, never answers."""
        return {
            "file": self.file.name,
            "status": self.status,
            "reader": self.reader,
            "encoding": self.encoding,
            "evidence": list(self.evidence),
            **(self.counts or {}),
            "findings": [
                {
                    "rule": finding.rule,
                    "severity": finding.severity,
                    "where": finding.where,
                    "message": finding.message,
                    "fix": finding.fix,
                    "count": finding.count,
                }
                for finding in self.findings
            ],
            "error": None
            if self.error is None
            else {"code": self.error.code, "message": self.error.message},
        }


def ingest(
    study: Study,
    files: Sequence[Path] = (),
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[Ingested]:
    """Read `files`, or all files the study's sources name, each in one transaction.

    A file that is rejected does not keep the others out.

    Raises
    ------
    CpsurveyError
        CPS603 no file, CPS601 locked, or an error of the store.
    """
    from cpsurvey.store import open_store

    asked = [(file, spec_for(study, file)) for file in files] or study.source_files()
    if not asked:
        named = ", ".join(source.path for source in study.file.sources)
        raise CpsurveyError(
            "CPS603",
            "no export file was found" + (f" for {named}" if named else ""),
            where=str(study.folder / "study.yaml"),
            fix="name files: 'cpsurvey ingest FILE --study DIR', or mend 'sources'",
        )
    outcomes = []
    with locked(study.folder), open_store(study) as store:
        for done, (file, spec) in enumerate(asked):
            if progress:
                progress(done, len(asked))
            outcomes.append(_one(study, store, file, spec))
    return outcomes


def _one(study: Study, store: Any, file: Path, spec: SourceSpec) -> Ingested:
    from cpsurvey import intake

    try:
        batch = intake.read(
            file, study.questionnaire, spec, questionnaire_sha256=study.questionnaire_sha256
        )
    except CpsurveyError as error:
        return Ingested(
            file, "rejected", error=error, findings=tuple(getattr(error, "findings", ()))
        )
    if not study.file.study.simulated and _simulated(batch):
        return Ingested(
            file,
            "rejected",
            error=CpsurveyError(
                "CPS111",
                "these answers were simulated, and the study is a real one",
                where=file.name,
                fix="move the file away; or say 'simulated: true' under 'study' in study.yaml",
            ),
        )
    added = store.add(batch)
    info = batch.info
    return Ingested(
        file=file,
        status="already" if added.already else "ingested",
        reader=info.reader,
        encoding=info.encoding,
        evidence=info.evidence,
        counts={
            "rows": info.rows,
            "accepted": info.accepted,
            "quarantined": info.quarantined,
            "complete": info.complete,
            "partial": info.partial,
            "timed": info.timed,
            "new": added.new,
            "replaced": added.replaced,
            "unchanged": added.unchanged,
            "kept": added.kept,
        },
        findings=batch.findings,
    )


def _simulated(batch: Batch) -> bool:
    """Whether any respondent is one that `cpsurvey simulate` drew."""
    from cpsurvey.simulate import PREFIX

    return bool(batch.frame["respondent"].astype(str).str.startswith(PREFIX).any())


def spec_for(study: Study, file: Path) -> SourceSpec:
    """Settings for a file named by hand: its own source, or the study's only one."""
    for source in study.file.sources:
        pattern = str(study.folder / source.path)
        if fnmatch.fnmatch(str(file.resolve()), pattern):
            return source
    if len(study.file.sources) == 1:
        return study.file.sources[0]
    return SourceSpec(path=str(file))


def exit_of(outcomes: Sequence[Ingested]) -> Exit:
    """Exit status of an ingest: that of the gravest rejection."""
    from cpsurvey.batch.gravity import gravest

    return gravest(one.error.exit_status for one in outcomes if one.error)
