"""How much a file may need, and how it is refused where it needs more or cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

from cpsurvey.errors import CpsurveyError


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one way in allows.

    Parameters
    ----------
    large, damaged : str
        Codes of the refusals.
    instead : str
        What else to give, where a file is too large or damaged.
    parts, unpacked : int
        Files in an archive, and bytes of all of them unpacked.
    columns : int
        Of a sheet of a workbook.
    memory : int
        Bytes of address space for a library that reads it, in a process of its own.
    seconds, patience : int
        Processor time such a library has, and how many times longer the clock may take.
    """

    large: str
    damaged: str
    instead: str
    parts: int
    unpacked: int
    columns: int
    memory: int
    seconds: int
    patience: int

    def too_large(self, what: str, where: str, fix: str = "") -> CpsurveyError:
        """Refusal of a file that needs more than it may."""
        return CpsurveyError(self.large, what, where=where, fix=fix or self.instead)

    def refused(self, why: str, where: str, fix: str = "", what: str = "file") -> CpsurveyError:
        """Refusal of a file that cannot be read."""
        return CpsurveyError(
            self.damaged,
            f"this {what} cannot be read: {why}",
            where=where,
            fix=fix or self.instead,
        )

    def needs_too_much(self, where: str) -> CpsurveyError:
        """Refusal of a file that a library could not read within its memory and time."""
        return self.too_large(
            f"reading it needs more than {self.memory >> 30} GB of memory or {self.seconds} "
            "seconds: it is damaged, or far larger than it looks",
            where,
        )

    def broken(self, where: str) -> CpsurveyError:
        """Refusal of a file on which a library broke down."""
        return self.refused(
            "it is damaged, or was cut off",
            where,
            f"export or copy it again; or {self.instead}",
        )
