"""A run appears whole or not at all: written beside, renamed, then linked."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cpsurvey.batch.lock import cannot_write

UNFINISHED = ".unfinished-"
CURRENT = "current"
RECORD = "run.json"


@contextmanager
def new_run(reports: Path, run_id: str) -> Iterator[Path]:
    """Yield a folder to write in; it becomes ``reports/<run_id>`` and ``reports/current``.

    When the body raises, the folder is removed and the last run stays current, as it does
    when the body removes the folder itself.
    What killed runs left behind is removed first; the caller holds the study's lock.
    """
    try:
        reports.mkdir(parents=True, exist_ok=True)
        for left in reports.glob(f"{UNFINISHED}*"):
            _remove(left)
        draft = reports / f"{UNFINISHED}{run_id}"
        draft.mkdir()
    except OSError as error:
        raise cannot_write(reports, error) from None
    try:
        yield draft
        if not draft.exists():
            return
        for file in draft.rglob("*"):
            _sync(file)
        draft.rename(reports / run_id)
        _sync(reports)
        _point_current_at(reports, run_id)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise cannot_write(reports, error) from None
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def free_id(reports: Path, name: str) -> str:
    """`name`, or `name` with the first number no run has."""
    free, taken = name, 1
    while (reports / free).exists():
        taken += 1
        free = f"{name}-{taken}"
    return free


def current_run(reports: Path) -> Path | None:
    """Folder of the last finished run, if there is one.

    ``current`` is a link; a text file where the system has none; and the run itself where
    a tool that copies or synchronises made a folder of the link. Without any of these
    (a publication that was cut off) the newest run with a record counts.
    """
    link = reports / CURRENT
    if link.is_symlink() or link.is_dir():
        return link.resolve() if link.is_dir() else None
    if link.is_file():
        named = reports / _name_in(link)
        return named if named != reports and named.is_dir() else None
    if os.path.lexists(link) or not reports.is_dir():
        return None
    finished = [folder for folder in reports.iterdir() if (folder / RECORD).is_file()]
    ids = (folder for folder in finished if folder.name[:1].isdigit())
    return max(ids, key=lambda folder: folder.name, default=None)


def digests(folder: Path) -> dict[str, str]:
    """Published file, as a path from `folder` -> SHA-256; the record itself is left out."""
    return {
        file.relative_to(folder).as_posix(): sha256(file)
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file != folder / RECORD
    }


def not_whole(folder: Path, published: dict[str, str]) -> list[str]:
    """Published files that are gone or hold other bytes now."""
    return [name for name, digest in published.items() if _now(folder / name) != digest]


def sha256(file: Path) -> str:
    """Hash of a file's bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _now(file: Path) -> str | None:
    try:
        return sha256(file) if file.is_file() else None
    except OSError:
        return None


def _name_in(link: Path) -> str:
    """Folder a text file names; nothing where it names none beside itself."""
    try:
        name = link.read_text(encoding="utf-8")[:200].strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return name if name == Path(name).name and name not in (".", "..") else ""


def _point_current_at(reports: Path, run_id: str) -> None:
    temporary = reports / f"{UNFINISHED}link"
    _remove(temporary)
    try:
        temporary.symlink_to(run_id, target_is_directory=True)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
            raise
        temporary.write_text(run_id + "\n", encoding="utf-8")
    _make_way(reports)
    temporary.replace(reports / CURRENT)
    _sync(reports)


def _make_way(reports: Path) -> None:
    """A folder in the place of the link is kept under a name of its own."""
    copy = reports / CURRENT
    if copy.is_dir() and not copy.is_symlink():
        copy.rename(reports / free_id(reports, f"{CURRENT}-copy"))


def _remove(left: Path) -> None:
    """Remove a file, a link or a folder that a killed run left."""
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left)
    else:
        left.unlink(missing_ok=True)


def _sync(place: Path) -> None:
    """Bring a file, or the names in a folder, to the disk."""
    if place.is_dir() and os.name == "nt":
        return
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
