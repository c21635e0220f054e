"""Every study below a folder, one after the other, without a person."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cpsurvey.batch import analyze, ingest
from cpsurvey.batch.gravity import gravest
from cpsurvey.batch.lock import cannot_write, locked
from cpsurvey.batch.publish import current_run
from cpsurvey.design import Study, load_study
from cpsurvey.design.load import STUDY_FILE
from cpsurvey.errors import CpsurveyError, Exit

BATCH_SCHEMA = "cpsurvey/batch/1"
RECORDS = ".cpsurvey-runs"


@dataclass(slots=True)
class Outcome:
    """What became of one study."""

    study: str
    status: str = "done"
    reason: str = ""
    exit: Exit = Exit.DONE
    run: str | None = None
    ingested: list[dict[str, Any]] = field(default_factory=list)
    error: dict[str, Any] | None = None

    def record(self) -> dict[str, Any]:
        """JSON of the outcome."""
        return {
            "study": self.study,
            "status": self.status,
            "reason": self.reason,
            "exit": int(self.exit),
            "run": self.run,
            "ingested": self.ingested,
            "error": self.error,
        }


def studies(folder: Path) -> list[Path]:
    """Study files below a folder, sorted; reports and hidden folders are left out."""
    if not folder.is_dir():
        raise CpsurveyError(
            "CPS605", "there is no such folder", where=str(folder), fix="check the path"
        )
    found = [
        file
        for file in sorted(folder.rglob(STUDY_FILE))
        if not any(
            part.startswith(".") or part == "reports"
            for part in file.relative_to(folder).parts[:-1]
        )
    ]
    if not found:
        raise CpsurveyError(
            "CPS605",
            f"there is no {STUDY_FILE} below this folder",
            where=str(folder),
            fix="name the folder that holds your studies",
        )
    return found


def run(
    folder: Path,
    *,
    force: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> dict[str, Any]:
    """Ingest new files of every study and analyse those whose inputs changed.

    One study's failure, even by a bug of ours, does not stop the others.

    Returns
    -------
    dict
        The record of the run, also kept as one JSON file below `folder`.

    Raises
    ------
    CpsurveyError
        CPS605 no study, CPS601 another batch is running here, CPS602 cannot write.
    """
    files = studies(folder)
    started = datetime.now(UTC)
    with locked(folder):
        outcomes = []
        for done, file in enumerate(files):
            name = str(file.parent.relative_to(folder))
            if progress:
                progress(name, done, len(files))
            outcomes.append(_guarded(file, name, force=force))
        record = {
            "schema": BATCH_SCHEMA,
            "id": f"{started:%Y%m%dT%H%M%S}{started.microsecond:06d}Z",
            "started": started.isoformat(timespec="seconds"),
            "finished": datetime.now(UTC).isoformat(timespec="seconds"),
            "studies": [outcome.record() for outcome in outcomes],
            "exit": int(gravest(outcome.exit for outcome in outcomes)),
        }
        _keep(folder, record)
    return record


def _guarded(file: Path, name: str, *, force: bool) -> Outcome:
    outcome = Outcome(name)
    try:
        _study(load_study(file), outcome, force=force)
    except CpsurveyError as error:
        outcome.status = "failed"
        outcome.exit = error.exit_status
        outcome.reason = error.message.split("\n")[0]
        outcome.error = {
            "code": error.code,
            "message": error.message,
            "where": error.where,
            "fix": error.fix,
        }
    except Exception as error:  # noqa: BLE001  the other studies must still be done
        outcome.status = "failed"
        outcome.exit = Exit.BUG
        outcome.reason = f"a bug in cpsurvey: {type(error).__name__}"
        outcome.error = {"code": None, "trace": traceback.format_tb(error.__traceback__)[-3:]}
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
    rejected = ingest.exit_of(read)
    with open_store(study) as store:
        key = analyze.inputs_key(study, store.fingerprint())
    last = _last_record(study)
    if last and last.get("key") == key and not force:
        outcome.status = "skipped"
        outcome.reason = f"nothing changed since run {last['id']}"
        outcome.run = last["id"]
        outcome.exit = gravest([rejected, Exit(last.get("exit", 0))])
    else:
        done = analyze.analyze(study)
        outcome.run = done.id
        outcome.exit = gravest([rejected, done.exit_status])
        outcome.reason = (
            f"not sound: {', '.join(done.unsound)}" if done.unsound else "inputs changed"
        )
    if rejected:
        names = [one.file.name for one in read if one.error]
        outcome.reason += f"; rejected: {', '.join(names)}"


def _last_record(study: Study) -> dict[str, Any] | None:
    folder = current_run(study.reports)
    if folder is None:
        return None
    try:
        found: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _keep(folder: Path, record: dict[str, Any]) -> None:
    kept = folder / RECORDS
    draft = kept / f".{record['id']}"
    try:
        kept.mkdir(exist_ok=True)
        draft.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")
        draft.replace(kept / f"{record['id']}.json")
    except OSError as error:
        raise cannot_write(kept, error) from None


def records(folder: Path) -> Iterator[dict[str, Any]]:
    """Records of past runs, newest first."""
    for file in sorted((folder / RECORDS).glob("*.json"), reverse=True):
        yield json.loads(file.read_text(encoding="utf-8"))
