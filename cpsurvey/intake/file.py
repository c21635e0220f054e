"""A file before anybody knows what it is: its name, its first bytes, its size."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import BinaryIO

from cpsurvey.binary.bounds import Bounds
from cpsurvey.errors import CpsurveyError, foreign
from cpsurvey.intake import limits

_START = 1 << 16
_AT_ONCE = 1 << 20


def name_of(path: Path) -> str:
    """What a file is called, as text; a name that is none by its escapes."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


@dataclass(frozen=True)
class File:
    """Bytes with a name.

    Parameters
    ----------
    name : str
        What messages call it.
    path : Path or None
        Where it is; None for bytes at hand.
    held : bytes
        The bytes at hand.
    told : callable, optional
        Told how many bytes of a large file are read, of how many.
    """

    name: str
    path: Path | None = None
    held: bytes = b""
    told: Callable[[int, int], None] | None = None

    @staticmethod
    def at(path: Path, told: Callable[[int, int], None] | None = None) -> File:
        """A file on disk.

        Raises
        ------
        CpsurveyError
            CPS110 it cannot be opened, CPS119 it is too large.
        """
        file = File(name_of(path), path, told=told)
        try:
            if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for
                raise foreign.not_a_file(path, "CPS110")
            size = file.size
            with path.open("rb"):
                pass
        except OSError as error:
            raise CpsurveyError(
                "CPS110",
                f"cannot open the file: {error.strerror}",
                where=str(path),
                fix="check the path, and that this account may read the file",
            ) from None
        if size > limits.LARGEST_FILE:
            limits.too_large(
                f"the file has {size / (1 << 30):.1f} GB, more than "
                f"{limits.LARGEST_FILE >> 30} GB",
                path.name,
                "export the answers in several files",
            )
        return file

    def open(self) -> BinaryIO:
        """Its bytes as a stream."""
        return self.path.open("rb") if self.path else io.BytesIO(self.held)

    def data(self) -> bytes:
        """All its bytes."""
        return self.path.read_bytes() if self.path else self.held

    @cached_property
    def start(self) -> bytes:
        """Its first bytes, by which formats are told."""
        with self.open() as stream:
            return stream.read(_START)

    @cached_property
    def size(self) -> int:
        """Bytes in all."""
        return self.path.stat().st_size if self.path else len(self.held)

    @property
    def bounds(self) -> Bounds:
        """What it may need, if it is no text."""
        return limits.bounds(self.size)

    @property
    def suffix(self) -> str:
        """``".xlsx"``, in small letters."""
        return PurePath(self.name).suffix.casefold()

    def sha256(self) -> str:
        """Digest of its bytes, which are not held at once."""
        digest = hashlib.sha256()
        with self.open() as stream:
            while block := stream.read(_AT_ONCE):
                digest.update(block)
        return digest.hexdigest()
