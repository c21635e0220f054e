"""One process at a time works on a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cpsurvey.design.load import STUDY_FILE
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.foreign import cannot_write

LOCK_FILE = ".cpsurvey.lock"
_OWN = 0o600
"""Who may open a lock may hold it, and keep the owner out."""


def of_batch(folder: Path) -> str:
    """Name of a batch's lock: one of its own where the folder is a study, locked in turn."""
    return ".cpsurvey-batch.lock" if (folder / STUDY_FILE).exists() else LOCK_FILE


@contextmanager
def locked(folder: Path, name: str = LOCK_FILE) -> Iterator[None]:
    """Hold the folder's lock; the system frees it when the process ends, even killed.

    Raises
    ------
    CpsurveyError
        CPS601 another process holds it, CPS602 the folder cannot be written.
    """
    import filelock

    lock = filelock.FileLock(folder / name, timeout=0, mode=_OWN)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise CpsurveyError(
            "CPS601",
            "another run is working here",
            where=str(folder),
            fix="wait until it has finished and try again",
        ) from None
    except NotImplementedError:
        raise CpsurveyError(
            "CPS602",
            "this drive cannot be locked, so two runs could work here at once",
            where=str(folder),
            fix="work on a local drive, or one that knows locks (flock)",
        ) from None
    except OSError as error:
        raise cannot_write(folder, error) from None
    try:
        yield
    finally:
        lock.release()


def is_locked(folder: Path, name: str = LOCK_FILE) -> bool:
    """Whether another process holds the lock now; nothing is written."""
    import filelock

    file = folder / name
    if not file.is_file():
        return False
    try:
        with filelock.FileLock(file, timeout=0, mode=_OWN):
            return False
    except filelock.Timeout:
        return True
    except (OSError, NotImplementedError):
        return False
