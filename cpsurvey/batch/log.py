"""Records of past batches: written when a batch starts, and again as it goes on.

Anything may stand in the folder of records: what is no record is shown as such.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cpsurvey.batch.lock import is_locked, of_batch
from cpsurvey.batch.record import decoded, encoded
from cpsurvey.errors.foreign import cannot_write

SCHEMA = "cpsurvey/batch/1"
RECORDS = ".cpsurvey-runs"
_TEXTS = ("study", "status", "reason")


class Log:
    """The record of one batch, on disk from its first moment.

    Raises
    ------
    CpsurveyError
        CPS602 the record cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        now = datetime.now(UTC)
        self._folder = folder / RECORDS
        self.record: dict[str, Any] = {
            "schema": SCHEMA,
            "id": f"{now:%Y%m%dT%H%M%S}{now.microsecond:06d}Z",
            "status": "running",
            "pid": os.getpid(),
            "host": platform.node(),
            "started": now.isoformat(timespec="seconds"),
            "finished": None,
            "studies": [],
            "exit": None,
        }
        self.save()

    def add(self, outcome: Mapping[str, Any]) -> None:
        """Keep what became of one study."""
        self.record["studies"].append(dict(outcome))
        self.save()

    def finish(self, status: str, exit_status: int) -> None:
        """Say that the batch has ended, and how."""
        self.record["status"] = status
        self.record["finished"] = datetime.now(UTC).isoformat(timespec="seconds")
        self.record["exit"] = exit_status
        self.save()

    def save(self) -> None:
        """Replace the record on disk by this one; whole or not at all."""
        name = self.record["id"]
        draft = self._folder / f".{name}"
        try:
            self._folder.mkdir(exist_ok=True)
            with draft.open("wb") as stream:
                stream.write(encoded(self.record))
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(self._folder / f"{name}.json")
        except OSError as error:
            raise cannot_write(self._folder, error) from None


def records(folder: Path) -> Iterator[dict[str, Any]]:
    """Records of past batches, newest first; one that never finished says so."""
    running = is_locked(folder, of_batch(folder))
    files = sorted((folder / RECORDS).glob("*.json"), reverse=True)
    for file in files:
        found = decoded(file)
        if found is None or not _whole(found):
            yield _unreadable(file)
        elif found["exit"] is None:
            # the newest unfinished record is the one of who holds the lock now
            yield {**found, "status": "running" if running else "never finished"}
            running = False
        else:
            yield {"status": "finished", **found}


def _whole(found: Mapping[str, Any]) -> bool:
    """Whether a JSON object is a record that can be shown."""
    studies = found.get("studies")
    status = found.get("exit", "")
    return (
        isinstance(found.get("started"), str)
        and (status is None or (isinstance(status, int) and not isinstance(status, bool)))
        and isinstance(studies, list)
        and all(
            isinstance(study, dict) and all(isinstance(study.get(k), str) for k in _TEXTS)
            for study in studies
        )
    )


def _unreadable(file: Path) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "id": file.stem,
        "status": "unreadable",
        "started": None,
        "finished": None,
        "studies": [],
        "exit": None,
    }
