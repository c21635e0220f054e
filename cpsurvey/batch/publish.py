"""A run appears whole or not at all: written beside, renamed, then linked."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cpsurvey.batch.lock import cannot_write

UNFINISHED = ".unfinished-"
CURRENT = "current"


@contextmanager
def new_run(reports: Path, run_id: str) -> Iterator[Path]:
    """Yield a folder to write in; it becomes ``reports/<run_id>`` and ``reports/current``.

    When the body raises, the folder is removed and the last run stays current.
    What killed runs left behind is removed first; the caller holds the study's lock.
    """
    try:
        reports.mkdir(parents=True, exist_ok=True)
        for left in reports.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left)
        draft = reports / f"{UNFINISHED}{run_id}"
        draft.mkdir()
    except OSError as error:
        raise cannot_write(reports, error) from None
    try:
        yield draft
        for file in draft.rglob("*"):
            if file.is_file():
                _sync(file)
        draft.rename(reports / run_id)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise cannot_write(reports, error) from None
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    _point_current_at(reports, run_id)


def current_run(reports: Path) -> Path | None:
    """Folder of the last finished run, if there is one."""
    link = reports / CURRENT
    if link.is_symlink() or link.is_dir():
        return link.resolve() if link.exists() else None
    if link.is_file():  # where the system has no links
        named = reports / link.read_text(encoding="utf-8").strip()
        return named if named.is_dir() else None
    return None


def _point_current_at(reports: Path, run_id: str) -> None:
    temporary = reports / f"{UNFINISHED}link"
    temporary.unlink(missing_ok=True)
    try:
        temporary.symlink_to(run_id, target_is_directory=True)
    except OSError:
        temporary.write_text(run_id + "\n", encoding="utf-8")
    temporary.replace(reports / CURRENT)


def _sync(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
