"""One chapter, picture, page or format that fails does not take the report with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from cpsurvey.errors.fault import Fault
from cpsurvey.errors.foreign import NOTHING_CAN_BE_WRITTEN

T = TypeVar("T")
FAULT = "CPS990"
"""Code that the report names."""


class Guard:
    """Does work and keeps what failed in it.

    Only a place where nothing can be written any more (full, broken, read-only) ends the
    whole report: the next part could not be written either.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def __call__(self, part: str, name: str, work: Callable[[], T]) -> T | None:
        """What `work` returns, or None when it failed."""
        try:
            return work()
        except Exception as error:
            if isinstance(error, OSError) and error.errno in NOTHING_CAN_BE_WRITTEN:
                raise
            self.faults.append(Fault.of(part, name, error))
            return None


def unguarded(_part: str, _name: str, work: Callable[[], Any]) -> Any:
    """For who wants to see a fault where it happens: nothing is caught."""
    return work()


Guarded = Callable[[str, str, Callable[[], Any]], Any]
"""`Guard`, or `unguarded`."""
