"""A run appears whole or not at all: written beside, renamed, then linked."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cpsurvey import system
from cpsurvey.errors.foreign import cannot_write

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
"""Who may look at a run: its owner alone."""
UNFINISHED = ".unfinished-"
CURRENT = "current"
RECORD = "run.json"
NOTE = "NOT-FOR-PASSING-ON.txt"
NOTE_TEXT = """\
Working copy, not for passing on: what may be passed on is made by 'cpsurvey release'.
Copie de travail, à ne pas transmettre : ce qui peut l'être vient de « cpsurvey release ».
"""


@contextmanager
def new_run(reports: Path, run_id: str, *, current: bool = True) -> Iterator[Path]:
    """Yield a folder to write in; it becomes ``reports/<run_id>`` and ``reports/current``.

    A part of a run does not become the current one. A run is private. When the body raises,
    the last run stays current, as it does when the body removes the folder itself.
    """
    with new_folder(reports, run_id, private=True) as draft:
        (draft / NOTE).write_text(NOTE_TEXT, encoding="utf-8", newline="\n")
        yield draft
    try:
        if current and (reports / run_id).exists():
            _point_current_at(reports, run_id)
    except OSError as error:
        raise cannot_write(reports, error) from None


@contextmanager
def new_folder(parent: Path, name: str, *, private: bool = False) -> Iterator[Path]:
    """Yield a folder to write in; it becomes ``parent/<name>`` when the body is done.

    When the body raises, the folder is removed.
    What killed processes left behind is removed first; the caller holds the study's lock.
    """
    try:
        parent.mkdir(parents=True, exist_ok=True)
        for left in parent.glob(f"{UNFINISHED}*"):
            _remove(left)
        draft = parent / f"{UNFINISHED}{name}"
        draft.mkdir(mode=PRIVATE_FOLDER)
    except OSError as error:
        raise cannot_write(parent, error) from None
    try:
        yield draft
        if not draft.exists():
            return
        if not private:
            draft.chmod(0o777 & ~_umask())
        files = list(draft.rglob("*"))
        for file in files if private else ():
            file.chmod(PRIVATE_FOLDER if file.is_dir() else PRIVATE_FILE)
        system.sync_all(files)
        draft.rename(parent / name)
        system.sync(parent)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise cannot_write(parent, error) from None
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _umask() -> int:
    """What the process takes away from the permissions of new files."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


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
    return [name for name, digest in published.items() if hash_now(folder / name) != digest]


def sha256(file: Path) -> str:
    """Hash of a file's bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def hash_now(file: Path) -> str | None:
    """Hash of a file's bytes; None where there is none to read (a pipe would be waited for)."""
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
    if not system.linked(temporary, run_id):
        temporary.write_text(run_id + "\n", encoding="utf-8", newline="\n")
    _make_way(reports)
    temporary.replace(reports / CURRENT)
    system.sync(reports)


def _make_way(reports: Path) -> None:
    """A folder in the place of the link is kept under a name of its own."""
    copy = reports / CURRENT
    if system.WINDOWS and copy.is_symlink():
        copy.unlink()  # a link to a folder cannot be replaced there
    elif copy.is_dir() and not copy.is_symlink():
        copy.rename(reports / free_id(reports, f"{CURRENT}-copy"))


def _remove(left: Path) -> None:
    """Remove a file, a link or a folder that a killed run left."""
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left)
    else:
        left.unlink(missing_ok=True)
