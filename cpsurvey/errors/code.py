"""What one code of the catalogue says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """Exit statuses of every command; a batch exits with the gravest of its studies."""

    DONE = 0
    BUG = 1
    USAGE = 2
    DATA_REJECTED = 65
    NO_INPUT = 66
    SERVER_AWAY = 69
    NOT_CONVERGED = 70
    CANNOT_WRITE = 73
    LOCKED = 75
    FORBIDDEN = 77
    INVALID_STUDY = 78
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of mistake: its exit status, and what it means and asks for."""

    exit: Exit
    title: str
    explanation: str
    title_fr: str
    explanation_fr: str
