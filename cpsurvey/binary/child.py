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

from cpsurvey.binary.bounds import Bounds
from cpsurvey.coded import Coded, Places
from cpsurvey.errors import CpsurveyError

_SCRIPT = Path(__file__).with_name("_parse.py")
_KEPT = (
    *("PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE", "HOME"),
    *("SYSTEMROOT", "APPDATA", "USERPROFILE", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP"),
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


def lines(
    file: Path | bytes, where: str, bounds: Bounds, library: str, **job: Any
) -> Iterator[dict[str, Any] | Typed]:
    """What the child says of a file: descriptions as they are, and columns.

    Parameters
    ----------
    library : str
        ``"statistical"`` or ``"workbook"``: see `_parse.py` for the rest of the job.

    Raises
    ------
    CpsurveyError
        It needed more memory or time than it may, or crashed.
    Failed
        The library refused the file.
    """
    job |= {"library": library, "memory": bounds.memory, "seconds": bounds.seconds}
    command = [sys.executable, "-P", str(_SCRIPT), json.dumps(job)]
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    with _opened(file) as bytes_, tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(  # noqa: S603  our own script
            command, stdin=bytes_, stdout=subprocess.PIPE, stderr=errors, env=kept
        )
        assert child.stdout is not None
        late = threading.Event()
        clock = threading.Timer(bounds.seconds * bounds.patience, _stop, (child, late))
        clock.daemon = True
        clock.start()
        try:
            ended = False
            while not ended and (line := child.stdout.readline(_LONGEST_LINE)):
                said = _checked(line, where, bounds)
                ended = "end" in said
                if "refused" in said:
                    _refuse(said, where, bounds)
                elif "kinds" in said:
                    yield _column(said, child.stdout, where, bounds)
                elif not ended:
                    yield said
            if not ended:
                code = child.wait()
                raise _crashed(code, errors, where, bounds, late=late.is_set())
        finally:
            clock.cancel()
            child.kill()
            child.wait()
            child.stdout.close()


@contextlib.contextmanager
def trusted_no_further(where: str, bounds: Bounds) -> Iterator[None]:
    """What a child says that was taken over by a file may be of another shape."""
    try:
        yield
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        raise bounds.broken(where) from None


@contextlib.contextmanager
def _opened(file: Path | bytes) -> Iterator[IO[bytes]]:
    """The file as a descriptor; bytes at hand go through a file that has no name."""
    if isinstance(file, Path):
        with file.open("rb") as stream:
            yield stream
        return
    with tempfile.TemporaryFile() as stream:
        stream.write(file)
        stream.seek(0)
        yield stream


def _checked(line: bytes, where: str, bounds: Bounds) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        raise bounds.broken(where) from None
    if not isinstance(said, dict):
        raise bounds.broken(where)
    return said


def _column(said: dict[str, Any], stream: IO[bytes], where: str, bounds: Bounds) -> Typed:
    size, rows = said["size"], said["rows"]
    if size not in _SIZES or rows < 0:
        raise bounds.broken(where)
    data = stream.read(size * rows)
    at: Places = np.frombuffer(data, dtype=_SIZES[size])
    if len(at) != rows or (rows and int(at.max()) >= len(said["kinds"])):
        raise bounds.broken(where)
    return Coded(said["kinds"], at)


def _refuse(said: dict[str, Any], where: str, bounds: Bounds) -> None:
    if said["refused"] == "memory":
        raise bounds.needs_too_much(where)
    raise Failed(f"{said['refused']}: {said.get('said')}")


def _stop(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    """Time is up; how a child ended does not say so on every system."""
    late.set()
    child.kill()


def _crashed(
    code: int, errors: IO[bytes], where: str, bounds: Bounds, *, late: bool
) -> CpsurveyError:
    """Refusal by how the child ended: killed by the clock or its limits, or by a fault."""
    errors.seek(0)
    said = errors.read(1 << 16)
    over = {-number for name in ("SIGXCPU", "SIGKILL") if (number := getattr(signal, name, 0))}
    if code in over or late or b"memory allocation" in said or b"MemoryError" in said:
        return bounds.needs_too_much(where)
    return bounds.broken(where)
