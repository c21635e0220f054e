"""Every study below a folder, one after the other, without a person."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from cpsurvey.batch import analyze, informed, ingest
from cpsurvey.batch import record as run_record
from cpsurvey.batch.exit_status import gravest
from cpsurvey.batch.inputs import inputs_key
from cpsurvey.batch.lock import locked, of_batch
from cpsurvey.batch.log import RECORDS, Log, records
from cpsurvey.batch.publish import current_run, not_whole
from cpsurvey.batch.release import Held, release
from cpsurvey.batch.report import RESULTS, report
from cpsurvey.design import Study, load_study
from cpsurvey.design.load import STUDY_FILE
from cpsurvey.errors import CpsurveyError, Exit
from cpsurvey.errors.fault import Fault
from cpsurvey.errors.foreign import coded
from cpsurvey.store.holding import Holding

__all__ = ["RECORDS", "Outcome", "records", "run", "studies"]
NO_STUDIES = ("reports", "lost+found")
"""Folders that are not looked into, as all hidden ones."""


@dataclass(slots=True)
class Outcome:
    """What became of one study."""

    study: str
    status: str = "done"
    reason: str = ""
    exit: Exit = Exit.DONE
    run: str | None = None
    ingested: list[dict[str, Any]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    error: dict[str, Any] | None = None
    release: int | None = None
    held: str | None = None

    def record(self) -> dict[str, Any]:
        """JSON of the outcome."""
        return {
            "study": self.study,
            "status": self.status,
            "reason": self.reason,
            "exit": int(self.exit),
            "run": self.run,
            "ingested": self.ingested,
            "absent": self.absent,
            "warnings": len(self.absent)
            + sum(
                finding["severity"] == "warning"
                for file in self.ingested
                for finding in file["findings"]
            ),
            "error": self.error,
            "release": self.release,
            "held": self.held,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """Study files below a folder, and folders that could not be looked into."""

    files: list[Path]
    closed: list[Path]


def studies(folder: Path) -> Found:
    """Study files below a folder, sorted; reports and hidden folders are left out.

    Links to folders are not followed: they could lead round in a circle.

    Raises
    ------
    CpsurveyError
        CPS605 there is no study.
    """
    if not folder.is_dir():
        raise CpsurveyError(
            "CPS605", "there is no such folder", where=str(folder), fix="check the path"
        )
    found: list[Path] = []
    closed: list[Path] = []
    for place, folders, files in os.walk(
        folder, onerror=lambda error: closed.append(Path(str(error.filename)))
    ):
        if STUDY_FILE in (*files, *folders):
            found.append(Path(place) / STUDY_FILE)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and name not in (*NO_STUDIES, STUDY_FILE)
        ]
    if not found and not closed:
        raise CpsurveyError(
            "CPS605",
            f"there is no {STUDY_FILE} below this folder",
            where=str(folder),
            fix="name the folder that holds your studies",
        )
    return Found(sorted(found), sorted(closed))


def run(
    folder: Path,
    *,
    force: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> dict[str, Any]:
    """Ingest new files of every study and analyse those whose inputs changed.

    One study's failure, even by a bug of ours, does not stop the others. The record of the
    run is on disk from its first moment, one JSON file below `folder`.

    Returns
    -------
    dict
        The record of the run.

    Raises
    ------
    CpsurveyError
        CPS605 no study, CPS601 another batch is running here, CPS602 cannot write.
    """
    found = studies(folder)
    with locked(folder, of_batch(folder)):
        log = Log(folder)
        outcomes = [_closed(place, folder) for place in found.closed]
        for outcome in outcomes:
            log.add(outcome.record())
        try:
            for done, file in enumerate(found.files):
                name = str(file.parent.relative_to(folder))
                if progress:
                    progress(name, done, len(found.files))
                outcomes.append(_guarded(file, name, force=force))
                log.add(outcomes[-1].record())
        except KeyboardInterrupt:
            log.finish("interrupted", int(Exit.INTERRUPTED))
            raise
        log.finish("finished", int(gravest(outcome.exit for outcome in outcomes)))
    return log.record


def _closed(place: Path, folder: Path) -> Outcome:
    """A folder that may hold studies and cannot be looked into."""
    error = CpsurveyError(
        "CPS905",
        "this folder cannot be looked into",
        where=str(place),
        fix="ask for permission, or move it out of the folder of studies",
    )
    name = str(place.relative_to(folder)) if place.is_relative_to(folder) else str(place)
    return _failed(Outcome(name), error)


def _guarded(file: Path, name: str, *, force: bool) -> Outcome:
    outcome = Outcome(name)
    try:
        _study(load_study(_a_file(file)), outcome, force=force)
    except Exception as error:  # noqa: BLE001  the other studies must still be done
        known = coded(error)
        if known is not None:
            return _failed(outcome, known)
        fault = Fault.of("study", name, error)
        outcome.status = "failed"
        outcome.exit = Exit.BUG
        outcome.reason = f"a bug in cpsurvey: {fault.error}"
        outcome.error = {"code": "CPS990", "trace": list(fault.trace)}
    return outcome


def _a_file(file: Path) -> Path:
    if file.is_dir():
        raise CpsurveyError(
            "CPS001",
            f"{STUDY_FILE} is a folder here, not a file",
            where=str(file),
            fix="put the study's file in its place, or rename the folder",
        )
    return file


def _failed(outcome: Outcome, error: CpsurveyError) -> Outcome:
    outcome.status = "failed"
    outcome.exit = error.exit_status
    outcome.reason = error.message.split("\n")[0]
    outcome.error = {
        "code": error.code,
        "message": error.message,
        "where": error.where,
        "fix": error.fix,
    }
    return outcome


def _study(study: Study, outcome: Outcome, *, force: bool) -> None:
    from cpsurvey.store import open_store

    try:
        read = ingest.ingest(study)
    except CpsurveyError as error:
        if error.code != "CPS603" or not study.database.is_file():
            raise
        read = []  # nothing new; what the store holds can still be analysed
    outcome.ingested = [one.record() for one in read]
    outcome.absent = study.absent_files()
    rejected = ingest.exit_of(read)
    with open_store(study) as store:
        key = inputs_key(study, store.fingerprint())
        held: Holding | None = store.holding()
    standing = _standing(study, key)
    outcome.reason = standing.reason
    if standing.todo == "nothing" and not force:
        outcome.status = "skipped"
        outcome.run = standing.run
        outcome.exit = gravest([rejected, standing.exit])
    elif standing.todo == "report" and not force:
        again = report(study)
        outcome.run = again.id
        outcome.exit = gravest([rejected, standing.exit, again.exit_status])
    else:
        done = analyze.analyze(study)
        outcome.run = done.id
        outcome.exit = gravest([rejected, done.exit_status])
        outcome.reason = "; ".join(done.remarks()) or standing.reason
        held = None  # said among the remarks
    if held is not None:
        said = [f"{one.severity}: {one.message}" for one in informed.findings(study, held)]
        outcome.reason = "; ".join([outcome.reason, *said])
    if rejected:
        names = [one.file.name for one in read if one.error]
        outcome.reason += f"; rejected: {', '.join(names)}"
    if study.file.report.release == "auto":
        _release(study, outcome)


def _release(study: Study, outcome: Outcome) -> None:
    """Release the run if that may be; the last release stays where it may not."""
    if outcome.exit == Exit.BUG:
        outcome.held = "a fault of cpsurvey in the run"
    else:
        try:
            made = release(study)
        except Held as held:
            outcome.held = held.short
        else:
            outcome.release = made.number
            without = f" without {', '.join(made.left_out)}" if made.left_out else ""
            outcome.reason += f"; release {made.number}{without}" if made.changed else ""
    if outcome.held:
        outcome.reason += f"; held: {outcome.held}"


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the last run of a study leaves to do, and why."""

    todo: Literal["nothing", "report", "analyze"]
    reason: str
    run: str | None = None
    exit: Exit = Exit.DONE


def _standing(study: Study, key: str) -> _Standing:
    folder = current_run(study.reports)
    if folder is None:
        return _Standing("analyze", "there was no run before")
    last = run_record.read(folder)
    status = run_record.exit_of(last) if last else None
    if last is None or status is None:
        return _Standing("analyze", "the record of the last run cannot be read")
    if last.get("key") != key:
        return _Standing("analyze", "inputs changed")
    published = run_record.published(last)
    if RESULTS not in published:
        return _Standing("analyze", "the last run kept no hashes of its files")
    damaged = not_whole(folder, published)
    named = ", ".join(damaged[:3]) + (", ..." if len(damaged) > 3 else "")
    if RESULTS in damaged:
        return _Standing("analyze", f"changed or gone since the last run: {named}")
    if damaged:
        reason = f"changed or gone since the last run: {named}; report written again"
        return _Standing("report", reason, last["id"], status)
    return _Standing("nothing", f"nothing changed since run {last['id']}", last["id"], status)
