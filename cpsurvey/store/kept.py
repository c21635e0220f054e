"""What is kept between runs: small private files beside the database, each whole or absent.

Only what can be worked out again is kept. An entry that is damaged counts as absent.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from cpsurvey import system
from cpsurvey.errors.foreign import cannot_write

FOLDER = "study.kept"
PART, OWNER = ".part", "owner"


class Kept:
    """One folder of entries by name.

    Whoever writes holds the study's lock. Where nothing can be written nothing is kept:
    what was to be kept is worked out again, which only takes longer.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str) -> bytes | None:
        """An entry as it was written; None where there is none, b"" where it is damaged."""
        file = self.folder / name
        try:
            held = file.read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            return b""
        with suppress(OSError):
            os.utime(file)
        mark, _, data = held.partition(b"\n")
        return data if mark.decode("ascii", "replace") == _mark(name, data) else b""

    def write(self, name: str, data: bytes) -> None:
        """Keep an entry in the place of the one of this name."""
        beside = self.folder / f"{name}{PART}"
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            beside.unlink(missing_ok=True)
            with _private(beside) as stream:
                stream.write(_mark(name, data).encode() + b"\n" + data)
            beside.replace(self.folder / name)

    def drop_beyond(self, most: int) -> None:
        """Remove what was not used for longest, until `most` bytes are left."""
        with suppress(OSError):
            files = [(file, file.stat()) for file in self.folder.iterdir()]
            total = sum(stat.st_size for _, stat in files)
            for file, stat in sorted(files, key=lambda one: one[1].st_mtime_ns):
                if total > most or file.name.endswith(PART):
                    file.unlink(missing_ok=True)
                    total -= stat.st_size

    def drop_all_but(self, names: Collection[str]) -> None:
        """Remove every other entry, and what killed processes left."""
        with suppress(OSError):
            for file in self.folder.iterdir():
                if file.is_file() and file.name not in names:
                    file.unlink(missing_ok=True)


def _private(file: Path) -> BinaryIO:
    return os.fdopen(system.private(file), "wb")


def kept(study_folder: Path, part: str) -> Kept:
    """A study's kept entries of one sort."""
    return Kept(study_folder / FOLDER / part)


def claim(study_folder: Path, owner: str) -> None:
    """Erase what was kept under another owner, the check of the study's key."""
    held = Kept(study_folder / FOLDER)
    mark = hashlib.sha256(owner.encode()).hexdigest().encode()
    if held.read(OWNER) != mark:
        erase(study_folder)
        held.write(OWNER, mark)


def erase(study_folder: Path) -> None:
    """Remove all that a study keeps.

    Raises
    ------
    CpsurveyError
        CPS602 it cannot be removed.
    """
    place = study_folder / FOLDER
    try:
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(place, error) from None


def _mark(name: str, data: bytes) -> str:
    return hashlib.sha256(name.encode() + b"\0" + data).hexdigest()
