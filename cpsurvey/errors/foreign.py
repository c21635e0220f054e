"""What other people's code raises, in our words: the one place where it is translated.

An exception that a file, a folder or the machine can cause has a code and a way out.
None of its own text is passed on where that could quote an answer. Whatever is not
listed here is a bug of ours and keeps its traceback.
"""

from __future__ import annotations

import csv
import errno
import json
import sqlite3
import zipfile
from pathlib import Path

from cpsurvey.errors import CpsurveyError

NOTHING_CAN_BE_WRITTEN = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG, errno.EIO}
)
"""The place is full, broken or read-only: trying elsewhere in it is of no use."""
_NOT_A_FILE = {
    errno.ENOENT: "there is no such file",
    errno.EISDIR: "this is a folder, not a file",
    errno.ENOTDIR: "a part of this path is a file, not a folder",
}
_NO_PATH = {
    errno.ENAMETOOLONG: "the name is too long for this file system",
    errno.ELOOP: "the links of this path lead round in a circle",
    errno.EINVAL: "the file system does not take this path",
}
_NO_ROOM = {
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open on this machine",
    errno.ENOMEM: "the machine has no memory left",
    errno.EAGAIN: "the machine has no process left",
}
_FOREIGN_READERS = {
    "pydantic_core._pydantic_core.ValidationError": "its content has not the expected form",
    "yaml.error.YAMLError": "it is not YAML",
    "lxml.etree.XMLSyntaxError": "it is not XML",
    "xml.parsers.expat.ExpatError": "it is not XML",
    "pandas.errors.ParserError": "its columns cannot be told apart",
    "pandas.errors.EmptyDataError": "it is empty",
}
"""Refusals of libraries that are only loaded where they are needed."""


def cannot_write(place: Path, error: OSError) -> CpsurveyError:
    """The error for a place the system does not let us write to."""
    return CpsurveyError(
        "CPS602",
        f"cannot write here: {error.strerror or error}",
        where=str(place),
        fix="check permissions and free space; nothing was changed",
    )


def not_a_file(place: Path, code: str = "CPS902") -> CpsurveyError:
    """The error for a place where a file was to be and none is."""
    message, fix = "there is no such file", "check the path"
    if place.is_dir():
        message, fix = "this is a folder, not a file", "name a file in it"
    elif place.exists():
        message, fix = "this is no ordinary file", "save what it gives to a file, and name that"
    return CpsurveyError(code, message, where=str(place), fix=fix)


def coded(error: BaseException, *, where: str | None = None) -> CpsurveyError | None:
    """The refusal a foreign exception stands for; None for a bug of ours.

    Parameters
    ----------
    where : str, optional
        Place, where the exception itself does not tell.
    """
    if isinstance(error, CpsurveyError):
        return error
    if isinstance(error, OSError):
        return _of_the_system(error, where)
    if isinstance(error, sqlite3.Error):
        return _of_the_store(error, where)
    if isinstance(error, MemoryError):
        return CpsurveyError(
            "CPS907",
            "the memory of this machine does not suffice",
            where=where,
            fix="close other programs, split the file, or use a larger machine",
        )
    if isinstance(error, RecursionError):
        return CpsurveyError(
            "CPS909",
            "something is nested too deep to be read",
            where=where,
            fix="write formulas and files with fewer brackets inside each other; if there "
            "are none, report this as a bug",
        )
    if isinstance(error, ValueError) and str(error) == "embedded null byte":
        return CpsurveyError(
            "CPS906", "a path holds a NUL character", where=where, fix="write the path anew"
        )
    return _of_a_reader(error, where)


def _of_the_system(error: OSError, where: str | None) -> CpsurveyError:
    place = where or _named(error)
    number = error.errno
    if number in _NOT_A_FILE:
        message, fix = _NOT_A_FILE[number], "check the path"
        return CpsurveyError("CPS902", message, where=place, fix=fix)
    if number in (errno.EACCES, errno.EPERM):
        message = "the system does not let this account use it"
        return CpsurveyError("CPS905", message, where=place, fix="ask for permission")
    if number in _NO_PATH:
        fix = "use another path, short and without loops"
        return CpsurveyError("CPS906", _NO_PATH[number], where=place, fix=fix)
    if number in _NO_ROOM:
        fix = "close other programs, or raise the limit ('ulimit -a' shows it), and try again"
        return CpsurveyError("CPS907", _NO_ROOM[number], where=place, fix=fix)
    return CpsurveyError(
        "CPS602",
        f"the system refused: {error.strerror or type(error).__name__}",
        where=place,
        fix="check free space, permissions and the connection of the drive",
    )


def _named(error: OSError) -> str | None:
    return None if error.filename is None else str(error.filename)


def _of_the_store(error: sqlite3.Error, where: str | None) -> CpsurveyError:
    name = str(getattr(error, "sqlite_errorname", None) or type(error).__name__)
    if any(word in name for word in ("READONLY", "FULL", "CANTOPEN", "BUSY", "LOCKED", "PERM")):
        return CpsurveyError(
            "CPS201",
            f"the study database cannot be used now ({name})",
            where=where or "study.db",
            fix="check permissions, free space, and that no other program holds it; nothing "
            "was changed",
        )
    return CpsurveyError(
        "CPS202",
        f"the study database is damaged, or another program's ({name})",
        where=where or "study.db",
        fix="move it away and run 'cpsurvey ingest' again, or restore a copy",
    )


def _of_a_reader(error: BaseException, where: str | None) -> CpsurveyError | None:
    fix = "save the file again from the program it came from, or restore a copy"
    problem: str | None = None
    if isinstance(error, UnicodeDecodeError):
        problem = f"its text is not {error.encoding} (byte {error.start + 1})"
        fix = "save it as UTF-8, or name its 'encoding'"
    elif isinstance(error, json.JSONDecodeError):
        problem = f"it is not JSON (line {error.lineno})"
    elif isinstance(error, csv.Error):
        problem = "its lines cannot be cut into cells"
    elif isinstance(error, zipfile.BadZipFile):
        problem = "its archive is damaged"
    else:
        names = [f"{one.__module__}.{one.__qualname__}" for one in type(error).__mro__]
        problem = next((_FOREIGN_READERS[n] for n in names if n in _FOREIGN_READERS), None)
    if problem is None:
        return None
    return CpsurveyError("CPS908", f"a file cannot be read: {problem}", where=where, fix=fix)
