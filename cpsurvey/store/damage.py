"""What is said of a database that cannot be read or written."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from cpsurvey.errors import CpsurveyError

_FULL = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_BUSY")
_AT_ONCE = 10_000
"""Rows that are made text at once."""


def digest(*parts: object) -> str:
    """Short hash of a record, written beside it and compared whenever it is read.

    It finds damage, not forgery: nothing secret goes into it, so that reading an intact
    study never needs its key.
    """
    return hashlib.blake2b(repr(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()


class Digest:
    """The same as `digest` of lists, which come row by row and are not held."""

    def __init__(self) -> None:
        self._found = hashlib.blake2b(digest_size=12)
        self._lists, self._between = 0, ""

    def begin(self) -> None:
        """The rows that follow are another list's."""
        self._found.update(b"], [" if self._lists else b"([")
        self._lists, self._between = self._lists + 1, ""

    def add(self, rows: Iterable[object]) -> None:
        """More rows of the list that was begun."""
        left = iter(rows)
        while some := list(islice(left, _AT_ONCE)):
            text = self._between + repr(some)[1:-1]
            self._found.update(text.encode("utf-8", "replace"))
            self._between = ", "

    def hexdigest(self) -> str:
        """Of all lists, the last one ended."""
        whole = self._found.copy()
        whole.update(b"],)" if self._lists == 1 else b"])")
        return whole.hexdigest()


def digest_lists(*parts: Iterable[object]) -> str:
    """The same as `digest` of one list or more, which are not held."""
    found = Digest()
    for part in parts:
        found.begin()
        found.add(part)
    return found.hexdigest()


def digest_bytes(*parts: bytes) -> str:
    """The same of parts that are bytes, and many."""
    found = hashlib.blake2b(digest_size=12)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


def damaged(file: Path, what: str) -> CpsurveyError:
    """Error for a database whose content is not what was written."""
    return CpsurveyError(
        "CPS202",
        f"the study database is damaged: {what}",
        where=str(file),
        fix="restore a copy; or move the file away and run 'cpsurvey ingest' with all export "
        "files, which writes it anew",
    )


def translate(error: sqlite3.Error | UnicodeDecodeError, file: Path) -> CpsurveyError:
    """Error for what SQLite refuses, in words that damage may have made no text."""
    if isinstance(error, UnicodeDecodeError):
        return damaged(file, "a text in it is none")
    name = getattr(error, "sqlite_errorname", None) or ""
    if name == "SQLITE_NOTADB":
        return damaged(file, "it is not a database at all, or its head is broken")
    if name.startswith(_FULL):
        return cannot_write(file, str(error))
    return damaged(file, f"SQLite says: {error}")


def cannot_write(file: Path, reason: str) -> CpsurveyError:
    """Error for a database that cannot be written."""
    return CpsurveyError(
        "CPS201",
        f"the study database cannot be written: {reason}",
        where=str(file),
        fix="check permissions and free space; nothing was changed",
    )
