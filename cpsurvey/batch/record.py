"""``run.json``: what a run did, with the hash of every file it published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cpsurvey.batch.publish import RECORD
from cpsurvey.errors import Exit

SCHEMA = "cpsurvey/run/1"


def write(folder: Path, record: Mapping[str, Any]) -> None:
    """Write the record of the run in `folder`."""
    (folder / RECORD).write_bytes(encoded(record))


def encoded(record: Mapping[str, Any]) -> bytes:
    """A record as JSON; a file name that is no text stands in it by its escapes."""
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    return text.encode("utf-8", "backslashreplace")


def read(folder: Path) -> dict[str, Any] | None:
    """The record of the run in `folder`; None when it is gone, torn or something else."""
    found = decoded(folder / RECORD)
    if found is None or not isinstance(found.get("id"), str) or exit_of(found) is None:
        return None
    return found


def decoded(file: Path) -> dict[str, Any] | None:
    """The JSON object a file holds, if it holds one."""
    try:
        found = json.loads(file.read_bytes()) if file.is_file() else None
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def exit_of(record: Mapping[str, Any]) -> Exit | None:
    """Exit status a record tells; None when that is no status."""
    status = record.get("exit")
    known = isinstance(status, int) and not isinstance(status, bool)
    return Exit(status) if known and status in set(Exit) else None


def plan(record: Mapping[str, Any]) -> dict[str, str] | None:
    """Hash and day of the declared plan that a run followed; None when it tells of none."""
    said = record.get("provenance")
    found = said.get("plan") if isinstance(said, dict) else None
    if not isinstance(found, dict):
        return None
    told = {name: found.get(name) for name in ("sha256", "declared")}
    texts = {name: text for name, text in told.items() if isinstance(text, str)}
    return texts if len(texts) == len(told) else None


def published(record: Mapping[str, Any]) -> dict[str, str]:
    """Published file -> SHA-256; empty for runs that kept none."""
    files = record.get("files")
    if not isinstance(files, dict):
        return {}
    return {
        name: digest
        for name, digest in files.items()
        if isinstance(digest, str) and ".." not in Path(name).parts
    }
