"""A part of a run that failed by a fault of ours, and where: frames only, no values."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cpsurvey.errors import stop

_ROOM = Path(__file__).parents[1]
DEEPEST = 12
"""Frames that are kept, the innermost."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What failed.

    Parameters
    ----------
    part : str
        ``analysis``, ``chapter``, ``format`` or ``report``.
    name : str
        Which one.
    error : str
        Type of the exception. Its message is left out: it may quote an answer.
    trace : tuple of str
        ``file:line in function``, outermost first.
    """

    part: str
    name: str
    error: str
    trace: tuple[str, ...]

    @classmethod
    def of(cls, part: str, name: str, error: BaseException) -> Fault:
        """The fault behind an exception that was caught.

        Raises
        ------
        KeyboardInterrupt
            It was none: somebody asked the program to end.
        """
        stop.heed()
        return cls(part, name, type(error).__name__, frames(error))

    def record(self) -> dict[str, Any]:
        """JSON of the fault."""
        return {
            "part": self.part,
            "name": self.name,
            "error": self.error,
            "trace": list(self.trace),
        }


OnFault = Callable[[Fault], None]
"""Told what failed while the rest went on."""


def frames(error: BaseException) -> tuple[str, ...]:
    """Where an exception came from, as ``file:line in function``."""
    stack = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
    return tuple(f"{_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in stack)


def _short(file: str) -> str:
    """Path within the package; other people's files by name, without their folders."""
    path = Path(file)
    if path.is_relative_to(_ROOM):
        return str(Path(_ROOM.name) / path.relative_to(_ROOM))
    return "/".join(path.parts[-2:])
