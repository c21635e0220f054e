"""Libraries that parse binary formats run in a child process, with limits.

A crash, an endless loop or a bomb ends the child, and is a refusal here. What it sends is
checked: it may have been taken over by the file. Where the system has no limits
(`resource` is missing), only the clock holds.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np

from cpsurvey.coded import Coded, Places
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import limits
from cpsurvey.intake.file import File

_SCRIPT = Path(__file__).with_name("_parse.py")
_KEPT = (
    *("PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE", "HOME"),
    *("SYSTEMROOT", "APPDATA", "USERPROFILE", "LANG", "LC_ALL", "TMPDIR", "TEMP"),
)
"""Of the environment, what Python and its libraries need; nothing that may be a secret."""
_SIZES = {1: np.uint8, 2: np.uint16, 4: np.uint32}
_LONGEST_LINE = 1 << 30

Typed = Coded[Any]
"""A column of numbers, texts and None."""


class Failed(Exception):
    """What a library said instead of reading the file: it may hold an answer, none sees it."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def lines(file: File, library: str, **job: Any) -> Iterator[dict[str, Any] | Typed]:
    """What the child says of a file: descriptions as they are, and columns.

    Raises
    ------
    CpsurveyError
        CPS119 it needed more memory or time than any export does, or CPS104 it crashed.
    Failed
        The library refused the file.
    """
    seconds = limits.PARSING_SECONDS + file.size // limits.PARSING_SPEED
    job |= {"library": library, "memory": limits.PARSING_MEMORY, "seconds": seconds}
    command = [sys.executable, "-P", str(_SCRIPT), json.dumps(job)]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    with _opened(file) as bytes_, tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(  # noqa: S603  our own script
            command, stdin=bytes_, stdout=subprocess.PIPE, stderr=errors, env=kept
        )
        assert child.stdout is not None
        clock = threading.Timer(seconds * limits.PARSING_PATIENCE, child.kill)
        clock.daemon = True
        clock.start()
        try:
            ended = False
            while not ended and (line := child.stdout.readline(_LONGEST_LINE)):
                said = _checked(line, file.name)
                ended = "end" in said
                if "refused" in said:
                    _refuse(said, file.name)
                elif "kinds" in said:
                    yield _column(said, child.stdout, file.name)
                elif not ended:
                    yield said
            if not ended:
                raise _crashed(child.wait(), errors, file.name)
        finally:
            clock.cancel()
            child.kill()
            child.wait()
            child.stdout.close()


@contextlib.contextmanager
def trusted_no_further(where: str) -> Iterator[None]:
    """What a child says that was taken over by a file may be of another shape."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        raise damaged(where) from None


@contextlib.contextmanager
def _opened(file: File) -> Iterator[IO[bytes]]:
    """The file as a descriptor; bytes at hand go through a file that has no name."""
    if file.path:
        with file.path.open("rb") as stream:
            yield stream
        return
    with tempfile.TemporaryFile() as stream:
        stream.write(file.held)
        stream.seek(0)
        yield stream


def _checked(line: bytes, where: str) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        raise damaged(where) from None
    if not isinstance(said, dict):
        raise damaged(where)
    return said


def _column(said: dict[str, Any], stream: IO[bytes], where: str) -> Typed:
    size, rows = said["size"], said["rows"]
    if size not in _SIZES or rows < 0:
        raise damaged(where)
    data = stream.read(size * rows)
    at: Places = np.frombuffer(data, dtype=_SIZES[size])
    if len(at) != rows or (rows and int(at.max()) >= len(said["kinds"])):
        raise damaged(where)
    return Coded(said["kinds"], at)


def _refuse(said: dict[str, Any], where: str) -> None:
    if said["refused"] == "memory":
        raise too_much(where)
    raise Failed(f"{said['refused']}: {said.get('said')}")


def _crashed(code: int, errors: IO[bytes], where: str) -> CpsurveyError:
    """Refusal by how the child ended: killed by the clock or its limits, or by a fault."""
    errors.seek(0)
    said = errors.read(1 << 16)
    over = {-getattr(signal, name, 0) for name in ("SIGXCPU", "SIGKILL")}
    if code in over or b"memory allocation" in said or b"MemoryError" in said:
        return too_much(where)
    return damaged(where)


def too_much(where: str) -> CpsurveyError:
    """Refusal of a file that needs more than any export of answers does."""
    return CpsurveyError(
        "CPS119",
        f"reading it needs more than {limits.PARSING_MEMORY >> 30} GB of memory or "
        f"{limits.PARSING_SECONDS} seconds: it is damaged, or far larger than it looks",
        where=where,
        fix="open it in the program it comes from and save the answers as CSV",
    )


def damaged(where: str) -> CpsurveyError:
    """Refusal of a file on which the library broke down."""
    return CpsurveyError(
        "CPS104",
        "this file cannot be read: it is damaged, or was cut off",
        where=where,
        fix="export or copy the file again; or open it in the program it comes from and save "
        "the answers as CSV",
    )
